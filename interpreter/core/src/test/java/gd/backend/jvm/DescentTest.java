package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.Execution;
import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.kernel.Scheduler;
import gd.tensor.Arena;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Descents as schedules that run many steps at once. */
class DescentTest {
  private final Arena gd = new Arena();
  private final JvmDevice device = new JvmDevice();

  /** Outputs of the schedule: w' = w − lr·∇L(w), L(w'), ∇L(w). */
  private Schedule descent(Tensor.Input w, Tensor loss, double rate) {
    Tensor gradient = gd.gradient.of(loss, List.of(w)).getFirst();
    Tensor stepped = gd.subtract(w, gd.times(gd.number(rate), gradient));
    Tensor after = gd.tensors.substitute(loss, java.util.Map.of(w, stepped));
    return new Scheduler(gd.tensors).schedule(List.of(stepped, after, gradient), List.of(w));
  }

  private double[][] run(Schedule schedule, double[] start, int steps) {
    try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
      int w = schedule.inputs().getFirst();
      execution.write(w, start);
      double[][] records =
          execution.iterate(
              steps, List.of(new Carry(schedule.outputs().getFirst(), w)), schedule.outputs());
      double[] last = new double[start.length];
      System.arraycopy(records[0], (steps - 1) * start.length, last, 0, start.length);
      assertArrayEquals(last, execution.read(w));
      return records;
    }
  }

  @Test
  void sumOfSquaresBitForBit() {
    Tensor.Input w = new Tensor.Input("w", Shape.of(2));
    Schedule schedule = descent(w, gd.sum(gd.power(w, 2)), 0.01);
    double[][] records = run(schedule, new double[] {10, 10}, 10);
    double[] expected = {
      192.08000000000004, 184.47363200000004, 177.1684761728, 170.15260451635714,
          163.41456137750941,
      156.94334474696007, 150.72838829498042, 144.75954411849915, 139.0270661714066,
          133.5215943510189
    };
    assertArrayEquals(expected, records[1]);
    assertEquals(8.17072806887547, records[0][18]);
    assertEquals(8.17072806887547, records[0][19]);
  }

  @Test
  void leastSquaresBitForBit() {
    Tensor.Input w = new Tensor.Input("w", Shape.SCALAR);
    Tensor x = gd.exactVector(1, 2, 3, 4);
    Tensor y = gd.exactVector(3, 5, 7, 9);
    Schedule schedule = descent(w, gd.mean(gd.power(gd.subtract(gd.times(w, x), y), 2)), 0.1);
    double[][] records = run(schedule, new double[] {0}, 10);
    double[] expected = {
      3.5, 1.75, 2.625, 2.1875, 2.40625, 2.296875, 2.3515625, 2.32421875, 2.337890625, 2.3310546875
    };
    assertArrayEquals(expected, records[0]);
    assertEquals(0.16670560836791992, records[1][9]);
    assertEquals(-35, records[2][0]);
    assertEquals(0.068359375, records[2][9]);
  }

  @Test
  void oneMethodOrKernelByKernelIsTheSame() {
    Tensor.Input w = new Tensor.Input("w", Shape.of(3));
    Tensor a = gd.matrix(2, 3, 0.3, -1.2, 0.7, 0.1, 0.9, -0.4);
    Tensor loss = gd.sum(gd.power(gd.sigmoid(gd.tensors.multiply(a, gd.unary(gd.tanh, w))), 3));
    Schedule schedule = descent(w, loss, 0.37);
    Carry carry = new Carry(schedule.outputs().getFirst(), schedule.inputs().getFirst());
    double[] start = {0.5, -0.25, 2};
    Compiler compiler =
        new Compiler(new LoopCache(), new TiledMatrices(), new RoundedArrays(), Precision.DOUBLE);
    assertTrue(ClosedForm.of(schedule, List.of(carry), List.of(), compiler).isPresent());
    double[][] together = run(schedule, start, 50);
    try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
      execution.write(carry.to(), start);
      for (int step = 0; step < 50; step++) {
        execution.run();
        double[] next = execution.read(carry.from());
        for (int k = 0; k < 3; k++) {
          assertEquals(next[k], together[0][3 * step + k]);
        }
        assertEquals(execution.read(schedule.outputs().get(1))[0], together[1][step]);
        execution.write(carry.to(), next);
      }
    }
  }

  @Test
  void severalValuesAreCarriedAtOnce() {
    Tensor.Input a = new Tensor.Input("a", Shape.SCALAR);
    Tensor.Input b = new Tensor.Input("b", Shape.SCALAR);
    Schedule schedule = new Scheduler(gd.tensors).schedule(List.of(b, gd.add(a, b)), List.of(a, b));
    try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
      execution.write(schedule.inputs().get(0), new double[] {0});
      execution.write(schedule.inputs().get(1), new double[] {1});
      List<Carry> carries =
          List.of(
              new Carry(schedule.outputs().get(0), schedule.inputs().get(0)),
              new Carry(schedule.outputs().get(1), schedule.inputs().get(1)));
      double[][] fibonacci = execution.iterate(10, carries, List.of(schedule.outputs().get(1)));
      assertArrayEquals(new double[] {1, 2, 3, 5, 8, 13, 21, 34, 55, 89}, fibonacci[0]);
    }
  }

  @Test
  void anInterruptedDescentEnds() {
    Tensor.Input w = new Tensor.Input("w", Shape.of(2));
    Schedule schedule = descent(w, gd.sum(gd.power(w, 2)), 0.01);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> run(schedule, new double[] {1, 1}, 1_000_000));
  }

  @Test
  void aLoopOfEqualStatementsCompilesOnce() {
    double[] w = {1, 2, 3};
    long compiled = 0;
    for (int k = 0; k < 100; k++) {
      Tensor.Input x = new Tensor.Input("x", Shape.of(3));
      Tensor loss = gd.sum(gd.power(gd.subtract(x, gd.number(0.05 + 0.1 * k)), 2));
      Schedule schedule = descent(x, loss, 0.01);
      try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
        execution.write(schedule.inputs().getFirst(), w);
        execution.run();
        w = execution.read(schedule.outputs().getFirst());
      }
      compiled = k == 0 ? device.compiledLoops() : compiled;
    }
    assertEquals(compiled, device.compiledLoops());
  }
}
