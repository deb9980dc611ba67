package gd.tensor;

import gd.formula.Formula;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Exact fractions whose numerators and denominators fit 64 bits, in lowest terms: two arrays, and a
 * formula only for who asks for one. Written while it is made, and never after it was handed over.
 * What does not fit throws an {@link ArithmeticException}: the caller computes with long numbers
 * then.
 */
final class Fractions extends AbstractList<Formula> implements RandomAccess {
  /** A list of less is as fast. */
  private static final int FEW = 16;

  private static final int MOST_BITS = 62;

  /** Up to it every whole number is a decimal. */
  private static final long EXACT = 1L << 53;

  private final long[] above;

  /** Empty while all are whole. */
  private long[] below = {};

  /** Zeros. */
  Fractions(int size) {
    this.above = new long[size];
  }

  /** The same elements, if they are many and fit. */
  static Optional<Fractions> of(List<Formula> elements) {
    if (elements instanceof Fractions fractions) {
      return Optional.of(fractions);
    }
    return elements.size() >= FEW && elements.getFirst() instanceof Formula.Rational
        ? copied(elements)
        : Optional.empty();
  }

  private static Optional<Fractions> copied(List<Formula> elements) {
    if (elements.getLast() instanceof Formula.Rational last && !fits(last)) {
      return Optional.empty();
    }
    Fractions fractions = new Fractions(elements.size());
    int k = 0;
    for (Formula element : elements) {
      if (!(element instanceof Formula.Rational number) || !fits(number)) {
        return Optional.empty();
      }
      fractions.set(k++, number.numerator().longValue(), number.denominator().longValue());
    }
    return Optional.of(fractions);
  }

  /** One number. */
  static Optional<Fractions> one(Formula element) {
    if (!(element instanceof Formula.Rational number) || !fits(number)) {
      return Optional.empty();
    }
    Fractions one = new Fractions(1);
    one.set(0, number.numerator().longValue(), number.denominator().longValue());
    return Optional.of(one);
  }

  /** The first, and ever one step more; both are of one element. */
  static Optional<Fractions> counting(Fractions first, Fractions step, int size) {
    if (!first.areWhole() || !step.areWhole()) {
      ExactSize.checkFractions(size);
    }
    Fractions elements = new Fractions(size);
    try {
      for (int k = 0; k < size; k++) {
        elements.set(k, k, 1);
        elements.multiply(k, step.above(0), step.below(0));
        elements.add(k, first.above(0), first.below(0));
      }
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
    return Optional.of(elements);
  }

  private static boolean fits(Formula.Rational number) {
    return number.numerator().bitLength() <= MOST_BITS
        && number.denominator().bitLength() <= MOST_BITS;
  }

  @Override
  public Formula get(int index) {
    return new Formula.Rational(
        BigInteger.valueOf(above[index]),
        below.length == 0 ? BigInteger.ONE : BigInteger.valueOf(below[index]));
  }

  @Override
  public int size() {
    return above.length;
  }

  long above(int k) {
    return above[k];
  }

  long below(int k) {
    return below.length == 0 ? 1 : below[k];
  }

  boolean areWhole() {
    return below.length == 0;
  }

  long commonDenominator() {
    long common = 1;
    for (long each : below) {
      if (common % each != 0) {
        common = Math.multiplyExact(common, each / gcd(common, each));
      }
    }
    return common;
  }

  /** The nearest decimals, if one division rounds each of them once. */
  Optional<double[]> decimals() {
    double[] decimals = new double[above.length];
    for (int k = 0; k < decimals.length; k++) {
      if (below(k) != 1 && (Math.abs(above[k]) > EXACT || below(k) > EXACT)) {
        return Optional.empty();
      }
      decimals[k] = (double) above[k] / below(k);
    }
    return Optional.of(decimals);
  }

  /** Those at some places, in this order. */
  Fractions at(int[] places) {
    Fractions found = new Fractions(places.length);
    for (int k = 0; k < places.length; k++) {
      found.set(k, above[places[k]], below(places[k]));
    }
    return found;
  }

  /** In lowest terms, the denominator positive. */
  void set(int k, long numerator, long denominator) {
    if (numerator == Long.MIN_VALUE) {
      throw new ArithmeticException("it has no negative");
    }
    if (denominator != 1 && below.length == 0) {
      below = new long[above.length];
      Arrays.fill(below, 1);
    }
    above[k] = numerator;
    if (below.length > 0) {
      below[k] = denominator;
    }
  }

  /**
   * Over the least common denominator, so that nothing grows on the way (Knuth, The Art of Computer
   * Programming, vol. 2, 4.5.1).
   */
  void add(int k, long numerator, long denominator) {
    if (denominator == 1 && below(k) == 1) {
      set(k, Math.addExact(above[k], numerator), 1);
      return;
    }
    long common = gcd(below(k), denominator);
    long rest = below(k) / common;
    long sum =
        Math.addExact(
            Math.multiplyExact(above[k], denominator / common),
            Math.multiplyExact(numerator, rest));
    long divisor = gcd(sum, common);
    set(k, sum / divisor, Math.multiplyExact(rest, denominator / divisor));
  }

  void multiply(int k, long numerator, long denominator) {
    long first = denominator == 1 ? 1 : gcd(above[k], denominator);
    long second = below(k) == 1 ? 1 : gcd(numerator, below(k));
    set(
        k,
        Math.multiplyExact(above[k] / first, numerator / second),
        Math.multiplyExact(below(k) / second, denominator / first));
  }

  /** A negative power of zero has no value, which another says. */
  void power(int k, int exponent) {
    long numerator = Math.powExact(above[k], Math.abs(exponent));
    long denominator = Math.powExact(below(k), Math.abs(exponent));
    if (exponent >= 0) {
      set(k, numerator, denominator);
    } else if (numerator == 0 || numerator == Long.MIN_VALUE) {
      throw new ArithmeticException("it has no inverse");
    } else {
      set(k, numerator < 0 ? -denominator : denominator, Math.abs(numerator));
    }
  }

  int compare(int k, long numerator, long denominator) {
    return Long.compare(
        Math.multiplyExact(above[k], denominator), Math.multiplyExact(numerator, below(k)));
  }

  /** Positive unless both are 0. */
  static long gcd(long left, long right) {
    long a = Math.abs(left);
    long b = Math.abs(right);
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }
}
