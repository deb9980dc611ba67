package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Formula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.complex.Complex;

/** A matrix of formulas at one point, for comparing answers about it with numbers. */
final class NumericMatrix {
  /** A pivot that is smaller beside the largest element is rounding, for the rank. */
  private static final double ROUNDING = 1e-9;

  private final Complex[][] elements;

  private NumericMatrix(Complex[][] elements) {
    this.elements = elements;
  }

  static NumericMatrix at(List<List<Formula>> rows, Map<Formula, Complex> point) {
    return new NumericMatrix(
        rows.stream()
            .map(row -> ComplexEvaluation.all(row, point).toArray(Complex[]::new))
            .toArray(Complex[][]::new));
  }

  boolean isFinite() {
    for (Complex[] row : elements) {
      for (Complex element : row) {
        if (!Check.isFinite(element)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Of the first so many powers of a square matrix; by Newton's identities its eigenvalues. */
  Complex[] tracesOfPowers(int count) {
    Complex[] traces = new Complex[count];
    NumericMatrix power = this;
    for (int k = 0; k < count; k++) {
      power = k == 0 ? this : power.times(this);
      Complex trace = Complex.ZERO;
      for (int i = 0; i < elements.length; i++) {
        trace = trace.add(power.elements[i][i]);
      }
      traces[k] = trace;
    }
    return traces;
  }

  private NumericMatrix times(NumericMatrix that) {
    int n = elements.length;
    Complex[][] product = new Complex[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        Complex sum = Complex.ZERO;
        for (int k = 0; k < n; k++) {
          sum = sum.add(elements[i][k].multiply(that.elements[k][j]));
        }
        product[i][j] = sum;
      }
    }
    return new NumericMatrix(product);
  }

  /** The product of the pivots, and how many there are. */
  private record Elimination(Complex determinant, int rank) {}

  Complex determinant() {
    return eliminated(0).determinant();
  }

  int rank() {
    return eliminated(ROUNDING).rank();
  }

  /**
   * What it has to be multiplied by to give a vector, by elimination with rows of like size; empty
   * if it is singular.
   */
  Optional<List<Complex>> solve(List<Complex> vector) {
    int n = elements.length;
    Complex[][] left = new Complex[n][];
    for (int i = 0; i < n; i++) {
      double largest = 0;
      for (Complex element : elements[i]) {
        largest = Math.max(largest, element.norm());
      }
      left[i] = Arrays.copyOf(elements[i], n + 1);
      left[i][n] = vector.get(i);
      for (int k = 0; k <= n; k++) {
        left[i][k] = left[i][k].divide(largest);
      }
    }
    for (int j = 0; j < n; j++) {
      int best = j;
      for (int i = j + 1; i < n; i++) {
        best = left[i][j].norm() > left[best][j].norm() ? i : best;
      }
      Complex[] row = left[best];
      left[best] = left[j];
      left[j] = row;
      for (int i = 0; i < n; i++) {
        Complex factor = left[i][j].divide(row[j]);
        for (int k = j; k <= n && i != j; k++) {
          left[i][k] = left[i][k].subtract(factor.multiply(row[k]));
        }
      }
    }
    List<Complex> solution = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      solution.add(left[i][n].divide(left[i][i]));
    }
    return solution.stream().allMatch(Check::isFinite) ? Optional.of(solution) : Optional.empty();
  }

  /** By rows, the largest element of what is left of a column being the pivot. */
  private Elimination eliminated(double rounding) {
    Complex[][] left = new Complex[elements.length][];
    double largest = 0;
    for (int i = 0; i < left.length; i++) {
      left[i] = elements[i].clone();
      for (Complex element : left[i]) {
        largest = Math.max(largest, element.norm());
      }
    }
    int columns = left.length == 0 ? 0 : left[0].length;
    Complex determinant = Complex.ONE;
    int rank = 0;
    for (int j = 0; j < columns && rank < left.length; j++) {
      int best = rank;
      for (int i = rank + 1; i < left.length; i++) {
        best = left[i][j].norm() > left[best][j].norm() ? i : best;
      }
      Complex pivot = left[best][j];
      if (pivot.norm() <= rounding * largest) {
        determinant = Complex.ZERO;
        continue;
      }
      Complex[] row = left[best];
      left[best] = left[rank];
      left[rank] = row;
      determinant = determinant.multiply(best == rank ? pivot : pivot.negate());
      for (int i = rank + 1; i < left.length; i++) {
        Complex factor = left[i][j].divide(pivot);
        for (int k = j; k < columns; k++) {
          left[i][k] = left[i][k].subtract(factor.multiply(row[k]));
        }
      }
      rank++;
    }
    return new Elimination(determinant, rank);
  }
}
