package gd.symbolic;

import gd.formula.Formula;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.apfloat.Apcomplex;
import org.apfloat.ApcomplexMath;
import org.apfloat.Apfloat;

/**
 * Whether a constant is zero, and its sign, by as many digits as it takes: what rounding leaves of
 * terms that cancel shrinks with more digits, a value stays what it is however small.
 */
final class Signs {
  private static final int[] DIGITS = {40, 100, 250};

  /** Two values that agree so well are no rounding. */
  private static final Apfloat SAME = new Apfloat("1e-3", DIGITS[0]);

  /** An imaginary part that is smaller beside the value is rounding. */
  private static final Apfloat REAL = new Apfloat("1e-25", DIGITS[0]);

  private Signs() {}

  /** 1, 0 or -1; empty of what is not real, has no value, or none that is known to many digits. */
  static OptionalInt of(Formula constant) {
    return at(constant, Map.of());
  }

  /** The same where the symbols have these values. */
  static OptionalInt at(Formula formula, Map<Formula, Formula> values) {
    return settled(formula, values)
        .filter(value -> isSmall(value.imag(), value, REAL))
        .map(value -> OptionalInt.of(value.real().signum()))
        .orElse(OptionalInt.empty());
  }

  /** To many digits; empty where there is no sign. */
  static Optional<BigDecimal> value(Formula constant) {
    return settled(constant, Map.of())
        .filter(value -> isSmall(value.imag(), value, REAL))
        .map(value -> decimal(value.real()));
  }

  private static BigDecimal decimal(Apfloat value) {
    return Math.abs(value.scale()) < Integer.MAX_VALUE / 2
        ? new BigDecimal(value.toString())
        : new BigDecimal(BigInteger.valueOf(value.signum()), Integer.MIN_VALUE);
  }

  /** Where the symbols have these values; empty where there is no value, or it is not known. */
  static Optional<Boolean> isZero(Formula formula, Map<Formula, Formula> values) {
    return settled(formula, values).map(Signs::isZero);
  }

  /** Whether two formulas have one value there. */
  static Optional<Boolean> areSame(Formula left, Formula right, Map<Formula, Formula> values) {
    return settled(digits -> difference(left, right, values, digits)).map(Signs::isZero);
  }

  private static Optional<Apcomplex> difference(
      Formula left, Formula right, Map<Formula, Formula> values, int digits) {
    PreciseEvaluation evaluation = new PreciseEvaluation(digits, values);
    Optional<Apcomplex> a = evaluation.at(left);
    Optional<Apcomplex> b = evaluation.at(right);
    // log(1 + exp(-1500)) is 0 with few digits, softplus(-1500) is not
    boolean known = !evaluation.hasLost() || a.map(Signs::isZero).equals(b.map(Signs::isZero));
    return known ? a.flatMap(first -> b.map(first::subtract)) : Optional.empty();
  }

  private static boolean isZero(Apcomplex value) {
    return value.real().signum() == 0 && value.imag().signum() == 0;
  }

  private static Optional<Apcomplex> settled(Formula formula, Map<Formula, Formula> values) {
    return settled(digits -> new PreciseEvaluation(digits, values).at(formula));
  }

  private static Optional<Apcomplex> settled(IntFunction<Optional<Apcomplex>> value) {
    Optional<Apcomplex> before = value.apply(DIGITS[0]);
    for (int k = 1; k < DIGITS.length; k++) {
      Optional<Apcomplex> next = value.apply(DIGITS[k]);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      if (before.isPresent()
          && !isZero(next.get())
          && isSmall(next.get().subtract(before.get()), next.get(), SAME)) {
        return next;
      }
      before = next;
    }
    return before.map(_ -> Apcomplex.ZERO);
  }

  private static boolean isSmall(Apcomplex part, Apcomplex beside, Apfloat share) {
    return ApcomplexMath.abs(part).compareTo(ApcomplexMath.abs(beside).multiply(share)) <= 0;
  }
}
