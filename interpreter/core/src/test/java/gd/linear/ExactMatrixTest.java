package gd.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Algebraic;
import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Elimination in whole numbers against Laplace's expansion, products, and planted dependence. */
class ExactMatrixTest {
  private static final int MATRICES = 300;

  private final Algebraic a = new Algebraic();
  private final Random random = new Random(11);

  /** Fractions with many zeros. */
  private List<List<Formula>> matrix(int rows, int columns) {
    List<List<Formula>> matrix = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      List<Formula> row = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        boolean zero = random.nextInt(3) == 0;
        row.add(zero ? a.n(0) : a.q(random.nextInt(-9, 10), random.nextInt(1, 7)));
      }
      matrix.add(row);
    }
    return matrix;
  }

  private ExactMatrix exact(List<List<Formula>> rows) {
    return new ExactMatrix(a.formulas, rows);
  }

  private List<List<Formula>> product(List<List<Formula>> left, List<List<Formula>> right) {
    return left.stream()
        .map(
            row ->
                ExactMatrix.transposed(right).stream()
                    .map(
                        column -> {
                          Formula sum = a.n(0);
                          for (int k = 0; k < row.size(); k++) {
                            sum = a.add(sum, a.mul(row.get(k), column.get(k)));
                          }
                          return sum;
                        })
                    .toList())
        .toList();
  }

  @Test
  void determinantsAreThoseOfLaplace() {
    for (int k = 0; k < MATRICES; k++) {
      List<List<Formula>> rows = matrix(1 + k % 5, 1 + k % 5);
      assertEquals(new Cofactors(a.formulas).determinant(rows), exact(rows).determinant());
    }
  }

  @Test
  void aMatrixTimesItsInverseIsOne() {
    int inverted = 0;
    for (int k = 0; k < MATRICES; k++) {
      int n = 1 + k % 7;
      List<List<Formula>> rows = matrix(n, n);
      if (exact(rows).rank() == n) {
        List<List<Formula>> product = product(rows, exact(rows).inverse());
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            assertEquals(a.n(i == j ? 1 : 0), product.get(i).get(j));
          }
        }
        inverted++;
      } else {
        assertEquals(a.n(0), exact(rows).determinant());
        assertThrows(Refusal.class, () -> exact(rows).inverse());
      }
    }
    assertTrue(inverted > MATRICES / 2, inverted + " of " + MATRICES);
  }

  @Test
  void theNullSpaceHasWhatTheRankLeaves() {
    for (int k = 0; k < MATRICES; k++) {
      int rank = 1 + k % 4;
      List<List<Formula>> rows = product(matrix(5, rank), matrix(rank, 6));
      List<List<Formula>> basis = exact(rows).nullSpace();
      assertTrue(exact(rows).rank() <= rank);
      assertEquals(6, exact(rows).rank() + basis.size());
      for (List<Formula> vector : basis) {
        for (List<Formula> sum : product(rows, ExactMatrix.transposed(List.of(vector)))) {
          assertEquals(List.of(a.n(0)), sum);
        }
      }
    }
  }

  @Test
  void whatWouldTakeLongIsRefused() {
    List<List<Formula>> rows = matrix(90, 90);
    Refusal refusal = assertThrows(Refusal.class, () -> exact(rows).inverse());
    Span at = new Span(new Source("test", "?"), 0, 1);
    assertTrue(refusal.at(at) instanceof MathProblem.LimitReached);
  }
}
