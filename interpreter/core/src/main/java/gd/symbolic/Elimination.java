package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Truth;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gauss-Jordan elimination on a matrix of numbers; with decimals the largest pivot is taken. */
final class Elimination {
  private final Formulas formulas;
  private final int size;
  private final List<List<Formula>> rows = new ArrayList<>();

  /** {@code identity} columns of the identity are appended on the right. */
  Elimination(Formulas formulas, List<List<Formula>> matrix, int identity) {
    this.formulas = formulas;
    this.size = matrix.size();
    for (int i = 0; i < size; i++) {
      List<Formula> row = new ArrayList<>(matrix.get(i));
      for (int j = 0; j < identity; j++) {
        row.add(formulas.integer(i == j ? 1 : 0));
      }
      rows.add(row);
    }
  }

  Formula determinant() {
    Formula product = formulas.integer(1);
    for (int column = 0; column < size; column++) {
      int pivot = pivot(column);
      if (isZero(rows.get(pivot).get(column))) {
        return rows.get(pivot).get(column);
      }
      if (pivot != column) {
        swap(pivot, column);
        product = formulas.negate(product);
      }
      product = formulas.multiply(product, rows.get(column).get(column));
      for (int i = column + 1; i < size; i++) {
        subtract(column, i);
      }
    }
    return product;
  }

  /** The right part once the left one is the identity; empty if the matrix is singular. */
  Optional<List<List<Formula>>> inverse() {
    for (int column = 0; column < size; column++) {
      int pivot = pivot(column);
      if (isZero(rows.get(pivot).get(column))) {
        return Optional.empty();
      }
      swap(pivot, column);
      Formula divisor = rows.get(column).get(column);
      rows.get(column).replaceAll(element -> formulas.divide(element, divisor));
      for (int i = 0; i < size; i++) {
        if (i != column) {
          subtract(column, i);
        }
      }
    }
    return Optional.of(
        rows.stream().map(row -> List.copyOf(row.subList(size, row.size()))).toList());
  }

  /**
   * Takes that multiple of the pivot's row from another which makes its element in the pivot's
   * column 0.
   */
  private void subtract(int pivot, int from) {
    Formula factor = formulas.divide(rows.get(from).get(pivot), rows.get(pivot).get(pivot));
    for (int j = pivot; j < rows.get(from).size(); j++) {
      Formula part = formulas.multiply(factor, rows.get(pivot).get(j));
      rows.get(from).set(j, formulas.subtract(rows.get(from).get(j), part));
    }
  }

  private int pivot(int column) {
    int best = column;
    for (int i = column + 1; i < size; i++) {
      if (magnitude(i, column) > magnitude(best, column)) {
        best = i;
      }
    }
    return best;
  }

  private double magnitude(int row, int column) {
    return Math.abs(Evaluation.constant(rows.get(row).get(column)).orElse(0));
  }

  private boolean isZero(Formula number) {
    return formulas.relation(Comparator.EQUAL, number, formulas.integer(0)) == Truth.TRUE;
  }

  private void swap(int i, int j) {
    rows.set(i, rows.set(j, rows.get(i)));
  }
}
