package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.hipparchus.complex.Complex;

/**
 * Compares answers with numbers: Symja's are wrong at times. The points are the same on every run.
 */
final class Check {
  private static final int POINTS = 16;
  private static final int FEW = 4;
  private static final int TRIED = 200;
  private static final int ENOUGH = 2;
  private static final double TOLERANCE = 1e-6;
  private static final double ROUNDING = 1e-11;

  /** A difference that is no rounding. */
  private static final double PLAIN = 1e-3;

  /**
   * Where symbols are taken from, so that logarithms and roots have points inside their domains.
   */
  private static final double[][] RANGES = {{0.2, 1.8}, {0.05, 0.9}, {-1.9, 1.9}, {1.1, 4.5}};

  /** What is the same near 0 need not be so elsewhere, as √((x - 10)²) and 10 - x. */
  private static final double[][] FARTHER = {{-60, 60}, {-3_000, 3_000}};

  private Check() {}

  /**
   * Whether two formulas have the same value at every random point where both have one, and there
   * are such points.
   */
  static boolean same(Formula left, Formula right) {
    List<Symbol> symbols = symbols(left, right);
    int agreed = 0;
    List<Map<Formula, Complex>> points = new ArrayList<>(points(symbols));
    points.addAll(points(symbols, FEW, FARTHER));
    for (Map<Formula, Complex> point : points) {
      Complex a = ComplexEvaluation.at(left, point);
      Complex b = ComplexEvaluation.at(right, point);
      if (isFinite(a) && isFinite(b)) {
        if (!isPlainlySame(a, b)
            && (isPlainlyOther(left, right, a, b, point)
                || !precisely(left, right, point)
                    .orElseGet(() -> isRoughlySame(left, right, a, b, point)))) {
          return false;
        }
        agreed++;
      }
      if (symbols.isEmpty()) {
        return agreed == 1;
      }
    }
    return agreed >= ENOUGH;
  }

  /** The same, and to many digits at one point: constants may differ by less than 64 bits show. */
  static boolean confirms(Formula left, Formula right) {
    return same(left, right)
        && precisely(left, right, points(symbols(left, right)).getFirst()).orElse(true);
  }

  private static boolean isPlainlySame(Complex a, Complex b) {
    return a.subtract(b).norm() <= TOLERANCE * Math.max(a.norm(), b.norm());
  }

  private static boolean isPlainlyOther(
      Formula left, Formula right, Complex a, Complex b, Map<Formula, Complex> point) {
    boolean exact = !Decimals.occurIn(left) && !Decimals.occurIn(right);
    double size = Math.max(size(left, point), size(right, point));
    return exact && a.subtract(b).norm() > PLAIN * size;
  }

  private static boolean isRoughlySame(
      Formula left, Formula right, Complex a, Complex b, Map<Formula, Complex> point) {
    double cancelled = Math.max(magnitude(left, point), magnitude(right, point));
    return close(a, b) || a.subtract(b).norm() <= ROUNDING * cancelled;
  }

  /**
   * With many digits, where values of 64 bits differ because they are small, or terms cancel; empty
   * where that is not known.
   */
  private static Optional<Boolean> precisely(
      Formula left, Formula right, Map<Formula, Complex> point) {
    if (Decimals.occurIn(left) || Decimals.occurIn(right)) {
      return Optional.empty();
    }
    Map<Formula, Formula> values = exact(point);
    return right instanceof Formula.Rational r && r.numerator().signum() == 0
        ? Signs.isZero(left, values)
        : Signs.areSame(left, right, values);
  }

  /** The real values of symbols as numbers of formulas. */
  static Map<Formula, Formula> exact(Map<Formula, Complex> point) {
    Map<Formula, Formula> values = new HashMap<>();
    point.forEach((symbol, value) -> values.put(symbol, new Formula.Decimal(value.getReal())));
    return values;
  }

  /** The size of the terms of a sum, of which little may be left when they are added. */
  private static double magnitude(Formula formula, Map<Formula, Complex> point) {
    double magnitude = 0;
    if (formula instanceof Formula.Sum sum) {
      for (Complex term : ComplexEvaluation.all(sum.terms(), point)) {
        magnitude += term.norm();
      }
    }
    return magnitude;
  }

  /** What the value would be if no terms cancelled; of a function 1 at least. */
  static double size(Formula formula, Map<Formula, Complex> point) {
    return switch (formula) {
      case Formula.Sum sum -> sum.terms().stream().mapToDouble(each -> size(each, point)).sum();
      case Formula.Product product ->
          product.factors().stream()
              .mapToDouble(each -> size(each, point))
              .reduce(1, (a, b) -> a * b);
      case Formula.Power power
          when power.exponent() instanceof Formula.Rational n
              && n.isInteger()
              && n.numerator().signum() > 0 ->
          Math.pow(size(power.base(), point), n.numerator().doubleValue());
      case Formula.Apply apply -> Math.max(1, ComplexEvaluation.at(apply, point).norm());
      case Formula.Power _,
          Formula.Number _,
          Formula.Symbol _,
          Formula.Constant _,
          Formula.Slot _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          ComplexEvaluation.at(formula, point).norm();
    };
  }

  static boolean close(Complex a, Complex b) {
    return a.subtract(b).norm() <= TOLERANCE * Math.max(1e-3, Math.max(a.norm(), b.norm()));
  }

  static boolean isFinite(Complex value) {
    return !value.isNaN() && !value.isInfinite();
  }

  static List<Symbol> symbols(Formula... formulas) {
    Set<Symbol> found = new LinkedHashSet<>();
    for (Formula formula : formulas) {
      found.addAll(Dag.symbols(formula));
    }
    return List.copyOf(found);
  }

  /** Random values for symbols, from one range a point. */
  static List<Map<Formula, Complex>> points(List<Symbol> symbols) {
    return points(symbols, POINTS, RANGES);
  }

  /** Whether two formulas have the same value at a few points whose values are all positive. */
  static boolean sameWherePositive(Formula left, Formula right) {
    List<Map<Formula, Complex>> points = positive(symbols(left, right), _ -> true);
    return points.stream()
        .allMatch(at -> close(ComplexEvaluation.at(left, at), ComplexEvaluation.at(right, at)));
  }

  /** A few points whose values are all positive. */
  static List<Map<Formula, Complex>> positive(List<Symbol> symbols) {
    return positive(symbols, _ -> true);
  }

  /** Positive values that ascend in the order of the symbols, and some that descend. */
  static List<Map<Formula, Complex>> eitherOrder(List<Symbol> symbols) {
    Map<Formula, Complex> ascending = new HashMap<>();
    Map<Formula, Complex> descending = new HashMap<>();
    for (int k = 0; k < symbols.size(); k++) {
      ascending.put(symbols.get(k), Complex.valueOf(0.7 + 0.61 * k));
      descending.put(symbols.get(symbols.size() - 1 - k), Complex.valueOf(0.6 + 0.57 * k));
    }
    return List.of(ascending, descending);
  }

  /** A few points whose values are all negative. */
  static List<Map<Formula, Complex>> negative(List<Symbol> symbols) {
    return points(symbols, FEW, new double[][] {{-1.8, -0.2}, {-4.5, -1.1}});
  }

  /** The first few of random points with positive values that are accepted, if so many are. */
  static List<Map<Formula, Complex>> positive(
      List<Symbol> symbols, Predicate<Map<Formula, Complex>> accepted) {
    return points(symbols, TRIED, new double[][] {{0.2, 1.8}, {1.1, 4.5}}).stream()
        .filter(accepted)
        .limit(FEW)
        .toList();
  }

  private static List<Map<Formula, Complex>> points(
      List<Symbol> symbols, int count, double[][] ranges) {
    SplittableRandom random = new SplittableRandom(2_026);
    List<Map<Formula, Complex>> points = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] range = ranges[k % ranges.length];
      Map<Formula, Complex> point = new HashMap<>();
      for (Symbol symbol : symbols) {
        point.put(symbol, Complex.valueOf(random.nextDouble(range[0], range[1])));
      }
      points.add(point);
    }
    return points;
  }
}
