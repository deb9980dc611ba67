package gd.symbolic;

import gd.formula.Formula;
import gd.formula.Formula.Sum;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Determinants multiplied out, without a division: Laplace's expansion along the first row, the
 * minor of the rows below and some columns computed once, so 2ⁿ of them and not n!.
 */
final class Minors {
  private final Formulas formulas;
  private final List<List<Formula>> rows;
  private final int mostTerms;
  private final Map<Integer, Optional<Formula>> known = new HashMap<>();

  private Minors(Formulas formulas, List<List<Formula>> rows, int mostTerms) {
    this.formulas = formulas;
    this.rows = rows;
    this.mostTerms = mostTerms;
  }

  /** Of at most 30 rows; empty if a minor has too many terms. */
  static Optional<Formula> determinant(
      Formulas formulas, List<List<Formula>> rows, int mostTerms) {
    return new Minors(formulas, rows, mostTerms).minor((1 << rows.size()) - 1);
  }

  /** Of as many rows, the last ones, as there are columns in the set. */
  private Optional<Formula> minor(int columns) {
    Optional<Formula> found = known.get(columns);
    if (found == null) {
      found = expanded(columns);
      known.put(columns, found);
    }
    return found;
  }

  private Optional<Formula> expanded(int columns) {
    if (columns == 0) {
      return Optional.of(formulas.integer(1));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
    List<Formula> row = rows.get(rows.size() - Integer.bitCount(columns));
    List<Formula> terms = new ArrayList<>();
    int sign = 1;
    for (int j = 0; j < rows.size(); j++) {
      if ((columns >> j & 1) == 0) {
        continue;
      }
      Formula element = row.get(j);
      if (!element.equals(formulas.integer(0))) {
        Optional<Formula> below = minor(columns & ~(1 << j));
        if (below.isEmpty()) {
          return Optional.empty();
        }
        Formula signed = sign > 0 ? element : formulas.negate(element);
        for (Formula a : terms(signed)) {
          for (Formula b : terms(below.get())) {
            terms.add(formulas.multiply(a, b));
          }
        }
        if (terms.size() > mostTerms) {
          return Optional.empty();
        }
      }
      sign = -sign;
    }
    return Optional.of(formulas.sum(terms));
  }

  private static List<Formula> terms(Formula formula) {
    return formula instanceof Sum sum ? sum.terms() : List.of(formula);
  }
}
