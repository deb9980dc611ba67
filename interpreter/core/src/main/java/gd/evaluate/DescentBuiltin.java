package gd.evaluate;

import gd.formula.Formula;
import gd.report.NameProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code descend(f, starts..., lr=…, steps=…)}: from the arguments to a plan, and from the run to a
 * result.
 */
final class DescentBuiltin {
  private static final int MOST_STEPS = 10_000_000;
  private static final Set<String> OPTIONS = Set.of("lr", "steps", "tol", "trace");

  private DescentBuiltin() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of("descend", DescentBuiltin::descend);
  }

  /** The loss as a function of the parameters that are trained. */
  private record Loss(
      List<String> names, List<Value> starts, Function<List<Value>, Value> function) {}

  private static Value descend(Interpreter in, Arguments a) {
    Loss loss = loss(in, a);
    int steps = Arguments.integer(a.value("steps"), "steps", 0, MOST_STEPS);
    int every = Arguments.integer(a.value("trace"), "trace", 0, MOST_STEPS);
    double tolerance = nonNegative(in, a, "tol");
    Formula rate = rate(in, a);
    Gradients.Traced traced = in.gradients().trace(loss.names(), loss.starts(), loss.function());
    Tensor value = number(traced.value());
    List<Tensor> gradients = in.gradients().of(value, traced.inputs());
    Value.Result result;
    if (ExactDescent.applies(value, traced, rate)) {
      result =
          new ExactDescent(in, a.at())
              .run(loss.names(), traced, value, gradients, rate, steps, tolerance);
    } else {
      result = inDecimals(in, a, loss, traced, value, gradients, rate, steps, tolerance);
    }
    if (every > 0) {
      Reports.trace(in, result, every).forEach(in.listener()::printed);
    }
    return new Value.Descent(result);
  }

  private static Value.Result inDecimals(
      Interpreter in,
      Arguments a,
      Loss loss,
      Gradients.Traced traced,
      Tensor value,
      List<Tensor> gradients,
      Formula rate,
      int steps,
      double tolerance) {
    Tensor lr = in.tensors().scalar(in.formulas().decimal(in.computing().decimal(rate)));
    Formula update =
        in.formulas()
            .subtract(
                in.formulas().slot(0),
                in.formulas().multiply(in.formulas().slot(1), in.formulas().slot(2)));
    List<Tensor> updated = new ArrayList<>();
    List<double[]> starts = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Tensor.Input input = traced.inputs().get(i);
      updated.add(in.tensors().map("The update", update, List.of(input, lr, gradients.get(i))));
      starts.add(in.computing().decimals(in.computing().data(traced.argument(input))).clone());
    }
    Optional<Span> written = a.written("lr") ? Optional.of(a.span("lr")) : Optional.empty();
    Descent.Plan plan =
        new Descent.Plan(
            loss.names(),
            traced.inputs(),
            starts,
            value,
            gradients,
            updated,
            steps,
            tolerance,
            written);
    Descent.Run run = new Descent(in.computing()).run(plan);
    Map<String, Value> path = new LinkedHashMap<>();
    for (int i = 0; i < run.path().size(); i++) {
      path.put(
          loss.names().get(i),
          points(traced.inputs().get(i).shape(), new Elements.Decimals(run.path().get(i))));
    }
    double[] losses = run.losses();
    return new Value.Result(
        Descent.parameters(plan, run.parameters()),
        new Value.Scalar(new Formula.Decimal(losses[losses.length - 1])),
        losses.length - 1L,
        new Value.Array(new Tensor.Data(Shape.of(losses.length), new Elements.Decimals(losses))),
        path,
        run.why(),
        run.device(),
        run.time());
  }

  /** Points of a shape, one after the other, as an array with a first dimension more. */
  static Value points(Shape shape, Elements elements) {
    List<Integer> dimensions = new ArrayList<>();
    dimensions.add(elements.size() / Math.max(1, shape.size()));
    dimensions.addAll(shape.dimensions());
    return new Value.Array(new Tensor.Data(new Shape(dimensions), elements));
  }

  private static Loss loss(Interpreter in, Arguments a) {
    return switch (a.value("f")) {
      case Value.Callable f -> ofFunction(in, a, f);
      case Value.Scalar(var formula) when Symbols.of(formula).size() == 1 ->
          ofExpression(in, a, formula);
      case Value other -> {
        String given = Words.of(other);
        throw new Refusal(
            at ->
                new RunProblem.WrongKind(
                    at,
                    "a function to descend on, or an expression in one symbol",
                    given,
                    List.of()));
      }
    };
  }

  private static Loss ofExpression(Interpreter in, Arguments a, Formula formula) {
    Formula symbol = in.formulas().symbol(Symbols.of(formula).iterator().next());
    List<Arguments.Given> given = a.restGiven("starts");
    if (given.size() != 1) {
      throw new Refusal(at -> new RunProblem.NothingToTrain(at, List.copyOf(Symbols.of(formula))));
    }
    return new Loss(
        List.copyOf(Symbols.of(formula)),
        a.rest("starts"),
        v ->
            in.arithmetic()
                .each(
                    "The loss",
                    v.getFirst(),
                    x -> in.formulas().substitute(formula, Map.of(symbol, x))));
  }

  private static Loss ofFunction(Interpreter in, Arguments a, Value.Callable f) {
    List<String> parameters = in.parameters(f);
    Map<String, Value> starts = new LinkedHashMap<>();
    int next = 0;
    for (Arguments.Given given : a.restGiven("starts")) {
      String name;
      if (given.name().isPresent()) {
        name = given.name().get();
      } else if (next < parameters.size()) {
        name = parameters.get(next++);
      } else {
        throw new Refusal(
            at ->
                new NameProblem.WrongNumberOfArguments(
                    at,
                    Calls.title(f) + "(" + String.join(", ", parameters) + ")",
                    Optional.empty(),
                    a.restGiven("starts").size(),
                    "at most " + parameters.size() + " starts",
                    ""));
      }
      if (!parameters.contains(name)) {
        throw new Refusal(
            at ->
                new NameProblem.UnknownArgument(
                    at, name, "descend", Optional.empty(), known(parameters)));
      }
      if (OPTIONS.contains(name)) {
        throw new Refusal(
            at ->
                new NameProblem.NotAssignable(
                    at, name, "A parameter cannot be named like an option of descend."));
      }
      if (starts.put(name, in.computing().force(given.value().orElseThrow())) != null) {
        throw new Refusal(at -> new NameProblem.ArgumentGivenTwice(at, name, "descend"));
      }
    }
    if (starts.isEmpty()) {
      throw new Refusal(at -> new RunProblem.NothingToTrain(at, parameters));
    }
    List<String> names = List.copyOf(starts.keySet());
    return new Loss(
        names,
        List.copyOf(starts.values()),
        values -> {
          Map<String, Value> named = new LinkedHashMap<>();
          for (int i = 0; i < values.size(); i++) {
            named.put(names.get(i), values.get(i));
          }
          return in.evaluator().calls().applyNamed(f, named, a.at());
        });
  }

  private static List<String> known(List<String> parameters) {
    List<String> all = new ArrayList<>(parameters);
    all.addAll(OPTIONS.stream().sorted().toList());
    return all;
  }

  private static Tensor number(Tensor value) {
    if (value.shape().rank() != 0) {
      String given = Words.of(value.shape());
      throw new Refusal(
          at ->
              new RunProblem.LossNotANumber(
                  at, given, List.of("mean(…) or sum(…) around the loss makes a number of it.")));
    }
    return value;
  }

  private static Formula rate(Interpreter in, Arguments a) {
    Value value = a.value("lr");
    if (value instanceof Value.Scalar(var formula)
        && Symbols.of(formula).isEmpty()
        && in.computing().decimal(formula) > 0) {
      return formula;
    }
    String given = value instanceof Value.Scalar ? in.text(value) : Words.of(value);
    Span written = a.span("lr");
    throw new Refusal(at -> new RunProblem.BadOption(written, "lr", given, "a number above 0"));
  }

  private static double nonNegative(Interpreter in, Arguments a, String option) {
    double value = in.computing().decimal(a.value(option));
    if (value < 0) {
      Span written = a.span(option);
      throw new Refusal(
          at ->
              new RunProblem.BadOption(written, option, String.valueOf(value), "a number from 0"));
    }
    return value;
  }
}
