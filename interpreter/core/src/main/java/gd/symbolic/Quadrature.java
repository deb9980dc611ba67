package gd.symbolic;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * Definite integrals by numbers, to check exact ones: the double exponential rule (Takahasi and
 * Mori, 1974), which also takes integrands that are infinite at an end.
 */
final class Quadrature {
  private static final double RANGE = 3.4;

  /** Smooth integrands need few steps, those with a corner many. */
  private static final int[] STEPS = {256, 8192};

  /** A part of the sum of magnitudes that is nothing but rounding. */
  private static final double CANCELLED = 1e-13;

  private Quadrature() {}

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
      if (Math.abs(coarse - fine) <= 1e-7 * Math.max(1, Math.abs(fine))) {
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
    double sum = 0;
    double size = 0;
    for (int k = 0; k <= steps; k++) {
      double t = -RANGE + k * h;
      double inner = Math.PI / 2 * Math.sinh(t);
      double cosh = Math.cosh(inner);
      double weight = Math.PI / 2 * Math.cosh(t) / (cosh * cosh);
      double value = f.applyAsDouble(middle + half * Math.tanh(inner));
      if (Double.isFinite(value)) {
        sum += weight * value;
        size += weight * Math.abs(value);
      } else if (Math.abs(t) < 2.8) {
        return Double.NaN; // infinite inside, not at an end
      }
    }
    return Math.abs(sum) <= CANCELLED * size ? 0 : sum * half * h;
  }
}
