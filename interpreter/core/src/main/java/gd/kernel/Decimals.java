package gd.kernel;

import gd.formula.Formula;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Tensor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;

/** Numbers and elements as 64-bit decimals. */
public final class Decimals {
  private static final int EXACT_BITS = 53;

  private Decimals() {}

  /**
   * The elements as decimals; not to be written to.
   *
   * @throws Refusal if one is symbolic or complex
   */
  public static double[] of(Tensor.Data data) {
    return data.elements().decimals(Decimals::toDouble);
  }

  /** The value of a formula without symbols; refuses others. */
  static double toDouble(Formula formula) {
    if (formula instanceof Formula.Number number) {
      return toDouble(number);
    }
    return new Interpreter(ThreeAddress.of(new Body(0, List.of(formula)))).apply().getFirst();
  }

  /** The nearest decimal. */
  static double toDouble(Formula.Number number) {
    return switch (number) {
      case Formula.Rational(BigInteger numerator, BigInteger denominator) ->
          isFaithful(numerator) && isFaithful(denominator)
              ? numerator.doubleValue() / denominator.doubleValue()
              : new BigDecimal(numerator)
                  .divide(new BigDecimal(denominator), MathContext.DECIMAL128)
                  .doubleValue();
      case Formula.Decimal(double value) -> value;
      case Formula.Precise(BigDecimal value) -> value.doubleValue();
    };
  }

  static double toDouble(Formula.Constant constant) {
    return switch (constant) {
      case E -> Math.E;
      case PI -> Math.PI;
      case INFINITY -> Double.POSITIVE_INFINITY;
      case I ->
          throw new Refusal(
              at -> new RunProblem.WrongKind(at, "a real number", "a complex number", List.of()));
    };
  }

  /** Whether a decimal holds the integer exactly. */
  static boolean isFaithful(BigInteger integer) {
    return integer.bitLength() <= EXACT_BITS;
  }

  static boolean isNegative(Formula.Number number) {
    return switch (number) {
      case Formula.Rational rational -> rational.numerator().signum() < 0;
      case Formula.Decimal(double value) -> value < 0;
      case Formula.Precise(BigDecimal value) -> value.signum() < 0;
    };
  }

  static Formula.Number opposite(Formula.Number number) {
    return switch (number) {
      case Formula.Rational(BigInteger numerator, BigInteger denominator) ->
          new Formula.Rational(numerator.negate(), denominator);
      case Formula.Decimal(double value) -> new Formula.Decimal(-value);
      case Formula.Precise(BigDecimal value) -> new Formula.Precise(value.negate());
    };
  }
}
