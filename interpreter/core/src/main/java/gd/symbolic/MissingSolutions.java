package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Differentiation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;

/**
 * Looks for solutions of a small system that an answer lacks, by Newton's method from random
 * places: from complex ones where only sums, products and whole powers occur, since those have
 * finitely many complex solutions.
 */
record MissingSolutions(
    List<Formula> differences, List<Symbol> unknowns, Differentiation differentiation) {
  private static final int MOST_UNKNOWNS = 3;
  private static final int STARTS = 40;
  private static final double WIDTH = 4;
  private static final int STEPS = 40;
  private static final double CONVERGED = 1e-11;
  private static final double RESIDUAL = 1e-7;
  private static final double SAME = 1e-4;

  /**
   * The values of the unknowns there, real ones if there is such a solution; the other symbols have
   * some values.
   */
  Optional<List<Complex>> beside(List<List<Formula>> known) {
    boolean free = known.stream().flatMap(List::stream).anyMatch(unknowns::contains);
    if (free || differences.size() != unknowns.size() || unknowns.size() > MOST_UNKNOWNS) {
      return Optional.empty();
    }
    List<List<Formula>> jacobian = new ArrayList<>();
    try {
      for (Formula each : differences) {
        jacobian.add(unknowns.stream().map(u -> differentiation.derivative(each, u)).toList());
      }
    } catch (Refusal noDerivative) {
      return Optional.empty();
    }
    Map<Formula, Complex> point =
        Check.points(
                Check.symbols(differences.toArray(Formula[]::new)).stream()
                    .filter(symbol -> !unknowns.contains(symbol))
                    .toList())
            .getFirst();
    List<List<Complex>> solutions =
        known.stream().map(each -> ComplexEvaluation.all(each, point)).toList();
    return starts()
        .flatMap(start -> newton(start, jacobian, point).stream())
        .filter(found -> solutions.stream().noneMatch(each -> isNear(each, found)))
        .min(Comparator.comparing(found -> !isReal(found)));
  }

  private Stream<List<Complex>> starts() {
    boolean algebraic =
        Dag.postorder(differences).stream()
            .noneMatch(
                node ->
                    node instanceof Formula.Apply
                        || node instanceof Formula.Power power
                            && !(power.exponent() instanceof Formula.Rational n && n.isInteger()));
    SplittableRandom random = new SplittableRandom(2_026);
    return Stream.generate(
            () ->
                unknowns.stream()
                    .map(
                        _ ->
                            new Complex(
                                random.nextDouble(-WIDTH, WIDTH),
                                algebraic ? random.nextDouble(-WIDTH, WIDTH) : 0))
                    .toList())
        .limit(STARTS);
  }

  private Optional<List<Complex>> newton(
      List<Complex> start, List<List<Formula>> jacobian, Map<Formula, Complex> point) {
    List<Complex> at = start;
    for (int step = 0; step < STEPS; step++) {
      Map<Formula, Complex> there = new HashMap<>(point);
      for (int k = 0; k < unknowns.size(); k++) {
        there.put(unknowns.get(k), at.get(k));
      }
      Optional<List<Complex>> change =
          NumericMatrix.at(jacobian, there).solve(ComplexEvaluation.all(differences, there));
      if (change.isEmpty()) {
        return Optional.empty();
      }
      List<Complex> next = new ArrayList<>();
      double moved = 0;
      double size = 1;
      for (int k = 0; k < at.size(); k++) {
        next.add(at.get(k).subtract(change.get().get(k)));
        moved = Math.max(moved, change.get().get(k).norm());
        size = Math.max(size, at.get(k).norm());
      }
      at = next;
      if (moved <= CONVERGED * size) {
        return Optional.of(at).filter(found -> holds(found, point));
      }
    }
    return Optional.empty();
  }

  /** Steps are short where a function is steep, too. */
  private boolean holds(List<Complex> found, Map<Formula, Complex> point) {
    Map<Formula, Complex> there = new HashMap<>(point);
    for (int k = 0; k < unknowns.size(); k++) {
      there.put(unknowns.get(k), found.get(k));
    }
    return differences.stream()
        .allMatch(
            each -> ComplexEvaluation.at(each, there).norm() <= RESIDUAL * Check.size(each, there));
  }

  static boolean isReal(List<Complex> values) {
    return values.stream()
        .allMatch(value -> Math.abs(value.getImaginary()) <= SAME * Math.max(1, value.norm()));
  }

  private static boolean isNear(List<Complex> one, List<Complex> other) {
    for (int k = 0; k < one.size(); k++) {
      double size = Math.max(1, one.get(k).norm());
      if (!(one.get(k).subtract(other.get(k)).norm() <= SAME * size)) {
        return false;
      }
    }
    return true;
  }
}
