package gd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.tensor.Arena;
import gd.tensor.Decimal;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Losses that are quadratic in the parameters need their data once. */
class QuadraticLossesTest {
  private static final int ROWS = 200;

  private final Arena gd = new Arena();
  private final Tensor.Input w = new Tensor.Input("w", Shape.of(2));
  private final Tensor.Input b = new Tensor.Input("b", Shape.SCALAR);
  private final Tensor.Data x =
      gd.matrix(ROWS, 2, IntStream.range(0, 2 * ROWS).mapToDouble(i -> Math.sin(i * i)).toArray());
  private final Tensor.Data y =
      gd.vector(IntStream.range(0, ROWS).mapToDouble(i -> Math.cos(3.0 * i)).toArray());

  private Tensor residual() {
    return gd.subtract(gd.tensors.contract(x, w), y);
  }

  private void check(Tensor written, boolean fires) {
    Tensor rewritten = new Rewrite(gd.tensors).applyForSteps(List.of(written), 1000).getFirst();
    boolean meetsRows =
        new Scheduler(gd.tensors)
            .scheduleForSteps(List.of(written), List.of(w, b), 1000).kernels().stream()
                .anyMatch(Kernel.Rows.class::isInstance);
    assertEquals(!fires, meetsRows, () -> GraphPrinter.print(List.of(rewritten), 6));
    var number = new Tensor.Data(Shape.SCALAR, new Elements.Decimals(new double[] {0.75}));
    Map<Tensor.Input, Tensor.Data> at = Map.of(w, gd.vector(0.25, -1.5), b, number);
    double[] expected = Decimal.evaluate(written, at);
    double[] actual = Decimal.evaluate(rewritten, at);
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], actual[k], 1e-11 * ROWS);
    }
  }

  @Test
  void meanOfSquaresAndItsGradient() {
    Tensor loss = gd.mean(gd.power(residual(), 2));
    check(loss, true);
    check(gd.gradient.of(loss, List.of(w)).getFirst(), true);
  }

  @Test
  void otherPolynomials() {
    Tensor z = gd.tensors.contract(x, w);
    check(gd.sum(gd.times(gd.add(z, gd.number(3)), z)), true);
    check(gd.sum(gd.times(gd.number(0.5), gd.times(residual(), residual()))), true);
    check(gd.sum(gd.times(y, z)), true);
  }

  @Test
  void anIntercept() {
    Tensor loss = gd.mean(gd.power(gd.add(residual(), b), 2));
    check(loss, true);
    gd.gradient.of(loss, List.of(w, b)).forEach(part -> check(part, true));
    check(gd.mean(gd.power(gd.subtract(gd.times(b, residual()), gd.times(b, b)), 2)), true);
  }

  @Test
  void aRidge() {
    Tensor ridge = gd.times(gd.number(0.1), gd.tensors.inner(w, w));
    Tensor loss = gd.add(gd.mean(gd.power(gd.add(residual(), b), 2)), ridge);
    check(loss, true);
    gd.gradient.of(loss, List.of(w, b)).forEach(part -> check(part, true));
  }

  @Test
  void othersAreLeftAlone() {
    check(gd.sum(gd.power(residual(), 3)), false);
    check(gd.sum(gd.times(y, gd.power(residual(), 2))), false);
    check(gd.sum(gd.unary(gd.sin, residual())), false);
  }

  @Test
  void aShortDescentDoesNotPrepare() {
    Tensor loss = gd.mean(gd.power(residual(), 2));
    Schedule schedule = new Scheduler(gd.tensors).scheduleForSteps(List.of(loss), List.of(w), 3);
    assertTrue(schedule.kernels().stream().anyMatch(Kernel.Rows.class::isInstance));
  }

  @Test
  void roundingMakesNoSumOfSquaresNegative() {
    Tensor fitted = gd.subtract(gd.tensors.contract(x, w), gd.vector(exactFit()));
    Tensor rewritten =
        new Rewrite(gd.tensors)
            .applyForSteps(List.of(gd.sum(gd.power(fitted, 2))), 1000)
            .getFirst();
    double[] value = Decimal.evaluate(rewritten, Map.of(w, gd.vector(0.1, 0.7)));
    assertTrue(value[0] >= 0 && value[0] < 1e-12, () -> "" + value[0]);
  }

  private double[] exactFit() {
    Tensor fit = gd.tensors.contract(x, w);
    return Decimal.evaluate(fit, Map.of(w, gd.vector(0.1, 0.7)));
  }
}
