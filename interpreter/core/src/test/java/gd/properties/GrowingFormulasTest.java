package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import gd.Outcome;
import gd.Session;
import gd.evaluate.Value;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivatives of formulas that grow, through the language: their size, and the work they take. */
class GrowingFormulasTest {
  /** Of a formula with its gradient beside the formula alone. */
  private static final int MOST_OPERATIONS = 5;

  /** Four times the terms may take so much more work: linear would be 4, quadratic 16. */
  private static final double MOST_GROWTH = 5;

  private static final String SUM = "f(x) = sum(1/(1 + exp(-k*x)) for k in 1..%d)";
  private static final String LOOP =
      "f(x) = { t = 0; for k in 1..%d { t = t + 1/(1 + exp(-k*x)) }; t }";
  private static final String PRODUCT = "f(x) = product(1 + sin(k*x)/10 for k in 1..%d)";
  private static final String COMPOSITION =
      "f(x) = { t = x; for k in 1..%d { t = sin(t + k/1000) }; t }";

  /** The derivative of the other one is too small for a decimal. */
  private static final String GENTLE =
      "f(x) = { t = x; for k in 1..%d { t = t + sin(t + k/1000)/1000 }; t }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SUM + " | 10000",
        LOOP + " | 10000",
        PRODUCT + " | 1000",
        GENTLE + " | 1000",
      })
  void derivativesStaySmall(String function, int size) {
    try (Session session = Session.open()) {
      run(session, function.formatted(size));
      Formula f = ((Value.Scalar) run(session, "f(x)")).formula();
      Formula derivative = ((Value.Scalar) run(session, "f'(x)")).formula();
      long alone = Dag.operations(List.of(f));
      long together = Dag.operations(List.of(f, derivative));
      assertTrue(
          together <= MOST_OPERATIONS * alone,
          together + " operations with the derivative, " + alone + " without");
      double reverse = number(session, "∇f(0.3)");
      double forward = number(session, "at(diff(f(x), x), x=0.3)");
      assertNotEquals(0, reverse);
      assertEquals(reverse, forward, 1e-12 * Math.abs(reverse));
      assertTrue(session.evaluate("f'").toString().contains("… (cut; "));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "∇f(0.3), " + SUM,
    "f'(x), " + SUM,
    "'diff(f(x), x)', " + SUM,
    "∇f(0.3), " + LOOP,
    "∇f(0.3), " + PRODUCT,
    "∇f(0.3), " + COMPOSITION,
    "'diff(f(x), x)', " + COMPOSITION,
  })
  void theWorkGrowsAsTheFormula(String derivative, String function) {
    try (Session session = Session.open()) {
      run(session, function.formatted(240)); // loads classes; another size, so no kernel is kept
      run(session, derivative);
      run(session, function.formatted(250));
      long small = work(session, derivative);
      run(session, function.formatted(1_000));
      long large = work(session, derivative);
      assertTrue(
          large <= MOST_GROWTH * small, small + " bytes for 250 parts, " + large + " for 1,000");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "∇f(0.3), 7000, " + SUM,
    "f'(x), 14000, " + SUM,
    "'diff(f(x), x)', 11000, " + SUM,
  })
  void aTermIsNoGreatWork(String derivative, long most, String function) {
    try (Session session = Session.open()) {
      run(session, function.formatted(240));
      run(session, derivative);
      run(session, function.formatted(2_000));
      long each = work(session, derivative) / 2_000;
      assertTrue(each <= most, each + " bytes a term");
    }
  }

  /**
   * What is allocated is a count of the work that does not depend on the machine; by the thread of
   * the session, for algebra that nobody waits for may still go on beside it.
   */
  private static long work(Session session, String statement) {
    long before = allocated();
    run(session, "_ = " + statement);
    return allocated() - before;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().equals("gd"))
        .mapToLong(info -> threads.getThreadAllocatedBytes(info.getThreadId()))
        .sum();
  }

  @Test
  void theGradientOfANetworkIsCheap() {
    try (Session session = Session.open()) {
      run(session, "X = [1/10, 1/5, 3/10, 2/5]; symbol A[256, 4], a[256], B[256]");
      run(session, "M(A, a, B, b) = (B·sigmoid(A*X + a) + b - 1/2)^2");
      run(
          session,
          """
          S(A, a, B, b) = {
            t = b
            for j in 1..256 {
              s = a[j]
              for k in 1..4 { s = s + A[j, k]*X[k] }
              t = t + B[j]*sigmoid(s)
            }
            (t - 1/2)^2
          }
          """);
      cheap(session, "M(A, a, B, b)", "∇M(A, a, B, b)");
      cheap(session, "S(A, a, B, b)", "∇S(A, a, B, b)");
      run(session, "P = xavier(256, 4); p = randn(256); Q = randn(256)");
      run(session, "g = ∇M(P, p, Q, 0.1); h = ∇S(P, p, Q, 0.1)");
      for (String part : List.of("A", "a", "B", "b")) {
        double scale = number(session, "norm(g.%s)".formatted(part));
        assertEquals(0, number(session, "norm(g.%s - h.%s)".formatted(part, part)), 1e-12 * scale);
      }
    }
  }

  private static void cheap(Session session, String number, String gradient) {
    List<Tensor> alone = graphs(run(session, number));
    List<Tensor> together = new ArrayList<>(graphs(run(session, gradient)));
    together.addAll(alone);
    assertTrue(
        operations(together) <= MOST_OPERATIONS * operations(alone),
        operations(together) + " operations with " + gradient + ", " + operations(alone));
  }

  private static List<Tensor> graphs(Value value) {
    return switch (value) {
      case Value.Array(var tensor, _) -> List.of(tensor);
      case Value.Fields(var fields) ->
          fields.values().stream().flatMap(field -> graphs(field).stream()).toList();
      case Value other -> throw new AssertionError(other);
    };
  }

  private static long operations(List<Tensor> graphs) {
    long count = 0;
    for (Tensor node : Graph.order(graphs)) {
      count +=
          switch (node) {
            case Tensor.Map map -> map.shape().size() * Dag.operations(List.of(map.body()));
            case Tensor.Reduce reduce -> reduce.argument().shape().size();
            case Tensor.Contract contract ->
                2L * contract.shape().size() * contract.right().shape().dimension(0);
            case Tensor.Scatter scatter -> scatter.argument().shape().size();
            case Tensor.Input _, Tensor.Data _, Tensor.View _, Tensor.Stack _, Tensor.Square _ -> 0;
          };
    }
    return count;
  }

  private static double number(Session session, String statement) {
    return gd.formula.Evaluation.constant(((Value.Scalar) run(session, statement)).formula())
        .orElseThrow();
  }

  private static Value run(Session session, String statement) {
    Outcome outcome = session.evaluate(statement);
    assertTrue(outcome.ok(), () -> statement + ": " + outcome.problems());
    return outcome.value().orElse(new Value.Nothing());
  }
}
