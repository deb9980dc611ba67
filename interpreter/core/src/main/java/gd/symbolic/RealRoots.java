package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.exception.MathRuntimeException;

/**
 * Real roots by numbers: where the sign changes on a grid, Brent's method (1973) finds the root.
 */
final class RealRoots {
  private static final int CELLS = 10_000;
  private static final int MOST = 1_000;
  private static final double ACCURACY = 1e-14;

  private final Formulas formulas;

  RealRoots(Formulas formulas) {
    this.formulas = formulas;
  }

  /** Ascending; roots at which the sign does not change are not found. */
  List<Formula> between(Formula formula, Symbol x, double from, double to) {
    Evaluation evaluation = new Evaluation(List.of(formula), List.of(x));
    List<Formula> roots = new ArrayList<>();
    double width = (to - from) / CELLS;
    for (int k = 0; k < CELLS && roots.size() < MOST; k++) {
      double a = from + k * width;
      double b = a + width;
      double left = evaluation.at(a);
      double right = evaluation.at(b);
      if (left == 0) {
        roots.add(formulas.decimal(a));
      } else if (left * right < 0) {
        root(evaluation, a, b, Math.max(Math.abs(left), Math.abs(right)), roots);
      }
    }
    return roots;
  }

  /** A sign may also change at a pole, where there is no root. */
  private void root(Evaluation evaluation, double a, double b, double size, List<Formula> roots) {
    try {
      double root = new BrentSolver(ACCURACY).solve(1_000, evaluation::at, a, b);
      if (Math.abs(evaluation.at(root)) <= 1e-6 * Math.max(1, size)) {
        roots.add(formulas.decimal(root));
      }
    } catch (MathRuntimeException none) {
      // no value somewhere in between
    }
  }
}
