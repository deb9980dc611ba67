package gd.formula;

import gd.formula.Formula.Comparator;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Number;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Truth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decides comparisons of constants. */
final class Comparison {
  /** Far above the rounding of a sum of elementary functions, far below differences that occur. */
  private static final double RELATIVE_DOUBT = 1e-11;

  /** Each comparison reads all of a number: of one that ever grows this takes its square. */
  private static final int DEEPEST = 600;

  private Comparison() {}

  /** Empty if symbols are in the way, or if the two are too close to tell. */
  static Optional<Boolean> decide(
      Formulas formulas, Comparator comparator, Formula left, Formula right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Optional.of(comparator.holds(Arithmetic.compare(a, b)));
    }
    boolean equality = comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL;
    if (left.equals(right)) {
      return Optional.of(comparator.holds(0));
    }
    if (equality && left instanceof Truth && right instanceof Truth) {
      return Optional.of(comparator == Comparator.NOT_EQUAL);
    }
    if (!Formula.isClosed(left) || !Formula.isClosed(right)) {
      return Optional.empty();
    }
    int infinite = Integer.compare(infinity(left), infinity(right));
    if (infinite != 0) {
      return Optional.of(comparator.holds(infinite));
    }
    Formula difference = formulas.subtract(left, right);
    if (difference instanceof Formula.Compound node && node.depth() > DEEPEST) {
      throw Refusals.limit(
          "depth of an exact number that is compared",
          "%,d parts inside each other".formatted(DEEPEST),
          "Write a decimal point to compute with 64-bit decimals.");
    }
    return sign(difference)
        .map(comparator::holds)
        .or(
            () ->
                equality && isComplexNumber(left, right)
                    ? Optional.of(!comparator.holds(0))
                    : Optional.empty());
  }

  private static int infinity(Formula formula) {
    if (formula == Constant.INFINITY) {
      return 1;
    }
    return Sums.unit(formula) == Constant.INFINITY
        ? Arithmetic.signum(Sums.coefficient(formula))
        : 0;
  }

  /** Two complex numbers with numeric parts are equal only if they are the same formula. */
  private static boolean isComplexNumber(Formula left, Formula right) {
    return Gaussian.of(left).isPresent() && Gaussian.of(right).isPresent();
  }

  /** The sign of a real constant, if rounding cannot have changed it. */
  static Optional<Integer> sign(Formula constant) {
    if (constant instanceof Number number) {
      return Optional.of(Arithmetic.signum(number));
    }
    if (LogarithmSum.isZero(constant).orElse(false)) {
      return Optional.of(0);
    }
    OptionalDouble value = Evaluation.constant(constant);
    if (value.isEmpty() || Math.abs(value.getAsDouble()) < Double.MIN_NORMAL) {
      return Optional.empty();
    }
    double magnitude = 0;
    if (constant instanceof Sum sum) {
      for (double term : new Evaluation(sum.terms(), List.of()).all()) {
        magnitude += Math.abs(term); // not a number leaves it in doubt
      }
    }
    return Math.abs(value.getAsDouble()) > RELATIVE_DOUBT * magnitude
            && !RoundingError.hidesSign(constant)
        ? Optional.of((int) Math.signum(value.getAsDouble()))
        : Optional.empty();
  }
}
