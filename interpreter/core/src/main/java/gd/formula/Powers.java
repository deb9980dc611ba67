package gd.formula;

import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Number;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Powers in normal form. */
final class Powers {
  /** Of a sum of up to so many terms the sign is taken out: (1 − x)^2 is (x − 1)^2. */
  private static final int MAX_NEGATED = 100;

  private final Formulas formulas;
  private final Radicals radicals;

  Powers(Formulas formulas, Radicals radicals) {
    this.formulas = formulas;
    this.radicals = radicals;
  }

  Formula power(Formula base, Formula exponent) {
    if (Sums.unit(exponent) == Constant.INFINITY) {
      return infinite(base, exponent);
    }
    if (Arithmetic.isZero(exponent) || Arithmetic.isOne(base)) {
      boolean exact = !(base instanceof Decimal || exponent instanceof Decimal);
      return exact ? Arithmetic.ONE : Arithmetic.decimal(1);
    }
    if (Arithmetic.isOne(exponent)) {
      return base;
    }
    if (base == Constant.E) {
      return formulas.apply(Operation.EXP, List.of(exponent));
    }
    if (base instanceof Number b && exponent instanceof Number e) {
      return numbers(b, e);
    }
    if (base instanceof Decimal || exponent instanceof Decimal) {
      OptionalDouble b = Evaluation.constant(base);
      OptionalDouble e = Evaluation.constant(exponent);
      if (b.isPresent() && e.isPresent()) {
        return decimals(b.getAsDouble(), e.getAsDouble());
      }
    }
    if (!Arithmetic.isInteger(exponent) && !(Formula.isReal(base) && Formula.isReal(exponent))) {
      Optional<Formula> complex = ComplexValues.power(formulas, base, exponent);
      if (complex.isPresent()) {
        return complex.get();
      }
    }
    if (base == Constant.INFINITY && exponent instanceof Number e) {
      return Arithmetic.signum(e) > 0 ? base : Arithmetic.ZERO;
    }
    if (exponent instanceof Rational rational) {
      return rational.isInteger() ? integerPower(base, rational) : rationalPower(base, rational);
    }
    return formulas.rawPower(base, exponent);
  }

  /** base^∞: ∞ above 1, 0 between -1 and 1; base^-∞ is the reciprocal's. */
  private Formula infinite(Formula base, Formula exponent) {
    if (FormulaPrinter.isNegative(exponent)) {
      return infinite(formulas.divide(Arithmetic.ONE, base), Constant.INFINITY);
    }
    if (base == Constant.INFINITY || base == Constant.E) {
      return Constant.INFINITY;
    }
    if (!(base instanceof Number number)) {
      return formulas.rawPower(base, exponent);
    }
    if (Arithmetic.compare(number, Arithmetic.ONE) > 0) {
      return Constant.INFINITY;
    }
    if (Math.abs(Arithmetic.toDouble(number)) < 1) {
      return Arithmetic.ZERO;
    }
    throw Refusals.outsideDomain(
        "^", DecimalText.shortest(Arithmetic.toDouble(number)) + "^∞", "This power has no value.");
  }

  private Formula numbers(Number base, Number exponent) {
    if (exponent instanceof Rational e && e.isInteger()) {
      return Arithmetic.power(base, e.numerator());
    }
    if (base instanceof Rational b && exponent instanceof Rational e) {
      if (b.numerator().signum() == 0) {
        if (e.numerator().signum() < 0) {
          throw Refusals.divisionByZero();
        }
        return b;
      }
      return radicals.power(b, e);
    }
    return decimals(Arithmetic.toDouble(base), Arithmetic.toDouble(exponent));
  }

  private Formula decimals(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw Refusals.divisionByZero();
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      if (Formulas.mayBeComplex()) {
        return ComplexValues.power(formulas, Arithmetic.decimal(base), Arithmetic.decimal(exponent))
            .orElseThrow();
      }
      String negative = DecimalText.shortest(base);
      String fraction = DecimalText.shortest(exponent);
      boolean isRoot = exponent == 0.5;
      throw Refusals.outsideDomain(
          isRoot ? "√" : "^",
          isRoot ? negative : "(" + negative + ")^" + fraction,
          "A negative decimal has no real power with the exponent " + fraction + ".");
    }
    return Arithmetic.decimal(Arithmetic.power(base, exponent));
  }

  private Formula integerPower(Formula base, Rational exponent) {
    Optional<Formula> complex = Gaussian.power(formulas, base, exponent.numerator());
    if (complex.isPresent()) {
      return complex.get();
    }
    if (base instanceof Sum sum && sum.terms().size() <= MAX_NEGATED && Sums.startsNegative(sum)) {
      Formula opposite = power(formulas.negate(sum), exponent);
      return exponent.numerator().testBit(0) ? formulas.negate(opposite) : opposite;
    }
    if (base instanceof Sum sum && Formula.isClosed(sum)) {
      Number content = content(sum);
      if (!Arithmetic.isOne(content)) {
        Formula primitive = formulas.divide(sum, content);
        return formulas.multiply(
            Arithmetic.power(content, exponent.numerator()),
            formulas.rawPower(primitive, exponent));
      }
    }
    if (base instanceof Power inner) {
      return formulas.power(inner.base(), formulas.multiply(inner.exponent(), exponent));
    }
    if (Products.isExponential(base)) {
      return exponential(base, exponent);
    }
    return base instanceof Product product && isExact(product)
        ? formulas.product(
            product.factors().stream().map(factor -> formulas.power(factor, exponent)).toList())
        : formulas.rawPower(base, exponent);
  }

  /**
   * The rational number whose quotient leaves whole coefficients without a common divisor: of 2 +
   * 2√2 it is 2, so that 1/(2 + 2√2) and 1/(2(1 + √2)) are one formula.
   */
  static Number content(Sum sum) {
    BigInteger above = BigInteger.ZERO;
    BigInteger below = BigInteger.ONE;
    for (Formula term : sum.terms()) {
      if (!(Sums.coefficient(term) instanceof Rational r)) {
        return Arithmetic.ONE;
      }
      above = above.gcd(r.numerator());
      below = below.divide(below.gcd(r.denominator())).multiply(r.denominator());
      Arithmetic.checkBits(below.bitLength());
    }
    return Arithmetic.rational(above, below);
  }

  /** (e^x)^n. */
  private Formula exponential(Formula base, Rational exponent) {
    Formula argument = formulas.multiply(base.children().getFirst(), exponent);
    return formulas.apply(Operation.EXP, List.of(argument));
  }

  /** (0.1x)^2 stays: 0.01x^2 would round differently. */
  private static boolean isExact(Product product) {
    for (Formula factor : product.factors()) {
      if (factor instanceof Decimal
          || factor instanceof Power power && power.base() instanceof Decimal) {
        return false;
      }
    }
    return true;
  }

  /** A positive number may leave a root, √(4x) = 2√x; what else stands in a product may not. */
  private Formula rationalPower(Formula base, Rational exponent) {
    if (base instanceof Product product
        && product.factors().getFirst() instanceof Rational coefficient
        && !coefficient.equals(Arithmetic.MINUS_ONE)) {
      boolean negative = coefficient.numerator().signum() < 0;
      Formula rest = negative ? formulas.negate(Sums.unit(product)) : Sums.unit(product);
      Formula outside =
          formulas.power(negative ? Arithmetic.negate(coefficient) : coefficient, exponent);
      return formulas.multiply(outside, formulas.power(rest, exponent));
    }
    if (Products.isExponential(base) && Formula.isReal(base)) {
      return exponential(base, exponent);
    }
    return formulas.rawPower(base, exponent);
  }
}
