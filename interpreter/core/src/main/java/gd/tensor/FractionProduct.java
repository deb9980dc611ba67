package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Matrix products of fractions: every row of the left side and every column of the right one over a
 * common denominator, so that only whole numbers are multiplied and added; of 64 bits where no sum
 * overflows.
 */
final class FractionProduct {
  private static final int MOST_BITS = 62;

  /** A common denominator of more costs more than it saves. */
  private static final int MOST_BITS_BELOW = 4_000;

  /** Whole numbers, and what they are divided by in each row (of the transposed right side). */
  private record Longs(long[] numerators, long[] denominators) {}

  private record Large(BigInteger[] numerators, BigInteger[] denominators) {}

  private final int inner;

  private FractionProduct(int inner) {
    this.inner = inner;
  }

  /** The product's elements by rows, if both are of fractions. */
  static Optional<List<Formula>> of(
      Formulas formulas, List<Formula> left, List<Formula> right, int inner) {
    FractionProduct product = new FractionProduct(inner);
    int columns = right.size() / inner;
    Optional<Longs> a = product.longs(left, inner, 1);
    Optional<Longs> b = a.flatMap(_ -> product.longs(right, 1, columns));
    Optional<List<Formula>> small =
        b.flatMap(other -> product.small(a.orElseThrow(), other)).map(found -> found);
    if (small.isPresent()) {
      return small;
    }
    Optional<Large> above = product.large(left, inner, 1);
    return above
        .flatMap(_ -> product.large(right, 1, columns))
        .map(other -> product.product(formulas, above.orElseThrow(), other));
  }

  /** Lines of the inner length: of line i, element k is at i·{@code line} + k·{@code step}. */
  private Optional<Longs> longs(List<Formula> elements, int line, int step) {
    Optional<Fractions> fractions = Fractions.of(elements);
    return fractions.flatMap(known -> longs(known, line, step));
  }

  private Optional<Longs> longs(Fractions elements, int line, int step) {
    long[] numerators = new long[elements.size()];
    long[] denominators = new long[elements.size() / inner];
    try {
      for (int i = 0; i < denominators.length; i++) {
        long common = 1;
        for (int k = 0; k < inner && !elements.areWhole(); k++) {
          long below = elements.below(i * line + k * step);
          common = Math.multiplyExact(common / Fractions.gcd(common, below), below);
        }
        denominators[i] = common;
        for (int k = 0; k < inner; k++) {
          int place = i * line + k * step;
          numerators[place] =
              Math.multiplyExact(elements.above(place), common / elements.below(place));
        }
      }
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
    return Optional.of(new Longs(numerators, denominators));
  }

  private static int bits(long[] numbers) {
    long all = 0;
    for (long number : numbers) {
      all |= Math.abs(number);
    }
    return Long.SIZE - Long.numberOfLeadingZeros(all);
  }

  private Optional<Fractions> small(Longs left, Longs right) {
    int bits = bits(left.numerators) + bits(right.numerators);
    if (bits + Integer.SIZE - Integer.numberOfLeadingZeros(inner) > MOST_BITS) {
      return Optional.empty();
    }
    int rows = left.denominators.length;
    int columns = right.denominators.length;
    Fractions product = new Fractions(rows * columns);
    long[] sums = new long[columns];
    for (int row = 0; row < rows; row++) {
      checkCancelled();
      Arrays.fill(sums, 0);
      for (int k = 0; k < inner; k++) {
        long factor = left.numerators[row * inner + k];
        for (int column = 0; factor != 0 && column < columns; column++) {
          sums[column] += factor * right.numerators[k * columns + column];
        }
      }
      try {
        for (int column = 0; column < columns; column++) {
          long below = Math.multiplyExact(left.denominators[row], right.denominators[column]);
          long divisor = below == 1 ? 1 : Fractions.gcd(sums[column], below);
          product.set(row * columns + column, sums[column] / divisor, below / divisor);
        }
      } catch (ArithmeticException tooLong) {
        return Optional.empty();
      }
    }
    return Optional.of(product);
  }

  private Optional<Large> large(List<Formula> elements, int line, int step) {
    BigInteger[] numerators = new BigInteger[elements.size()];
    BigInteger[] denominators = new BigInteger[elements.size() / inner];
    for (int i = 0; i < denominators.length; i++) {
      BigInteger common = BigInteger.ONE;
      for (int k = 0; k < inner; k++) {
        if (!(elements.get(i * line + k * step) instanceof Formula.Rational number)) {
          return Optional.empty();
        }
        BigInteger below = number.denominator();
        common = number.isInteger() ? common : common.divide(common.gcd(below)).multiply(below);
        if (common.bitLength() > MOST_BITS_BELOW) {
          return Optional.empty();
        }
      }
      denominators[i] = common;
      for (int k = 0; k < inner; k++) {
        int place = i * line + k * step;
        Formula.Rational number = (Formula.Rational) elements.get(place);
        numerators[place] = number.numerator().multiply(common.divide(number.denominator()));
      }
    }
    return Optional.of(new Large(numerators, denominators));
  }

  private List<Formula> product(Formulas formulas, Large left, Large right) {
    int rows = left.denominators.length;
    int columns = right.denominators.length;
    ExactSize.checkLongProducts(
        (double) rows * columns * inner, bits(left.numerators), bits(right.numerators));
    List<Formula> product = new ArrayList<>(rows * columns);
    for (int row = 0; row < rows; row++) {
      checkCancelled();
      for (int column = 0; column < columns; column++) {
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < inner; k++) {
          BigInteger factor = left.numerators[row * inner + k];
          sum = sum.add(factor.multiply(right.numerators[k * columns + column]));
        }
        product.add(
            formulas.rational(sum, left.denominators[row].multiply(right.denominators[column])));
      }
    }
    return product;
  }

  private static int bits(BigInteger[] numbers) {
    return Arrays.stream(numbers).mapToInt(BigInteger::bitLength).max().orElse(0);
  }

  private static void checkCancelled() {
    if (Thread.interrupted()) {
      throw new CancellationException();
    }
  }
}
