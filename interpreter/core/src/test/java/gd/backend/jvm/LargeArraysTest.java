package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.Scheduler;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Where kernels work in blocks, tiles and parts: sizes on both sides of every border. */
class LargeArraysTest {
  private final Arena gd = new Arena();

  private static Tensor.Data data(long seed, int... shape) {
    double[] values = new Random(seed).doubles(Shape.of(shape).size(), -1, 1).toArray();
    return new Tensor.Data(Shape.of(shape), new Elements.Decimals(values));
  }

  private void check(List<Tensor> outputs, Map<Tensor.Input, Tensor.Data> inputs) {
    List<double[]> results = Runs.compute(gd, outputs, inputs);
    List<double[]> again = Runs.compute(gd, outputs, inputs);
    List<double[]> single = Runs.compute(gd, outputs, inputs, Precision.SINGLE);
    for (int k = 0; k < outputs.size(); k++) {
      double[] expected = Decimal.evaluate(outputs.get(k), inputs);
      assertEquals(expected.length, results.get(k).length);
      for (int j = 0; j < expected.length; j++) {
        double scale = Math.max(1, Math.abs(expected[j]));
        assertEquals(expected[j], results.get(k)[j], 1e-11 * scale);
        assertEquals(expected[j], single.get(k)[j], 1e-3 * scale);
      }
      assertArrayEquals(results.get(k), again.get(k));
    }
  }

  @Property(tries = 30, seed = "20261121")
  void reductions(
      @ForAll @IntRange(min = 1, max = 3000) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll Tensor.Combine combine) {
    Tensor.Input a = new Tensor.Input("A", Shape.of(rows, columns));
    Tensor near =
        combine == Tensor.Combine.PRODUCT ? gd.add(gd.number(1), gd.times(gd.number(0.001), a)) : a;
    List<Tensor> outputs = new ArrayList<>();
    for (Tensor each : List.of(near, gd.tensors.transpose(near))) {
      outputs.add(gd.tensors.reduce(combine, OptionalInt.empty(), each));
      outputs.add(gd.tensors.reduce(combine, OptionalInt.of(0), each));
      outputs.add(gd.tensors.reduce(combine, OptionalInt.of(1), each));
    }
    check(outputs, Map.of(a, data(rows, rows, columns)));
  }

  @Property(tries = 30, seed = "20261121")
  void products(
      @ForAll @IntRange(min = 1, max = 70) int rows,
      @ForAll @IntRange(min = 1, max = 70) int inner,
      @ForAll @IntRange(min = 1, max = 70) int columns) {
    Tensor.Input a = new Tensor.Input("A", Shape.of(rows, inner));
    Tensor.Input b = new Tensor.Input("B", Shape.of(inner, columns));
    Tensor bias = data(3, columns);
    Tensor product = gd.tensors.multiply(a, b);
    Tensor turned = gd.tensors.multiply(gd.tensors.transpose(b), gd.tensors.transpose(a));
    Tensor loss = gd.sum(gd.power(gd.add(product, bias), 2));
    List<Tensor> outputs =
        new ArrayList<>(List.of(turned, gd.unary(gd.tanh, gd.add(product, bias)), loss));
    outputs.addAll(gd.gradient.of(loss, List.of(a, b)));
    check(outputs, Map.of(a, data(1, rows, inner), b, data(2, inner, columns)));
  }

  @Property(tries = 40, seed = "20261121")
  void regressions(
      @ForAll @IntRange(min = 64, max = 9000) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns) {
    Tensor.Data x = data(rows, rows, columns);
    Tensor.Input y = new Tensor.Input("y", Shape.of(rows));
    Tensor.Input w = new Tensor.Input("w", Shape.of(columns));
    Tensor.Input v = new Tensor.Input("v", Shape.of(columns));
    Tensor scores = gd.add(gd.tensors.multiply(x, w), gd.unary(gd.sin, gd.tensors.multiply(x, v)));
    Tensor residual = gd.subtract(gd.unary(gd.tanh, scores), gd.times(gd.number(2), y));
    Tensor loss = gd.add(gd.mean(gd.power(residual, 2)), gd.tensors.inner(w, w));
    List<Tensor> outputs = new ArrayList<>(List.of(loss, residual));
    outputs.addAll(gd.gradient.of(loss, List.of(w, v, y)));
    check(outputs, Map.of(w, data(1, columns), v, data(2, columns), y, data(3, rows)));
  }

  @Property(tries = 20, seed = "20261121")
  void elementwise(@ForAll @IntRange(min = 1, max = 40_000) int length) {
    Tensor.Input v = new Tensor.Input("v", Shape.of(length));
    Tensor half = gd.tensors.slice(v, 0, 0, (length + 1) / 2, 2 > length ? 1 : 2);
    Tensor square =
        gd.tensors.reshape(gd.tensors.slice(v, 0, 0, length / 4 * 4, 1), Shape.of(length / 4, 4));
    List<Tensor> outputs =
        List.of(
            gd.unary(gd.sin, gd.power(v, 3)),
            gd.power(half, 2),
            gd.add(gd.tensors.transpose(square), gd.number(1)),
            gd.gradient.of(gd.sum(gd.power(half, 2)), List.of(v)).getFirst());
    check(outputs, Map.of(v, data(length, length)));
  }

  @Test
  void longBodiesAreCompiledInParts() {
    Tensor.Input v = new Tensor.Input("v", Shape.of(300));
    Tensor deep = v;
    for (int k = 0; k < 1000; k++) {
      deep =
          gd.ifPositive(
              gd.subtract(deep, v),
              gd.unary(gd.sin, gd.add(deep, gd.number(0.01 * k))),
              gd.times(deep, v));
    }
    check(List.of(deep), Map.of(v, data(1, 300)));
  }

  @Test
  void whatDoesNotFitIsRefusedBefore() {
    Tensor.Input v = new Tensor.Input("v", Shape.of(1000));
    Schedule schedule = new Scheduler(gd.tensors).schedule(List.of(gd.power(v, 2)), List.of(v));
    Refusal refusal =
        assertThrows(Refusal.class, () -> new JvmDevice(10_000).open(schedule, Precision.DOUBLE));
    DeviceProblem.OutOfMemory problem =
        assertInstanceOf(
            DeviceProblem.OutOfMemory.class, refusal.at(new Span(new Source("test", ""), 0, 0)));
    assertEquals(16_000, problem.bytes());
    assertEquals(10_000, problem.limit());
  }
}
