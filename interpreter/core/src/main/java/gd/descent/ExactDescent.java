package gd.descent;

import gd.backend.GraphComputing;
import gd.formula.Formula;
import gd.report.Problem;
import gd.report.Refusal;
import gd.tensor.Bodies;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Gradient descent in exact fractions: starts, learning rate and data exact, the loss rational in
 * its parameters.
 */
public final class ExactDescent {
  /**
   * Fractions double their length in a step of a nonlinear loss; beyond this the run goes on in
   * decimals.
   */
  private static final int MOST_BITS = 10_000;

  private final GraphComputing computing;
  private final Observer observer;
  private final Plan plan;
  private final Function<String, Problem> remark;
  private final long began = System.nanoTime();
  private final List<Carried> carried;
  private final int count;
  private final List<List<Formula>> path = new ArrayList<>();
  private final List<Formula> losses = new ArrayList<>();
  private List<List<Formula>> current = List.of();
  private boolean exact = true;
  private long taken;
  private Optional<String> why = Optional.empty();
  private boolean stopped;

  /**
   * @param remark makes a note of a sentence
   */
  public ExactDescent(Setting setting, Plan plan, Function<String, Problem> remark) {
    this.computing = setting.computing();
    this.observer = setting.observer();
    this.plan = plan;
    this.remark = remark;
    this.carried = plan.graph().carried();
    this.count = plan.graph().parameters().size();
  }

  public static boolean applies(StepGraph step) {
    List<Tensor> graphs = step.graphs();
    step.carried().forEach(each -> graphs.add(each.start()));
    return step.draws().isEmpty()
        && Graph.order(graphs).stream()
            .allMatch(
                node ->
                    switch (node) {
                      case Tensor.Data data -> isRational(data);
                      case Tensor.Map map ->
                          !Bodies.contains(map.body(), ExactDescent::isIrrational);
                      case Tensor.Input _,
                          Tensor.Reduce _,
                          Tensor.Contract _,
                          Tensor.View _,
                          Tensor.Scatter _,
                          Tensor.Stack _,
                          Tensor.Square _ ->
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

  public Run run() {
    current = carried.stream().map(each -> each.start().elements().formulas()).toList();
    current.subList(0, count).forEach(start -> path.add(new ArrayList<>(start)));
    double before = Double.NaN;
    try {
      while (why.isEmpty()) {
        before = step(before);
      }
    } catch (CancellationException e) {
      // The loss where the last completed step led is still missing.
      why = Optional.of(Course.stoppedAfter(taken));
      stopped = true;
      losses.add(
          computing
              .exactly(List.of(plan.graph().loss()), bound(carried, current))
              .getFirst()
              .elements()
              .formula(0));
    }
    return new Run(
        plan.graph(),
        elements(current.subList(0, count)),
        taken,
        elements(List.of(losses)).getFirst(),
        elements(path),
        why.orElseThrow(),
        stopped,
        exact ? "exact" : "exact, then decimals",
        Run.since(began),
        Map.of());
  }

  /** The loss here, and a step unless there is a reason to end. Returns the loss. */
  private double step(double before) {
    if (Thread.interrupted()) {
      throw new CancellationException();
    }
    StepGraph graph = plan.graph();
    List<Tensor.Data> values = computing.exactly(graph.graphs(), bound(carried, current));
    Formula loss = values.getFirst().elements().formula(0);
    losses.add(loss);
    double now = computing.decimal(loss);
    if (!exact && !Double.isFinite(now)) {
      throw diverged(graph, taken);
    }
    List<List<Formula>> next =
        values.subList(1 + count, values.size()).stream()
            .map(v -> v.elements().formulas())
            .toList();
    double slope = squares(values.subList(1, 1 + count));
    why = plan.stop().why(now, before, slope, moved(current.subList(0, count), next));
    if (why.isEmpty() && taken == plan.stop().steps()) {
      why = Optional.of("all steps taken");
    }
    if (why.isPresent()) {
      return now;
    }
    if (exact && next.stream().flatMap(List::stream).anyMatch(ExactDescent::isLong)) {
      exact = false;
      observer.noted(
          remark.apply(
              "After step %d the exact fractions are longer than %,d bits; the descent goes on in decimals."
                  .formatted(taken + 1, MOST_BITS)));
      next = next.stream().map(this::inDecimals).toList();
    }
    checkFinite(graph, next, taken + 1);
    current = next;
    taken++;
    for (int i = 0; i < count; i++) {
      path.get(i).addAll(current.get(i));
    }
    observer.progressed(taken, plan.stop().steps(), now, Math.sqrt(slope));
    return now;
  }

  private List<Elements> elements(List<List<Formula>> parts) {
    return parts.stream()
        .<Elements>map(
            part ->
                exact
                    ? new Elements.Formulas(part)
                    : new Elements.Decimals(
                        part.stream().mapToDouble(computing::decimal).toArray()))
        .toList();
  }

  private void checkFinite(StepGraph graph, List<List<Formula>> values, long step) {
    boolean finite =
        values.stream()
            .flatMap(List::stream)
            .noneMatch(f -> f instanceof Formula.Decimal(var d) && !Double.isFinite(d));
    if (!finite) {
      throw diverged(graph, step);
    }
  }

  private Refusal diverged(StepGraph graph, long step) {
    List<double[]> start =
        graph.parameters().stream().map(p -> computing.decimals(p.start())).toList();
    return plan.divergence().refusal(graph, step, List.of(), List.of(start));
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
    return values.stream().<Formula>map(f -> new Formula.Decimal(computing.decimal(f))).toList();
  }

  private double squares(List<Tensor.Data> parts) {
    double sum = 0;
    for (Tensor.Data part : parts) {
      for (double each : computing.decimals(part)) {
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
        double change = computing.decimal(to.get(i).get(k)) - computing.decimal(from.get(i).get(k));
        sum += change * change;
      }
    }
    return sum;
  }
}
