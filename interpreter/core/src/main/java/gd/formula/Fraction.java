package gd.formula;

import gd.formula.Formula.Number;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A product as it prints and as it is computed with decimals: the product of the numerator's
 * factors, divided once by the product of the denominator's; each product from left to right.
 */
public record Fraction(List<Factor> numerator, List<Factor> denominator) {

  /** base^exponent; in a denominator the exponent is that of the denominator, so positive. */
  public record Factor(Formula base, Formula exponent) {}

  /** Any formula; what is no product and no reciprocal is its own numerator. */
  public static Fraction of(Formula formula) {
    return of(formula instanceof Product product ? product.factors() : List.of(formula));
  }

  /** The product of some factors. */
  static Fraction of(List<Formula> factors) {
    List<Factor> numerator = new ArrayList<>();
    List<Factor> denominator = new ArrayList<>();
    for (Formula factor : factors) {
      if (factor instanceof Rational r) {
        if (!r.numerator().equals(BigInteger.ONE)) {
          numerator.add(whole(r.numerator()));
        }
        if (!r.isInteger()) {
          denominator.add(whole(r.denominator()));
        }
      } else if (!(factor instanceof Power power)) {
        numerator.add(new Factor(factor, Arithmetic.ONE));
      } else if (isReciprocal(power)) {
        denominator.add(new Factor(power.base(), Arithmetic.negate((Number) power.exponent())));
      } else {
        numerator.add(new Factor(power.base(), power.exponent()));
      }
    }
    return new Fraction(List.copyOf(numerator), List.copyOf(denominator));
  }

  private static Factor whole(BigInteger value) {
    return new Factor(new Rational(value, BigInteger.ONE), Arithmetic.ONE);
  }

  /** Whether the power belongs below the bar: 1/x, 1/√x. */
  static boolean isReciprocal(Power power) {
    return power.exponent() instanceof Number exponent && Arithmetic.signum(exponent) < 0;
  }
}
