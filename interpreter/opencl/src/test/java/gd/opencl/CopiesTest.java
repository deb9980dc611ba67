package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.backend.Copies;
import gd.backend.Device;
import gd.backend.Precision;
import gd.backend.jvm.JvmDevice;
import gd.kernel.Instruction;
import gd.kernel.Instruction.Binary;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.StateStep;
import gd.kernel.ThreeAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of a state on a device and on the JVM, against the same steps one by one. */
class CopiesTest {
  /** (x, y) ↦ (y, y − x·y/2); x·y is measured. */
  private static final StateStep STEP =
      new StateStep(
          new ThreeAddress(
              2,
              List.of(
                  new Binary(BinaryOperator.MUL, 0, 1),
                  new Instruction.Constant(0.5),
                  new Binary(BinaryOperator.MUL, 3, 2),
                  new Binary(BinaryOperator.SUB, 1, 4)),
              List.of(1, 5)),
          new ThreeAddress(2, List.of(new Binary(BinaryOperator.MUL, 0, 1)), List.of(2)));

  private static double[][] starts(int count) {
    double[][] starts = new double[2][count];
    Arrays.setAll(starts[0], i -> 0.25 + 0.5 * i / count);
    Arrays.setAll(starts[1], i -> 0.75 - 0.5 * i / count);
    return starts;
  }

  private static void check(Device device, Precision precision, int count) {
    double[][] state = starts(count);
    try (Copies copies = device.copies(STEP, count, precision).orElseThrow()) {
      copies.write(state);
      copies.run(3);
      copies.run(20);
      for (int step = 0; step < 23; step++) {
        for (int i = 0; i < count; i++) {
          double x = state[0][i];
          double y = state[1][i];
          state[0][i] = y;
          state[1][i] = y - 0.5 * (x * y);
        }
      }
      double tolerance = precision == Precision.SINGLE ? 2e-6 : 1e-14;
      double[][] reached = copies.read();
      double[] measured = copies.measured();
      for (int k = 0; k < 2; k++) {
        assertArrayEquals(state[k], reached[k], tolerance);
      }
      for (int i = 0; i < count; i++) {
        assertEquals(state[0][i] * state[1][i], measured[i], tolerance);
      }
      assertArrayEquals(reached[1], copies.read()[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 1000, 5000})
  void onAnyDevice(int count) {
    for (Precision precision : Precision.values()) {
      check(new JvmDevice(), precision, count);
      for (Device device : Devices.inBothSkins()) {
        check(device, precision, count);
      }
    }
  }

  @Test
  void theSameBitsOnEveryRun() {
    for (Device device : Devices.inBothSkins()) {
      double[][] first = run(device);
      for (int k = 0; k < 2; k++) {
        assertArrayEquals(first[k], run(device)[k]);
      }
    }
  }

  private static double[][] run(Device device) {
    try (Copies copies = device.copies(STEP, 3000, Precision.SINGLE).orElseThrow()) {
      copies.write(starts(3000));
      copies.run(50);
      return copies.read();
    }
  }
}
