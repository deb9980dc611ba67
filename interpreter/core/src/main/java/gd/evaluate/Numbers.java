package gd.evaluate;

import gd.formula.Formula;
import java.math.BigInteger;
import java.util.Optional;

/** Between numbers of Java and of gd. */
final class Numbers {
  private Numbers() {}

  static Value integer(long value) {
    return new Value.Scalar(rational(value));
  }

  static Formula rational(long value) {
    return new Formula.Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /** The whole number that a value is, if it is one (a decimal without a fraction counts). */
  static Optional<BigInteger> whole(Value value) {
    return switch (value) {
      case Value.Scalar(Formula.Rational r) when r.isInteger() -> Optional.of(r.numerator());
      case Value.Scalar(Formula.Decimal(var d)) when d == Math.rint(d) && Math.abs(d) < 1L << 53 ->
          Optional.of(BigInteger.valueOf((long) d));
      case Value _ -> Optional.empty();
    };
  }
}
