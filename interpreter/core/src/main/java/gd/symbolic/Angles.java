package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An equation of sines, cosines and tangents of whole multiples of one angle u = speed·x, each
 * perhaps with a phase, as a formula in s = sin(u) and c = cos(u).
 *
 * @param speed free of x
 * @param formula in {@link #SINE} and {@link #COSINE} instead of x
 */
record Angles(Formula speed, Formula formula) {
  static final Symbol SINE = new Symbol("\u0001s");
  static final Symbol COSINE = new Symbol("\u0001c");
  private static final Set<String> FUNCTIONS = Set.of("sin", "cos", "tan");

  /** A multiple of an angle becomes a polynomial of that degree. */
  private static final int HIGHEST_MULTIPLE = 12;

  /** A function of slope·x + phase. */
  private record Use(Apply node, Formula slope, Formula phase) {}

  /** Whether x occurs in a sine, cosine or tangent. */
  static boolean occurIn(Formula formula, Symbol x) {
    return Dag.postorder(List.of(formula)).stream()
        .anyMatch(
            node ->
                node instanceof Apply apply
                    && FUNCTIONS.contains(apply.operation().name())
                    && Dag.symbols(apply).contains(x));
  }

  /** Empty if x occurs elsewhere too, or the angles have no common part. */
  static Optional<Angles> of(Formula formula, Symbol x, Symja symja) {
    List<Use> uses = new ArrayList<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Apply apply
          && FUNCTIONS.contains(apply.operation().name())
          && Dag.symbols(apply).contains(x)) {
        Formula angle = apply.arguments().getFirst();
        Formula slope = symja.differentiation().derivative(angle, x);
        if (Dag.symbols(slope).contains(x)) {
          return Optional.empty();
        }
        Formula phase = symja.at(angle, x, symja.formulas().integer(0));
        uses.add(new Use(apply, slope, phase));
      }
    }
    return uses.isEmpty() ? Optional.empty() : of(formula, x, uses, symja);
  }

  private static Optional<Angles> of(Formula formula, Symbol x, List<Use> uses, Symja symja) {
    Formula first = uses.getFirst().slope();
    BigInteger above = BigInteger.ZERO;
    BigInteger below = BigInteger.ONE;
    List<Rational> ratios = new ArrayList<>();
    for (Use use : uses) {
      if (!(symja.formulas().divide(use.slope(), first) instanceof Rational ratio)) {
        return Optional.empty();
      }
      ratios.add(ratio);
      below = below.multiply(ratio.denominator()).divide(below.gcd(ratio.denominator()));
    }
    for (Rational ratio : ratios) {
      above = above.gcd(ratio.numerator().multiply(below).divide(ratio.denominator()));
    }
    if (Evaluation.constant(first).orElse(0) < 0) {
      above = above.negate(); // so that the angle grows with x
    }
    Map<Formula, Formula> replaced = new HashMap<>();
    for (int i = 0; i < uses.size(); i++) {
      Rational ratio = ratios.get(i);
      BigInteger multiple =
          ratio.numerator().multiply(below).divide(ratio.denominator().multiply(above));
      if (multiple.abs().bitLength() > 31 || Math.abs(multiple.intValue()) > HIGHEST_MULTIPLE) {
        return Optional.empty();
      }
      replaced.put(uses.get(i).node(), rewritten(uses.get(i), multiple.intValue(), symja));
    }
    Formula inSines = symja.formulas().substitute(formula, replaced);
    Formula speed = symja.formulas().multiply(symja.formulas().rational(above, below), first);
    return Dag.symbols(inSines).contains(x)
        ? Optional.empty()
        : Optional.of(new Angles(speed, inSines));
  }

  /** {@code sin(n·u + phase)} in s and c. */
  private static Formula rewritten(Use use, int n, Symja symja) {
    var formulas = symja.formulas();
    Formula cosine = polynomial(chebyshev(Math.abs(n), 1), symja);
    Formula sine =
        n == 0
            ? formulas.integer(0)
            : formulas.product(
                List.of(
                    formulas.integer(Integer.signum(n)),
                    SINE,
                    polynomial(chebyshev(Math.abs(n) - 1, 2), symja)));
    Formula sinePhase = symja.call("sin", use.phase());
    Formula cosinePhase = symja.call("cos", use.phase());
    Formula sum =
        formulas.add(formulas.multiply(sine, cosinePhase), formulas.multiply(cosine, sinePhase));
    Formula other =
        formulas.subtract(
            formulas.multiply(cosine, cosinePhase), formulas.multiply(sine, sinePhase));
    return switch (use.node().operation().name()) {
      case "sin" -> sum;
      case "cos" -> other;
      default -> formulas.divide(sum, other);
    };
  }

  /** Chebyshev's polynomials: of the first kind cos(nu), of the second sin((n + 1)u)/sin(u). */
  private static long[] chebyshev(int n, int kind) {
    long[] before = {1};
    long[] last = {0, kind};
    for (int k = 1; k <= n; k++) {
      long[] next = new long[k + 2];
      for (int i = 0; i <= k; i++) {
        next[i + 1] = 2 * last[i];
      }
      for (int i = 0; i < k; i++) {
        next[i] -= before[i];
      }
      before = last;
      last = next;
    }
    return before;
  }

  private static Formula polynomial(long[] coefficients, Symja symja) {
    var formulas = symja.formulas();
    List<Formula> terms = new ArrayList<>();
    for (int k = 0; k < coefficients.length; k++) {
      terms.add(
          formulas.multiply(
              formulas.integer(coefficients[k]), formulas.power(COSINE, formulas.integer(k))));
    }
    return formulas.sum(terms);
  }
}
