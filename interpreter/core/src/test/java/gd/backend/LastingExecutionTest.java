package gd.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.backend.jvm.JvmDevice;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.kernel.Scheduler;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import gd.tensor.Arena;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regressions: a device that is lost in the middle of a descent costs nothing but its speed. */
class LastingExecutionTest {
  private final Arena gd = new Arena();
  private final List<String> told = new ArrayList<>();

  /**
   * A JVM device whose executions fail from so many calls of {@code iterate} or {@code read} on; if
   * there are fewer than none, it has no memory.
   */
  private record Failing(JvmDevice device, int calls) implements Device {
    @Override
    public String name() {
      return "lost:0";
    }

    @Override
    public String description() {
      return "fails";
    }

    @Override
    public boolean supports(Precision precision) {
      return true;
    }

    @Override
    public Execution open(Schedule schedule, Precision precision) {
      if (calls < 0) {
        throw new Refusal(at -> new DeviceProblem.OutOfMemory(at, "lost:0", 2, 1));
      }
      Execution execution = device.open(schedule, precision);
      int[] left = {calls};
      return new Execution() {
        private void call() {
          if (left[0]-- <= 0) {
            throw new Refusal(at -> new DeviceProblem.DeviceFailed(at, "lost", "is gone"));
          }
        }

        @Override
        public void write(int buffer, double[] values) {
          execution.write(buffer, values);
        }

        @Override
        public void run() {
          execution.run();
        }

        @Override
        public double[] read(int buffer) {
          call();
          return execution.read(buffer);
        }

        @Override
        public double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded) {
          call();
          return execution.iterate(steps, carries, recorded);
        }

        @Override
        public void close() {
          execution.close();
        }
      };
    }
  }

  /** Three chunks of steps down Σw², with all that is recorded, and the parameters at the end. */
  private double[][] descended(
      Device device, Optional<Device> instead, String where, int size, int steps) {
    Tensor.Input w = new Tensor.Input("w", Shape.of(size));
    Tensor loss = gd.tensors.inner(w, w);
    Tensor gradient = gd.gradient.of(loss, List.of(w)).getFirst();
    Tensor next = gd.subtract(w, gd.times(gd.number(0.1), gradient));
    Schedule schedule = new Scheduler(gd.tensors).schedule(List.of(next, loss), List.of(w));
    int from = schedule.outputs().getFirst();
    int to = schedule.inputs().getFirst();
    try (LastingExecution execution =
        new LastingExecution(device, new Standby(instead, told::add), schedule, Precision.DOUBLE)) {
      double[] start = new double[size];
      Arrays.setAll(start, i -> i - 1.5);
      execution.write(to, start);
      double[][] all = new double[4][];
      for (int chunk = 0; chunk < 3; chunk++) {
        all[chunk] =
            Arrays.copyOf(
                execution
                    .iterate(
                        steps, List.of(new Carry(from, to)), List.of(schedule.outputs().getLast()))[
                    0],
                steps);
      }
      all[3] = execution.read(to);
      assertEquals(where, execution.device());
      return all;
    }
  }

  /** Of a large state not every step is fetched: those since are taken again. */
  @ParameterizedTest
  @CsvSource({"2, 5, 7", "20000, 2, 5"})
  void goesOnFromTheLastGoodStep(int size, int steps, int most) {
    JvmDevice jvm = new JvmDevice();
    double[][] undisturbed = descended(jvm, Optional.empty(), "jvm", size, steps);
    for (int calls = 0; calls < most; calls++) {
      double[][] disturbed =
          descended(new Failing(jvm, calls), Optional.of(jvm), "lost:0, then jvm", size, steps);
      for (int k = 0; k < 4; k++) {
        assertArrayEquals(undisturbed[k], disturbed[k], "after " + calls);
      }
      assertEquals(List.of("The device lost:0 failed; jvm goes on from where it was."), told);
      told.clear();
    }
  }

  @Test
  void whatDoesNotFitIsComputedElsewhere() {
    JvmDevice jvm = new JvmDevice();
    Device small = new Failing(jvm, -1);
    descended(small, Optional.of(jvm), "jvm", 2, 5);
    assertEquals(
        List.of("The device lost:0 has too little memory for this; jvm computes it."), told);
  }

  @Test
  void withoutAnotherDeviceTheFailureIsReported() {
    Device lost = new Failing(new JvmDevice(), 2);
    assertThrows(Refusal.class, () -> descended(lost, Optional.empty(), "", 2, 5));
  }
}
