package gd.symbolic;

import java.util.List;
import java.util.OptionalDouble;

/** The epsilon algorithm (Wynn, 1956): limits of sequences from their first members. */
final class Epsilon {
  private Epsilon() {}

  /**
   * The limit of a sequence whose errors are sums of geometric sequences; empty if none is seen, or
   * if two estimates differ by more than {@code settled} of it.
   */
  static OptionalDouble limit(List<Double> sequence, double settled) {
    int n = sequence.size();
    double last = sequence.get(n - 1);
    double step = Math.abs(last - sequence.get(n - 2));
    double before = Math.abs(sequence.get(n - 5) - sequence.get(n - 6));
    if (!Double.isFinite(last)) {
      return OptionalDouble.empty();
    }
    double size = size(sequence);
    if (step <= 1e-14 * size) {
      return OptionalDouble.of(last);
    }
    if (step > 0.5 * before) {
      return OptionalDouble.empty(); // no slower than 1/log
    }
    double best = accelerated(sequence);
    double other = accelerated(sequence.subList(0, n - 1));
    return Math.abs(best - other) <= settled * size
        ? OptionalDouble.of(best)
        : OptionalDouble.empty();
  }

  /** Of the last member, or a part of the largest if it is small beside that. */
  static double size(List<Double> sequence) {
    double largest = sequence.stream().mapToDouble(Math::abs).max().orElse(0);
    return Math.max(1e-3 * largest, Math.abs(sequence.getLast()));
  }

  private static double accelerated(List<Double> sequence) {
    double[] before = new double[sequence.size() + 1];
    double[] current = sequence.stream().mapToDouble(Double::doubleValue).toArray();
    double best = current[current.length - 1];
    for (int order = 1; current.length > 1; order++) {
      double[] next = new double[current.length - 1];
      for (int i = 0; i < next.length; i++) {
        double difference = current[i + 1] - current[i];
        if (difference == 0) {
          return order % 2 == 1 ? current[i + 1] : best;
        }
        next[i] = before[i + 1] + 1 / difference;
      }
      before = current;
      current = next;
      if (order % 2 == 0) {
        best = current[current.length - 1];
      }
    }
    return best;
  }
}
