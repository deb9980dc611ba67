package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Evaluation;
import gd.formula.Formula;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hipparchus.complex.Complex;

/**
 * The order in which roots and eigenvalues are listed: real ones ascending, complex ones by real
 * part, then symbolic.
 */
final class RootOrder {
  private static final double REAL = 1e-9;

  private RootOrder() {}

  private record Place(Formula root, int kind, double real, double imaginary) {}

  static List<Formula> sorted(List<Formula> roots) {
    return roots.stream()
        .map(RootOrder::place)
        .sorted(
            Comparator.comparingInt(Place::kind)
                .thenComparingDouble(Place::real)
                .thenComparingDouble(Place::imaginary))
        .map(Place::root)
        .toList();
  }

  private static Place place(Formula root) {
    if (!Formula.isClosed(root)) {
      return new Place(root, 2, 0, 0);
    }
    if (Evaluation.constant(root).isPresent()) {
      return new Place(root, 0, Evaluation.constant(root).getAsDouble(), 0);
    }
    Complex value = ComplexEvaluation.at(root, Map.of());
    boolean real = Math.abs(value.getImaginary()) <= REAL * value.norm();
    return new Place(root, real ? 0 : 1, value.getReal(), real ? 0 : value.getImaginary());
  }
}
