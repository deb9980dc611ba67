package gd.symbolic;

import gd.formula.Differentiation;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /**
   * What is left of a value that rounding keeps from being zero, as a part of the smaller one and
   * the larger one of those beside it.
   */
  private static final double RESIDUE = 1e-6;

  private static final double ROUNDING = 1e-10;

  /** The same where the values only touch zero, for they are small all around. */
  private static final double TOUCHING = 1e-11;

  /** A root found on a fine scale is one that was known if it is as near as this. */
  private static final double SAME_ON_FINE_SCALE = 1e-4;

  private static final int MOST_FINE = 1_000;

  /** So many roots within this distance are a crowd. */
  private static final int CROWD = 20;

  private static final double NEARBY = 0.01;

  private final Formula formula;
  private final Symbol x;
  private final Evaluation value;
  private final Optional<Evaluation> slope;
  private final NearPoles nearPoles;

  RealRoots(Formula formula, Symbol x, Differentiation differentiation) {
    this.formula = formula;
    this.x = x;
    this.value = new Evaluation(List.of(formula), List.of(x));
    this.slope = slope(formula, x, differentiation);
    this.nearPoles = new NearPoles(formula, x, differentiation);
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
    return zeros(from, to).map(roots -> withThoseNearPoles(roots, from, to));
  }

  /** Where a sign changes beyond doubt. */
  private List<Double> withThoseNearPoles(List<Double> known, double from, double to) {
    List<Double> fine = new ArrayList<>();
    for (double[] cell : nearPoles.cells(from, to)) {
      double left = value.at(cell[0]);
      double right = value.at(cell[1]);
      if (left * right < 0
          && fine.size() < MOST_FINE
          && inCell(cell[0], left, cell[1], right).stream()
              .allMatch(root -> known.stream().noneMatch(k -> isNear(k, root, SAME_ON_FINE_SCALE)))
          && sign(cell[0]) * sign(cell[1]) < 0) {
        fine.addAll(inCell(cell[0], left, cell[1], right));
      }
    }
    if (fine.isEmpty()) {
      return known;
    }
    fine.addAll(known);
    List<Double> all = new ArrayList<>();
    fine.stream().sorted().forEach(root -> add(all, root));
    return all;
  }

  private int sign(double place) {
    return Decimals.occurIn(formula)
        ? (int) Math.signum(value.at(place))
        : Signs.at(formula, Map.of(x, new Formula.Decimal(place))).orElse(0);
  }

  /** A place to which very many of the roots are near, if there is one. */
  OptionalDouble crowded(List<Double> roots, double from, double to) {
    return nearPoles.places(from, to).stream()
        .mapToDouble(place -> place)
        .filter(place -> near(roots, place, NEARBY) >= CROWD || isApproached(roots, place))
        .findFirst();
  }

  /** As 0 by the roots of sin(log(x)): few on each scale, on every scale some. */
  private static boolean isApproached(List<Double> roots, double place) {
    long nearest = near(roots, place, NEARBY / 1_000);
    long near = near(roots, place, NEARBY / 30);
    return nearest > near(roots, place, 0) && near > nearest && near(roots, place, NEARBY) > near;
  }

  private static long near(List<Double> roots, double place, double distance) {
    return roots.stream().filter(root -> Math.abs(root - place) <= distance).count();
  }

  /** Where the sign changes, but there is no root. */
  List<Double> jumps(double from, double to) {
    List<Double> jumps = new ArrayList<>();
    double width = (to - from) / CELLS;
    for (int k = 0; k < CELLS; k++) {
      double a = from + k * width;
      double b = from + (k + 1) * width;
      double left = value.at(a);
      double right = value.at(b);
      if (left * right < 0 && inCell(a, left, b, right).isEmpty()) {
        root(value, a, b, Double.POSITIVE_INFINITY).ifPresent(jumps::add);
      }
    }
    return jumps;
  }

  /** On the grid alone. */
  Optional<List<Double>> zeros(double from, double to) {
    List<Double> roots = new ArrayList<>();
    double width = (to - from) / CELLS;
    int zeros = 0;
    double left = value.at(from);
    boolean hidden = isHidden(from, left);
    for (int k = 0; k < CELLS; k++) {
      double a = from + k * width;
      double b = from + (k + 1) * width;
      double right = value.at(b);
      boolean next = left == 0 && right == 0 ? hidden : isHidden(b, right);
      zeros = left == 0 && !hidden ? zeros + 1 : 0;
      if (zeros > 2) {
        return Optional.empty();
      }
      if (!hidden && !next) {
        inCell(a, left, b, right).forEach(root -> add(roots, root));
      }
      left = right;
      hidden = next;
    }
    return Optional.of(roots);
  }

  /** Whether a value is 0 only since it is too small for a decimal. */
  private boolean isHidden(double place, double found) {
    return found == 0
        && !Decimals.occurIn(formula)
        && Signs.isZero(formula, Map.of(x, new Formula.Decimal(place)))
            .map(zero -> !zero)
            .orElse(false);
  }

  private static void add(List<Double> roots, double root) {
    if (roots.isEmpty() || !isNear(roots.getLast(), root, NEAR)) {
      roots.add(root);
    }
  }

  static boolean isNear(double one, double other, double tolerance) {
    return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
  }

  private List<Double> inCell(double a, double left, double b, double right) {
    double larger = Math.max(Math.abs(left), Math.abs(right));
    double smaller = Math.min(Math.abs(left), Math.abs(right));
    if (left == 0 || right == 0) {
      return List.of(left == 0 ? a : b);
    }
    if (left * right < 0) {
      double most = Math.max(RESIDUE * smaller, Math.min(smaller, ROUNDING * larger));
      return root(value, a, b, most).stream().boxed().toList();
    }
    boolean turns = slope.isPresent() && slope.get().at(a) * slope.get().at(b) < 0;
    if (!turns || !Double.isFinite(larger)) {
      return List.of();
    }
    OptionalDouble turn = root(slope.get(), a, b, smaller);
    if (turn.isPresent() && value.at(turn.getAsDouble()) * left < 0) { // a root on either side
      double between = turn.getAsDouble();
      List<Double> roots = new ArrayList<>(inCell(a, left, between, value.at(between)));
      roots.addAll(inCell(between, value.at(between), b, right));
      return roots;
    }
    return root(slope.get(), a, b, Math.min(smaller, TOUCHING * larger)).stream().boxed().toList();
  }

  /** A sign may also change at a pole or a jump, where there is no root. */
  private OptionalDouble root(Evaluation of, double a, double b, double most) {
    try {
      double root =
          new BrentSolver(ACCURACY, Double.MIN_NORMAL, Double.MIN_NORMAL)
              .solve(1_000, of::at, a, b);
      return Math.abs(value.at(root)) <= most ? OptionalDouble.of(root) : OptionalDouble.empty();
    } catch (MathRuntimeException none) {
      return OptionalDouble.empty(); // no value somewhere in between
    }
  }
}
