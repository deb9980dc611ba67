package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.LongSums;
import gd.formula.Operation;
import gd.kernel.Kernel;
import gd.kernel.Rewrite;
import gd.kernel.Schedule;
import gd.kernel.SchedulePrinter;
import gd.kernel.Scheduler;
import gd.tensor.Arena;
import gd.tensor.Decimal;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Regressions: one kernel reads each row once. */
class RowsTest {
  private static final int ROWS = 1000;
  private static final int COLUMNS = 7;

  private final Arena gd = new Arena();
  private final Tensor.Data x = data(1, ROWS, COLUMNS);
  private final Tensor.Data y = zeroOrOne(data(2, ROWS));
  private final Tensor.Input w = new Tensor.Input("w", Shape.of(COLUMNS));
  private final Tensor.Input b = new Tensor.Input("b", Shape.SCALAR);
  private final Map<Tensor.Input, Tensor.Data> at = Map.of(w, data(3, COLUMNS), b, data(4));

  private static Tensor.Data data(long seed, int... shape) {
    double[] values = new Random(seed).doubles(Shape.of(shape).size(), -1, 1).toArray();
    return new Tensor.Data(Shape.of(shape), new Elements.Decimals(values));
  }

  private static Tensor.Data zeroOrOne(Tensor.Data data) {
    double[] values = Decimal.decimals(data);
    for (int k = 0; k < values.length; k++) {
      values[k] = values[k] > 0 ? 1 : 0;
    }
    return new Tensor.Data(data.shape(), new Elements.Decimals(values));
  }

  private Tensor logistic() {
    Tensor p = gd.sigmoid(gd.add(gd.tensors.multiply(x, w), b));
    Tensor one = gd.times(y, gd.unary(Operation.LOG, p));
    Tensor other =
        gd.times(
            gd.subtract(gd.number(1), y), gd.unary(Operation.LOG, gd.subtract(gd.number(1), p)));
    Tensor penalty = gd.times(gd.number(0.1), gd.tensors.inner(w, w));
    return gd.add(gd.times(gd.number(-1), gd.mean(gd.add(one, other))), penalty);
  }

  private void checkAgainstTheGraph(Tensor loss) {
    List<Tensor> gradient = gd.gradient.of(loss, List.of(w, b));
    List<Tensor> outputs = List.of(loss, gradient.get(0), gradient.get(1));
    List<double[]> results = Runs.compute(gd, outputs, at);
    for (int k = 0; k < 3; k++) {
      double[] expected = Decimal.evaluate(outputs.get(k), at);
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j], results.get(k)[j], 1e-12 * Math.max(1, Math.abs(expected[j])));
      }
    }
  }

  @Test
  void logisticRegression() {
    checkAgainstTheGraph(logistic());
  }

  @Test
  void longSumsIn32Bits() {
    LongSums.check("jvm");
  }

  @Test
  void oneKernelReadsTheRows() {
    Tensor loss = logistic();
    List<Tensor> gradient = gd.gradient.of(loss, List.of(w, b));
    Schedule schedule =
        new Scheduler(gd.tensors)
            .schedule(List.of(loss, gradient.get(0), gradient.get(1)), List.of(w, b));
    List<Kernel.Rows> rows =
        schedule.kernels().stream()
            .filter(Kernel.Rows.class::isInstance)
            .map(Kernel.Rows.class::cast)
            .toList();
    assertEquals(1, rows.size());
    assertEquals(3, rows.getFirst().outputs().size());
    assertTrue(
        schedule.kernels().stream()
            .noneMatch(
                kernel ->
                    !(kernel instanceof Kernel.Rows)
                        && kernel.reads().contains(rows.getFirst().matrix())));
  }

  @Test
  void softmaxOfAFewClassesIsOneKernel() {
    Tensor.Input weights = new Tensor.Input("W", Shape.of(COLUMNS, 3));
    Tensor.Input bias = new Tensor.Input("c", Shape.of(3));
    Tensor scores =
        gd.tensors.pair(
            "Addition",
            gd.formulas.add(gd.formulas.slot(0), gd.formulas.slot(1)),
            gd.tensors.multiply(x, weights),
            bias);
    Tensor entropies =
        gd.unary(
            Operation.LOG,
            gd.tensors.reduce(
                Tensor.Combine.SUM, OptionalInt.of(1), gd.unary(Operation.EXP, scores)));
    Tensor loss = gd.subtract(gd.sum(entropies), gd.sum(gd.times(scores, scores)));
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(gd.gradient.of(loss, List.of(weights, bias)));
    Schedule schedule = new Scheduler(gd.tensors).schedule(outputs, List.of(weights, bias));
    assertEquals(1, schedule.kernels().stream().filter(Kernel.Rows.class::isInstance).count());
    assertTrue(
        schedule.kernels().stream().noneMatch(Kernel.Product.class::isInstance),
        () -> SchedulePrinter.print(schedule, 6));
    Map<Tensor.Input, Tensor.Data> start =
        Map.of(
            weights,
            (Tensor.Data) gd.tensors.reshape(data(5, 3 * COLUMNS), weights.shape()),
            bias,
            gd.vector(0.5, -1, 0.25));
    List<double[]> results = Runs.compute(gd, outputs, start);
    for (int k = 0; k < outputs.size(); k++) {
      double[] expected = Decimal.evaluate(outputs.get(k), start);
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j], results.get(k)[j], 1e-11 * Math.max(1, Math.abs(expected[j])));
      }
    }
  }

  @Test
  void severalVectorsAndStages() {
    Tensor.Input v = w;
    Tensor scores = gd.tensors.multiply(x, v);
    Tensor first = gd.tensors.multiply(gd.tensors.transpose(x), gd.unary(gd.tanh, scores));
    Tensor again = gd.tensors.multiply(x, gd.times(first, gd.number(0.001)));
    Tensor loss = gd.sum(gd.times(gd.power(gd.subtract(again, y), 2), gd.add(scores, b)));
    checkAgainstTheGraph(loss);
  }

  @Test
  void sameBitsEveryTime() {
    Tensor loss = logistic();
    Tensor gradient = gd.gradient.of(loss, List.of(w)).getFirst();
    List<double[]> once = Runs.compute(gd, List.of(loss, gradient), at);
    List<double[]> again = Runs.compute(gd, List.of(loss, gradient), at);
    assertArrayEquals(once.get(0), again.get(0));
    assertArrayEquals(once.get(1), again.get(1));
  }

  @Test
  void largeScoresDoNotOverflow() {
    Tensor far = gd.sum(gd.unary(Operation.LOG, gd.sigmoid(gd.times(gd.number(2000), w))));
    List<Tensor> stable = new Rewrite(gd.tensors).stabilize(List.of(far));
    Tensor gradient = gd.gradient.of(stable.getFirst(), List.of(w)).getFirst();
    Map<Tensor.Input, Tensor.Data> inputs = Map.of(w, gd.vector(1, -1, 0, 0.5, -0.5, 0.25, -0.25));
    List<double[]> results = Runs.compute(gd, List.of(far, gradient), inputs);
    assertEquals(-2000 - 1000 - 500 - Math.log(2), results.get(0)[0], 1e-9);
    assertArrayEquals(new double[] {0, 2000, 1000, 0, 2000, 0, 2000}, results.get(1), 1e-9);
  }
}
