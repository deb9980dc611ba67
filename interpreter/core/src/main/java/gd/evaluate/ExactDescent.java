package gd.evaluate;

import gd.formula.Formula;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.tensor.Bodies;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gradient descent in exact fractions: starts, learning rate and data exact, the loss rational in
 * its parameters.
 */
final class ExactDescent {
  /**
   * Fractions double their length in a step of a nonlinear loss; beyond this the run goes on in
   * decimals.
   */
  private static final int MOST_BITS = 10_000;

  private final Interpreter in;
  private final Span at;
  private final DescentOptions options;

  ExactDescent(Interpreter in, Span at, DescentOptions options) {
    this.in = in;
    this.at = at;
    this.options = options;
  }

  static boolean applies(StepGraph step) {
    List<Tensor> graphs = step.graphs();
    step.carried().forEach(each -> graphs.add(each.start()));
    return Graph.order(graphs).stream()
        .allMatch(
            node ->
                switch (node) {
                  case Tensor.Data data -> isRational(data);
                  case Tensor.Map map -> !Bodies.contains(map.body(), ExactDescent::isIrrational);
                  case Tensor.Input _,
                      Tensor.Reduce _,
                      Tensor.Contract _,
                      Tensor.View _,
                      Tensor.Scatter _,
                      Tensor.Stack _ ->
                      true;
                });
  }

  private static boolean isRational(Tensor.Data data) {
    return switch (data.elements()) {
      case Elements.Decimals _ -> false;
      case Elements.Formulas(var values) ->
          values.stream().allMatch(Formula.Rational.class::isInstance);
    };
  }

  private static boolean isIrrational(Formula formula) {
    return switch (formula) {
      case Formula.Decimal _,
          Formula.Precise _,
          Formula.Constant _,
          Formula.Apply _,
          Formula.Symbol _ ->
          true;
      case Formula.Power power ->
          !(power.exponent() instanceof Formula.Rational r && r.isInteger());
      case Formula.Rational _,
          Formula.Slot _,
          Formula.Sum _,
          Formula.Product _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          false;
    };
  }

  Value.Result run(StepGraph graph, Descent.Stop stop) {
    long began = System.nanoTime();
    List<Carried> carried = graph.carried();
    int count = graph.parameters().size();
    List<List<Formula>> current = new ArrayList<>();
    List<List<Formula>> path = new ArrayList<>();
    for (Carried each : carried) {
      List<Formula> start = each.start().elements().formulas();
      current.add(start);
      path.add(new ArrayList<>(start));
    }
    List<Formula> losses = new ArrayList<>();
    String why = "all steps taken";
    boolean exact = true;
    double before = Double.NaN;
    for (long s = 0; s <= stop.steps(); s++) {
      in.limits().checkCancelled(at);
      List<Tensor.Data> values = in.computing().exactly(graph.graphs(), bound(carried, current));
      Formula loss = values.getFirst().elements().formula(0);
      losses.add(loss);
      List<List<Formula>> next =
          values.subList(1 + graph.gradients().size(), values.size()).stream()
              .map(v -> v.elements().formulas())
              .toList();
      double now = in.computing().decimal(loss);
      Optional<String> end =
          stop.why(
              now,
              before,
              squares(values.subList(1, 1 + graph.gradients().size())),
              moved(current.subList(0, count), next));
      before = now;
      if (end.isPresent()) {
        why = end.get();
        break;
      }
      if (s == stop.steps()) {
        break;
      }
      if (exact && next.stream().flatMap(List::stream).anyMatch(ExactDescent::isLong)) {
        exact = false;
        long reached = s + 1;
        in.listener()
            .noted(
                new RunProblem.Remark(
                    at,
                    "After step %d the exact fractions are longer than %,d bits; the descent goes on in decimals."
                        .formatted(reached, MOST_BITS)));
        next = next.stream().map(this::inDecimals).toList();
      }
      checkFinite(graph, next, s + 1);
      current = next;
      for (int i = 0; i < count; i++) {
        path.get(i).addAll(current.get(i));
      }
    }
    Map<String, Value> parameters = new LinkedHashMap<>();
    Map<String, Value> paths = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = carried.get(i).name();
      Shape shape = carried.get(i).input().shape();
      parameters.put(
          name, Arithmetic.of(new Tensor.Data(shape, ArrayBuiltins.elementsOf(current.get(i)))));
      paths.put(name, DescentBuiltin.points(shape, ArrayBuiltins.elementsOf(path.get(i))));
    }
    return new Value.Result(
        parameters,
        new Value.Scalar(losses.getLast()),
        losses.size() - 1L,
        ArrayBuiltins.vector(losses),
        paths,
        why,
        exact ? "exact" : "exact, then decimals",
        Duration.ofNanos(System.nanoTime() - began),
        Map.of(),
        options.diagnosis(graph, decimals(current.subList(0, count))),
        options.errors(graph, decimals(current.subList(0, count))));
  }

  private void checkFinite(StepGraph graph, List<List<Formula>> values, long step) {
    boolean finite =
        values.stream()
            .flatMap(List::stream)
            .noneMatch(f -> f instanceof Formula.Decimal(var d) && !Double.isFinite(d));
    if (!finite) {
      List<double[]> start =
          graph.parameters().stream().map(p -> in.computing().decimals(p.start())).toList();
      String advice = options.advice(graph, List.of(start));
      throw new Refusal(
          span ->
              new RunProblem.Diverged(
                  span, options.writtenRate(), step, List.of(), List.of(advice)));
    }
  }

  private List<double[]> decimals(List<List<Formula>> values) {
    return values.stream()
        .map(part -> part.stream().mapToDouble(in.computing()::decimal).toArray())
        .toList();
  }

  private static Map<Tensor.Input, Tensor.Data> bound(
      List<Carried> carried, List<List<Formula>> values) {
    Map<Tensor.Input, Tensor.Data> bound = new HashMap<>();
    for (int i = 0; i < carried.size(); i++) {
      Tensor.Input input = carried.get(i).input();
      bound.put(input, new Tensor.Data(input.shape(), new Elements.Formulas(values.get(i))));
    }
    return bound;
  }

  private static boolean isLong(Formula formula) {
    return formula instanceof Formula.Rational(var n, var d)
        && n.bitLength() + d.bitLength() > MOST_BITS;
  }

  private List<Formula> inDecimals(List<Formula> values) {
    return values.stream()
        .<Formula>map(f -> new Formula.Decimal(in.computing().decimal(f)))
        .toList();
  }

  private double squares(List<Tensor.Data> parts) {
    double sum = 0;
    for (Tensor.Data part : parts) {
      for (double each : in.computing().decimals(part)) {
        sum += each * each;
      }
    }
    return sum;
  }

  /** Σ of the squares of what a step changes. */
  private double moved(List<List<Formula>> from, List<List<Formula>> to) {
    double sum = 0;
    for (int i = 0; i < from.size(); i++) {
      for (int k = 0; k < from.get(i).size(); k++) {
        double change =
            in.computing().decimal(to.get(i).get(k)) - in.computing().decimal(from.get(i).get(k));
        sum += change * change;
      }
    }
    return sum;
  }
}
