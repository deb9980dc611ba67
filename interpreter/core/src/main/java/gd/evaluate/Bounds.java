package gd.evaluate;

import gd.descent.Run;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parameters that stay between bounds: what is trained is z without bounds, and w = bounded(z,
 * least, most), a function of the library.
 *
 * @param least for each parameter
 */
record Bounds(Interpreter in, Arguments a, List<Value> least, List<Value> most) {

  static Optional<Bounds> of(Interpreter in, Arguments a, int parameters) {
    if (!a.given("bounds")) {
      return Optional.empty();
    }
    Value given = in.computing().force(a.value("bounds"));
    if (given instanceof Value.Array(Tensor.Data data, _)) {
      Shape shape = data.shape();
      boolean one = shape.equals(Shape.of(2));
      if (one || shape.equals(Shape.of(parameters, 2))) {
        List<Value> least = new ArrayList<>();
        List<Value> most = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
          least.add(new Value.Scalar(data.elements().formula(one ? 0 : 2 * i)));
          most.add(new Value.Scalar(data.elements().formula(one ? 1 : 2 * i + 1)));
        }
        return Optional.of(new Bounds(in, a, least, most));
      }
    }
    throw bad(
        a,
        Words.of(given),
        "[least, most] for all parameters, or a row for each of them; ∞ where there is none");
  }

  /** The loss as a function of numbers without bounds. */
  Loss inside(Loss loss) {
    List<Value> starts = new ArrayList<>();
    for (int i = 0; i < loss.names().size(); i++) {
      starts.add(start(loss.names().get(i), loss.starts().get(i), i));
    }
    return new Loss(
        loss.names(),
        starts,
        loss.data(),
        values -> {
          Map<String, Value> all = new LinkedHashMap<>(values);
          for (int i = 0; i < loss.names().size(); i++) {
            all.computeIfPresent(loss.names().get(i), bounded(i)::at);
          }
          return loss.function().apply(all);
        });
  }

  private interface Bounded {
    Value at(String name, Value z);
  }

  private Bounded bounded(int parameter) {
    return (name, z) -> apply("bounded", z, parameter);
  }

  private Value start(String name, Value start, int i) {
    for (double each : decimals(start)) {
      if (!(each > decimals(least.get(i))[0] && each < decimals(most.get(i))[0])) {
        throw bad(
            a,
            in.text(least.get(i)) + " and " + in.text(most.get(i)),
            "bounds with the start of " + name + ", " + in.text(start) + ", between them");
      }
    }
    return in.computing().force(apply("unbounded", start, i));
  }

  /** The run as one of the bounded parameters. */
  Run outside(Run run) {
    return new Run(
        run.graph(),
        all(run.parameters()),
        run.steps(),
        run.losses(),
        all(run.path()),
        run.why(),
        run.stopped(),
        run.device(),
        run.time(),
        run.more());
  }

  private List<Elements> all(List<Elements> parameters) {
    List<Elements> bounded = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Elements z = parameters.get(i);
      Value array = new Value.Array(new Tensor.Data(Shape.of(z.size()), z));
      bounded.add(new Elements.Decimals(decimals(apply("bounded", array, i))));
    }
    return bounded;
  }

  private Value apply(String function, Value value, int i) {
    Value.Callable callable = (Value.Callable) in.libraryScope().here(function).orElseThrow();
    return in.evaluator()
        .calls()
        .apply(callable, List.of(value, least.get(i), most.get(i)), Map.of(), a.span("bounds"));
  }

  private double[] decimals(Value value) {
    return in.decimals(value);
  }

  private static Refusal bad(Arguments a, String given, String needed) {
    return new Refusal(at -> new RunProblem.BadOption(a.span("bounds"), "bounds", given, needed));
  }
}
