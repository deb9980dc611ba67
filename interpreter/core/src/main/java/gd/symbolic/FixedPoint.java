package gd.symbolic;

import java.math.BigInteger;
import java.util.function.LongUnaryOperator;

/**
 * The elementary functions of real numbers that are written as whole multiples of 2^-bits. A result
 * is off by less than 2^40 of these. Arguments are made small by halving, then come Taylor's series
 * (Brent and Zimmermann, Modern Computer Arithmetic, 4.3 and 4.4).
 */
final class FixedPoint {
  /** The last bits, which rounding may have spoilt. */
  static final int GUARD = 40;

  /** The whole part of an argument has no more. */
  static final int WHOLE_BITS = 24;

  private static final int SEED = 48;

  private static final int MOST_BITS = 3_600;

  /** Machin, 1706. */
  private static final BigInteger PI =
      inverse(5, -1).shiftLeft(4).subtract(inverse(239, -1).shiftLeft(2));

  private static final BigInteger LOG2 = inverse(3, 1).shiftLeft(1);

  /** 3·log(2) + log(5/4). */
  private static final BigInteger LOG10 = LOG2.multiply(whole(3)).add(inverse(9, 1).shiftLeft(1));

  private final int bits;
  private final BigInteger one;
  private final int halvings;
  private final BigInteger pi;
  private final BigInteger log2;
  private final BigInteger log10;

  /** At most {@value #MOST_BITS} bits. */
  FixedPoint(int bits) {
    this.bits = bits;
    this.one = BigInteger.ONE.shiftLeft(bits);
    this.halvings = (int) Math.sqrt(bits) / 2;
    this.pi = PI.shiftRight(MOST_BITS - bits);
    this.log2 = LOG2.shiftRight(MOST_BITS - bits);
    this.log10 = LOG10.shiftRight(MOST_BITS - bits);
  }

  /** 1/n + s/(3n³) + 1/(5n⁵) + …: artanh(1/n) for s = 1, arctan(1/n) for s = -1. */
  private static BigInteger inverse(int n, int sign) {
    BigInteger power = BigInteger.ONE.shiftLeft(MOST_BITS).divide(whole(n));
    BigInteger sum = power;
    for (int k = 3; power.signum() != 0; k += 2) {
      power = power.divide(whole((long) sign * n * n));
      sum = sum.add(power.divide(whole(k)));
    }
    return sum;
  }

  /** 2^power times a mantissa between 1/2 and 2. */
  record Scaled(BigInteger mantissa, int power) {}

  record Rotation(BigInteger cosine, BigInteger sine) {}

  BigInteger pi() {
    return pi;
  }

  BigInteger log10() {
    return log10;
  }

  Scaled exp(BigInteger x) {
    int power = nearestQuotient(x, log2).intValueExact();
    BigInteger rest = x.subtract(log2.multiply(whole(power))).shiftRight(halvings);
    // e^r - 1, for e^r would lose digits when it is squared
    BigInteger less = series(rest, rest, k -> k + 1);
    for (int k = 0; k < halvings; k++) {
      less = less.shiftLeft(1).add(times(less, less));
    }
    return new Scaled(less.add(one), power);
  }

  Rotation rotation(BigInteger angle) {
    BigInteger quarter = pi.shiftRight(1);
    BigInteger turns = nearestQuotient(angle, quarter);
    BigInteger rest = angle.subtract(quarter.multiply(turns)).shiftRight(halvings);
    BigInteger square = times(rest, rest);
    BigInteger sine = series(rest, square.negate(), k -> 2 * k * (2 * k + 1));
    BigInteger lessCosine =
        series(square.shiftRight(1), square.negate(), k -> (2 * k + 1) * (2 * k + 2));
    for (int k = 0; k < halvings; k++) {
      BigInteger twice = times(sine, sine).shiftLeft(1);
      sine = times(sine, one.subtract(lessCosine)).shiftLeft(1);
      lessCosine = twice;
    }
    BigInteger cosine = one.subtract(lessCosine);
    return switch (turns.intValue() & 3) {
      case 0 -> new Rotation(cosine, sine);
      case 1 -> new Rotation(sine.negate(), cosine);
      case 2 -> new Rotation(cosine.negate(), sine.negate());
      default -> new Rotation(sine, cosine.negate());
    };
  }

  /**
   * Of an argument between 1/16 and 16, by Halley's steps, each of which has three times the
   * digits.
   */
  BigInteger log(BigInteger x) {
    double near = Math.log(Math.scalb(x.shiftRight(bits - 60).doubleValue(), -60));
    BigInteger log = shifted(whole((long) Math.scalb(near, SEED)), bits - SEED);
    for (int right = SEED - 2; right < bits; right *= 3) {
      Scaled exp = exp(log);
      BigInteger back = shifted(exp.mantissa, exp.power);
      log = log.add(divided(x.subtract(back).shiftLeft(1), x.add(back)));
    }
    return log;
  }

  /** Of an argument from 0 to 1. */
  BigInteger atan(BigInteger x) {
    BigInteger rest = x;
    int times = halvings / 2 + 1;
    for (int k = 0; k < times; k++) {
      BigInteger hypotenuse = one.shiftLeft(bits).add(rest.multiply(rest)).sqrt();
      rest = divided(rest, one.add(hypotenuse));
    }
    return arcTangent(rest).shiftLeft(times);
  }

  /** x - x³/3 + x⁵/5 - … */
  private BigInteger arcTangent(BigInteger small) {
    BigInteger square = times(small, small).negate();
    BigInteger power = small;
    BigInteger sum = small;
    for (int k = 3; power.signum() != 0; k += 2) {
      power = times(power, square);
      sum = sum.add(power.divide(whole(k)));
    }
    return sum;
  }

  /** A first term, times x/below(1), times x/below(2), … */
  private BigInteger series(BigInteger first, BigInteger x, LongUnaryOperator below) {
    BigInteger term = first;
    BigInteger sum = first;
    for (int k = 1; term.signum() != 0; k++) {
      term = times(term, x).divide(whole(below.applyAsLong(k)));
      sum = sum.add(term);
    }
    return sum;
  }

  private static BigInteger whole(long value) {
    return BigInteger.valueOf(value);
  }

  private static BigInteger shifted(BigInteger value, int left) {
    return left < 0 ? value.shiftRight(-left) : value.shiftLeft(left);
  }

  private BigInteger times(BigInteger a, BigInteger b) {
    BigInteger product = a.multiply(b);
    // towards 0, so that what gets smaller ends there
    return product.signum() < 0
        ? product.negate().shiftRight(bits).negate()
        : product.shiftRight(bits);
  }

  private BigInteger divided(BigInteger a, BigInteger b) {
    return a.shiftLeft(bits).divide(b);
  }

  private static BigInteger nearestQuotient(BigInteger a, BigInteger b) {
    BigInteger twice = a.shiftLeft(1).add(b);
    BigInteger below = b.shiftLeft(1);
    BigInteger[] parts = twice.divideAndRemainder(below);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
