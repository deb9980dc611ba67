package gd.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Derivatives by vectors and matrices as tables of matrix calculus list them (Petersen and
 * Pedersen, The Matrix Cookbook, 2012, ch. 2), each compared with central differences at random
 * arrays.
 */
@NullMarked
class MatrixCookbookTest {
  private static final String LETTERS =
      "import stats; symbol A[n, n], B[n, n], X[m, n], Y[m, n], a[n], b[n], x[n], y[n], z[n], t[m]";
  private static final double STEP = 1e-5;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a·x                              | x | a
          x·(A*x)                          | x | A*x + A.T*x
          (x - a)·(x - a)                  | x | 2x - 2a
          (X*x - t)·(X*x - t)              | x | 2X.T*(X*x - t)
          norm(x)                          | x | x/norm(x)
          (a·x)*(b·x)                      | x | (b·x)*a + (a·x)*b
          sum(x.^3)                        | x | 3x.^2
          exp(x·x)                         | x | 2exp(x·x)*x
          log(sum(exp(z)))                 | z | softmax(z)
          -sum(y.*log(softmax(z)))         | z | sum(y)*softmax(z) - y
          sum(softmax(z).*y)               | z | softmax(z).*y - (softmax(z)·y)*softmax(z)
          sum(log(1 + exp(X*x)))           | x | X.T*sigmoid(X*x)
          a·(A*b)                          | A | a*b.T
          a·(A.T*b)                        | A | b*a.T
          a·(A.T*A*b)                      | A | A*a*b.T + A*b*a.T
          (A*a - b)·(A*a - b)              | A | 2(A*a - b)*a.T
          trace(A)                         | A | eye(n)
          trace(A*B)                       | A | B.T
          trace(A.T*B)                     | A | B
          trace(A*A)                       | A | 2A.T
          trace(A.T*A)                     | A | 2A
          trace(A*B*A.T)                   | A | A*B + A*B.T
          trace(B*A*A.T)                   | A | B*A + B.T*A
          sum(A.*B)                        | A | B
          norm(X - Y)^2                    | X | 2(X - Y)
          det(A)                           | A | det(A)*inv(A).T
          det(A*B)                         | A | det(A*B)*inv(A*B).T*B.T
          det(A)^2                         | A | 2det(A)^2*inv(A).T
          log(det(A))                      | A | inv(A).T
          log(det(X.T*X))                  | X | 2X*inv(X.T*X)
          log(det(X.T*X + λ*eye(n)))       | X | 2X*inv(λ*eye(n) + X.T*X)
          trace(inv(A))                    | A | -inv(A).T*inv(A).T
          trace(inv(A)*B)                  | A | -inv(A).T*B.T*inv(A).T
          a·(inv(A)*b)                     | A | -inv(A).T*a*b.T*inv(A).T
          x·(inv(A)*x)                     | x | inv(A)*x + inv(A).T*x
          trace(inv(A.T*A))                | A | -2A*inv(A.T*A)*inv(A.T*A)
          var(x)                           | x | 2/(n - 1)*(x - sum(x)/n)
          var(x, correction=0)             | x | 2/n*(x - sum(x)/n)
          std(x)                           | x | (x - sum(x)/n)/((n - 1)*√(sum((x - sum(x)/n).^2)/(n - 1)))
          sum(relu(X*x))                   | x | X.T*(if X*x > 0 then 1 else 0)
          """)
  void gradients(String loss, String by, String gradient) {
    try (Session session = Session.open()) {
      session.evaluate(LETTERS);
      assertEquals(gradient, shown(session, "diff(" + loss + ", " + by + ")"));
    }
    Numbers numbers = new Numbers();
    List<Double> differences = numbers.differences(by, loss);
    numbers.agree(numbers.values(gradient, by), differences, loss + " by " + by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mean((X*x - t).^2)               | x | 2/m*X.T*X
          x·(A*x)                          | x | A + A.T
          1/2*x.T*A*x - a.T*x             | x | A/2 + A.T/2
          a·x                              | x | zeros(n, n)
          (a·x)^2                          | x | 2a*a.T
          (a·x)*(b·x)                      | x | a*b.T + b*a.T
          sum(x.^3)                        | x | 6diag(x)
          norm(x)                          | x | eye(n)/norm(x) - x*x.T/norm(x)^3
          exp(-x·x/2)                      | x | exp(-(x·x)/2)*(x*x.T - eye(n))
          log(sum(exp(z)))                 | z | diag(softmax(z)) - softmax(z)*softmax(z).T
          -sum(y.*log(softmax(z)))         | z | sum(y)*(diag(softmax(z)) - softmax(z)*softmax(z).T)
          sum(log(1 + exp(X*x)))           | x | X.T*diag(sigmoid(X*x).*(1 - sigmoid(X*x)))*X
          x·(inv(A)*x)                     | x | inv(A) + inv(A).T
          """)
  void hessians(String loss, String by, String hessian) {
    String function = "(" + by + " -> " + loss + ")";
    try (Session session = Session.open()) {
      session.evaluate(LETTERS);
      assertEquals(hessian, shown(session, "hessian" + function + "(" + by + ")"));
    }
    Numbers numbers = new Numbers();
    List<Double> differences = numbers.differences(by, "grad" + function + "(" + by + ")");
    numbers.agree(numbers.values(hessian, by), differences, loss + " by " + by);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X*x                              | x | X
          sigmoid(z)                       | z | diag(sigmoid(z).*(1 - sigmoid(z)))
          tanh(A*x + b)                    | x | diag(1 - tanh(A*x + b).^2)*A
          X*sigmoid(A*x)                   | x | X*diag(sigmoid(A*x).*(1 - sigmoid(A*x)))*A
          softmax(z)                       | z | diag(softmax(z)) - softmax(z)*softmax(z).T
          A*(x.*x) + b                     | x | 2A*diag(x)
          x/norm(x)                        | x | eye(n)/norm(x) - x*x.T/norm(x)^3
          inv(A)*x                         | x | inv(A)
          x                                | x | eye(n)
          b - 3x                           | x | -3eye(n)
          x.*b                             | x | diag(b)
          relu(x)                          | x | diag(if x > 0 then 1 else 0)
          x - mean(x)                      | x | eye(n) - ones(n, n)/n
          x/sum(x)                         | x | eye(n)/sum(x) - x*ones(n).T/sum(x)^2
          sum(x)*x                         | x | sum(x)*eye(n) + x*ones(n).T
          log_softmax(z)                   | z | eye(n) - ones(n)*softmax(z).T
          zscore(x)                        | x | (eye(n) - (x - sum(x)/n)*(x - sum(x)/n).T/sum((x - sum(x)/n).^2) - ones(n, n)/n)/√(sum((x - sum(x)/n).^2)/(n - 1))
          x·x                              | x | 2x.T
          mean(x)                          | x | ones(1, n)/n
          """)
  void jacobians(String function, String by, String jacobian) {
    try (Session session = Session.open()) {
      session.evaluate(LETTERS);
      assertEquals(
          jacobian, shown(session, "jacobian(" + by + " -> " + function + ")(" + by + ")"));
    }
    Numbers numbers = new Numbers();
    List<Double> columns = numbers.differences(by, function);
    int rows = columns.size() / 3;
    List<Double> byRow = new ArrayList<>();
    for (int k = 0; k < columns.size(); k++) {
      byRow.add(columns.get(k % 3 * rows + k / 3));
    }
    numbers.agree(numbers.values(jacobian, by), byRow, function + " by " + by);
  }

  private static String shown(Session session, String input) {
    Outcome outcome = session.evaluate(input);
    assertTrue(outcome.ok(), () -> input + ": " + outcome.problems());
    return outcome.events().stream()
        .filter(Event.Shown.class::isInstance)
        .map(e -> ((Event.Shown) e).text())
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** The same names with random values: n = 3, m = 4. */
  private static final class Numbers {
    private final SplittableRandom random = new SplittableRandom(2026);
    private final String arrays =
        "import stats; n = 3; m = 4; λ = 0.7"
            + matrix("A", 3)
            + matrix("B", 3)
            + matrix("X", 4)
            + matrix("Y", 4)
            + vector("a", 3)
            + vector("b", 3)
            + vector("x", 3)
            + vector("y", 3)
            + vector("z", 3)
            + vector("t", 4);

    /** Not far from a matrix with a positive determinant. */
    private String matrix(String name, int rows) {
      StringBuilder text = new StringBuilder("; " + name + " = [");
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < 3; j++) {
          double value = (i == j ? 2 : 0) + random.nextDouble(-0.5, 0.5);
          text.append(j > 0 ? ", " : i > 0 ? "; " : "").append(text(value));
        }
      }
      return text.append("]").toString();
    }

    private String vector(String name, int length) {
      StringBuilder text = new StringBuilder("; " + name + " = [");
      for (int i = 0; i < length; i++) {
        text.append(i > 0 ? ", " : "").append(text(random.nextDouble(-1, 1)));
      }
      return text.append("]").toString();
    }

    private static String text(double value) {
      return String.format(Locale.ROOT, "%.4f", value);
    }

    List<Double> values(String expression, String by) {
      try (Session session = Session.open()) {
        Outcome outcome = session.evaluate(arrays + "\n0*" + by + "; " + expression);
        assertTrue(outcome.ok(), () -> expression + ": " + outcome.problems());
        return flat(session.toJava(outcome.value().orElseThrow()));
      }
    }

    /** The differences by every element of an array, one after the other. */
    List<Double> differences(String by, String expression) {
      try (Session session = Session.open()) {
        session.evaluate(arrays);
        List<Double> start = flat(session.toJava(session.evaluate(by).value().orElseThrow()));
        boolean square = Character.isUpperCase(by.charAt(0));
        int columns = 3;
        String name = "original";
        session.evaluate(name + " = " + by);
        List<Double> all = new ArrayList<>();
        for (int k = 0; k < start.size(); k++) {
          List<Double> up = moved(session, by, name, start.size(), k, STEP, square, expression);
          List<Double> down = moved(session, by, name, start.size(), k, -STEP, square, expression);
          for (int e = 0; e < up.size(); e++) {
            all.add((up.get(e) - down.get(e)) / (2 * STEP));
          }
        }
        assertEquals(0, start.size() % columns);
        return all;
      }
    }

    private static List<Double> moved(
        Session session,
        String by,
        String name,
        int size,
        int place,
        double step,
        boolean matrix,
        String expression) {
      StringBuilder unit = new StringBuilder("[");
      for (int k = 0; k < size; k++) {
        unit.append(k == 0 ? "" : matrix && k % 3 == 0 ? "; " : ", ")
            .append(k == place ? String.valueOf(step) : "0.0");
      }
      Outcome outcome = session.evaluate(by + " = " + name + " + " + unit + "]\n" + expression);
      assertTrue(outcome.ok(), () -> expression + ": " + outcome.problems());
      return flat(session.toJava(outcome.value().orElseThrow()));
    }

    private static List<Double> flat(Object value) {
      List<Double> all = new ArrayList<>();
      switch (value) {
        case Number number -> all.add(number.doubleValue());
        case double[] vector -> {
          for (double each : vector) {
            all.add(each);
          }
        }
        case double[][] matrix -> {
          for (double[] row : matrix) {
            for (double each : row) {
              all.add(each);
            }
          }
        }
        default -> throw new AssertionError(value.getClass());
      }
      return all;
    }

    void agree(List<Double> formula, List<Double> differences, String what) {
      assertEquals(differences.size(), formula.size(), what);
      double size = differences.stream().mapToDouble(Math::abs).max().orElse(0) + 1;
      for (int k = 0; k < formula.size(); k++) {
        assertEquals(differences.get(k), formula.get(k), 1e-6 * size, what);
      }
    }
  }
}
