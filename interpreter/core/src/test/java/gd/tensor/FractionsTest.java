package gd.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import gd.formula.Operation;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arrays of small fractions, or of one number, say what formulas say one by one. */
class FractionsTest {
  private static final int LENGTH = 60;
  private static final int ROUNDS = 300;

  private final Arena gd = new Arena();
  private final Random random = new Random(1);

  private Formula number(long numerator, long denominator) {
    return gd.formulas.rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /** Most are small; some products and sums of the others do not fit 64 bits, or they do not. */
  private Formula number() {
    return switch (random.nextInt(12)) {
      case 0 -> number(random.nextLong() >> 2, 1);
      case 1 -> number(random.nextLong() >> 4, 1 + (random.nextLong() >>> 4));
      case 2 -> gd.formulas.power(number(7, 3), number(30 + random.nextInt(10), 1));
      case 3, 4, 5 -> number(random.nextInt(-9, 10), 1 + random.nextInt(9));
      default -> number(random.nextInt(-9, 10), 1);
    };
  }

  private Formula small() {
    return number(random.nextInt(-9, 10), 1 + random.nextInt(3));
  }

  private List<Formula> vector(int length, boolean small) {
    return Stream.generate(() -> small ? small() : number()).limit(length).toList();
  }

  private static Tensor.Data data(Shape shape, List<Formula> elements) {
    return new Tensor.Data(shape, new Elements.Formulas(elements));
  }

  private List<Formula> exactly(Tensor tensor) {
    return gd.exact.evaluate(tensor, Map.of()).elements().formulas();
  }

  private Formula body(int depth) {
    if (depth == 0) {
      return random.nextInt(4) == 0 ? number() : gd.formulas.slot(random.nextInt(2));
    }
    Formula a = body(depth - 1);
    Formula b = body(depth - 1);
    return switch (random.nextInt(8)) {
      case 0, 1 -> gd.formulas.add(a, b);
      case 2, 3 -> gd.formulas.multiply(a, b);
      case 4 -> gd.formulas.power(a, gd.formulas.integer(random.nextInt(4)));
      case 5 -> gd.formulas.divide(a, gd.formulas.add(gd.formulas.slot(1), number(19, 2)));
      case 6 ->
          gd.formulas.piecewise(
              List.of(
                  new Formula.Case(
                      gd.formulas.relation(Comparator.values()[random.nextInt(6)], a, b), a)),
              b);
      default -> {
        List<String> names = List.of("abs", "sign", "floor", "ceil", "max", "min", "mod");
        String name = names.get(random.nextInt(names.size()));
        int arity = List.of("max", "min", "mod").contains(name) ? 2 : 1;
        Operation operation =
            new Operation(name, arity, Optional.empty(), name, "java.lang.Math." + name, name);
        List<Formula> both = List.of(a, name.equals("mod") ? number(7, 3) : b);
        yield gd.formulas.apply(operation, both.subList(0, arity));
      }
    };
  }

  @Test
  void mapsAreAsFormulasOneByOne() {
    for (int round = 0; round < ROUNDS; round++) {
      Formula body = body(1 + random.nextInt(3));
      boolean small = random.nextInt(3) > 0;
      List<Formula> x = vector(LENGTH, small);
      List<Formula> y = random.nextBoolean() ? vector(LENGTH, small) : new Repeated(number(), 60);
      Tensor map =
          gd.tensors.map("", body, List.of(data(Shape.of(LENGTH), x), data(Shape.of(LENGTH), y)));
      List<Formula> expected = new ArrayList<>();
      for (int k = 0; k < LENGTH; k++) {
        Map<Formula, Formula> slots = new HashMap<>();
        slots.put(gd.formulas.slot(0), x.get(k));
        slots.put(gd.formulas.slot(1), y.get(k));
        expected.add(gd.formulas.substitute(body, slots));
      }
      assertEquals(expected, exactly(map), "round " + round);
    }
  }

  @Test
  void theProgramTakesMostBodies() {
    List<Fractions> known = List.of(Fractions.of(vector(LENGTH, true)).orElseThrow());
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Formula body = gd.formulas.substitute(body(2), Map.of(gd.y, gd.x));
      taken += FractionBody.of(body, 1).flatMap(p -> p.at(known, LENGTH)).isPresent() ? 1 : 0;
    }
    assertTrue(taken > ROUNDS / 2, taken + " of " + ROUNDS);
  }

  @Test
  void decimalsOfFractionsAreRoundedAsOneByOne() {
    for (int round = 0; round < ROUNDS; round++) {
      List<Formula> x = vector(LENGTH, random.nextBoolean());
      Formula decimal = gd.formulas.decimal(random.nextGaussian());
      Formula body =
          random.nextBoolean()
              ? gd.formulas.add(gd.x, decimal)
              : gd.formulas.multiply(gd.x, decimal);
      List<Formula> expected =
          x.stream().map(each -> gd.formulas.substitute(body, Map.of(gd.x, each))).toList();
      Tensor map = gd.tensors.map("", body, List.of(data(Shape.of(LENGTH), x)));
      assertEquals(expected, exactly(map), "round " + round);
    }
  }

  @Test
  void whatHasNoValueIsRefusedAsBefore() {
    List<Formula> x = IntStream.range(-20, 20).mapToObj(k -> number(k, 1)).toList();
    Tensor quotient =
        gd.tensors.map("", gd.formulas.power(gd.x, number(-1, 1)), List.of(data(Shape.of(40), x)));
    assertThrows(Refusal.class, () -> exactly(quotient));
    Formula chosen =
        gd.formulas.piecewise(
            List.of(
                new Formula.Case(
                    gd.formulas.relation(Comparator.EQUAL, gd.x, number(0, 1)), number(0, 1))),
            gd.formulas.power(gd.x, number(-1, 1)));
    Tensor guarded = gd.tensors.map("", chosen, List.of(data(Shape.of(40), x)));
    assertEquals(number(0, 1), exactly(guarded).get(20));
    assertEquals(number(-1, 3), exactly(guarded).get(17));
  }

  @Test
  void reductionsAreAsFormulasOneByOne() {
    Shape shape = Shape.of(3, 4, 5);
    for (int round = 0; round < ROUNDS; round++) {
      List<Formula> elements =
          random.nextInt(5) == 0 ? new Repeated(number(), 60) : vector(60, random.nextBoolean());
      for (Tensor.Combine combine : Tensor.Combine.values()) {
        int axis = random.nextInt(3);
        int stride = List.of(20, 5, 1).get(axis);
        Tensor reduced = gd.tensors.reduce(combine, OptionalInt.of(axis), data(shape, elements));
        List<Formula> expected = new ArrayList<>();
        for (int first = 0; first < 60; first++) {
          if (first / stride % shape.dimension(axis) == 0) {
            Formula value = elements.get(first);
            for (int k = 1; k < shape.dimension(axis); k++) {
              value = combined(combine, value, elements.get(first + k * stride));
            }
            expected.add(value);
          }
        }
        assertEquals(expected, exactly(reduced), combine + " of " + elements);
      }
    }
  }

  private Formula combined(Tensor.Combine combine, Formula a, Formula b) {
    Formula difference = gd.formulas.subtract(a, b);
    boolean less = ((Formula.Rational) difference).numerator().signum() < 0;
    return switch (combine) {
      case SUM -> gd.formulas.add(a, b);
      case PRODUCT -> gd.formulas.multiply(a, b);
      case MAX -> less ? b : a;
      case MIN -> less ? a : b;
    };
  }

  @Test
  void longSumsOfSmallFractions() {
    Formula large = number(Long.MAX_VALUE / 2 - 5, 1);
    List<Formula> elements = new ArrayList<>(Collections.nCopies(50, large));
    elements.add(number(1, 6));
    elements.add(number(-1, 3));
    Tensor sum =
        gd.tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), data(Shape.of(52), elements));
    Formula expected = gd.formulas.add(gd.formulas.multiply(number(50, 1), large), number(-1, 6));
    assertEquals(List.of(expected), exactly(sum));
  }

  @Test
  void productsAreAsSumsOfProducts() {
    for (int round = 0; round < ROUNDS; round++) {
      int inner = 5 + random.nextInt(3);
      boolean small = random.nextInt(3) > 0;
      List<Formula> left = elements(4 * inner, small);
      List<Formula> right = elements(inner * 6, small);
      Tensor product =
          gd.tensors.contract(data(Shape.of(4, inner), left), data(Shape.of(inner, 6), right));
      List<Formula> expected = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 6; j++) {
          Formula sum = number(0, 1);
          for (int k = 0; k < inner; k++) {
            sum =
                gd.formulas.add(
                    sum, gd.formulas.multiply(left.get(i * inner + k), right.get(k * 6 + j)));
          }
          expected.add(sum);
        }
      }
      assertEquals(expected, exactly(product), "round " + round);
    }
  }

  private List<Formula> elements(int size, boolean small) {
    return switch (random.nextInt(6)) {
      case 0 -> new Repeated(number(0, 1), size);
      case 1 -> new Repeated(number(), size);
      default -> vector(size, small);
    };
  }

  @Test
  void equalElementsStayOne() {
    Tensor zeros = data(Shape.of(100, 100), new Repeated(number(0, 1), 10_000));
    Tensor window = gd.tensors.view(zeros, Shape.of(90, 90, 5, 5), 0, List.of(100, 1, 100, 1));
    Tensor padded = gd.tensors.scatter(zeros, Shape.of(104, 104), 210, List.of(104, 1));
    for (Tensor tensor : List.of(window, padded, gd.tensors.stack(List.of(zeros, zeros)))) {
      Tensor.Data known = gd.exact.evaluate(tensor, Map.of());
      assertEquals(tensor.shape().size(), known.elements().size());
      assertInstanceOf(Repeated.class, ((Elements.Formulas) known.elements()).values());
    }
  }

  @Test
  void countingAndRunningSums() {
    Elements counted = Elements.counting(number(1, 2), number(-1, 3), 20).orElseThrow();
    assertEquals(number(1, 2), counted.formula(0));
    assertEquals(number(3 - 2 * 19, 6), counted.formula(19));
    List<Formula> elements = vector(24, true);
    List<Formula> sums = new ArrayList<>(elements);
    for (int k = 0; k < 24; k++) {
      if (k / 2 % 4 != 0) {
        sums.set(k, gd.formulas.add(sums.get(k - 2), sums.get(k)));
      }
    }
    assertEquals(sums, new Elements.Formulas(elements).sums(4, 2).orElseThrow().formulas());
    assertTrue(new Elements.Formulas(List.of(gd.x)).sums(1, 1).isEmpty());
  }

  @Test
  void factorialsInAnyOrder() {
    Operation gamma =
        new Operation("gamma", 1, Optional.empty(), "tgamma", "gd.formula.Special.gamma", "");
    Formula body = gd.formulas.apply(gamma, List.of(gd.x));
    List<Formula> x = Stream.of(3, 4, 50, 49, 20, 1, 2, 7, 7, 30).map(k -> number(k, 1)).toList();
    List<Formula> expected =
        x.stream().map(each -> gd.formulas.apply(gamma, List.of(each))).toList();
    assertEquals(expected, exactly(gd.tensors.map("", body, List.of(data(Shape.of(10), x)))));
  }

  /** The quotient by a sum of a thousand exponentials, as in softmax. */
  @Test
  void whatAllElementsShareIsPutInOnce() {
    List<Formula> e =
        IntStream.range(0, 20)
            .mapToObj(k -> gd.formulas.apply(Operation.EXP, List.of(number(k, 1))))
            .toList();
    Tensor vector = data(Shape.of(20), e);
    Tensor sum = gd.tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), vector);
    Tensor quotient =
        gd.tensors.map("Division", gd.formulas.divide(gd.x, gd.y), List.of(vector, sum));
    Formula whole = gd.formulas.sum(e);
    assertEquals(
        e.stream().map(each -> gd.formulas.divide(each, whole)).toList(), exactly(quotient));
  }
}
