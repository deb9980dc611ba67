package gd.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Definite integrals by numbers, to check exact ones: the double exponential rule (Takahasi and
 * Mori, 1974), which also takes integrands that are infinite at an end.
 */
final class Quadrature {
  private static final double RANGE = 3.4;

  /** Smooth integrands need few steps, those with a corner many. */
  private static final int[] STEPS = {256, 1024, 8192};

  /** A part of the sum of magnitudes that is nothing but rounding. */
  private static final double CANCELLED = 1e-13;

  /** An integrand may be infinite so far out, |t|, in the variable of the rule. */
  private static final double NEAR_END = 2.8;

  /** What has no value any more beyond a place where it is so small has overflowed on its way. */
  private static final double GONE = 1e-18;

  /** How many doublings of the number of periods there are. */
  private static final int DOUBLINGS = 9;

  /** Steps of the rule in a period. */
  private static final int PERIOD_STEPS = 64;

  private static final double SETTLED = 1e-7;

  /** The period whose half the last one is compared with, and what it may be a part of it. */
  private static final int EARLY = 8;

  private static final double LASTING = 0.97;

  private Quadrature() {}

  /** The same in parts that begin and end at corners. */
  static OptionalDouble integral(DoubleUnaryOperator f, double a, double b, List<Double> corners) {
    double sum = 0;
    double from = a;
    for (double corner : corners.stream().filter(c -> a < c && c < b).sorted().toList()) {
      sum += integral(f, from, corner).orElse(Double.NaN);
      from = corner;
    }
    sum += integral(f, from, b).orElse(Double.NaN);
    return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
  }

  /** ∫ f from a to b, either of them infinite if need be; empty if two step sizes disagree. */
  static OptionalDouble integral(DoubleUnaryOperator f, double a, double b) {
    if (Double.isInfinite(a) || Double.isInfinite(b)) {
      // x = tan t
      DoubleUnaryOperator mapped =
          t -> {
            double cosine = Math.cos(t);
            return f.applyAsDouble(Math.tan(t)) / (cosine * cosine);
          };
      return integral(mapped, Math.atan(a), Math.atan(b));
    }
    for (int steps : STEPS) {
      double coarse = rule(f, a, b, steps);
      double fine = rule(f, a, b, 2 * steps + 1); // no node of the coarse rule but the ends
      if (Math.abs(coarse - fine) <= SETTLED * Math.max(1, Math.abs(fine))) {
        return OptionalDouble.of(fine);
      }
    }
    return OptionalDouble.empty();
  }

  /** x = middle + half·tanh(π/2·sinh t), the trapezoidal rule in t. */
  private static double rule(DoubleUnaryOperator f, double a, double b, int steps) {
    double middle = (a + b) / 2;
    double half = (b - a) / 2;
    double h = 2 * RANGE / steps;
    double[] values = new double[steps + 1];
    int first = Integer.MAX_VALUE;
    int last = -1;
    double sum = 0;
    double size = 0;
    for (int k = 0; k <= steps; k++) {
      double t = -RANGE + k * h;
      double inner = Math.PI / 2 * Math.sinh(t);
      double cosh = Math.cosh(inner);
      double weight = Math.PI / 2 * Math.cosh(t) / (cosh * cosh);
      double value = f.applyAsDouble(middle + half * Math.tanh(inner));
      values[k] = weight * value;
      if (Double.isFinite(value)) {
        sum += weight * value;
        size += weight * Math.abs(value);
        first = Math.min(first, k);
        last = k;
      }
    }
    for (int k = 0; k <= steps; k++) {
      boolean inside = k >= first && k <= last || Math.abs(-RANGE + k * h) < NEAR_END;
      boolean gone =
          last >= first
              && (k < first ? isGone(values[first], size) : k > last && isGone(values[last], size));
      if (!Double.isFinite(values[k]) && inside && !gone) {
        return Double.NaN; // infinite inside, not at an end
      }
    }
    return Math.abs(sum) <= CANCELLED * size ? 0 : sum * half * h;
  }

  private static boolean isGone(double value, double size) {
    return Math.abs(value) <= GONE * size;
  }

  /**
   * ∫ f from {@code from} to ∞, where f oscillates as sin(a·xⁿ): the integrals over 1, 2, 4, …
   * periods have a limit that the epsilon algorithm finds. Empty if it does not settle, or if half
   * a period does not come to less and less.
   */
  static OptionalDouble oscillating(DoubleUnaryOperator f, double from, double a, double n) {
    if (!(a > 0) || !(n > 0)) {
      return OptionalDouble.empty();
    }
    double first = Math.ceil(a * Math.pow(Math.max(0, from), n) / (2 * Math.PI)) + 1;
    double before = from;
    double sum = 0;
    double early = 0;
    double late = 0;
    List<Double> partial = new ArrayList<>();
    for (int k = 0; k < 1 << DOUBLINGS; k++) {
      double middle = Math.pow(2 * Math.PI * (first + k - 0.5) / a, 1 / n);
      double next = Math.pow(2 * Math.PI * (first + k) / a, 1 / n);
      double half = rule(f, middle, next, PERIOD_STEPS);
      sum += rule(f, before, middle, PERIOD_STEPS) + half;
      early = k == EARLY ? Math.abs(half) : early;
      late = Math.abs(half);
      before = next;
      if (Integer.bitCount(k + 1) == 1) {
        partial.add(sum);
      }
    }
    return late > LASTING * early ? OptionalDouble.empty() : Epsilon.limit(partial, SETTLED);
  }
}
