package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Formula.Comparator;
import gd.formula.Operation;
import gd.formula.Special;
import gd.kernel.Instruction;
import gd.kernel.Instruction.BinaryOperator;
import gd.kernel.ThreeAddress;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops over blocks: the elementary functions, against those of java.lang.Math. */
class BlocksTest {
  private static final int COUNT = 20_000;

  /** Of the reference. */
  private static final long DIGITS = 60;

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
    BlockBody body = BlockBody.of(code, lanes, new LoopCache());
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

  private static Apfloat precise(String name, double x) {
    Apfloat at = new Apfloat(new BigDecimal(x), DIGITS);
    Apfloat one = new Apfloat(1, DIGITS);
    return switch (name) {
      case "exp" -> ApfloatMath.exp(at);
      case "expm1" -> ApfloatMath.exp(at).subtract(one);
      case "log" -> ApfloatMath.log(at);
      case "log1p" -> ApfloatMath.log(at.add(one));
      case "tanh" -> ApfloatMath.tanh(at);
      case "softplus" ->
          x < -40 ? ApfloatMath.exp(at) : ApfloatMath.log(ApfloatMath.exp(at).add(one));
      case "sigmoid" -> one.divide(ApfloatMath.exp(at.negate()).add(one));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /**
   * Right to two units in the last place (three without fused steps), at places evenly and
   * logarithmically between.
   */
  private static void checkClosely(
      Lanes lanes, String owner, String name, double from, double to, double least) {
    Random random = new Random(1);
    double bound = lanes.fuses() ? 2 : 3;
    double[] at = new double[512];
    for (int i = 0; i < at.length; i++) {
      double x = random.nextDouble(from, to);
      if (i % 2 == 1) {
        x = Math.copySign(Math.exp(random.nextDouble(Math.log(least), Math.log(to))), x);
      }
      at[i] = lanes.single() ? (float) x : x;
    }
    double[] actual = computed(lanes, at, new Instruction.Call(function(owner, name), List.of(0)));
    for (int i = 0; i < at.length; i++) {
      Apfloat expected = precise(name, at[i]);
      double near = expected.doubleValue();
      double unit = lanes.single() ? Math.ulp((float) near) : Math.ulp(near);
      double error =
          new Apfloat(new BigDecimal(actual[i]), DIGITS).subtract(expected).doubleValue();
      assertTrue(Math.abs(error) <= bound * unit, name + " of " + at[i] + ": " + error / unit);
    }
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void functionsToTwoUnits(Lanes lanes) {
    String math = "java.lang.Math";
    double low = lanes.single() ? -86 : -700;
    double high = lanes.single() ? 88 : 700;
    checkClosely(lanes, math, "exp", low, high, 1e-9);
    checkClosely(lanes, math, "expm1", low, high, 1e-9);
    checkClosely(lanes, math, "tanh", -2, 2, 1e-9);
    checkClosely(lanes, math, "tanh", -30, 30, 1e-3);
    checkClosely(lanes, "gd.formula.Special", "softplus", low, high, 1e-9);
    checkClosely(lanes, "gd.formula.Special", "sigmoid", low, high, 1e-9);
    checkClosely(lanes, math, "log", 0.25, 4, lanes.single() ? 1e-44 : 1e-320);
    checkClosely(lanes, math, "log", 1, lanes.single() ? 1e38 : 1e308, 0.5);
    checkClosely(lanes, math, "log1p", -0.9, 1, 1e-12);
    checkClosely(lanes, math, "log1p", 0, 1e9, 1e-3);
  }

  @ParameterizedTest
  @MethodSource("lanes")
  void functionsAtTheirEnds(Lanes lanes) {
    double infinity = Double.POSITIVE_INFINITY;
    double[] at = {0, -1, infinity, -infinity, Double.NaN, 1, -2, 0.5};
    at = Arrays.copyOf(at, 16);
    for (String name : List.of("exp", "expm1", "tanh", "log", "log1p")) {
      Operation function = function("java.lang.Math", name);
      double[] actual = computed(lanes, at, new Instruction.Call(function, List.of(0)));
      for (int i = 0; i < 8; i++) {
        double x = at[i];
        double expected =
            switch (name) {
              case "exp" -> Math.exp(x);
              case "expm1" -> Math.expm1(x);
              case "tanh" -> Math.tanh(x);
              case "log" -> Math.log(x);
              default -> Math.log1p(x);
            };
        assertEquals(expected, actual[i], 1e-6, name + " of " + x);
      }
    }
  }

  /** What no lane has is called number by number, between what lanes do. */
  @ParameterizedTest
  @MethodSource("lanes")
  void otherFunctions(Lanes lanes) {
    double[] at = arguments();
    double[] actual =
        computed(
            lanes,
            at,
            new Instruction.Unary(Instruction.UnaryOperator.NEG, 0),
            new Instruction.Call(function("java.lang.Math", "sin"), List.of(1)),
            new Instruction.Binary(BinaryOperator.POW, 2, 2),
            new Instruction.Binary(BinaryOperator.ADD, 2, 3));
    for (int i = 0; i < at.length; i++) {
      double x = lanes.single() ? (float) at[i] : at[i];
      double sine = lanes.single() ? (float) Math.sin(-x) : Math.sin(-x);
      double power = lanes.single() ? (float) Math.pow(sine, sine) : Math.pow(sine, sine);
      double expected = sine + power;
      assertEquals(lanes.single() ? (float) expected : expected, actual[i], "at " + x);
    }
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
