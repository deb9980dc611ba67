package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses what is too large for computer algebra before it is tried: Symja's own limits come too late. */
final class Sizes {
  private static final long MAX_LEAVES = 5_000;
  private static final int MAX_EXPONENT = 500;

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
      throw limit("exponent for algebra", String.valueOf(MAX_EXPONENT));
    }
  }

  private static Refusal limit(String what, String value) {
    return new Refusal(
        at -> new MathProblem.LimitReached(at, what, value, "Take a smaller expression, or compute with numbers."));
  }
}
