package gd.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.report.Refusal;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against NumPy's numbers (typed in from a run of it), and against what defines each result. */
class DecimalMatrixTest {
  private static final double ROUNDING = 1e-12;

  private static final double[][] SYMMETRIC = {
    {4, 1, 2, 0.5}, {1, 3, 0, 1}, {2, 0, 5, -1}, {0.5, 1, -1, 2}
  };
  private static final double[][] TALL = {{1, 2, 3}, {4, 5, 6}, {7, 8, 10}, {1, 0, -1}};
  private static final double[][] ROTATING = {{0, 1, 0}, {0, 0, 1}, {1, -2, 0.5}};

  @Test
  void agreesWithNumPy() {
    DecimalMatrix symmetric = new DecimalMatrix(SYMMETRIC);
    double[] eigenvalues = {
      1.0591994317817575, 1.8805514418765361, 4.373174376300633, 6.687074750041068
    };
    assertArrayEquals(
        eigenvalues,
        symmetric.eigenpairs().stream().mapToDouble(p -> p.value().real()).toArray(),
        ROUNDING);
    assertArrayEquals(eigenvalues, symmetric.eigenvalues(), ROUNDING);
    assertEquals(58.25, symmetric.determinant(), ROUNDING);
    assertArrayEquals(
        new double[] {0.25, 0.5276448530110863, -0.5517605878460434, 1.1638948246257896},
        symmetric.cholesky().rows()[3],
        ROUNDING);
    DecimalMatrix tall = new DecimalMatrix(TALL);
    assertArrayEquals(
        new double[] {17.413985218793975, 1.6452430031433303, 0.21516101001995916},
        tall.svd().s(),
        ROUNDING);
    assertEquals(9.529216659791809, tall.qr().r().rows()[0][1], ROUNDING);
    assertEquals(3.1052631578947207, tall.pseudoInverse().rows()[1][1], 1e-10);
    assertEquals(3, tall.rank());
    DecimalMatrix rotating = new DecimalMatrix(ROTATING);
    assertEquals(0.5, rotating.eigenpairs().getFirst().value().real(), ROUNDING);
    assertEquals(-1.4142135623730947, rotating.eigenpairs().get(1).value().imaginary(), ROUNDING);
    assertArrayEquals(
        new double[] {4, 1, 2},
        column(rotating.solve(new DecimalMatrix(new double[][] {{1}, {2}, {3}}))),
        ROUNDING);
  }

  private static double[] column(DecimalMatrix matrix) {
    return java.util.Arrays.stream(matrix.rows()).mapToDouble(row -> row[0]).toArray();
  }

  @Property(tries = 200, seed = "1")
  void factorsMultiplyToTheMatrix(
      @ForAll @IntRange(min = 1, max = 7) int rows,
      @ForAll @IntRange(min = 1, max = 7) int columns,
      @ForAll long seed) {
    double[][] a = random(rows, columns, seed);
    DecimalMatrix matrix = new DecimalMatrix(a);
    DecimalMatrix.Qr qr = matrix.qr();
    assertSame(a, product(qr.q().rows(), qr.r().rows()));
    DecimalMatrix.Svd svd = matrix.svd();
    double[][] scaled = svd.u().rows();
    for (double[] row : scaled) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= svd.s()[j];
      }
    }
    assertSame(a, product(scaled, transposed(svd.v().rows())));
    assertSame(a, product(product(a, matrix.pseudoInverse().rows()), a));
    if (rows < columns) {
      double[][] image = product(a, matrix.nullSpace());
      assertSame(new double[rows][columns - matrix.rank()], image);
    }
  }

  @Property(tries = 200, seed = "2")
  void squareMatricesAreInvertedAndDecomposed(
      @ForAll @IntRange(min = 1, max = 7) int n, @ForAll long seed) {
    double[][] a = random(n, n, seed);
    DecimalMatrix matrix = new DecimalMatrix(a);
    assertSame(new DecimalMatrix(a).inverse().inverse().rows(), a);
    DecimalMatrix.Lu lu = matrix.lu();
    assertSame(product(lu.p().rows(), a), product(lu.l().rows(), lu.u().rows()));
    double[][] positive = product(a, transposed(a));
    for (int i = 0; i < n; i++) {
      positive[i][i] += 0.1;
    }
    double[][] l = new DecimalMatrix(positive).cholesky().rows();
    assertSame(positive, product(l, transposed(l)));
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += a[i][i];
    }
    assertEquals(
        trace, matrix.eigenpairs().stream().mapToDouble(p -> p.value().real()).sum(), 1e-8);
  }

  @Test
  void refusesWhatHasNoAnswer() {
    DecimalMatrix singular = new DecimalMatrix(new double[][] {{1, 2}, {2, 4}});
    assertThrows(Refusal.class, singular::inverse);
    assertThrows(Refusal.class, singular::cholesky);
    assertThrows(Refusal.class, () -> new DecimalMatrix(ROTATING).cholesky());
    assertEquals(1, singular.rank());
    assertEquals(0, singular.determinant(), 0);
  }

  private static double[][] random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextDouble(-2, 2);
      }
    }
    return matrix;
  }

  private static double[][] product(double[][] left, double[][] right) {
    double[][] product = new double[left.length][right[0].length];
    for (int i = 0; i < left.length; i++) {
      for (int k = 0; k < right.length; k++) {
        for (int j = 0; j < right[0].length; j++) {
          product[i][j] += left[i][k] * right[k][j];
        }
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[0].length; j++) {
        columns[j][i] = rows[i][j];
      }
    }
    return columns;
  }

  private static void assertSame(double[][] expected, double[][] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i], 1e-7);
    }
  }
}
