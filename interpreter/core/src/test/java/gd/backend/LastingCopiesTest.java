package gd.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.backend.jvm.JvmDevice;
import gd.kernel.Instruction;
import gd.kernel.Instruction.Binary;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.Schedule;
import gd.kernel.StateStep;
import gd.kernel.ThreeAddress;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Many descents on a device that is lost on the way. */
class LastingCopiesTest {
  /** x ↦ x − x·x/8; x is measured. */
  private static final StateStep STEP =
      new StateStep(
          new ThreeAddress(
              1,
              List.of(
                  new Binary(BinaryOperator.MUL, 0, 0),
                  new Instruction.Constant(0.125),
                  new Binary(BinaryOperator.MUL, 2, 1),
                  new Binary(BinaryOperator.SUB, 0, 3)),
              List.of(4)),
          new ThreeAddress(1, List.of(), List.of(0)));

  private final List<String> told = new ArrayList<>();

  /** A JVM device whose copies fail from so many calls on. */
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
      return device.open(schedule, precision);
    }

    @Override
    public Optional<Copies> copies(StateStep step, int count, Precision precision) {
      Copies copies = device.copies(step, count, precision).orElseThrow();
      int[] left = {calls};
      return Optional.of(
          new Copies() {
            private Copies called() {
              if (left[0]-- <= 0) {
                throw new Refusal(at -> new DeviceProblem.DeviceFailed(at, "lost:0", "is gone"));
              }
              return copies;
            }

            @Override
            public String device() {
              return "lost:0";
            }

            @Override
            public void write(double[][] state) {
              called().write(state);
            }

            @Override
            public void run(int steps) {
              called().run(steps);
            }

            @Override
            public double[][] read() {
              return called().read();
            }

            @Override
            public double[] measured() {
              return called().measured();
            }

            @Override
            public void close() {
              copies.close();
            }
          });
    }
  }

  /** Where three copies are after chunks of 5, 5000 and 7 steps, and what is measured there. */
  private double[][] moved(Device device, Optional<Device> instead, String where) {
    try (Copies copies =
        new LastingCopies(
            device,
            new Standby(instead, told::add),
            each -> each.copies(STEP, 3, Precision.DOUBLE).orElseThrow())) {
      copies.write(new double[][] {{0.5, 1, 3}});
      copies.run(5);
      copies.run(5000);
      double[] measured = copies.measured();
      copies.run(7);
      double[][] reached = {measured, copies.read()[0]};
      assertEquals(where, copies.device());
      return reached;
    }
  }

  @Test
  void goOnFromWhereTheyWere() {
    JvmDevice jvm = new JvmDevice();
    double[][] undisturbed = moved(jvm, Optional.empty(), "jvm");
    for (int calls = 0; calls < 7; calls++) {
      double[][] disturbed = moved(new Failing(jvm, calls), Optional.of(jvm), "lost:0, then jvm");
      for (int k = 0; k < 2; k++) {
        assertArrayEquals(undisturbed[k], disturbed[k], "after " + calls);
      }
      assertEquals(List.of("The device lost:0 failed; jvm goes on from where it was."), told);
      told.clear();
    }
  }

  @Test
  void withoutAnotherDeviceTheFailureIsReported() {
    Device lost = new Failing(new JvmDevice(), 2);
    assertThrows(Refusal.class, () -> moved(lost, Optional.empty(), ""));
  }
}
