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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Regressions: a device that is lost in the middle of a descent costs nothing but its speed. */
class LastingExecutionTest {
  private final Arena gd = new Arena();

  /**
   * A JVM device whose executions fail from so many calls of {@code iterate} or {@code read} on.
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
  private double[][] descended(Device device, Optional<Device> instead, String where) {
    Tensor.Input w = new Tensor.Input("w", Shape.of(2));
    Tensor loss = gd.tensors.inner(w, w);
    Tensor gradient = gd.gradient.of(loss, List.of(w)).getFirst();
    Tensor next = gd.subtract(w, gd.times(gd.number(0.1), gradient));
    Schedule schedule = new Scheduler(gd.tensors).schedule(List.of(next, loss), List.of(w));
    int from = schedule.outputs().getFirst();
    int to = schedule.inputs().getFirst();
    try (LastingExecution execution =
        LastingExecution.open(device, instead, schedule, Precision.DOUBLE)) {
      execution.write(to, new double[] {1, -2});
      double[][] all = new double[4][];
      for (int chunk = 0; chunk < 3; chunk++) {
        all[chunk] =
            Arrays.copyOf(
                execution
                    .iterate(
                        5, List.of(new Carry(from, to)), List.of(schedule.outputs().getLast()))[0],
                5);
      }
      all[3] = execution.read(to);
      assertEquals(where, execution.device());
      return all;
    }
  }

  @Test
  void goesOnFromTheLastGoodStep() {
    JvmDevice jvm = new JvmDevice();
    double[][] undisturbed = descended(jvm, Optional.empty(), "jvm");
    for (int calls = 0; calls < 7; calls++) {
      double[][] disturbed =
          descended(new Failing(jvm, calls), Optional.of(jvm), "lost:0, then jvm");
      for (int k = 0; k < 4; k++) {
        assertArrayEquals(undisturbed[k], disturbed[k], "after " + calls);
      }
    }
  }

  @Test
  void withoutAnotherDeviceTheFailureIsReported() {
    Device lost = new Failing(new JvmDevice(), 2);
    assertThrows(Refusal.class, () -> descended(lost, Optional.empty(), ""));
  }
}
