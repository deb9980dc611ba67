package gd.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.jvm.JvmBackend;
import gd.kernel.Schedule;
import gd.report.Refusal;
import gd.tensor.Arena;
import gd.tensor.Decimal;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements in a loop: compiled, uploaded and opened once. */
class ComputerTest {
  private final Arena gd = new Arena();
  private final Computer computer = new Computer(gd.tensors, _ -> {});

  /** The JVM, counting how often it is opened. */
  private static final class Counting implements Device {
    private final Device device = new JvmBackend().devices().getFirst();
    private int opened;

    @Override
    public String name() {
      return device.name();
    }

    @Override
    public String description() {
      return device.description();
    }

    @Override
    public boolean supports(Precision precision) {
      return device.supports(precision);
    }

    @Override
    public Execution open(Schedule schedule, Precision precision) {
      opened++;
      return device.open(schedule, precision);
    }
  }

  private final Counting device = new Counting();

  @AfterEach
  void close() {
    computer.close();
  }

  private double[] compute(Tensor tensor) {
    return Decimal.decimals(computer.compute(List.of(tensor), device, Precision.DOUBLE).getFirst());
  }

  @Test
  void aLoopOpensOnce() {
    double[] values = new Random(1).doubles(40_000).toArray();
    Tensor.Data x = new Tensor.Data(Shape.of(10_000, 4), new Elements.Decimals(values));
    Tensor.Input w = new Tensor.Input("w", Shape.of(4));
    Tensor loss = gd.mean(gd.power(gd.subtract(gd.tensors.multiply(x, w), gd.number(1)), 2));
    double[] at = new double[4];
    for (int k = 0; k < 50; k++) {
      Tensor gradient = gd.gradient.of(loss, List.of(w)).getFirst();
      Tensor next = gd.subtract(w, gd.times(gd.number(0.1), gradient));
      at = compute(gd.tensors.substitute(next, Map.of(w, gd.vector(at))));
    }
    assertEquals(1, device.opened);
    double last = Decimal.evaluate(loss, Map.of(w, gd.vector(at)))[0];
    assertTrue(last < 0.1, "loss " + last);
  }

  @Test
  void whatIsKeptOpenIsBounded() {
    for (int k = 1; k <= 100; k++) {
      assertArrayEquals(new double[] {k * (k + 1) / 2.0}, compute(gd.sum(counting(k))));
    }
    assertEquals(100, device.opened);
    assertTrue(computer.size() <= 32, computer.size() + " open");
  }

  private Tensor.Data counting(int length) {
    double[] values = new double[length];
    java.util.Arrays.setAll(values, k -> k + 1);
    return gd.vector(values);
  }

  @Test
  void exactElementsBecomeDecimals() {
    Tensor.Data third =
        gd.tensors.data(
            Shape.of(1),
            List.of(gd.formulas.divide(gd.formulas.integer(1), gd.formulas.integer(3))));
    assertArrayEquals(new double[] {1 / 3.0}, compute(gd.times(gd.number(1.0), third)));
  }

  @Test
  void symbolsAreRefused() {
    Tensor.Data symbols = gd.tensors.data(Shape.of(1), List.of(gd.formulas.symbol("t")));
    assertThrows(Refusal.class, () -> compute(gd.power(symbols, 2)));
    assertThrows(Refusal.class, () -> compute(gd.power(new Tensor.Input("w", Shape.of(2)), 2)));
  }

  @Test
  void theJvmIsFoundAsAService() {
    assertTrue(
        ServiceLoader.load(Backend.class).stream()
            .anyMatch(each -> each.type() == JvmBackend.class));
  }
}
