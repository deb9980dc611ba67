package gd.backend.jvm;

import gd.formula.Formula.Comparator;

/**
 * Operations on all elements of arrays of one length; the result may be an operand. The elementary
 * functions have no branches and call nothing, so that the JVM's compiler can make vector
 * instructions of them; they are right to a few units in the last place.
 */
final class Blocks {
  private static final double LOG2_E = 1.4426950408889634;

  // log 2 in two parts, the first with few digits (Cody and Waite, 1980).
  private static final double LOG2_HIGH = 0.693147180369123816490;
  private static final double LOG2_LOW = 1.90821492927058770002e-10;

  /** 2^(k/32). */
  private static final double[] ROOTS = roots();

  /** 2^k at k + 1100: from below the least number to above the largest. */
  private static final double[] POWERS_OF_TWO = powersOfTwo();

  private static final int NONE = 1100;

  private Blocks() {}

  private static double[] powersOfTwo() {
    double[] powers = new double[2 * NONE];
    for (int k = 0; k < powers.length; k++) {
      powers[k] = Math.scalb(1.0, k - NONE);
    }
    return powers;
  }

  private static double[] roots() {
    double[] roots = new double[32];
    for (int k = 0; k < roots.length; k++) {
      roots[k] = Math.pow(2, k / 32.0);
    }
    return roots;
  }

  static void add(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] + b[i];
    }
  }

  static void subtract(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] - b[i];
    }
  }

  static void multiply(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] * b[i];
    }
  }

  static void divide(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] / b[i];
    }
  }

  static void negate(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = -a[i];
    }
  }

  static void sqrt(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.sqrt(a[i]);
    }
  }

  static void abs(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.abs(a[i]);
    }
  }

  static void minusAbs(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = -Math.abs(a[i]);
    }
  }

  static void max(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  static void min(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  /** 1 − a: the opposite of a truth value. */
  static void complement(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = 1 - a[i];
    }
  }

  static void select(double[] condition, double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = condition[i] != 0 ? a[i] : b[i];
    }
  }

  static void compare(Comparator comparator, double[] a, double[] b, double[] out) {
    switch (comparator) {
      case EQUAL -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = a[i] == b[i] ? 1.0 : 0.0;
        }
      }
      case NOT_EQUAL -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = a[i] != b[i] ? 1.0 : 0.0;
        }
      }
      case LESS -> less(a, b, out);
      case GREATER -> less(b, a, out);
      case LESS_EQUAL -> lessOrEqual(a, b, out);
      case GREATER_EQUAL -> lessOrEqual(b, a, out);
    }
  }

  private static void less(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] < b[i] ? 1.0 : 0.0;
    }
  }

  private static void lessOrEqual(double[] a, double[] b, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] <= b[i] ? 1.0 : 0.0;
    }
  }

  /**
   * e^a = 2^(k/32) · e^r with k the whole number next to 32·a/log 2: the Taylor polynomial of
   * degree 6 for |r| ≤ 0.011, and the power from two tables (Tang, 1989). Beyond 709.77 it is
   * infinite.
   *
   * @param k room for the whole numbers
   */
  static void exp(double[] a, double[] out, int[] k) {
    reduced(a, out, k);
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i] * ROOTS[k[i] & 31] * POWERS_OF_TWO[(k[i] >> 5) + NONE];
    }
  }

  private static void reduced(double[] a, double[] out, int[] whole) {
    for (int i = 0; i < out.length; i++) {
      double x = Math.max(-750.0, Math.min(720.0, a[i]));
      double k = Math.rint(x * (32 * LOG2_E));
      double r = (x - k * (LOG2_HIGH / 32)) - k * (LOG2_LOW / 32);
      double p = 1.0 / 720;
      p = p * r + 1.0 / 120;
      p = p * r + 1.0 / 24;
      p = p * r + 1.0 / 6;
      p = p * r + 0.5;
      p = p * r + 1;
      out[i] = p * r + 1;
      whole[i] = (int) k;
    }
  }

  /** 1 / (1 + e^−x), given e = exp(−|x|). */
  static void sigmoid(double[] x, double[] e, double[] out) {
    for (int i = 0; i < out.length; i++) {
      double step = 0.5 + 0.5 * Math.signum(x[i]);
      out[i] = (e[i] + step * (1 - e[i])) / (1 + e[i]);
    }
  }

  /** log(1 + e^x), given e = exp(−|x|). */
  static void softplus(double[] x, double[] e, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(x[i], 0.0) + logOnePlusSmall(e[i]);
    }
  }

  /**
   * log(1 + e) for 0 ≤ e ≤ 1: 2·artanh(s), s = e/(2 + e) ≤ 1/3, by its series, whose 17th term is
   * below the last place. It is exact where e is small, as the sum 1 + e would not be.
   */
  private static double logOnePlusSmall(double e) {
    double s = e / (2 + e);
    double q = s * s;
    double p = 1.0 / 33;
    p = p * q + 1.0 / 31;
    p = p * q + 1.0 / 29;
    p = p * q + 1.0 / 27;
    p = p * q + 1.0 / 25;
    p = p * q + 1.0 / 23;
    p = p * q + 1.0 / 21;
    p = p * q + 1.0 / 19;
    p = p * q + 1.0 / 17;
    p = p * q + 1.0 / 15;
    p = p * q + 1.0 / 13;
    p = p * q + 1.0 / 11;
    p = p * q + 1.0 / 9;
    p = p * q + 1.0 / 7;
    p = p * q + 1.0 / 5;
    p = p * q + 1.0 / 3;
    return 2 * s * (p * q + 1);
  }

  static void log1p(double[] a, double[] out) {
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.log1p(a[i]);
    }
  }
}
