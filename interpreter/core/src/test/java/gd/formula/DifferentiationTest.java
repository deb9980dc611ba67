package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Formula.Comparator;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DifferentiationTest {
  /**
   * Of processor time, which does not depend on what else the machine does; it takes a fraction of
   * it.
   */
  private static final double MAX_SECONDS = 4;

  private final Algebraic a = new Algebraic();
  private final Formula x = a.x;
  private final Formula y = a.y;

  @Test
  void readsAsATextbook() {
    assertEquals("2x + 3", a.show(a.diff(a.add(a.pow(x, 2), a.mul(a.n(3), x), a.n(2)), x)));
    assertEquals("6x*(x^2 + 1)^2", a.show(a.diff(a.pow(a.add(a.pow(x, 2), a.n(1)), 3), x)));
    assertEquals("x*exp(x) + exp(x)", a.show(a.diff(a.mul(x, a.op("exp", x)), x)));
    assertEquals(
        "2x + 3y", a.show(a.diff(a.add(a.pow(x, 2), a.mul(a.n(3), x, y), a.pow(y, 2)), x)));
    Formula error = a.pow(a.sub(y, a.add(a.mul(a.w, x), a.b)), 2);
    assertEquals("2x*(w*x + b - y)", a.show(a.diff(error, a.w)));
    assertEquals("2(w*x + b - y)", a.show(a.diff(error, a.b)));
    assertEquals("1/x", a.show(a.diff(a.op("log", x), x)));
    assertEquals("2^x*log(2)", a.show(a.diff(a.pow(a.n(2), x), x)));
    assertEquals("x^x*log(x) + x^x", a.show(a.diff(a.pow(x, x), x)));
    assertEquals("1/(2√x)", a.show(a.diff(a.op("sqrt", x), x)));
    assertEquals("-1/x^2", a.show(a.diff(a.div(a.n(1), x), x)));
    assertEquals(
        "if x > 0 then 1 else 0",
        a.show(a.diff(a.when(x, Comparator.GREATER, a.n(0), x, a.n(0)), x)));
    assertEquals("0", a.show(a.diff(y, x)));
  }

  @Test
  void anOperationWithoutDerivativeIsNamed() {
    Refusal refusal = assertThrows(Refusal.class, () -> a.diff(a.op("floor", x), x));
    MathProblem.NoDerivative problem =
        assertInstanceOf(
            MathProblem.NoDerivative.class,
            refusal.at(new Span(new Source("test", "floor"), 0, 5)));
    assertEquals("floor", problem.function());
  }

  @Test
  void smallGradientsAreInNormalForm() {
    Formula f = a.add(a.pow(x, 2), a.mul(a.n(3), x, y), a.op("sin", a.mul(x, y)));
    List<Formula> gradient = a.gradient(f, x, y);
    assertSame(a.diff(f, x), gradient.get(0));
    assertSame(a.diff(f, y), gradient.get(1));
  }

  @Test
  void sumOfTenThousandLogisticTerms() {
    List<Formula> terms = new ArrayList<>();
    for (int k = 1; k <= 10_000; k++) {
      terms.add(a.div(a.n(1), a.add(a.n(1), a.op("exp", a.neg(a.mul(a.n(k), x))))));
    }
    Formula sum = a.formulas.sum(terms);
    Formula derivative = inTime(() -> a.diff(sum, x));
    assertEquals(
        differences(sum, 0.3), new Evaluation(List.of(derivative), List.of(x)).at(0.3), 1e-6);
  }

  @Test
  void aSumGrownTermByTerm() {
    Formula sum =
        inTime(
            () -> {
              Formula grown = a.n(0);
              for (int k = 1; k <= 10_000; k++) {
                grown =
                    a.add(
                        grown, a.div(a.n(1), a.add(a.n(1), a.op("exp", a.neg(a.mul(a.n(k), x))))));
              }
              return grown;
            });
    assertEquals(10_000, ((Formula.Sum) sum).terms().size());
  }

  @Test
  void productOfAThousand() {
    List<Formula> factors = new ArrayList<>();
    List<Formula> variables = new ArrayList<>();
    double[] at = new double[1_000];
    for (int k = 0; k < 1_000; k++) {
      variables.add(a.formulas.symbol("x" + k));
      factors.add(a.add(a.n(1), a.div(a.op("sin", variables.get(k)), a.n(10))));
      at[k] = 0.01 * k;
    }
    Formula product = a.formulas.product(factors);
    List<Formula> gradient = inTime(() -> a.gradient(product, variables.toArray(Formula[]::new)));
    Formula forward = inTime(() -> a.diff(product, variables.get(7)));
    double reverse = new Evaluation(gradient, variables).all(at)[7];
    assertEquals(
        reverse, new Evaluation(List.of(forward), variables).at(at), 1e-10 * Math.abs(reverse));
    assertCheap(product, gradient);
  }

  @Test
  void compositionOfDepthAThousand() {
    Formula deep = x;
    for (int k = 0; k < 1_000; k++) {
      deep = a.op("sin", a.add(deep, a.q(1, 1000)));
    }
    Formula composed = deep;
    Formula forward = inTime(() -> a.diff(composed, x));
    List<Formula> reverse = inTime(() -> a.gradient(composed, x));
    double expected = differences(composed, 0.5);
    assertEquals(
        expected,
        new Evaluation(List.of(forward), List.of(x)).at(0.5),
        1e-6 * Math.abs(expected) + 1e-9);
    assertEquals(
        expected, new Evaluation(reverse, List.of(x)).at(0.5), 1e-6 * Math.abs(expected) + 1e-9);
    assertCheap(composed, reverse);
  }

  @Test
  void theGradientOfANetworkIsCheap() {
    Network network = new Network(a, 4, 256, 1);
    List<Formula> gradient =
        inTime(() -> a.gradient(network.loss, network.parameters.toArray(Formula[]::new)));
    assertEquals(4 * 256 + 256 + 256 + 1, gradient.size());
    assertCheap(network.loss, gradient);
  }

  private static <T> T inTime(Supplier<T> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    T result = work.get();
    double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
    assertTrue(seconds < MAX_SECONDS, seconds + " s of processor time");
    return result;
  }

  private static void assertCheap(Formula formula, List<Formula> gradient) {
    long alone = Dag.operations(List.of(formula));
    List<Formula> all = new ArrayList<>(gradient);
    all.add(formula);
    long together = Dag.operations(all);
    assertTrue(
        together <= 5 * alone, together + " operations with the gradient, " + alone + " without");
  }

  private double differences(Formula formula, double at) {
    Evaluation f = new Evaluation(List.of(formula), List.of(x));
    double h = 1e-5;
    return (f.at(at + h) - f.at(at - h)) / (2 * h);
  }

  /** A fully connected net with sigmoids and a squared error at one example. */
  private static final class Network {
    final List<Formula> parameters = new ArrayList<>();
    final Formula loss;

    Network(Algebraic a, int... sizes) {
      List<Formula> layer = new ArrayList<>();
      for (int i = 0; i < sizes[0]; i++) {
        layer.add(a.q(i + 1, 3));
      }
      for (int level = 1; level < sizes.length; level++) {
        List<Formula> next = new ArrayList<>();
        for (int j = 0; j < sizes[level]; j++) {
          Formula sum = parameter(a, "b" + level + "_" + j);
          for (int i = 0; i < layer.size(); i++) {
            sum = a.add(sum, a.mul(parameter(a, "w" + level + "_" + i + "_" + j), layer.get(i)));
          }
          next.add(a.op("sigmoid", sum));
        }
        layer = next;
      }
      loss = a.pow(a.sub(layer.getFirst(), a.q(1, 2)), 2);
    }

    private Formula parameter(Algebraic a, String name) {
      Formula parameter = a.formulas.symbol(name);
      parameters.add(parameter);
      return parameter;
    }
  }
}
