package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formulas;
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

  ExactDescent(Interpreter in, Span at) {
    this.in = in;
    this.at = at;
  }

  static boolean applies(Tensor loss, Gradients.Traced traced, Formula rate) {
    List<Tensor> graphs = new ArrayList<>(traced.arguments().values());
    graphs.add(loss);
    return rate instanceof Formula.Rational
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

  Value.Result run(
      List<String> names,
      Gradients.Traced traced,
      Tensor loss,
      List<Tensor> gradients,
      Formula rate,
      int steps,
      double tolerance) {
    long began = System.nanoTime();
    Formulas formulas = in.formulas();
    List<Tensor> graphs = new ArrayList<>(List.of(loss));
    graphs.addAll(gradients);
    List<List<Formula>> current = new ArrayList<>();
    List<List<Formula>> path = new ArrayList<>();
    for (Tensor.Input input : traced.inputs()) {
      List<Formula> start = in.computing().data(traced.argument(input)).elements().formulas();
      current.add(start);
      path.add(new ArrayList<>(start));
    }
    List<Formula> losses = new ArrayList<>();
    Formula step = rate;
    String why = "all steps taken";
    boolean exact = true;
    for (int s = 0; s <= steps; s++) {
      in.limits().checkCancelled(at);
      List<Tensor.Data> values = in.computing().exactly(graphs, bound(traced.inputs(), current));
      losses.add(values.getFirst().elements().formula(0));
      if (tolerance > 0 && length(values.subList(1, values.size())) <= tolerance) {
        why = "the gradient's length is at most tol";
        break;
      }
      if (s == steps) {
        break;
      }
      List<List<Formula>> next = new ArrayList<>();
      for (int i = 0; i < current.size(); i++) {
        List<Formula> moved = new ArrayList<>();
        for (int k = 0; k < current.get(i).size(); k++) {
          Formula g = values.get(i + 1).elements().formula(k);
          moved.add(formulas.subtract(current.get(i).get(k), formulas.multiply(step, g)));
        }
        next.add(moved);
      }
      if (exact && next.stream().flatMap(List::stream).anyMatch(ExactDescent::isLong)) {
        exact = false;
        int reached = s + 1;
        in.listener()
            .noted(
                new RunProblem.Remark(
                    at,
                    "After step %d the exact fractions are longer than %,d bits; the descent goes on in decimals."
                        .formatted(reached, MOST_BITS)));
        next = next.stream().map(this::inDecimals).toList();
      }
      checkFinite(next, s + 1);
      current = next;
      for (int i = 0; i < path.size(); i++) {
        path.get(i).addAll(current.get(i));
      }
    }
    Map<String, Value> parameters = new LinkedHashMap<>();
    Map<String, Value> paths = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Shape shape = traced.inputs().get(i).shape();
      parameters.put(
          names.get(i),
          Arithmetic.of(new Tensor.Data(shape, ArrayBuiltins.elementsOf(current.get(i)))));
      paths.put(names.get(i), DescentBuiltin.points(shape, ArrayBuiltins.elementsOf(path.get(i))));
    }
    return new Value.Result(
        parameters,
        new Value.Scalar(losses.getLast()),
        losses.size() - 1L,
        ArrayBuiltins.vector(losses),
        paths,
        why,
        exact ? "exact" : "exact, then decimals",
        Duration.ofNanos(System.nanoTime() - began));
  }

  private void checkFinite(List<List<Formula>> parameters, int step) {
    for (List<Formula> part : parameters) {
      for (Formula f : part) {
        if (f instanceof Formula.Decimal(var d) && !Double.isFinite(d)) {
          throw new Refusal(
              span ->
                  new RunProblem.Diverged(
                      span,
                      java.util.Optional.empty(),
                      step,
                      List.of(),
                      List.of("Try a learning rate that is ten times smaller.")));
        }
      }
    }
  }

  private static Map<Tensor.Input, Tensor.Data> bound(
      List<Tensor.Input> inputs, List<List<Formula>> values) {
    Map<Tensor.Input, Tensor.Data> bound = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      bound.put(
          inputs.get(i),
          new Tensor.Data(inputs.get(i).shape(), new Elements.Formulas(values.get(i))));
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

  private double length(List<Tensor.Data> gradients) {
    double sum = 0;
    for (Tensor.Data part : gradients) {
      for (double g : in.computing().decimals(part)) {
        sum += g * g;
      }
    }
    return Math.sqrt(sum);
  }
}
