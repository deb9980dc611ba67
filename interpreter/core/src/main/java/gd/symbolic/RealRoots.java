package gd.symbolic;

import gd.formula.Differentiation;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.exception.MathRuntimeException;

/**
 * Real roots by numbers: where the sign changes on a grid, or the slope's sign does where the value
 * is zero, Brent's method (1973) finds the root.
 */
final class RealRoots {
  private static final int CELLS = 10_000;
  private static final double ACCURACY = 1e-14;

  /** Roots nearer to each other (or to a known one) are one. */
  private static final double NEAR = 1e-9;

  /** What is left of a value that rounding keeps from being zero, as a part of those beside it. */
  private static final double RESIDUE = 1e-6;

  /** The same where the values only touch zero, for they are small all around. */
  private static final double TOUCHING = 1e-11;

  private final Evaluation value;
  private final Optional<Evaluation> slope;

  RealRoots(Formula formula, Symbol x, Differentiation differentiation) {
    this.value = new Evaluation(List.of(formula), List.of(x));
    this.slope = slope(formula, x, differentiation);
  }

  private static Optional<Evaluation> slope(Formula formula, Symbol x, Differentiation by) {
    try {
      return Optional.of(new Evaluation(List.of(by.derivative(formula, x)), List.of(x)));
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  /** Ascending, each once; empty if it is zero not only at single points. */
  Optional<List<Double>> between(double from, double to) {
    List<Double> roots = new ArrayList<>();
    double width = (to - from) / CELLS;
    int zeros = 0;
    double left = value.at(from);
    for (int k = 0; k < CELLS; k++) {
      double a = from + k * width;
      double b = from + (k + 1) * width;
      double right = value.at(b);
      zeros = left == 0 ? zeros + 1 : 0;
      if (zeros > 2) {
        return Optional.empty();
      }
      inCell(a, left, b, right).ifPresent(root -> add(roots, root));
      left = right;
    }
    return Optional.of(roots);
  }

  private static void add(List<Double> roots, double root) {
    if (roots.isEmpty() || !isNear(roots.getLast(), root, NEAR)) {
      roots.add(root);
    }
  }

  static boolean isNear(double one, double other, double tolerance) {
    return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
  }

  private OptionalDouble inCell(double a, double left, double b, double right) {
    double size = Math.max(Math.abs(left), Math.abs(right));
    if (left == 0 || right == 0) {
      return OptionalDouble.of(left == 0 ? a : b);
    }
    if (left * right < 0) {
      return root(value, a, b, RESIDUE * Math.max(1, Math.min(Math.abs(left), Math.abs(right))));
    }
    boolean turns = slope.isPresent() && slope.get().at(a) * slope.get().at(b) < 0;
    return turns && Double.isFinite(size)
        ? root(slope.get(), a, b, TOUCHING * size)
        : OptionalDouble.empty();
  }

  /** A sign may also change at a pole or a jump, where there is no root. */
  private OptionalDouble root(Evaluation of, double a, double b, double most) {
    try {
      double root = new BrentSolver(ACCURACY).solve(1_000, of::at, a, b);
      return Math.abs(value.at(root)) <= most ? OptionalDouble.of(root) : OptionalDouble.empty();
    } catch (MathRuntimeException none) {
      return OptionalDouble.empty(); // no value somewhere in between
    }
  }
}
