package gd.descent;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Places where a loss has a corner, found by its gradient alone: across a corner the slope changes
 * at once, on a smooth way as little as one likes if only the way is short enough.
 */
final class Kinks {
  /** Halvings of a way, until what is left is rounding. */
  private static final int HALVINGS = 40;

  /** How far to both sides a corner is looked for, beside the size of a number. */
  private static final double NEAR = 1e-6;

  /** Of the slope, a change that is no rounding. */
  private static final double JUMP = 1e-3;

  private final UnaryOperator<double[]> gradient;

  /**
   * @param gradient at all parameters, as one vector
   */
  Kinks(UnaryOperator<double[]> gradient) {
    this.gradient = gradient;
  }

  /** Whether a step of {@code rate} times the gradient leads across a corner and up behind it. */
  boolean isCrossed(double[] w, double rate) {
    double[] g = gradient.apply(w);
    double falls = dot(g, g);
    double before = 0;
    double behind = rate;
    double slopeBehind = -dot(g, gradient.apply(moved(w, g, -behind)));
    if (!(slopeBehind > 0)) {
      return false;
    }
    double slopeBefore = -falls;
    for (int k = 0; k < HALVINGS; k++) {
      double middle = (before + behind) / 2;
      double slope = -dot(g, gradient.apply(moved(w, g, -middle)));
      if (slope > 0) {
        behind = middle;
        slopeBehind = slope;
      } else {
        before = middle;
        slopeBefore = slope;
      }
    }
    return slopeBehind - slopeBefore > JUMP * falls;
  }

  /** What is said of a place with slope 0 if it is a corner along some parameters. */
  Optional<String> at(double[] w) {
    boolean corner = false;
    boolean rises = true;
    boolean falls = false;
    for (int k = 0; k < w.length; k++) {
      double after = slopeBeside(w, k, 1);
      double before = slopeBeside(w, k, -1);
      if (after != 0 || before != 0) {
        corner = true;
        rises &= after > 0 && before < 0;
        falls |= after < 0 || before > 0;
      }
    }
    if (!corner) {
      return Optional.empty();
    }
    if (rises) {
      return Optional.of("a minimum at a kink: the loss rises to both sides");
    }
    return Optional.of(
        falls
            ? "a kink, no minimum: beside it the loss falls; another start may do better"
            : "a kink: beside it the loss rises, or stays as it is");
  }

  /** The slope along a parameter just beside a place; 0 if it gets there by and by. */
  private double slopeBeside(double[] w, int k, int side) {
    double far = side * NEAR * Math.max(1, Math.abs(w[k]));
    double slope = slope(w, k, far);
    double nearer = slope(w, k, far / 64);
    return Math.abs(nearer) > JUMP && Math.abs(nearer) > Math.abs(slope) / 2 ? nearer : 0;
  }

  private double slope(double[] w, int k, double far) {
    double[] beside = w.clone();
    beside[k] += far;
    return gradient.apply(beside)[k];
  }

  private static double[] moved(double[] w, double[] direction, double times) {
    double[] to = w.clone();
    Arrays.setAll(to, k -> w[k] + times * direction[k]);
    return to;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
