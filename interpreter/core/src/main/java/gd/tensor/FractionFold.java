package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Sums, products and extremes of {@link Fractions}, along an axis or of all; running sums. */
final class FractionFold {
  private static final int BLOCK = 1 << 16;

  private FractionFold() {}

  /**
   * One result for every {@code length} elements, which are {@code stride} apart; empty if one does
   * not fit. There is at least one element to each.
   */
  static Optional<Fractions> of(
      Tensor.Combine combine, Fractions elements, int results, int length, int stride) {
    Fractions folded = new Fractions(results);
    try {
      for (int result = 0; result < results; result++) {
        int first = result / stride * stride * length + result % stride;
        folded.set(result, elements.above(first), elements.below(first));
        for (int k = 1; k < length; k++) {
          if (k % BLOCK == 0 && Thread.interrupted()) {
            throw new CancellationException();
          }
          int place = first + k * stride;
          add(combine, folded, result, elements.above(place), elements.below(place));
        }
      }
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
    return Optional.of(folded);
  }

  /** The sums of the first 1, 2, … of every {@code length} elements, which are a stride apart. */
  static Optional<Fractions> sums(Fractions elements, int length, int stride) {
    Fractions sums = new Fractions(elements.size());
    try {
      for (int k = 0; k < elements.size(); k++) {
        sums.set(k, elements.above(k), elements.below(k));
        if (k / stride % length != 0) {
          sums.add(k, sums.above(k - stride), sums.below(k - stride));
        }
      }
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
    return Optional.of(sums);
  }

  /**
   * Sums that may be long, of elements whose common denominator fits 64 bits: the numerators are
   * added over it.
   */
  static Optional<List<Formula>> longSums(
      Formulas formulas, Fractions elements, int results, int length, int stride) {
    List<Formula> sums = new ArrayList<>();
    try {
      long common = elements.commonDenominator();
      for (int result = 0; result < results; result++) {
        int first = result / stride * stride * length + result % stride;
        BigInteger sum = BigInteger.ZERO;
        long partial = 0;
        for (int k = 0; k < length; k++) {
          if (k % BLOCK == 0 && Thread.interrupted()) {
            throw new CancellationException();
          }
          int place = first + k * stride;
          long next = Math.multiplyExact(elements.above(place), common / elements.below(place));
          long both = partial + next;
          if (((partial ^ both) & (next ^ both)) < 0) {
            sum = sum.add(BigInteger.valueOf(partial));
            both = next;
          }
          partial = both;
        }
        sum = sum.add(BigInteger.valueOf(partial));
        sums.add(formulas.rational(sum, BigInteger.valueOf(common)));
      }
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
    return Optional.of(sums);
  }

  private static void add(
      Tensor.Combine combine, Fractions folded, int result, long above, long below) {
    switch (combine) {
      case SUM -> folded.add(result, above, below);
      case PRODUCT -> folded.multiply(result, above, below);
      case MAX -> {
        if (folded.compare(result, above, below) < 0) {
          folded.set(result, above, below);
        }
      }
      case MIN -> {
        if (folded.compare(result, above, below) > 0) {
          folded.set(result, above, below);
        }
      }
    }
  }
}
