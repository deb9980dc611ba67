package gd.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gradients as matrix formulas: those that textbooks print, and, for random losses, that the text
 * shown has at data the value that reverse mode computes there.
 */
@NullMarked
class MatrixFormulaTest {
  private static final String SYMBOLS =
      "symbol X[n, d], A[d, d], B[d, d], M[d, k], w[d], c[d], y[n], Y[n, k], b[k]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mean((X*w - y).^2)                           | w | 2/n*X.T*(X*w - y)
          sum((X*w - y).^2)/2                          | w | X.T*(X*w - y)
          mean((X*w - y).^2) + λ*(w·w)                 | w | 2λ*w + 2/n*X.T*(X*w - y)
          mean(softplus(X*w) - y.*(X*w))               | w | X.T*(sigmoid(X*w) - y)/n
          binary_cross_entropy(sigmoid(X*w), y)        | w | X.T*(sigmoid(X*w) - y)/n
          mean(abs(X*w - y))                           | w | X.T*sign(X*w - y)/n
          w·(A*w)                                      | w | A*w + A.T*w
          w.T*A*w                                      | A | w*w.T
          c.T*A*w                                      | A | c*w.T
          w·c                                          | w | c
          norm(w)                                      | w | w/norm(w)
          w·w                                          | w | 2w
          sum(w)                                       | w | ones(d)
          trace(A)                                     | A | eye(d)
          trace(A*B)                                   | A | B.T
          trace(A.T*B)                                 | A | B
          trace(A*B*A.T)                               | B | A.T*A
          sum((A*B).^2)                                | B | 2A.T*A*B
          log(sum(exp(w)))                             | w | softmax(w)
          cross_entropy(softmax(w), c)                 | w | sum(c)*softmax(w) - c
          mean((X*M + b - Y).^2)                       | b | 2/(k*n)*sum(X*M - Y + b, axis=1)
          mse(tanh(A*w), c)                            | w | 2/d*A.T*((tanh(A*w) - c).*(1 - tanh(A*w).^2))
          product(w)                                   | w | product(w)./w
          """)
  void gradientsReadAsInTextbooks(String loss, String variable, String gradient) {
    try (Session session = Session.open()) {
      session.evaluate(SYMBOLS);
      assertEquals(gradient, shown(session, "diff(" + loss + ", " + variable + ")"));
    }
  }

  @Test
  void theFormulaOfAGradientHasTheGradientsValue() {
    SplittableRandom random = new SplittableRandom(7);
    try (Session symbols = Session.open();
        Session numbers = Session.open()) {
      symbols.evaluate(SYMBOLS);
      numbers.evaluate("n = 4; d = 3; k = 2");
      for (String array : List.of("X[4, 3]", "A[3, 3]", "B[3, 3]", "w[3]", "c[3]", "y[4]")) {
        numbers.evaluate(array.charAt(0) + " = " + data(random, array.substring(2)));
      }
      int compared = 0;
      for (int round = 0; round < 200; round++) {
        Losses losses = new Losses(random);
        String loss = losses.number(3);
        for (String variable : List.of("w", "A", "X", "c")) {
          String formula = shown(symbols, "diff(" + loss + ", " + variable + ")");
          if (formula.matches("(vector|. ×).*")) {
            continue; // no short form, which is said with its shape
          }
          double[] expected =
              values(numbers, "∇_(" + variable + ")", "_(" + variable + ") = " + loss);
          double[] actual = values(numbers, formula, "");
          close(expected, actual, loss + " by " + variable + " is " + formula);
          compared++;
        }
      }
      assertTrue(compared > 500, "compared only " + compared);
    }
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

  private static double[] values(Session session, String expression, String definition) {
    String text = (definition + "\n" + expression).replace("_", "loss");
    Outcome outcome = session.evaluate(text);
    assertTrue(outcome.ok(), () -> text + ": " + outcome.problems());
    return flat(session.toJava(outcome.value().orElseThrow()));
  }

  private static double[] flat(Object value) {
    return switch (value) {
      case Number number -> new double[] {number.doubleValue()};
      case double[] vector -> vector;
      case double[][] matrix ->
          java.util.Arrays.stream(matrix).flatMapToDouble(DoubleStream::of).toArray();
      default -> throw new AssertionError(value.getClass());
    };
  }

  private static void close(double[] expected, double[] actual, String what) {
    double size = DoubleStream.of(expected).map(Math::abs).max().orElse(0) + 1;
    if (actual.length == 1 && expected.length > 1) {
      assertEquals(0, actual[0], 0, what);
      assertTrue(DoubleStream.of(expected).allMatch(e -> e == 0), what);
      return;
    }
    assertEquals(expected.length, actual.length, what);
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], actual[k], 1e-9 * size, what);
    }
  }

  private static String data(SplittableRandom random, String shape) {
    String[] lengths = shape.replaceAll("[\\[\\] ]", "").split(",");
    int columns = Integer.parseInt(lengths[lengths.length - 1]);
    int rows = lengths.length == 1 ? 1 : Integer.parseInt(lengths[0]);
    StringBuilder text = new StringBuilder("[");
    for (int k = 0; k < rows * columns; k++) {
      text.append(k == 0 ? "" : k % columns == 0 ? "; " : ", ")
          .append(String.format(java.util.Locale.ROOT, "%.3f", random.nextDouble(-1, 1)));
    }
    return text.append("]").toString();
  }

  /** Random number-valued expressions of the arrays above. */
  private record Losses(SplittableRandom random) {
    String number(int depth) {
      String v = random.nextBoolean() ? vector(depth) : column(depth);
      return switch (depth == 0 ? random.nextInt(3) : random.nextInt(11)) {
        case 0 -> "sum((" + v + ").^2)";
        case 1 -> "mean(" + v + ")";
        case 2 -> "(" + vector(depth - 1) + ")·(" + vector(depth - 1) + ")";
        case 3 -> "(" + column(depth - 1) + ")·(" + column(depth - 1) + ")";
        case 4 -> "log(sum(exp(" + vector(depth - 1) + ")))";
        case 5 -> "trace(" + matrix(depth - 1) + ")";
        case 6 -> "sum(" + matrix(depth - 1) + ")";
        case 7 -> "mean((" + matrix(depth - 1) + ").^2)";
        case 8 -> number(depth - 1) + " + " + number(depth - 1);
        case 9 -> "3*(" + number(depth - 1) + ")";
        default -> "sum(" + matrix(depth - 1) + ", axis=1)·w";
      };
    }

    /** Of d elements. */
    private String vector(int depth) {
      return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(9)) {
        case 0 -> "w";
        case 1 -> "c";
        case 2 -> matrix(depth - 1) + "*(" + vector(depth - 1) + ")";
        case 3 -> "X.T*(" + column(depth - 1) + ")";
        case 4 -> function() + "(" + vector(depth - 1) + ")";
        case 5 -> "(" + vector(depth - 1) + ").*(" + vector(depth - 1) + ")";
        case 6 -> "(" + vector(depth - 1) + " - " + vector(depth - 1) + ")/2";
        case 7 -> "softmax(" + vector(depth - 1) + ")";
        default -> "A.T*(" + vector(depth - 1) + ")";
      };
    }

    /** Of n elements. */
    private String column(int depth) {
      return switch (depth <= 0 ? 0 : random.nextInt(5)) {
        case 0 -> "y";
        case 1 -> "X*(" + vector(depth - 1) + ")";
        case 2 -> "(" + column(depth - 1) + " - " + column(depth - 1) + ")";
        case 3 -> function() + "(" + column(depth - 1) + ")";
        default -> "2(" + column(depth - 1) + ")./(2 + (" + column(depth - 1) + ").^2)";
      };
    }

    /** d × d. */
    private String matrix(int depth) {
      return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(9)) {
        case 0 -> "A";
        case 1 -> "B";
        case 2 -> "(" + matrix(depth - 1) + "*" + matrix(depth - 1) + ")";
        case 3 -> "((" + vector(depth - 1) + ")*(" + vector(depth - 1) + ").T)";
        case 4 -> function() + "(" + matrix(depth - 1) + ")";
        case 5 -> "(" + matrix(depth - 1) + " + " + vector(depth - 1) + ")";
        case 6 -> "(" + matrix(depth - 1) + ").T";
        case 7 -> "(X.T*X)";
        default -> "(" + matrix(depth - 1) + ".*" + matrix(depth - 1) + ")";
      };
    }

    private String function() {
      return List.of("sin", "tanh", "sigmoid", "softplus", "abs").get(random.nextInt(5));
    }
  }
}
