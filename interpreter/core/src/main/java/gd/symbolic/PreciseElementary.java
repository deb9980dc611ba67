package gd.symbolic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apfloat.Apcomplex;
import org.apfloat.ApcomplexMath;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * The elementary functions in tens and hundreds of digits. Those of Apfloat are made for many
 * thousands and take milliseconds below; here they are computed in fixed point, and by Apfloat for
 * arguments that are very large, very small, or have very many digits. A result has the digits that
 * its argument determines.
 */
final class PreciseElementary {
  /** Digits behind the point, beyond which Apfloat is as fast. */
  private static final int MOST_DIGITS = 1_000;

  /** Powers of ten of arguments of exp, and of a sine of complex numbers. */
  private static final int LARGEST_SCALE = 6;

  /** Powers of ten of real arguments of sine. */
  private static final int LARGEST_ANGLE = 1_000;

  /** Digits that rounding takes from a power of 2. */
  private static final int POWER_LOSS = 10;

  private static final double BITS_PER_DIGIT = 3.3219281;
  private static final int STEP = 64;

  private final int digits;
  private final Map<Integer, FixedPoint> byBits = new HashMap<>();

  PreciseElementary(int digits) {
    this.digits = digits;
  }

  Apcomplex exp(Apcomplex z) {
    if (!isMeasured(z)) {
      return ApcomplexMath.exp(z);
    }
    Apfloat size = exp(z.real());
    if (isReal(z)) {
      return size;
    }
    Turn turn = turn(z.imag());
    return new Apcomplex(size.multiply(turn.cosine), size.multiply(turn.sine));
  }

  Apcomplex log(Apcomplex z) {
    if (isReal(z) && z.real().signum() > 0) {
      return log(z.real());
    }
    if (z.real().signum() == 0 && z.imag().signum() == 0) {
      return ApcomplexMath.log(z);
    }
    Apfloat size = isReal(z) ? log(ApfloatMath.abs(z.real())) : half(log(ApcomplexMath.norm(z)));
    return new Apcomplex(size, angle(z.real(), z.imag()));
  }

  Apcomplex sin(Apcomplex z) {
    if (!isMeasured(z) && !isAngle(z)) {
      return ApcomplexMath.sin(z);
    }
    Apfloat sine = turn(z.real()).sine;
    return isReal(z)
        ? sine
        : new Apcomplex(sine.multiply(cosh(z.imag())), cosine(z.real()).multiply(sinh(z.imag())));
  }

  Apcomplex cos(Apcomplex z) {
    if (!isMeasured(z) && !isAngle(z)) {
      return ApcomplexMath.cos(z);
    }
    Apfloat cosine = cosine(z.real());
    return isReal(z)
        ? cosine
        : new Apcomplex(
            cosine.multiply(cosh(z.imag())), turn(z.real()).sine.multiply(sinh(z.imag())).negate());
  }

  Apcomplex tan(Apcomplex z) {
    return isAngle(z) ? turn(z.real()).sine.divide(cosine(z.real())) : ApcomplexMath.tan(z);
  }

  Apcomplex sinh(Apcomplex z) {
    return isMeasured(z) && isReal(z) ? sinh(z.real()) : ApcomplexMath.sinh(z);
  }

  Apcomplex cosh(Apcomplex z) {
    return isMeasured(z) && isReal(z) ? cosh(z.real()) : ApcomplexMath.cosh(z);
  }

  Apcomplex tanh(Apcomplex z) {
    if (!isMeasured(z) || !isReal(z)) {
      return ApcomplexMath.tanh(z);
    }
    return isSmall(z.real()) ? sinh(z.real()).divide(cosh(z.real())) : nearOne(z.real());
  }

  Apcomplex asin(Apcomplex z) {
    return isCosine(z) ? angle(across(z.real()), z.real()) : ApcomplexMath.asin(z);
  }

  Apcomplex acos(Apcomplex z) {
    return isCosine(z) ? angle(z.real(), across(z.real())) : ApcomplexMath.acos(z);
  }

  Apcomplex atan(Apcomplex z) {
    return isReal(z) ? angle(new Apfloat(1, digits), z.real()) : ApcomplexMath.atan(z);
  }

  /** Principal values; the base is not 0. */
  Apcomplex pow(Apcomplex base, Apcomplex exponent) {
    return exp(exponent.multiply(log(base)));
  }

  private Apfloat half(Apfloat x) {
    return x.divide(new Apfloat(2, digits));
  }

  private static boolean isSmall(Apfloat x) {
    return x.scale() <= 0;
  }

  /** 1 - 2·sin²(x/2) near 0, so that the difference from 1 is known to all digits. */
  private Apfloat cosine(Apfloat x) {
    return isSmall(x) ? Apfloat.ONE.subtract(twiceSquare(turn(half(x)).sine)) : turn(x).cosine;
  }

  private Apfloat twiceSquare(Apfloat x) {
    return x.multiply(x).multiply(new Apfloat(2, digits));
  }

  private Apfloat sinh(Apfloat x) {
    return half(exp(x).subtract(exp(x.negate())));
  }

  private Apfloat cosh(Apfloat x) {
    return isSmall(x)
        ? Apfloat.ONE.add(twiceSquare(sinh(half(x))))
        : half(exp(x).add(exp(x.negate())));
  }

  /** tanh as ±(1 - 2/(e^2|x| + 1)). */
  private Apfloat nearOne(Apfloat x) {
    Apfloat two = new Apfloat(2, digits);
    Apfloat twice = exp(ApfloatMath.abs(x).multiply(two));
    Apfloat size = Apfloat.ONE.subtract(two.divide(twice.add(Apfloat.ONE)));
    return x.signum() < 0 ? size.negate() : size;
  }

  private static boolean isReal(Apcomplex z) {
    return z.imag().signum() == 0;
  }

  private boolean isCosine(Apcomplex z) {
    return isReal(z)
        && z.real().signum() != 0
        && ApfloatMath.abs(z.real()).compareTo(Apfloat.ONE) < 0;
  }

  /** √(1 - x²). */
  private Apfloat across(Apfloat x) {
    Apfloat one = new Apfloat(1, digits);
    return ApfloatMath.sqrt(one.subtract(x).multiply(one.add(x)));
  }

  private boolean isMeasured(Apcomplex z) {
    return isMeasured(z.real()) && isMeasured(z.imag());
  }

  private boolean isMeasured(Apfloat x) {
    return isMeasured(x, LARGEST_SCALE);
  }

  private boolean isAngle(Apcomplex z) {
    return isReal(z) && isMeasured(z.real(), LARGEST_ANGLE);
  }

  private boolean isMeasured(Apfloat x, int largestScale) {
    return x.signum() == 0 || x.scale() <= largestScale && isFew(places(x)) && places(x) > 0;
  }

  /** Digits behind the point. */
  private long places(Apfloat x) {
    return precision(x) - x.scale();
  }

  private long precision(Apfloat x) {
    return Math.min(x.precision(), digits);
  }

  private static boolean isFew(long places) {
    return places <= MOST_DIGITS;
  }

  private Apfloat exp(Apfloat x) {
    if (x.signum() == 0) {
      return new Apfloat(1, digits);
    }
    int places = (int) places(x);
    int bits = bits(places + LARGEST_SCALE);
    FixedPoint.Scaled result = fixed(bits).exp(of(x, bits));
    Apfloat mantissa = apfloat(result.mantissa(), bits, places);
    return result.power() == 0
        ? mantissa
        : mantissa.multiply(ApfloatMath.pow(new Apfloat(2, places + POWER_LOSS), result.power()));
  }

  private record Turn(Apfloat cosine, Apfloat sine) {}

  private Turn turn(Apfloat angle) {
    if (angle.signum() == 0) {
      return new Turn(new Apfloat(1, digits), Apfloat.ZERO);
    }
    int places = (int) places(angle);
    int bits = bits(places + (int) Math.max(LARGEST_SCALE, angle.scale()));
    FixedPoint.Rotation rotation = fixed(bits).rotation(of(angle, bits));
    return new Turn(
        apfloat(rotation.cosine(), bits, places), apfloat(rotation.sine(), bits, places));
  }

  /** Of a positive number. */
  private Apfloat log(Apfloat x) {
    int places = (int) Math.min(precision(x), Integer.MAX_VALUE);
    if (!isFew(places)) {
      return ApfloatMath.log(x);
    }
    int bits = bits(places);
    // near 1, where the logarithm is small, no power of ten is taken out
    long power = x.scale() == 1 ? 0 : x.scale();
    FixedPoint fixed = fixed(bits);
    BigInteger log = fixed.log(of(ApfloatMath.scale(x, -power), bits));
    return apfloat(log.add(fixed.log10().multiply(BigInteger.valueOf(power))), bits, places);
  }

  /** Of the point (x, y), which is not the origin. */
  private Apfloat angle(Apfloat x, Apfloat y) {
    if (y.signum() == 0 && x.signum() > 0) {
      return Apfloat.ZERO;
    }
    boolean steep = ApfloatMath.abs(y).compareTo(ApfloatMath.abs(x)) > 0;
    Apfloat slope = ApfloatMath.abs(steep ? x.divide(y) : y.divide(x));
    long places = slope.signum() == 0 ? digits : Math.max(1, places(slope));
    if (!isFew(places)) {
      return ApfloatMath.atan2(y, x);
    }
    int bits = bits((int) places);
    FixedPoint fixed = fixed(bits);
    BigInteger angle = fixed.atan(of(slope, bits));
    if (steep) {
      angle = fixed.pi().shiftRight(1).subtract(angle);
    }
    if (x.signum() < 0) {
      angle = fixed.pi().subtract(angle);
    }
    return apfloat(y.signum() < 0 ? angle.negate() : angle, bits, (int) places);
  }

  /** In steps, so that few are made. */
  private static int bits(int places) {
    int bits = (int) (places * BITS_PER_DIGIT) + FixedPoint.GUARD + STEP;
    return bits / STEP * STEP;
  }

  private FixedPoint fixed(int bits) {
    return byBits.computeIfAbsent(bits, FixedPoint::new);
  }

  private static BigInteger of(Apfloat x, int bits) {
    BigDecimal exact = new BigDecimal(x.toString());
    BigInteger shifted = exact.unscaledValue().shiftLeft(bits);
    return exact.scale() >= 0
        ? shifted.divide(BigInteger.TEN.pow(exact.scale()))
        : shifted.multiply(BigInteger.TEN.pow(-exact.scale()));
  }

  /** With so many digits behind the point. */
  private static Apfloat apfloat(BigInteger value, int bits, int places) {
    BigInteger scaled = value.multiply(BigInteger.TEN.pow(places));
    BigInteger rounded = scaled.shiftRight(bits - 1).add(BigInteger.ONE).shiftRight(1);
    BigDecimal result = new BigDecimal(rounded, places);
    return result.signum() == 0 ? Apfloat.ZERO : new Apfloat(result, result.precision());
  }
}
