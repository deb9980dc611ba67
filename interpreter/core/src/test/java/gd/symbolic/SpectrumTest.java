package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Algebraic;
import gd.formula.ComplexEvaluation;
import gd.formula.Formula;
import gd.linear.DecimalMatrix;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Against the decimal eigenvalues, which another algorithm finds. */
class SpectrumTest {
  private static final double ROUNDING = 1e-6;

  private final Algebraic a = new Algebraic();
  private final Algebra algebra =
      new Algebra(a.formulas, a, name -> Optional.of(Algebraic.operation(name)));

  @RepeatedTest(60)
  void isThatOfDecimals(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    int size = 2 + random.nextInt(3);
    int[][] matrix = new int[size][size];
    boolean symmetric = random.nextBoolean();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = symmetric && j < i ? matrix[j][i] : random.nextInt(7) - 3;
      }
    }
    List<List<Formula>> rows = rows(matrix);
    List<Formula> values;
    try {
      values = algebra.eigenvalues(rows);
    } catch (Refusal refusal) {
      assertTrue(size > 3, "up to three rows there is always a closed form");
      assertTrue(
          refusal.at(new Span(new Source("test", "?"), 0, 1)) instanceof MathProblem.NoAnswer);
      return;
    }
    assertAlike(decimals(matrix), ComplexEvaluation.all(values, Map.of()), matrix);
    assertTrue(
        !symmetric || values.stream().noneMatch(v -> a.show(v).contains("i")),
        () -> "real ones are written without i: " + values.stream().map(a::show).toList());
    try {
      assertMultiplied(matrix, algebra.eigenvectors(rows));
    } catch (Refusal defective) {
      assertFalse(symmetric, "a symmetric matrix has a basis of eigenvectors");
    }
  }

  @Test
  void repeatedOnesHaveAsManyVectors() {
    int[][] matrix = {{2, 0, 0, 0}, {0, 3, 1, 1}, {0, 1, 3, 1}, {0, 1, 1, 3}};
    assertEquals(
        List.of("2", "2", "2", "5"),
        algebra.eigenvalues(rows(matrix)).stream().map(a::show).toList());
    assertMultiplied(matrix, algebra.eigenvectors(rows(matrix)));
  }

  private List<List<Formula>> rows(int[][] matrix) {
    return IntStream.range(0, matrix.length)
        .mapToObj(i -> IntStream.of(matrix[i]).mapToObj(a::n).toList())
        .toList();
  }

  private static List<Complex> decimals(int[][] matrix) {
    double[][] rows =
        IntStream.range(0, matrix.length)
            .mapToObj(i -> IntStream.of(matrix[i]).asDoubleStream().toArray())
            .toArray(double[][]::new);
    return new DecimalMatrix(rows)
        .eigenpairs().stream()
            .map(pair -> new Complex(pair.value().real(), pair.value().imaginary()))
            .toList();
  }

  /** In any order, each as often. */
  private static void assertAlike(List<Complex> expected, List<Complex> actual, int[][] matrix) {
    List<Complex> left = new ArrayList<>(expected);
    for (Complex value : actual) {
      Complex nearest =
          left.stream()
              .min(Comparator.comparingDouble(each -> each.subtract(value).norm()))
              .orElseThrow();
      // those of a defective matrix are found with half the digits only
      assertEquals(
          0, nearest.subtract(value).norm(), 1e-3, () -> java.util.Arrays.deepToString(matrix));
      left.remove(nearest);
    }
    assertTrue(left.isEmpty());
  }

  private static void assertMultiplied(int[][] matrix, List<List<Formula>> vectors) {
    assertEquals(matrix.length, vectors.size());
    for (List<Formula> vector : vectors) {
      List<Complex> v = ComplexEvaluation.all(vector, Map.of());
      List<Complex> product =
          IntStream.range(0, matrix.length)
              .mapToObj(
                  i ->
                      IntStream.range(0, v.size())
                          .mapToObj(j -> v.get(j).multiply(matrix[i][j]))
                          .reduce(Complex.ZERO, Complex::add))
              .toList();
      int largest =
          IntStream.range(0, v.size())
              .boxed()
              .max(Comparator.comparingDouble(k -> v.get(k).norm()))
              .orElseThrow();
      Complex times = product.get(largest).divide(v.get(largest));
      assertTrue(v.get(largest).norm() > 0);
      for (int i = 0; i < v.size(); i++) {
        double error = product.get(i).subtract(v.get(i).multiply(times)).norm();
        assertTrue(error <= ROUNDING * v.get(largest).norm() * (1 + times.norm()));
      }
    }
  }
}
