package gd.opencl;

import static gd.opencl.ScheduleBuilder.at;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.Execution;
import gd.backend.Precision;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.tensor.Tensor.Combine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops on the device. */
class IterateTest {
  private final Formulas formulas = new Formulas();
  private final Body square = new Body(1, List.of(formulas.power(slot(0), formulas.integer(2))));

  private Formula slot(int index) {
    return formulas.slot(index);
  }

  private static double[] iterate(
      Schedule schedule, Precision precision, double[] start, int steps) {
    try (Execution execution = Devices.any().open(schedule, precision)) {
      int w = schedule.inputs().getFirst();
      execution.write(w, start);
      return execution
          .iterate(
              steps,
              List.of(new Carry(schedule.outputs().getFirst(), w)),
              List.of(schedule.outputs().getLast()))[0];
    }
  }

  /** w − 0.01·2w, then the sum of its squares: the descent of a slide, with every loss it shows. */
  @Test
  void sumOfSquaresGivesTheSlidesLosses() {
    ScheduleBuilder builder = new ScheduleBuilder();
    int w = builder.input(2);
    int next = builder.buffer(2);
    int loss = builder.buffer(1);
    Formula step =
        formulas.multiply(formulas.decimal(0.01), formulas.multiply(formulas.integer(2), slot(0)));
    builder.add(
        new Kernel.Elementwise(
            List.of(2),
            List.of(at(w, 1)),
            new Body(1, List.of(formulas.subtract(slot(0), step))),
            next));
    builder.add(
        new Kernel.Reduction(
            List.of(), List.of(2), List.of(at(next, 1)), square, Combine.SUM, loss));
    double[] expected = {
      192.08000000000004, 184.47363200000004, 177.1684761728, 170.15260451635714,
          163.41456137750941,
      156.94334474696007, 150.72838829498042, 144.75954411849915, 139.0270661714066,
          133.5215943510189
    };
    Schedule schedule = builder.build(next, loss);
    assertArrayEquals(
        expected, iterate(schedule, Precision.DOUBLE, new double[] {10, 10}, 10), 1e-12);
    assertArrayEquals(
        expected, iterate(schedule, Precision.SINGLE, new double[] {10, 10}, 10), 1e-4);
  }

  /** mean((w·x − y)²) over four points with rate 0.1: exact in binary, step by step. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void lineThroughFourPoints(Precision precision) {
    ScheduleBuilder builder = new ScheduleBuilder();
    int w = builder.input(1);
    int x = builder.constant(1, 2, 3, 4);
    int y = builder.constant(3, 5, 7, 9);
    int gradient = builder.buffer(1);
    int next = builder.buffer(1);
    builder.add(
        new Kernel.Rows(
            x,
            4,
            1,
            List.of(at(w, 1)),
            List.of(at(y, 1)),
            new Body(
                2,
                List.of(formulas.divide(formulas.subtract(slot(0), slot(1)), formulas.integer(2)))),
            List.of(new RowOutput.Weighted(2, gradient))));
    builder.add(
        new Kernel.Elementwise(
            List.of(1),
            List.of(at(w, 1), at(gradient, 1)),
            new Body(
                2,
                List.of(
                    formulas.subtract(slot(0), formulas.divide(slot(1), formulas.integer(10))))),
            next));
    double[] expected = {
      3.5, 1.75, 2.625, 2.1875, 2.40625, 2.296875, 2.3515625, 2.32421875, 2.337890625, 2.3310546875
    };
    assertArrayEquals(
        expected,
        iterate(builder.build(next), precision, new double[] {0}, 10),
        precision == Precision.DOUBLE ? 1e-15 : 1e-6);
  }

  /** Whole buffers are recorded, over several chunks, by launches and within one launch alike. */
  @Test
  void recordsPathsOfAnyLength() {
    for (int size : new int[] {3, 5000}) {
      ScheduleBuilder builder = new ScheduleBuilder();
      int w = builder.input(size);
      int next = builder.buffer(size);
      Body half = new Body(1, List.of(formulas.add(slot(0), formulas.integer(1))));
      builder.add(new Kernel.Elementwise(List.of(size), List.of(at(w, 1)), half, next));
      int steps = 2500;
      double[] path = iterate(builder.build(next), Precision.DOUBLE, new double[size], steps);
      assertEquals(steps * size, path.length);
      for (int i = 0; i < path.length; i += 7) {
        assertEquals(i / size + 1, path[i]);
      }
    }
  }

  /** Fibonacci: b becomes a while a + b becomes b. */
  @Test
  void carriesActAtOnce() {
    ScheduleBuilder builder = new ScheduleBuilder();
    int a = builder.input(1);
    int b = builder.input(1);
    int sum = builder.buffer(1);
    builder.add(
        new Kernel.Elementwise(
            List.of(1),
            List.of(at(a, 1), at(b, 1)),
            new Body(2, List.of(formulas.add(slot(0), slot(1)))),
            sum));
    Schedule schedule = builder.build(sum);
    try (Execution execution = Devices.any().open(schedule, Precision.DOUBLE)) {
      execution.write(a, new double[] {0});
      execution.write(b, new double[] {1});
      double[][] records =
          execution.iterate(6, List.of(new Carry(b, a), new Carry(sum, b)), List.of(sum));
      assertArrayEquals(new double[] {1, 2, 3, 5, 8, 13}, records[0]);
      assertArrayEquals(new double[] {8}, execution.read(a));
      assertArrayEquals(new double[] {13}, execution.read(b));
    }
  }

  /**
   * More carries than a kernel may have arguments: each buffer hands its elements to the one before
   * it.
   */
  @Test
  void manyCarries() {
    int length = 120;
    ScheduleBuilder builder = new ScheduleBuilder();
    List<Carry> carries = new ArrayList<>();
    List<Integer> queue = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      queue.add(builder.input(2));
    }
    int tail = builder.buffer(2);
    Body increment = new Body(1, List.of(formulas.add(slot(0), formulas.integer(1))));
    builder.add(
        new Kernel.Elementwise(List.of(2), List.of(at(queue.getLast(), 1)), increment, tail));
    for (int i = 0; i < length; i++) {
      carries.add(new Carry(i + 1 < length ? queue.get(i + 1) : tail, queue.get(i)));
    }
    try (Execution execution = Devices.any().open(builder.build(tail), Precision.DOUBLE)) {
      for (int i = 0; i < length; i++) {
        execution.write(queue.get(i), new double[] {i, -i});
      }
      double[][] records = execution.iterate(3, carries, queue);
      for (int i = 0; i + 2 < length; i++) {
        assertArrayEquals(new double[] {i, -i, i + 1, -i - 1, i + 2, -i - 2}, records[i]);
      }
      assertArrayEquals(
          new double[] {length - 1, 1 - length, length, 2 - length, length + 1, 3 - length},
          records[length - 1]);
    }
  }

  @Test
  void anInterruptedLoopEnds() throws InterruptedException {
    ScheduleBuilder builder = new ScheduleBuilder();
    int w = builder.input(4);
    int next = builder.buffer(4);
    builder.add(new Kernel.Elementwise(List.of(4), List.of(at(w, 1)), square, next));
    try (Execution execution = Devices.any().open(builder.build(next), Precision.DOUBLE)) {
      execution.write(w, new double[4]);
      List<Boolean> cancelled = new ArrayList<>();
      Thread thread =
          new Thread(
              () -> {
                assertThrows(
                    CancellationException.class,
                    () ->
                        execution.iterate(
                            Integer.MAX_VALUE, List.of(new Carry(next, w)), List.of()));
                cancelled.add(true);
              });
      thread.start();
      Thread.sleep(300);
      assertTrue(thread.isAlive(), "it should still be at work");
      thread.interrupt();
      thread.join(5000);
      assertEquals(List.of(true), cancelled);
    }
  }

  @Test
  void noStepsRecordNothing() {
    ScheduleBuilder builder = new ScheduleBuilder();
    int w = builder.input(1);
    int next = builder.buffer(1);
    builder.add(new Kernel.Elementwise(List.of(1), List.of(at(w, 1)), square, next));
    assertEquals(
        0,
        IntStream.of(iterate(builder.build(next), Precision.DOUBLE, new double[1], 0).length)
            .sum());
  }
}
