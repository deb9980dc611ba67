package gd.formula;

import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rational powers of rational numbers in normal form: √12 = 2√3, 1/√2 = √2/2, √(-4) = 2i, principal
 * roots.
 */
final class Radicals {
  private static final int MAX_INDEX = 1000;

  /** Longer numbers are left whole. */
  private static final int MOST_BITS = 4096;

  private final Formulas formulas;

  Radicals(Formulas formulas) {
    this.formulas = formulas;
  }

  /** base^exponent for a base that is not 0 and an exponent that is no integer. */
  Formula power(Rational base, Rational exponent) {
    if (exponent.denominator().bitLength() > 10 || exponent.denominator().intValue() > MAX_INDEX) {
      return formulas.rawPower(base, exponent);
    }
    if (base.numerator().signum() < 0) {
      Formula magnitude = power((Rational) Arithmetic.negate(base), exponent);
      return formulas.multiply(magnitude, rootOfUnity(exponent));
    }
    BigInteger[] whole = exponent.numerator().divideAndRemainder(exponent.denominator());
    if (whole[1].signum() < 0) {
      whole[0] = whole[0].subtract(BigInteger.ONE);
      whole[1] = whole[1].add(exponent.denominator());
    }
    int index = exponent.denominator().intValue();
    int remainder = whole[1].intValue();
    Formula outside = Arithmetic.power(base, whole[0]);
    Formula top = root(base.numerator(), remainder, index);
    // 1/b^(r/q) = b^((q-r)/q)/b
    Formula bottom = root(base.denominator(), index - remainder, index);
    Formula denominator = Arithmetic.rational(BigInteger.ONE, base.denominator());
    return formulas.product(List.of(outside, denominator, top, bottom));
  }

  /** (-1)^exponent: cos(π·exponent) + i·sin(π·exponent). */
  private Formula rootOfUnity(Rational exponent) {
    Formula angle = formulas.multiply(exponent, Constant.PI);
    return KnownValues.cosine(formulas, angle)
        .flatMap(
            cosine ->
                KnownValues.sine(formulas, angle)
                    .map(sine -> formulas.add(cosine, formulas.multiply(sine, Constant.I))))
        .orElseGet(() -> formulas.rawPower(Arithmetic.MINUS_ONE, reduced(exponent)));
  }

  /** (-1)^r depends on r modulo 2. */
  private static Rational reduced(Rational exponent) {
    BigInteger period = exponent.denominator().shiftLeft(1);
    return Arithmetic.rational(exponent.numerator().mod(period), exponent.denominator());
  }

  /** n^(power/index) with 0 ≤ power ≤ index, full powers taken out. */
  private Formula root(BigInteger n, int power, int index) {
    if (n.equals(BigInteger.ONE) || power == 0) {
      return Arithmetic.ONE;
    }
    if (power == index) {
      return new Rational(n, BigInteger.ONE);
    }
    BigInteger outside = BigInteger.ONE;
    Map<BigInteger, Integer> inside = new LinkedHashMap<>();
    int common = 0;
    for (Map.Entry<BigInteger, Integer> prime : factors(n).entrySet()) {
      long exponent = (long) prime.getValue() * power;
      Arithmetic.checkBits(exponent / index * prime.getKey().bitLength());
      outside = outside.multiply(prime.getKey().pow((int) (exponent / index)));
      int rest = (int) (exponent % index);
      if (rest > 0) {
        inside.put(prime.getKey(), rest);
        common = BigInteger.valueOf(common).gcd(BigInteger.valueOf(rest)).intValue();
      }
    }
    Formula whole = new Rational(outside, BigInteger.ONE);
    if (inside.isEmpty()) {
      return whole;
    }
    BigInteger base = BigInteger.ONE;
    for (Map.Entry<BigInteger, Integer> prime : inside.entrySet()) {
      Arithmetic.checkBits((long) prime.getValue() / common * prime.getKey().bitLength());
      base = base.multiply(prime.getKey().pow(prime.getValue() / common));
    }
    Rational exponent = Arithmetic.rational(BigInteger.valueOf(common), BigInteger.valueOf(index));
    return formulas.scaled(
        (Rational) whole, formulas.rawPower(new Rational(base, BigInteger.ONE), exponent));
  }

  /**
   * Prime factors below a bound by trial division, up to the third root of what is left: that is a
   * prime then, the square of one, or the product of two, which count as one here.
   */
  private static Map<BigInteger, Integer> factors(BigInteger n) {
    Map<BigInteger, Integer> found = new TreeMap<>();
    BigInteger rest = n;
    for (SmallPrimes primes : SmallPrimes.ALL) {
      if (rest.bitLength() < Long.SIZE) {
        return factors(rest.longValue(), primes.first(), 1, found);
      }
      if (rest.bitLength() > MOST_BITS) {
        break;
      }
      for (int p : primes.dividing(rest)) {
        BigInteger prime = BigInteger.valueOf(p);
        for (BigInteger[] parts = rest.divideAndRemainder(prime);
            parts[1].signum() == 0;
            parts = rest.divideAndRemainder(prime)) {
          rest = parts[0];
          found.merge(prime, 1, Integer::sum);
        }
      }
    }
    BigInteger root = rest.sqrt();
    boolean square = root.multiply(root).equals(rest);
    found.merge(square ? root : rest, square ? 2 : 1, Integer::sum);
    return found;
  }

  /** The same for small numbers without a factor below the first. */
  private static Map<BigInteger, Integer> factors(
      long n, int first, int times, Map<BigInteger, Integer> found) {
    long rest = n;
    long root = Math.round(Math.sqrt((double) rest));
    if (root * root == rest && rest > 1) {
      return factors(root, first, 2 * times, found);
    }
    for (long p = first; p <= SmallPrimes.LARGEST && p * p * p <= rest; p += p == 2 ? 1 : 2) {
      if (rest % p == 0) {
        for (; rest % p == 0; rest /= p) {
          found.merge(BigInteger.valueOf(p), times, Integer::sum);
        }
        return factors(rest, (int) p, times, found);
      }
    }
    if (rest > 1) {
      found.merge(BigInteger.valueOf(rest), times, Integer::sum);
    }
    return found;
  }

  /**
   * Multiplies roots of the same index in the list, √2·√3 = √6. True if there were any; the list
   * then needs collecting again.
   */
  boolean combine(List<Formula> factors) {
    Map<BigInteger, List<Power>> byIndex = new LinkedHashMap<>();
    for (Formula factor : factors) {
      if (factor instanceof Power power
          && power.base() instanceof Rational base
          && base.numerator().signum() > 0
          && power.exponent() instanceof Rational exponent) {
        byIndex.computeIfAbsent(exponent.denominator(), _ -> new ArrayList<>()).add(power);
      }
    }
    boolean any = false;
    for (Map.Entry<BigInteger, List<Power>> same : byIndex.entrySet()) {
      if (same.getValue().size() > 1 && same.getKey().bitLength() <= 10) {
        any = true;
        factors.removeAll(same.getValue());
        Formula.Number product = Arithmetic.ONE;
        for (Power power : same.getValue()) {
          BigInteger numerator = ((Rational) power.exponent()).numerator();
          product =
              Arithmetic.multiply(product, Arithmetic.power((Rational) power.base(), numerator));
        }
        factors.add(formulas.power(product, Arithmetic.rational(BigInteger.ONE, same.getKey())));
      }
    }
    return any;
  }
}
