package gd.backend.jvm;

import gd.kernel.Numerics;
import gd.tensor.Tensor.Combine;

/** Puts the elements of an array together, always in the same order. */
final class Sums {
  private static final int LANES = 8;

  private Sums() {}

  /** What nothing is put together to. */
  static double neutral(Combine combine) {
    return switch (combine) {
      case SUM -> 0;
      case PRODUCT -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  static double combine(Combine combine, double left, double right) {
    return switch (combine) {
      case SUM -> left + right;
      case PRODUCT -> left * right;
      case MAX -> Math.max(left, right);
      case MIN -> Math.min(left, right);
    };
  }

  /**
   * Of the first {@code count} elements, 1 or more; {@code isLong}: they are a block of a longer
   * array.
   */
  static double block(Combine combine, double[] values, int count, boolean isLong) {
    return switch (combine) {
      case SUM -> isLong ? inLanes(values, count) : sequential(values, count);
      case PRODUCT, MAX, MIN -> {
        double result = values[0];
        for (int i = 1; i < count; i++) {
          result = combine(combine, result, values[i]);
        }
        yield result;
      }
    };
  }

  private static double sequential(double[] values, int count) {
    double sum = values[0];
    for (int i = 1; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }

  /**
   * Lane l sums the elements l, l + 8, l + 16, …: eight additions are under way at once, and errors
   * grow less.
   */
  private static double inLanes(double[] values, int count) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
      e += values[i + 4];
      f += values[i + 5];
      g += values[i + 6];
      h += values[i + 7];
    }
    double sum = ((a + b) + (c + d)) + ((e + f) + (g + h));
    for (; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Whether so many elements are put together block by block. */
  static boolean isLong(int length) {
    return length > Numerics.SEQUENTIAL;
  }
}
