package gd.formula;

import gd.formula.Formula.Rational;
import java.math.BigInteger;

/** Factorials one after the other: each is made of the one before it. */
final class Factorials {
  /** Γ of it is known. */
  private int last = 1;

  private BigInteger value = BigInteger.ONE;

  /** Γ(x) = (x - 1)! of a whole number; refuses others, and what is too large. */
  Rational gamma(Rational x) {
    SpecialValues.checkFactorial(x);
    if (!x.isInteger() || x.numerator().signum() <= 0) {
      throw Refusals.outsideDomain("gamma", "a fraction", "It is no factorial.");
    }
    int next = x.numerator().intValueExact();
    if (next >= last) {
      value = value.multiply(SpecialValues.range(last, next - 1));
    } else if (last - next < next) {
      value = value.divide(SpecialValues.range(next, last - 1));
    } else {
      value = SpecialValues.range(1, next - 1);
    }
    last = next;
    return new Rational(value, BigInteger.ONE);
  }
}
