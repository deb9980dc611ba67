package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.formula.Formula.Comparator;
import gd.formula.Operation;
import gd.formula.Special;
import gd.kernel.Instruction;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.ThreeAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops over blocks: the elementary functions, against those of java.lang.Math. */
class BlocksTest {
  private static final int COUNT = 20_000;

  /** Of numbers, and of vectors where the module is there. */
  static Stream<Lanes> lanes() {
    return Stream.of(true, false)
        .flatMap(single -> Stream.of(new Lanes.Numbers(single), Lanes.widest(single)))
        .distinct();
  }

  private static double[] arguments() {
    Random random = new Random(1);
    double[] values =
        random.doubles(COUNT, -1, 1).map(x -> x * Math.exp(random.nextDouble(-20, 6.5))).toArray();
    double[] special = {0.0, -0.0, 1, -1, 709.5, -745, 1000, -1000, 1e30, -1e30, 88.7, -103};
    System.arraycopy(special, 0, values, 0, special.length);
    values[20] = Double.NaN;
    values[21] = Double.POSITIVE_INFINITY;
    values[22] = Double.NEGATIVE_INFINITY;
    return values;
  }

  private static Operation function(String owner, String name) {
    return new Operation(name, 1, Optional.empty(), name, owner + "." + name, name);
  }

  private static double[] computed(Lanes lanes, double[] at, Instruction... instructions) {
    ThreeAddress code = new ThreeAddress(1, List.of(instructions), List.of(instructions.length));
    BlockBody body = BlockBody.of(code, lanes, new LoopCache()).orElseThrow();
    BlockBody.Registers registers = body.registers(at.length);
    Tiles.copy(at, 0, 1, at.length, registers.input(0));
    registers.compute();
    double[] result = new double[at.length];
    Tiles.copy(registers.result(0), 0, at.length, result);
    return result;
  }

  private static void check(Lanes lanes, Operation function, DoubleUnaryOperator expected) {
    double[] at = arguments();
    double[] actual = computed(lanes, at, new Instruction.Call(function, List.of(0)));
    for (int i = 0; i < at.length; i++) {
      double right = expected.applyAsDouble(lanes.single() ? (float) at[i] : at[i]);
      right = lanes.single() ? (float) right : right;
      // four units in the last place
      double bound = lanes.single() ? 4e-7 * Math.abs(right) + 2e-38 : 1e-15 * Math.abs(right);
      if (Double.isFinite(right)) {
        assertEquals(right, actual[i], bound + 1e-307, "at " + at[i]);
      } else {
        assertEquals(right, actual[i], "at " + at[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void exponential(Lanes lanes) {
    check(lanes, Operation.EXP, Math::exp);
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void logistic(Lanes lanes) {
    check(lanes, function("gd.formula.Special", "sigmoid"), Special::sigmoid);
    check(lanes, function("gd.formula.Special", "softplus"), Special::softplus);
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void choices(Lanes lanes) {
    double[] at = {-2, -1, -0.0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, Double.NaN, 11, 12};
    for (Comparator comparator : Comparator.values()) {
      double[] actual =
          computed(
              lanes,
              at,
              new Instruction.Constant(1),
              new Instruction.Compare(comparator, 0, 1),
              new Instruction.Not(2),
              new Instruction.Or(3, 3),
              new Instruction.Binary(BinaryOperator.MUL, 0, 0),
              new Instruction.Select(4, 5, 0));
      double[] expected = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        boolean holds =
            switch (comparator) {
              case EQUAL -> at[i] == 1;
              case NOT_EQUAL -> at[i] != 1;
              case LESS -> at[i] < 1;
              case LESS_EQUAL -> at[i] <= 1;
              case GREATER -> at[i] > 1;
              case GREATER_EQUAL -> at[i] >= 1;
            };
        expected[i] = holds ? at[i] : at[i] * at[i];
      }
      assertArrayEquals(expected, actual, comparator.toString());
    }
  }
}
