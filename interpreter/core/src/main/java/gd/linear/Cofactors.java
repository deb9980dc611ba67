package gd.linear;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;

/**
 * Determinants and inverses written out by Laplace's expansion: formulas that can be differentiated
 * whatever their elements are. For a few rows only, since there are n! products.
 */
public final class Cofactors {
  private final Formulas formulas;

  public Cofactors(Formulas formulas) {
    this.formulas = formulas;
  }

  public Formula determinant(List<List<Formula>> rows) {
    if (rows.isEmpty()) {
      return formulas.integer(1);
    }
    List<Formula> terms = new ArrayList<>();
    for (int j = 0; j < rows.size(); j++) {
      terms.add(formulas.multiply(rows.getFirst().get(j), cofactor(rows, 0, j)));
    }
    return formulas.sum(terms);
  }

  /** The determinant without row i and column j, its sign alternating. */
  private Formula cofactor(List<List<Formula>> rows, int i, int j) {
    List<List<Formula>> minor = new ArrayList<>();
    for (int k = 0; k < rows.size(); k++) {
      if (k != i) {
        List<Formula> row = new ArrayList<>(rows.get(k));
        row.remove(j);
        minor.add(row);
      }
    }
    Formula determinant = determinant(minor);
    return (i + j) % 2 == 0 ? determinant : formulas.negate(determinant);
  }

  /** The cofactors, transposed, over the determinant. */
  public List<List<Formula>> inverse(List<List<Formula>> rows) {
    Formula determinant = determinant(rows);
    List<List<Formula>> inverse = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Formula> row = new ArrayList<>();
      for (int j = 0; j < rows.size(); j++) {
        row.add(formulas.divide(cofactor(rows, j, i), determinant));
      }
      inverse.add(row);
    }
    return inverse;
  }
}
