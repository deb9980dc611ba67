package gd.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;

/**
 * Definite integrals by numbers, to check exact ones: the double exponential rules (Takahasi and
 * Mori, 1974), which also take integrands that are infinite at an end, and narrow ones there.
 */
final class Quadrature {
  /** How far the variable of the rule goes to either side, for a finite end and an infinite one. */
  private static final double RANGE = 3.4;

  private static final double NEAREST = -4;
  private static final double FARTHEST = 6;
  private static final double DEEP = 5;
  private static final double LARGEST = 6.8;

  /** Smooth integrands need few steps, those with a corner many. */
  private static final int[] STEPS = {256, 1024, 8192};

  private static final double ROUNDING = 1e-12;

  /** A part of the sum of magnitudes that is nothing but rounding. */
  private static final double CANCELLED = 1e-13;

  /** An integrand may be infinite so far out, |t|, in the variable of the rule. */
  private static final double NEAR_END = 2.8;

  /** What has no value any more beyond a place where it is so small has overflowed on its way. */
  private static final double GONE = 1e-18;

  /** The part of the largest value that there may be where the rule ends. */
  private static final double LEFT = 1e-6;

  /** How many doublings of the number of periods there are. */
  private static final int DOUBLINGS = 9;

  /** Steps of the rule in a period. */
  private static final int PERIOD_STEPS = 64;

  private static final double SETTLED = 1e-7;

  /** The same beside the sum of magnitudes, where most of it cancels. */
  private static final double SETTLED_OF_SIZE = 1e-11;

  /** The period whose half the last one is compared with, and what it may be a part of it. */
  private static final int EARLY = 8;

  private static final double LASTING = 0.97;

  private static final Reach PERIOD = new Reach(-RANGE, RANGE);

  private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

  /** Where no place of a rule has a value. */
  private static final Estimate NOWHERE = new Estimate(Double.NaN, 0);

  private Quadrature() {}

  /**
   * The value of an integral.
   *
   * @param size that of the magnitude of what is integrated
   */
  record Estimate(double value, double size) {
    private boolean isNear(Estimate other) {
      return Math.abs(value - other.value) <= SETTLED * Math.abs(value) + SETTLED_OF_SIZE * size;
    }

    private Estimate plus(Estimate other) {
      return new Estimate(value + other.value, size + other.size);
    }

    private Optional<Estimate> known() {
      return Double.isNaN(value) ? Optional.empty() : Optional.of(this);
    }
  }

  /** In parts that begin and end at corners, or where the integrand may be narrow. */
  static Optional<Estimate> integral(
      DoubleUnaryOperator f, double a, double b, List<Double> corners) {
    Estimate sum = new Estimate(0, 0);
    double from = a;
    for (double corner : corners.stream().filter(c -> a < c && c < b).sorted().toList()) {
      if (isApart(from, corner) && isApart(corner, b)) {
        sum = sum.plus(integral(f, from, corner).orElse(UNKNOWN));
        from = corner;
      }
    }
    return sum.plus(integral(f, from, b).orElse(UNKNOWN)).known();
  }

  /** Not one place but for rounding. */
  private static boolean isApart(double from, double to) {
    return Double.isInfinite(from)
        || Double.isInfinite(to)
        || to - from > ROUNDING * Math.max(ROUNDING, Math.max(Math.abs(from), Math.abs(to)));
  }

  /** ∫ f from a to b, either of them infinite if need be; empty if two step sizes disagree. */
  static Optional<Estimate> integral(DoubleUnaryOperator f, double a, double b) {
    if (!(a < b)) { // from ∞ to ∞, or beyond every decimal
      return a == b && Double.isFinite(a) ? Optional.of(new Estimate(0, 0)) : Optional.empty();
    }
    if (Double.isInfinite(a)) {
      return Double.isInfinite(b)
          ? integral(f, a, b, List.of(0.0))
          : integral(x -> f.applyAsDouble(-x), -b, Double.POSITIVE_INFINITY);
    }
    return settled(f, a, b, reach(a, b, false)).or(() -> settled(f, a, b, reach(a, b, true)));
  }

  /** How far the variable of a rule goes to either side. */
  private record Reach(double first, double last) {}

  /** Deeper to 0 and to ∞, where there are decimals left, for what is nearly not integrable. */
  private static Reach reach(double a, double b, boolean deep) {
    if (Double.isInfinite(b)) {
      return new Reach(deep && a == 0 ? -FARTHEST : NEAREST, deep ? LARGEST : FARTHEST);
    }
    return new Reach(deep && a == 0 ? -DEEP : -RANGE, deep && b == 0 ? DEEP : RANGE);
  }

  private static Optional<Estimate> settled(
      DoubleUnaryOperator f, double a, double b, Reach reach) {
    for (int steps : STEPS) {
      Estimate coarse = rule(f, a, b, reach, steps);
      if (coarse.equals(NOWHERE)) {
        return Optional.empty();
      }
      // no node of the coarse rule but the ends
      Estimate fine = rule(f, a, b, reach, 2 * steps + 1);
      if (fine.isNear(coarse)) {
        return Optional.of(fine);
      }
    }
    return Optional.empty();
  }

  /** Where a rule looks, and what it multiplies the value there by. */
  private record Node(double place, double weight) {}

  /** Of x = a + (b - a)/(1 + exp(-π·sinh t)), or a + exp(π/2·sinh t) where b is infinite. */
  private static Node node(double a, double b, double t) {
    double inner = Math.PI / 2 * Math.sinh(t);
    double slope = Math.PI / 2 * Math.cosh(t);
    if (Double.isInfinite(b)) {
      return new Node(a + Math.exp(inner), slope * Math.exp(inner));
    }
    double cosh = Math.cosh(inner);
    double distance = (b - a) / (1 + Math.exp(2 * Math.abs(inner)));
    return new Node(t < 0 ? a + distance : b - distance, (b - a) / 2 * slope / (cosh * cosh));
  }

  /** The trapezoidal rule in t. */
  private static Estimate rule(DoubleUnaryOperator f, double a, double b, Reach reach, int steps) {
    double start = reach.first();
    double h = (reach.last() - start) / steps;
    double[] values = new double[steps + 1];
    int first = Integer.MAX_VALUE;
    int last = -1;
    double sum = 0;
    double size = 0;
    double largest = 0;
    for (int k = 0; k <= steps; k++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
      Node node = node(a, b, start + k * h);
      values[k] = node.weight() * f.applyAsDouble(node.place());
      if (Double.isFinite(values[k])) {
        sum += values[k];
        size += Math.abs(values[k]);
        largest = Math.max(largest, Math.abs(values[k]));
        first = Math.min(first, k);
        last = k;
      }
    }
    if (last < first) {
      return NOWHERE;
    }
    for (int k = 0; k <= steps; k++) {
      boolean inside = k >= first && k <= last || Math.abs(start + k * h) < NEAR_END;
      boolean gone =
          k < first ? isGone(values[first], size) : k > last && isGone(values[last], size);
      if (!Double.isFinite(values[k]) && inside && !gone) {
        return UNKNOWN; // infinite inside, not at an end
      }
    }
    boolean complete =
        Math.abs(values[first]) <= LEFT * largest && Math.abs(values[last]) <= LEFT * largest;
    return complete
        ? new Estimate(Math.abs(sum) <= CANCELLED * size ? 0 : sum * h, size * h)
        : UNKNOWN;
  }

  private static boolean isGone(double value, double size) {
    return size > 0 && Math.abs(value) <= GONE * size; // one zero at an end is no value inside
  }

  /**
   * ∫ f from {@code from} to ∞, where f oscillates as sin(a·xⁿ): the integrals over 1, 2, 4, …
   * periods have a limit that the epsilon algorithm finds. Empty if it does not settle, or if half
   * a period does not come to less and less.
   */
  static Optional<Estimate> oscillating(DoubleUnaryOperator f, double from, double a, double n) {
    if (!(a > 0) || !(n > 0)) {
      return Optional.empty();
    }
    double first = Math.ceil(a * Math.pow(Math.max(0, from), n) / (2 * Math.PI)) + 1;
    double before = from;
    double sum = 0;
    double size = 0;
    double early = 0;
    double late = 0;
    List<Double> partial = new ArrayList<>();
    for (int k = 0; k < 1 << DOUBLINGS; k++) {
      double middle = Math.pow(2 * Math.PI * (first + k - 0.5) / a, 1 / n);
      double next = Math.pow(2 * Math.PI * (first + k) / a, 1 / n);
      double half = rule(f, middle, next, PERIOD, PERIOD_STEPS).value();
      double other = rule(f, before, middle, PERIOD, PERIOD_STEPS).value();
      sum += other + half;
      size += Math.abs(other) + Math.abs(half);
      early = k == EARLY ? Math.abs(half) : early;
      late = Math.abs(half);
      before = next;
      if (Integer.bitCount(k + 1) == 1) {
        partial.add(sum);
      }
    }
    OptionalDouble limit =
        late > LASTING * early ? OptionalDouble.empty() : Epsilon.limit(partial, SETTLED);
    double all = size;
    return limit.stream().mapToObj(value -> new Estimate(value, all)).findFirst();
  }
}
