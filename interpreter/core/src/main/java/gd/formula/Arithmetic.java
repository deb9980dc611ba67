package gd.formula;

import gd.formula.Formula.Decimal;
import gd.formula.Formula.Number;
import gd.formula.Formula.Precise;
import gd.formula.Formula.Rational;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Arithmetic on numbers: exact with exact is exact, a decimal makes everything a decimal (IEEE 754,
 * to nearest).
 */
final class Arithmetic {
  static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);
  static final Rational MINUS_ONE = new Rational(BigInteger.ONE.negate(), BigInteger.ONE);
  static final Rational HALF = new Rational(BigInteger.ONE, BigInteger.TWO);

  /** Exact numbers beyond this are refused before they are computed. */
  static final long MAX_BITS = 200_000;

  private Arithmetic() {}

  static Rational integer(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  static Rational rational(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw Refusals.divisionByZero();
    }
    checkBits(Math.max(numerator.bitLength(), denominator.bitLength()));
    if (denominator.equals(BigInteger.ONE)) {
      return new Rational(numerator, denominator);
    }
    BigInteger divisor = Gcd.of(numerator, denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    return divisor.equals(BigInteger.ONE)
        ? new Rational(numerator, denominator)
        : new Rational(numerator.divide(divisor), denominator.divide(divisor));
  }

  static void checkBits(long bits) {
    if (bits > MAX_BITS) {
      throw Refusals.tooManyBits(bits);
    }
  }

  static Decimal decimal(double value) {
    if (Double.isInfinite(value)) {
      throw Refusals.overflow();
    }
    if (Double.isNaN(value)) {
      throw Refusals.notANumber();
    }
    return new Decimal(value);
  }

  static Number add(Number left, Number right) {
    if (left instanceof Rational a && right instanceof Rational b) {
      return add(a, b);
    }
    if (left instanceof Decimal || right instanceof Decimal) {
      return decimal(toDouble(left) + toDouble(right));
    }
    MathContext context = context(left, right);
    return new Precise(toBig(left, context).add(toBig(right, context), context));
  }

  /**
   * Over the least common denominator, so that nothing grows on the way (Knuth, The Art of Computer
   * Programming, vol. 2, 4.5.1).
   */
  private static Rational add(Rational left, Rational right) {
    if (left.isInteger() && right.isInteger()) {
      return rational(left.numerator().add(right.numerator()), BigInteger.ONE);
    }
    BigInteger common = Gcd.of(left.denominator(), right.denominator());
    BigInteger below = divided(left.denominator(), common);
    BigInteger above =
        left.numerator()
            .multiply(divided(right.denominator(), common))
            .add(right.numerator().multiply(below));
    BigInteger divisor = Gcd.of(above, common);
    BigInteger numerator = divided(above, divisor);
    BigInteger denominator = below.multiply(divided(right.denominator(), divisor));
    checkBits(Math.max(numerator.bitLength(), denominator.bitLength()));
    return new Rational(numerator, denominator);
  }

  private static BigInteger divided(BigInteger number, BigInteger divisor) {
    return divisor.equals(BigInteger.ONE) ? number : number.divide(divisor);
  }

  static Number multiply(Number left, Number right) {
    if (left instanceof Rational a && right instanceof Rational b) {
      return multiply(a, b);
    }
    if (left instanceof Decimal || right instanceof Decimal) {
      return decimal(toDouble(left) * toDouble(right));
    }
    MathContext context = context(left, right);
    return new Precise(toBig(left, context).multiply(toBig(right, context), context));
  }

  /**
   * Cancelled crosswise before it is multiplied: a long fraction times a short one then takes no
   * long greatest common divisor (Knuth, 4.5.1).
   */
  private static Rational multiply(Rational left, Rational right) {
    BigInteger first = Gcd.of(left.numerator(), right.denominator());
    BigInteger second = Gcd.of(right.numerator(), left.denominator());
    return new Rational(
        product(divided(left.numerator(), first), divided(right.numerator(), second)),
        product(divided(left.denominator(), second), divided(right.denominator(), first)));
  }

  private static BigInteger product(BigInteger left, BigInteger right) {
    checkBits((long) left.bitLength() + right.bitLength() - 2);
    return left.multiply(right);
  }

  /** Of what is not 0. */
  private static Rational inverse(Rational number) {
    return number.numerator().signum() < 0
        ? new Rational(number.denominator().negate(), number.numerator().negate())
        : new Rational(number.denominator(), number.numerator());
  }

  static Number divide(Number left, Number right) {
    if (signum(right) == 0) {
      throw Refusals.divisionByZero();
    }
    if (left instanceof Rational a && right instanceof Rational b) {
      return multiply(a, inverse(b));
    }
    if (left instanceof Decimal || right instanceof Decimal) {
      return decimal(toDouble(left) / toDouble(right));
    }
    MathContext context = context(left, right);
    return new Precise(toBig(left, context).divide(toBig(right, context), context));
  }

  static Number negate(Number number) {
    return switch (number) {
      case Rational r -> new Rational(r.numerator().negate(), r.denominator());
      case Decimal d -> new Decimal(-d.value());
      case Precise p -> new Precise(p.value().negate());
    };
  }

  /** number^exponent for an integer exponent. Decimals by {@link #power(double, double)}. */
  static Number power(Number number, BigInteger exponent) {
    boolean decimal = number instanceof Decimal(var value) && value != 0;
    if (exponent.signum() < 0 && !decimal) { // of a decimal the power could be too large
      return divide(ONE, power(number, exponent.negate()));
    }
    return switch (number) {
      case Rational r -> power(r, exponent);
      case Decimal d -> decimal(power(d.value(), exponent.doubleValue()));
      case Precise p -> new Precise(p.value().pow(small(exponent), context(p, p)));
    };
  }

  private static Rational power(Rational base, BigInteger exponent) {
    BigInteger size = base.numerator().abs().max(base.denominator());
    if (size.equals(BigInteger.ONE)) {
      return base.numerator().signum() >= 0 || exponent.testBit(0) ? base : ONE;
    }
    // x ≥ 2^(bits-1), so the power has at least exponent·(bits-1) bits
    checkBits(
        exponent.bitLength() > 31 ? Long.MAX_VALUE : exponent.longValue() * (size.bitLength() - 1));
    int n = small(exponent);
    return new Rational(base.numerator().pow(n), base.denominator().pow(n));
  }

  private static int small(BigInteger exponent) {
    if (exponent.bitLength() > 31) {
      throw Refusals.tooManyBits(Long.MAX_VALUE);
    }
    return exponent.intValueExact();
  }

  /**
   * The language's power of decimals: whole powers up to 32 by repeated squaring, halves by the
   * square root, so that every device computes the same; otherwise {@link Math#pow}.
   */
  static double power(double base, double exponent) {
    double magnitude = Math.abs(exponent);
    double doubled = 2 * magnitude;
    if (magnitude > 32 || doubled != Math.rint(doubled)) {
      return Math.pow(base, exponent);
    }
    double square = base;
    double product = 1;
    for (int rest = (int) magnitude; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        product *= square;
      }
      square *= square;
    }
    if (magnitude != Math.rint(magnitude)) {
      product *= Math.sqrt(base);
    }
    return exponent < 0 ? 1 / product : product;
  }

  static int signum(Number number) {
    return switch (number) {
      case Rational r -> r.numerator().signum();
      case Decimal d -> (int) Math.signum(d.value());
      case Precise p -> p.value().signum();
    };
  }

  static int compare(Number left, Number right) {
    if (left instanceof Rational a && right instanceof Rational b) {
      return a.numerator()
          .multiply(b.denominator())
          .compareTo(b.numerator().multiply(a.denominator()));
    }
    if (left instanceof Decimal || right instanceof Decimal) {
      double a = toDouble(left);
      double b = toDouble(right);
      return a < b ? -1 : a > b ? 1 : 0;
    }
    MathContext context = context(left, right);
    return toBig(left, context).compareTo(toBig(right, context));
  }

  static boolean isZero(Formula formula) {
    return formula instanceof Rational r && r.numerator().signum() == 0;
  }

  static boolean isOne(Formula formula) {
    return formula instanceof Rational r && r.numerator().equals(BigInteger.ONE) && r.isInteger();
  }

  static boolean isInteger(Formula formula) {
    return formula instanceof Rational r && r.isInteger();
  }

  /** The nearest double. */
  static double toDouble(Number number) {
    return switch (number) {
      case Rational r -> toDouble(r);
      case Decimal d -> d.value();
      case Precise p -> p.value().doubleValue();
    };
  }

  private static double toDouble(Rational number) {
    BigInteger numerator = number.numerator();
    BigInteger denominator = number.denominator();
    if (denominator.equals(BigInteger.ONE)) {
      return numerator.doubleValue();
    }
    if (numerator.bitLength() <= 53 && denominator.bitLength() <= 53) {
      return numerator.doubleValue() / denominator.doubleValue(); // both exact, so rounded once
    }
    // a quotient of 64 bits or more, whose last bit says "and something more", is rounded once by
    // scaling
    int shift = 66 - numerator.bitLength() + denominator.bitLength();
    BigInteger[] parts =
        shift >= 0
            ? numerator.abs().shiftLeft(shift).divideAndRemainder(denominator)
            : numerator.abs().divideAndRemainder(denominator.shiftLeft(-shift));
    BigInteger quotient = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
    double magnitude = scaled(quotient, -shift);
    return numerator.signum() < 0 ? -magnitude : magnitude;
  }

  private static double scaled(BigInteger quotient, int exponent) {
    if (exponent + quotient.bitLength() < -1000) {
      // near the subnormal numbers BigDecimal rounds once, where scaling would round twice
      return new BigDecimal(quotient)
          .divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)))
          .doubleValue();
    }
    return Math.scalb(quotient.doubleValue(), exponent);
  }

  private static MathContext context(Number left, Number right) {
    return new MathContext(Math.max(digits(left), digits(right)));
  }

  private static int digits(Number number) {
    return number instanceof Precise p ? Math.max(p.value().precision(), 17) : 1;
  }

  private static BigDecimal toBig(Number number, MathContext context) {
    return switch (number) {
      case Rational r ->
          new BigDecimal(r.numerator()).divide(new BigDecimal(r.denominator()), context);
      case Decimal d -> new BigDecimal(d.value(), context);
      case Precise p -> p.value();
    };
  }
}
