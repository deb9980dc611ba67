package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;

/** Taylor polynomials; Laurent polynomials at poles. */
final class Series {
  /** A derivative with more parts than this is left to Symja. */
  private static final int MAX_PARTS = 3_000;

  private static final double[] DISTANCES = {1e-2, 1e-3};

  /** The next coefficient is not expected to be larger than this times the value nearby. */
  private static final double MAX_FACTOR = 50;

  /** How many powers more are computed, since some are lost where terms cancel. */
  private static final int[] MORE = {3, 8};

  private final Symja symja;

  Series(Symja symja) {
    this.symja = symja;
  }

  /** Up to the power {@code degree} of (x − around), without the remainder. */
  Formula series(Formula formula, Symbol x, Formula around, int degree) {
    Optional<Formula> taylor = taylor(formula, x, around, degree);
    if (taylor.isPresent()) {
      return taylor.get();
    }
    for (int more : MORE) {
      List<Formula> terms = new Laurent(symja, x, around, degree + more).terms(formula, degree);
      Formula sum = symja.formulas().sum(terms);
      if (!terms.isEmpty() && isClose(sum, formula, x, around, degree)) {
        return sum;
      }
    }
    return bySymja(formula, x, around, degree);
  }

  /** From the derivatives; empty where one has no value or grows too large. */
  private Optional<Formula> taylor(Formula formula, Symbol x, Formula around, int degree) {
    List<Formula> terms = new ArrayList<>();
    Formula derivative = formula;
    Formula factorial = symja.formulas().integer(1);
    Formula step = symja.formulas().subtract(x, around);
    try {
      for (int k = 0; k <= degree; k++) {
        if (k > 0) {
          derivative = symja.differentiation().derivative(derivative, x);
          factorial = symja.formulas().multiply(factorial, symja.formulas().integer(k));
        }
        if (Dag.size(derivative) > MAX_PARTS) {
          return Optional.empty();
        }
        Formula coefficient = symja.formulas().divide(symja.at(derivative, x, around), factorial);
        terms.add(
            symja
                .formulas()
                .multiply(coefficient, symja.formulas().power(step, symja.formulas().integer(k))));
      }
    } catch (Refusal noDerivativeThere) {
      return Optional.empty();
    }
    return Optional.of(symja.formulas().sum(terms));
  }

  private Formula bySymja(Formula formula, Symbol x, Formula around, int degree) {
    Request request = Request.of("series", formula, x, around, symja.formulas().integer(degree));
    Formula answer =
        symja.ask(
            request,
            to ->
                F.unaryAST1(
                    S.Normal,
                    F.Series(
                        to.convert(formula),
                        F.List(to.convert(x), to.convert(around), F.ZZ(degree)))));
    if (!isClose(answer, formula, x, around, degree)) {
      throw request.unchecked();
    }
    return answer;
  }

  /**
   * Whether the remainder vanishes as a power above the degree should, as far as 64-bit decimals
   * can tell.
   */
  private static boolean isClose(
      Formula answer, Formula formula, Symbol x, Formula around, int degree) {
    List<Symbol> parameters =
        Check.symbols(answer, formula, around).stream()
            .filter(symbol -> !symbol.equals(x))
            .toList();
    Map<Formula, Complex> point = new HashMap<>(Check.points(parameters).getFirst());
    Complex centre = ComplexEvaluation.at(around, point);
    for (double distance : DISTANCES) {
      point.put(x, centre.add(distance));
      Complex exact = ComplexEvaluation.at(formula, point);
      double remainder = exact.subtract(ComplexEvaluation.at(answer, point)).norm();
      double allowed = Math.max(MAX_FACTOR * Math.pow(distance, Math.min(degree, 3) + 0.6), 1e-9);
      if (!(remainder <= allowed * Math.max(1, exact.norm()))) {
        return false;
      }
    }
    return true;
  }
}
