package gd.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * The gamma and error functions of real numbers in many digits, where Apfloat has none or takes
 * seconds. The gamma functions step up by their recurrence to an argument as large as the number of
 * digits, where Stirling's series has them all (Abramowitz and Stegun, Handbook of Mathematical
 * Functions, 6.1.40, 6.3.18, 6.4.11).
 */
final class PreciseSpecial {
  /** Steps of a recurrence; further below zero there is no value. */
  private static final int MOST_STEPS = 20_000;

  private static final Apfloat ONE = Apfloat.ONE;

  private final int digits;
  private final PreciseElementary elementary;

  /** B₂, B₄, …, made when first needed. */
  private final List<Apfloat> bernoulli = new ArrayList<>();

  PreciseSpecial(int digits, PreciseElementary elementary) {
    this.digits = digits;
    this.elementary = elementary;
  }

  private Apfloat number(long value) {
    return new Apfloat(value, digits);
  }

  private Apfloat exp(Apfloat x) {
    return elementary.exp(x).real();
  }

  private Apfloat log(Apfloat positive) {
    return elementary.log(positive).real();
  }

  /** How many steps lead up to where the series is good; empty at a pole or far below zero. */
  private Optional<Integer> steps(Apfloat x) {
    boolean pole = x.signum() <= 0 && x.floor().equals(x);
    Apfloat missing = number(digits).subtract(x).ceil();
    if (pole || missing.compareTo(number(MOST_STEPS)) > 0) {
      return Optional.empty();
    }
    return Optional.of(Math.max(0, missing.intValue()));
  }

  /** x·(x + 1)·…, so many factors. */
  private Apfloat rising(Apfloat x, int factors) {
    Apfloat product = number(1);
    for (int k = 0; k < factors; k++) {
      product = product.multiply(x.add(number(k)));
    }
    return product;
  }

  Optional<Apfloat> gamma(Apfloat x) {
    return steps(x).map(n -> exp(stirling(x.add(number(n)))).divide(rising(x, n)));
  }

  /** log|Γ(x)|. */
  Optional<Apfloat> lgamma(Apfloat x) {
    return steps(x)
        .map(n -> stirling(x.add(number(n))).subtract(log(ApfloatMath.abs(rising(x, n)))));
  }

  private Apfloat stirling(Apfloat z) {
    Apfloat half = number(1).divide(number(2));
    Apfloat sum =
        z.subtract(half)
            .multiply(log(z))
            .subtract(z)
            .add(half.multiply(log(ApfloatMath.pi(digits).multiply(number(2)))));
    Apfloat power = z;
    for (int k = 1; ; k++) {
      Apfloat term = bernoulli(k).divide(power.multiply(number(2L * k * (2L * k - 1))));
      if (isSmall(term, sum)) {
        return sum;
      }
      sum = sum.add(term);
      power = power.multiply(z).multiply(z);
    }
  }

  /** The n-th derivative of ψ. */
  Optional<Apfloat> polygamma(long n, Apfloat x) {
    return n < 0 || n > digits
        ? Optional.empty()
        : steps(x).map(steps -> n == 0 ? digamma(x, steps) : polygamma((int) n, x, steps));
  }

  private Apfloat digamma(Apfloat x, int steps) {
    Apfloat z = x.add(number(steps));
    Apfloat square = z.multiply(z);
    Apfloat sum = log(z).subtract(ONE.divide(z.multiply(number(2))));
    Apfloat power = square;
    for (int k = 1; ; k++) {
      Apfloat term = bernoulli(k).divide(power.multiply(number(2L * k)));
      if (isSmall(term, sum)) {
        break;
      }
      sum = sum.subtract(term);
      power = power.multiply(square);
    }
    for (int k = 0; k < steps; k++) {
      sum = sum.subtract(ONE.divide(x.add(number(k))));
    }
    return sum;
  }

  private Apfloat polygamma(int n, Apfloat x, int steps) {
    Apfloat z = x.add(number(steps));
    Apfloat square = z.multiply(z);
    Apfloat power = ApfloatMath.pow(z, -n);
    Apfloat sum = power.divide(number(n)).add(power.divide(z.multiply(number(2))));
    // B₂ₖ·(2k + n − 1)!/((2k)!·n!)·z^(−2k−n), each from the one before
    Apfloat factor = power.multiply(number(n + 1L)).divide(square.multiply(number(2)));
    for (int k = 1; ; k++) {
      Apfloat term = bernoulli(k).multiply(factor);
      if (isSmall(term, sum)) {
        break;
      }
      sum = sum.add(term);
      factor =
          factor
              .multiply(number((2L * k + n) * (2L * k + n + 1)))
              .divide(square.multiply(number((2L * k + 1) * (2L * k + 2))));
    }
    for (int k = 0; k < steps; k++) {
      sum = sum.add(ApfloatMath.pow(x.add(number(k)), -n - 1L));
    }
    Apfloat value = sum.multiply(rising(number(1), n));
    return n % 2 == 0 ? value.negate() : value;
  }

  private boolean isSmall(Apfloat term, Apfloat sum) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    return term.signum() == 0 || term.scale() < sum.scale() - digits;
  }

  /**
   * B₂ₖ from the tangent numbers (Brent and Harvey, Fast Computation of Bernoulli Numbers, 2011).
   */
  private Apfloat bernoulli(int k) {
    if (k > bernoulli.size()) {
      int count = Math.max(digits / 2, 2 * k);
      BigInteger[] tangent = new BigInteger[count + 1];
      tangent[1] = BigInteger.ONE;
      for (int j = 2; j <= count; j++) {
        tangent[j] = tangent[j - 1].multiply(BigInteger.valueOf(j - 1L));
      }
      for (int i = 2; i <= count; i++) {
        for (int j = i; j <= count; j++) {
          tangent[j] =
              tangent[j - 1]
                  .multiply(BigInteger.valueOf((long) j - i))
                  .add(tangent[j].multiply(BigInteger.valueOf(j - i + 2L)));
        }
      }
      bernoulli.clear();
      for (int j = 1; j <= count; j++) {
        BigInteger four = BigInteger.ONE.shiftLeft(2 * j);
        Apfloat value =
            new Apfloat(tangent[j].multiply(BigInteger.valueOf(2L * j)))
                .precision(digits)
                .divide(
                    new Apfloat(four.multiply(four.subtract(BigInteger.ONE))).precision(digits));
        bernoulli.add(j % 2 == 0 ? value.negate() : value);
      }
    }
    return bernoulli.get(k - 1);
  }

  Apfloat erf(Apfloat x) {
    return isFar(x) ? sign(x).subtract(sign(x).multiply(tail(ApfloatMath.abs(x)))) : nearZero(x);
  }

  Apfloat erfc(Apfloat x) {
    if (!isFar(x)) {
      return number(1).subtract(nearZero(x));
    }
    return x.signum() > 0 ? tail(x) : number(2).subtract(tail(x.negate()));
  }

  private Apfloat sign(Apfloat x) {
    return number(x.signum());
  }

  /** Where 1 - erf(x) would lose more than a few digits, and the fraction converges fast. */
  private boolean isFar(Apfloat x) {
    return x.multiply(x).multiply(number(4)).compareTo(number(digits)) > 0;
  }

  /** 2x/√π·e^(−x²)·Σ (2x²)^k/(1·3·…·(2k+1)), a sum without cancellation. */
  private Apfloat nearZero(Apfloat x) {
    if (x.signum() == 0) {
      return x;
    }
    Apfloat square = x.multiply(x);
    Apfloat term = number(1);
    Apfloat sum = term;
    for (int k = 1; !isSmall(term, sum); k++) {
      term = term.multiply(square).multiply(number(2)).divide(number(2L * k + 1));
      sum = sum.add(term);
    }
    return sum.multiply(x)
        .multiply(number(2))
        .multiply(exp(square.negate()))
        .divide(ApfloatMath.sqrt(ApfloatMath.pi(digits)));
  }

  /** erfc(x) as a continued fraction (Abramowitz and Stegun, 7.1.14), for large x. */
  private Apfloat tail(Apfloat x) {
    Apfloat square = x.multiply(x);
    double size = square.doubleValue();
    int depth = 20 + (int) (2 * Math.pow(digits * Math.log(10), 2) / (8 * size));
    Apfloat fraction = x;
    for (int k = depth; k > 0; k--) {
      fraction = x.add(number(k).divide(fraction.multiply(number(2))));
    }
    return exp(square.negate()).divide(fraction.multiply(ApfloatMath.sqrt(ApfloatMath.pi(digits))));
  }
}
