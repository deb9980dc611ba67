package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Compares an antiderivative with quadrature in pieces, each ten times as long as the one before,
 * around both ends and 0. So an integral is confirmed whose whole no quadrature can reach: of
 * 1/x^1.0001 to ∞, or of a peak that is very narrow.
 */
final class Jumps {
  private static final int SMALLEST = -15;
  private static final int LARGEST = 15;
  private static final double TOLERANCE = 1e-7;
  private static final double ROUNDING = 1e-14;

  private Jumps() {}

  /** Whether it has none between two places; of formulas in x alone. */
  static boolean hasNone(Formula antiderivative, Formula formula, Symbol x, double a, double b) {
    Evaluation values = new Evaluation(List.of(antiderivative), List.of(x));
    List<Double> places = places(a, b);
    double area = 0;
    double largest = 0;
    double worst = 0;
    for (int k = 1; k < places.size(); k++) {
      double from = places.get(k - 1);
      double to = places.get(k);
      OptionalDouble part = NumericIntegral.quadrature(formula, x, from, to);
      double first = values.at(from);
      double last = values.at(to);
      if (part.isEmpty() || !Double.isFinite(first) || !Double.isFinite(last)) {
        return false;
      }
      area += Math.abs(part.getAsDouble());
      largest = Math.max(largest, Math.max(Math.abs(first), Math.abs(last)));
      worst = Math.max(worst, Math.abs(last - first - part.getAsDouble()));
    }
    return places.size() > 1 && worst <= TOLERANCE * area + ROUNDING * largest;
  }

  private static List<Double> places(double a, double b) {
    TreeSet<Double> places = new TreeSet<>();
    for (int k = SMALLEST; k <= LARGEST; k++) {
      double distance = Math.pow(10, k);
      places.addAll(List.of(-distance, distance, a + distance, b - distance));
    }
    places.add(0.0);
    return a < b ? new ArrayList<>(places.subSet(a, false, b, false)) : List.of();
  }
}
