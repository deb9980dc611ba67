package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Number;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** log(8)/log(2) is 3: logarithms of powers of one number. */
final class LogarithmRatio {
  /** The largest denominator tried; log(8)/log(4) is 3/2. */
  private static final int MOST = 64;

  private static final int MAX_BITS = 20_000;

  private LogarithmRatio() {}

  /** log(a)/log(b) if it is rational; both positive. */
  static Optional<Rational> of(Rational a, Rational b) {
    double divisor = logarithm(b);
    if (divisor == 0) {
      return Optional.empty();
    }
    double ratio = logarithm(a) / divisor;
    for (int q = 1; q <= MOST; q++) {
      double p = Math.rint(q * ratio);
      if (Math.abs(q * ratio - p) < 1e-9 * Math.max(1, Math.abs(p))) {
        return isPower(a, q, b, p)
            ? Optional.of(Arithmetic.rational(BigInteger.valueOf((long) p), BigInteger.valueOf(q)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether a^q = b^p. */
  private static boolean isPower(Rational a, int q, Rational b, double p) {
    if ((double) bits(a) * q > MAX_BITS || bits(b) * Math.abs(p) > MAX_BITS) {
      return false;
    }
    return Arithmetic.power(a, BigInteger.valueOf(q))
        .equals(Arithmetic.power(b, BigInteger.valueOf((long) p)));
  }

  private static int bits(Rational r) {
    return Math.max(r.numerator().bitLength(), r.denominator().bitLength());
  }

  private static double logarithm(Rational r) {
    return logarithm(r.numerator()) - logarithm(r.denominator());
  }

  private static double logarithm(BigInteger n) {
    int shift = Math.max(0, n.bitLength() - 60);
    return Math.log(n.shiftRight(shift).doubleValue()) + shift * Math.log(2);
  }

  /** Takes a quotient log(a)/log(b) that is rational out of the factors; empty if there is none. */
  static Optional<Number> takenOut(List<Formula> factors) {
    for (Formula factor : factors) {
      if (factor instanceof Power power
          && power.exponent().equals(Arithmetic.MINUS_ONE)
          && argument(power.base()).isPresent()) {
        Rational divisor = argument(power.base()).get();
        for (Formula other : factors) {
          Optional<Rational> ratio = argument(other).flatMap(a -> of(a, divisor));
          if (ratio.isPresent()) {
            factors.remove(factor);
            factors.remove(other);
            return ratio.map(r -> r);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** a of log(a) for a positive number. */
  private static Optional<Rational> argument(Formula formula) {
    return formula instanceof Apply apply
            && apply.operation().equals(Operation.LOG)
            && apply.arguments().getFirst() instanceof Rational r
            && r.numerator().signum() > 0
        ? Optional.of(r)
        : Optional.empty();
  }
}
