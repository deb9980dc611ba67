package gd.evaluate;

import gd.descent.Carried;
import gd.descent.ManyDescents;
import gd.descent.Run;
import gd.descent.StepGraph;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Descents side by side: {@code many=true} makes a start of every row of the starts, and a vector
 * of rates a run of every rate.
 */
final class ManyStarts {
  /** What only a run by itself can do. */
  private static final List<String> ALONE =
      List.of(
          "tol",
          "tol_loss",
          "tol_step",
          "trace",
          "batch",
          "epochs",
          "validation",
          "patience",
          "checkpoint",
          "bounds");

  private static final int MOST_RUNS = 10_000_000;

  private final Interpreter in;
  private final Arguments a;
  private final Loss asked;
  private final boolean isMany;

  ManyStarts(Interpreter in, Arguments a, Loss asked) {
    this.in = in;
    this.a = a;
    this.asked = asked;
    this.isMany = isMany(a);
  }

  static boolean areMeant(Arguments a) {
    return isMany(a) || a.given("lr") && rates(a).isPresent();
  }

  private static boolean isMany(Arguments a) {
    return a.value("many") instanceof Value.Truth(boolean many) && many;
  }

  private static Optional<Value.Array> rates(Arguments a) {
    return a.value("lr") instanceof Value.Array array && array.tensor().shape().rank() == 1
        ? Optional.of(array)
        : Optional.empty();
  }

  Value.Result descend() {
    for (String option : ALONE) {
      if (a.written(option)) {
        throw bad(option, "given to many descents at once", "left out: they all take every step");
      }
    }
    List<Tensor.Data> starts =
        asked.starts().stream()
            .map(start -> in.computing().data(in.arithmetic().tensor(start)))
            .toList();
    Optional<Tensor.Data> rates =
        rates(a).map(array -> in.computing().data(in.arithmetic().tensor(array)));
    rates.ifPresent(this::checkRates);
    int runs = runs(starts, rates);
    List<Value> first = new ArrayList<>();
    for (Tensor.Data start : starts) {
      first.add(isMany ? Arithmetic.of(in.tensors().pick(start, 0, 0)) : Arithmetic.of(start));
    }
    Loss loss = new Loss(asked.names(), first, asked.data(), asked.function());
    DescentOptions options = DescentOptions.of(in, a, loss);
    if (options.searches()) {
      throw bad(
          a.given("optimizer") ? "optimizer" : "lr",
          "a search in every step",
          "of a first-order method with a rate; a search goes run by run");
    }
    StepGraph graph = options.stepOfMany(loss.names(), loss.traced(in, loss.data()), rates);
    Run run =
        new ManyDescents(
                in.setting(),
                graph,
                carried(graph, starts, rates, runs),
                runs,
                options.stop().steps())
            .run();
    if (run.stopped()) {
      in.limits().descentStopped();
    }
    return result(options, run, runs);
  }

  private void checkRates(Tensor.Data rates) {
    for (double rate : in.computing().decimals(rates)) {
      if (!(rate > 0)) {
        throw bad("lr", Double.toString(rate) + " among others", "rates above 0");
      }
    }
  }

  /** How many runs there are; starts and rates must agree on it. */
  private int runs(List<Tensor.Data> starts, Optional<Tensor.Data> rates) {
    int runs = rates.map(r -> r.shape().size()).orElse(-1);
    for (int i = 0; isMany && i < starts.size(); i++) {
      Shape shape = starts.get(i).shape();
      int rows = shape.rank() == 0 ? 0 : shape.dimension(0);
      if (rows == 0 || runs >= 0 && rows != runs) {
        throw bad(
            "many",
            "given with " + Words.of(shape) + " for " + asked.names().get(i),
            rows == 0
                ? "an array of starts, one a row: [1, 2; 3, 4] has two starts of two numbers"
                : "as many starts everywhere (" + runs + "), and as many rates");
      }
      runs = rows;
    }
    if (runs < 1 || runs > MOST_RUNS) {
      throw bad(isMany ? "many" : "lr", runs + " descents", "from 1 to " + MOST_RUNS);
    }
    return runs;
  }

  /** The elements of everything carried, run by run. */
  private List<double[]> carried(
      StepGraph graph, List<Tensor.Data> starts, Optional<Tensor.Data> rates, int runs) {
    List<double[]> carried = new ArrayList<>();
    int parameters = graph.parameters().size();
    for (int i = 0; i < graph.carried().size(); i++) {
      Carried each = graph.carried().get(i);
      if (i < parameters && isMany) {
        carried.add(in.computing().decimals(starts.get(i)));
      } else if (rates.isPresent() && i == graph.carried().size() - 1) {
        carried.add(in.computing().decimals(rates.get()));
      } else {
        carried.add(repeated(in.computing().decimals(each.start()), runs));
      }
    }
    return carried;
  }

  private static double[] repeated(double[] numbers, int times) {
    double[] all = new double[numbers.length * times];
    for (int k = 0; k < times; k++) {
      System.arraycopy(numbers, 0, all, k * numbers.length, numbers.length);
    }
    return all;
  }

  private Value.Result result(DescentOptions options, Run run, int runs) {
    Map<String, Value> parameters = new LinkedHashMap<>();
    Map<String, Value> path = new LinkedHashMap<>();
    List<double[]> best = new ArrayList<>();
    List<double[]> reached = run.reached(in.computing());
    int number =
        (int) in.computing().decimals(Objects.requireNonNull(run.more().get("best")))[0] - 1;
    for (int i = 0; i < run.parameters().size(); i++) {
      Carried each = run.graph().parameters().get(i);
      Shape shape = rows(runs, each.input().shape());
      parameters.put(each.name(), new Value.Array(new Tensor.Data(shape, run.parameters().get(i))));
      path.put(each.name(), DescentBuiltin.points(shape, run.path().get(i)));
      int size = each.input().shape().size();
      best.add(Arrays.copyOfRange(reached.get(i), number * size, (number + 1) * size));
    }
    Map<String, Value> more = new LinkedHashMap<>();
    run.more().forEach((name, data) -> more.put(name, Arithmetic.of(data)));
    Value losses = DescentBuiltin.points(Shape.of(runs), run.losses());
    Tensor table = in.arithmetic().tensor(losses);
    return new Value.Result(
        parameters,
        Arithmetic.of(
            in.computing().data(in.tensors().pick(table, 0, table.shape().dimension(0) - 1))),
        run.steps(),
        losses,
        path,
        run.why(),
        run.device(),
        run.time(),
        more,
        options.diagnosis(run.graph(), best),
        options.errors(run.graph(), best));
  }

  private static Shape rows(int runs, Shape each) {
    List<Integer> dimensions = new ArrayList<>(List.of(runs));
    dimensions.addAll(each.dimensions());
    return new Shape(dimensions);
  }

  private Refusal bad(String option, String given, String needed) {
    return new Refusal(at -> new RunProblem.BadOption(a.span(option), option, given, needed));
  }
}
