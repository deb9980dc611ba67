package gd.formula;

import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A formula of sums, products, whole powers and factorials as a program of exact fractions: every
 * node once, children first. What {@link Formulas#substitute} would say, without a formula on the
 * way.
 */
public final class RationalEvaluation {
  /** One step: reads the values before it. */
  private interface Step {
    Rational value(Rational[] values);
  }

  private final List<Step> steps = new ArrayList<>();
  private final int slots;

  private RationalEvaluation(int slots) {
    this.slots = slots;
  }

  /** Of a formula whose slots are numbered from 0; empty if something else is in it. */
  public static Optional<RationalEvaluation> of(Formula formula) {
    List<Formula> nodes = Dag.postorder(List.of(formula));
    int slots =
        nodes.stream().mapToInt(node -> node instanceof Slot(int k) ? k + 1 : 0).max().orElse(0);
    RationalEvaluation evaluation = new RationalEvaluation(slots);
    Map<Formula, Integer> places = new HashMap<>();
    for (Formula node : nodes) {
      if (node instanceof Slot(int index)) {
        places.put(node, index);
        continue;
      }
      int[] children = node.children().stream().mapToInt(places::get).toArray();
      Optional<Step> step = step(node, children);
      if (step.isEmpty()) {
        return Optional.empty();
      }
      places.put(node, slots + evaluation.steps.size());
      evaluation.steps.add(step.get());
    }
    return evaluation.steps.isEmpty() ? Optional.empty() : Optional.of(evaluation);
  }

  private static Optional<Step> step(Formula node, int[] children) {
    return switch (node) {
      case Rational number -> Optional.of(_ -> number);
      case Sum _ -> Optional.of(values -> sum(values, children));
      case Product _ -> Optional.of(values -> product(values, children));
      case Power power when power.exponent() instanceof Rational n && n.isInteger() ->
          Optional.of(values -> (Rational) Arithmetic.power(values[children[0]], n.numerator()));
      case Formula.Apply apply
          when apply.operation().name().equals("gamma")
              && apply.operation().definition().isEmpty() -> {
        Factorials factorials = new Factorials();
        yield Optional.of(values -> factorials.gamma(values[children[0]]));
      }
      case Power _,
          Formula.Apply _,
          Formula.Number _,
          Formula.Constant _,
          Formula.Symbol _,
          Slot _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          Optional.empty();
    };
  }

  private static Rational sum(Rational[] values, int[] terms) {
    Rational sum = values[terms[0]];
    for (int k = 1; k < terms.length; k++) {
      sum = (Rational) Arithmetic.add(sum, values[terms[k]]);
    }
    return sum;
  }

  private static Rational product(Rational[] values, int[] factors) {
    Rational product = values[factors[0]];
    for (int k = 1; k < factors.length; k++) {
      product = (Rational) Arithmetic.multiply(product, values[factors[k]]);
    }
    return product;
  }

  /** The value where the slots have these; empty if it has none, or one of them is no fraction. */
  public Optional<Rational> at(List<Formula> arguments) {
    Rational[] values = new Rational[slots + steps.size()];
    for (int k = 0; k < slots; k++) {
      if (!(arguments.get(k) instanceof Rational number)) {
        return Optional.empty();
      }
      values[k] = number;
    }
    try {
      for (int k = 0; k < steps.size(); k++) {
        values[slots + k] = steps.get(k).value(values);
      }
    } catch (Refusal noValue) {
      return Optional.empty();
    }
    return Optional.of(values[values.length - 1]);
  }
}
