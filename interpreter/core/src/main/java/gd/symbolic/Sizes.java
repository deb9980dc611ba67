package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Refuses what is too large for computer algebra before it is tried: Symja's own limits come too
 * late.
 */
final class Sizes {
  private static final long MAX_LEAVES = 5_000;
  private static final int MAX_EXPONENT = 1_000;
  private static final int MAX_TERMS = 10_000;

  private Sizes() {}

  static void check(Formula formula) {
    Map<Formula, Long> leaves = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      long count = 0;
      for (Formula child : node.children()) {
        count = Math.min(MAX_LEAVES + 1, count + leaves.getOrDefault(child, 1L));
      }
      leaves.put(node, Math.max(1, count));
      if (node instanceof Power power && !Formula.isClosed(power.base())) {
        checkExponent(power.exponent());
      }
    }
    if (leaves.getOrDefault(formula, 1L) > MAX_LEAVES) {
      throw limit("size of a formula for algebra", "%,d parts".formatted(MAX_LEAVES));
    }
  }

  private static void checkExponent(Formula exponent) {
    if (exponent instanceof Rational r
        && (r.numerator().bitLength() > 31 || Math.abs(r.numerator().intValue()) > MAX_EXPONENT)) {
      throw limit("exponent for algebra", "%,d".formatted(MAX_EXPONENT));
    }
  }

  /** Refuses to multiply out what would have too many terms: (a + b + c + d)^60 has 39,711. */
  static void checkExpansion(Formula formula) {
    Map<Formula, Double> terms = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      terms.put(node, terms(node, terms));
    }
    if (terms.getOrDefault(formula, 1.0) > MAX_TERMS) {
      throw limit("size of an expanded formula", "%,d terms".formatted(MAX_TERMS));
    }
  }

  private static double terms(Formula node, Map<Formula, Double> known) {
    if (node instanceof Sum sum) {
      return sum.terms().stream().mapToDouble(term -> known.getOrDefault(term, 1.0)).sum();
    }
    if (node instanceof Product product) {
      return product.factors().stream()
          .mapToDouble(factor -> known.getOrDefault(factor, 1.0))
          .reduce(1, (a, b) -> a * b);
    }
    return node instanceof Power power
            && power.exponent() instanceof Rational n
            && n.isInteger()
            && n.numerator().signum() > 0
            && n.numerator().bitLength() < 31
        ? multinomial(known.getOrDefault(power.base(), 1.0), n.numerator().intValue())
        : 1;
  }

  /** The number of terms of (x1 + … + xk)^n: n + k − 1 over k − 1. */
  private static double multinomial(double k, int n) {
    double count = 1;
    for (int i = 1; i < k && count <= MAX_TERMS; i++) {
      count = count * (n + i) / i;
    }
    return count;
  }

  private static Refusal limit(String what, String value) {
    return new Refusal(
        at ->
            new MathProblem.LimitReached(
                at, what, value, "Take a smaller expression, or compute with numbers."));
  }
}
