package gd.formula;

import gd.formula.Formula.Constant;
import gd.formula.Formula.Number;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Sum;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A complex number a + bi whose parts are numbers. */
record Gaussian(Number real, Number imaginary) {
  static final Gaussian I = new Gaussian(Arithmetic.ZERO, Arithmetic.ONE);

  /** The formula as a complex number, if it is one. */
  static Optional<Gaussian> of(Formula formula) {
    if (formula instanceof Number number) {
      return Optional.of(new Gaussian(number, Arithmetic.ZERO));
    }
    if (formula == Constant.I) {
      return Optional.of(I);
    }
    if (formula instanceof Product product && isImaginary(product)) {
      return Optional.of(new Gaussian(Arithmetic.ZERO, Sums.coefficient(product)));
    }
    if (formula instanceof Sum sum && sum.terms().size() == 2 && !Formula.isReal(sum)) {
      return of(sum.terms().get(0)).flatMap(left -> of(sum.terms().get(1)).map(left::plus));
    }
    return Optional.empty();
  }

  private static boolean isImaginary(Product product) {
    return product.factors().size() == 2
        && product.factors().get(0) instanceof Number
        && product.factors().get(1) == Constant.I;
  }

  /**
   * The product of the number and of those factors that are complex numbers, which are taken out of
   * the list; empty if there is nothing to multiply out.
   */
  static Optional<Formula> product(Formulas formulas, Number number, List<Formula> factors) {
    List<Gaussian> complex = new ArrayList<>();
    boolean sum = false;
    for (Formula factor : factors) {
      if (!Formula.isReal(factor) && of(factor).isPresent()) {
        complex.add(of(factor).get());
        sum |= factor instanceof Sum;
      }
    }
    if (!sum || (complex.size() < 2 && Arithmetic.isOne(number))) {
      return Optional.empty();
    }
    factors.removeIf(factor -> !Formula.isReal(factor) && of(factor).isPresent());
    Gaussian result = new Gaussian(number, Arithmetic.ZERO);
    for (Gaussian factor : complex) {
      result = result.times(factor);
    }
    return Optional.of(result.formula(formulas));
  }

  /** (a + bi)^n for an integer n that is not too large; empty otherwise. */
  static Optional<Formula> power(Formulas formulas, Formula base, BigInteger exponent) {
    if (Formula.isReal(base) || base instanceof Power || exponent.bitLength() > 16) {
      return Optional.empty();
    }
    return of(base).map(number -> number.power(exponent.intValue()).formula(formulas));
  }

  private Gaussian plus(Gaussian that) {
    return new Gaussian(Arithmetic.add(real, that.real), Arithmetic.add(imaginary, that.imaginary));
  }

  private Gaussian times(Gaussian that) {
    return new Gaussian(
        Arithmetic.add(
            Arithmetic.multiply(real, that.real),
            Arithmetic.negate(Arithmetic.multiply(imaginary, that.imaginary))),
        Arithmetic.add(
            Arithmetic.multiply(real, that.imaginary), Arithmetic.multiply(imaginary, that.real)));
  }

  private Gaussian power(int exponent) {
    if (exponent < 0) {
      return reciprocal().power(-exponent);
    }
    Gaussian result = new Gaussian(Arithmetic.ONE, Arithmetic.ZERO);
    Gaussian square = this;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = result.times(square);
      }
      if (rest > 1) {
        square = square.times(square);
      }
    }
    return result;
  }

  private Gaussian reciprocal() {
    Number norm =
        Arithmetic.add(Arithmetic.multiply(real, real), Arithmetic.multiply(imaginary, imaginary));
    return new Gaussian(
        Arithmetic.divide(real, norm), Arithmetic.negate(Arithmetic.divide(imaginary, norm)));
  }

  private Formula formula(Formulas formulas) {
    return formulas.add(real, formulas.scaled(imaginary, Constant.I));
  }
}
