package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.math.BigInteger;

/** n! of whole numbers. */
final class Factorial {
  /** 20,000! has 256,909 bits; more is refused before it is computed. */
  private static final int LARGEST = 15_000;

  private Factorial() {}

  static Value of(Formulas formulas, Value operand) {
    BigInteger n =
        operand instanceof Value.Scalar(Formula.Rational r) && r.isInteger()
            ? r.numerator()
            : Numbers.whole(operand)
                .orElseThrow(() -> outside(operand, "The factorial is defined for 0, 1, 2, …"));
    if (n.signum() < 0) {
      throw outside(operand, "The factorial is defined for 0, 1, 2, …");
    }
    if (n.compareTo(BigInteger.valueOf(LARGEST)) > 0) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the size of an exact number",
                  "200,000 bits",
                  "Use log: sum(log(k) for k in 1..n)."));
    }
    Formula result = formulas.rational(product(1, n.intValueExact()), BigInteger.ONE);
    return new Value.Scalar(
        operand instanceof Value.Scalar(Formula.Decimal _)
            ? formulas.multiply(formulas.decimal(1), result)
            : result);
  }

  /** By halves, so that the factors are of like size. */
  private static BigInteger product(int first, int last) {
    if (first > last) {
      return BigInteger.ONE;
    }
    if (last - first < 8) {
      BigInteger result = BigInteger.ONE;
      for (int k = first; k <= last; k++) {
        result = result.multiply(BigInteger.valueOf(k));
      }
      return result;
    }
    int middle = (first + last) >>> 1;
    return product(first, middle).multiply(product(middle + 1, last));
  }

  private static Refusal outside(Value operand, String why) {
    return new Refusal(at -> new MathProblem.OutsideDomain(at, "!", Words.of(operand), why));
  }
}
