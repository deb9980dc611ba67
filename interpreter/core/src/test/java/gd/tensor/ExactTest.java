package gd.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Exact numbers stay exact, symbols stay symbols, and only what is needed is computed. */
class ExactTest {
  private final Arena gd = new Arena();
  private final Tensor.Input x = new Tensor.Input("x", Shape.of(3));

  private List<Formula> at(Tensor tensor, long... values) {
    return gd.exact.evaluate(tensor, Map.of(x, gd.exactVector(values))).elements().formulas();
  }

  private Formula half(long value) {
    return gd.formulas.divide(gd.formulas.integer(value), gd.formulas.integer(2));
  }

  @Test
  void fractions() {
    assertEquals(List.of(half(1), half(2), half(3)), at(gd.divide(x, gd.number(2)), 1, 2, 3));
    assertEquals(
        List.of(half(6)), at(gd.mean(gd.times(x, gd.divide(gd.number(3), gd.number(2)))), 1, 2, 3));
  }

  @Test
  void extremes() {
    assertEquals(
        List.of(gd.formulas.integer(7)),
        at(gd.tensors.reduce(Tensor.Combine.MAX, OptionalInt.empty(), x), -1, 7, 3));
    assertEquals(
        List.of(gd.formulas.integer(-1)),
        at(gd.tensors.reduce(Tensor.Combine.MIN, OptionalInt.empty(), x), -1, 7, 3));
  }

  /** The element at (i, j, k) of a cube of 2, 3 and 4 is 100i + 10j + k. */
  @Test
  void everyAxisOfACube() {
    Tensor cube = data(Shape.of(2, 3, 4), 24, e -> 100 * (e / 12) + 10 * (e / 4 % 3) + e % 4);
    assertEquals(
        numbers(12, e -> 100 + 20 * (e / 4) + 2 * (e % 4)), along(cube, Tensor.Combine.SUM, 0));
    assertEquals(
        numbers(8, e -> 300 * (e / 4) + 30 + 3 * (e % 4)), along(cube, Tensor.Combine.SUM, 1));
    assertEquals(
        numbers(6, e -> 400 * (e / 3) + 40 * (e % 3) + 6), along(cube, Tensor.Combine.SUM, 2));
    assertEquals(numbers(12, e -> 100 + 10 * (e / 4) + e % 4), along(cube, Tensor.Combine.MAX, 0));
    assertEquals(numbers(8, e -> 100 * (e / 4) + e % 4), along(cube, Tensor.Combine.MIN, 1));
    assertEquals(
        numbers(6, e -> 100 * (e / 3) + 10 * (e % 3) + 3), along(cube, Tensor.Combine.MAX, 2));
    assertEquals(numbers(1, _ -> 1476), at(gd.sum(cube)));
  }

  @Test
  void productsOfMatricesThatAreNotSquare() {
    Tensor left = data(Shape.of(2, 3), 6, e -> e + 1);
    Tensor right = data(Shape.of(3, 2), 6, e -> e + 7);
    assertEquals(
        List.of(58L, 64L, 139L, 154L).stream().map(gd.formulas::integer).toList(),
        at(gd.tensors.contract(left, right)));
    Tensor none = data(Shape.of(0, 2), 0, e -> e);
    assertEquals(
        numbers(6, _ -> 0), at(gd.tensors.contract(data(Shape.of(3, 0), 0, e -> e), none)));
  }

  private Tensor data(Shape shape, int size, LongUnaryOperator element) {
    return gd.tensors.data(shape, numbers(size, element));
  }

  private List<Formula> numbers(int size, LongUnaryOperator element) {
    return LongStream.range(0, size)
        .mapToObj(e -> (Formula) gd.formulas.integer(element.applyAsLong(e)))
        .toList();
  }

  private List<Formula> along(Tensor cube, Tensor.Combine combine, int axis) {
    return at(gd.tensors.reduce(combine, OptionalInt.of(axis), cube));
  }

  @Test
  void whatIsNotChosenNeedsNoValue() {
    Tensor reciprocal = gd.divide(gd.number(1), x);
    assertEquals(
        List.of(gd.formulas.integer(0), half(2), half(1)),
        at(gd.ifPositive(x, reciprocal, gd.number(0)), 0, 1, 2));
    Formula positive =
        gd.formulas.relation(Formula.Comparator.GREATER, gd.x, gd.formulas.integer(0));
    Formula body =
        gd.formulas.piecewise(
            List.of(new Formula.Case(positive, gd.formulas.divide(gd.formulas.integer(1), gd.x))),
            gd.formulas.integer(0));
    Tensor chosen = gd.tensors.map("Choice", body, List.of(x));
    assertEquals(List.of(gd.formulas.integer(0), half(2), half(1)), at(chosen, 0, 1, 2));
    Tensor slope = gd.gradient.of(gd.sum(gd.power(chosen, 2)), List.of(x)).getFirst();
    assertEquals(
        List.of(
            gd.formulas.integer(0),
            gd.formulas.integer(-2),
            gd.formulas.divide(half(-1), gd.formulas.integer(2))),
        at(slope, 0, 1, 2));
  }

  @Test
  void whatIsNeededIsRefused() {
    Tensor reciprocal = gd.divide(gd.number(1), x);
    Tensor withNothing = gd.tensors.inner(gd.subtract(x, x), reciprocal);
    for (Tensor tensor : List.of(reciprocal, gd.sum(reciprocal), withNothing)) {
      Refusal refusal = assertThrows(Refusal.class, () -> at(tensor, 1, 0, 2));
      assertInstanceOf(
          MathProblem.DivisionByZero.class, refusal.at(new Span(new Source("test", ""), 0, 0)));
    }
  }

  @Test
  void anInputWithoutAValueIsNamed() {
    Refusal refusal = assertThrows(Refusal.class, () -> gd.exact.evaluate(gd.sum(x), Map.of()));
    MathProblem.SymbolLeft problem =
        assertInstanceOf(
            MathProblem.SymbolLeft.class, refusal.at(new Span(new Source("test", ""), 0, 0)));
    assertEquals("x", problem.symbol());
  }

  @Test
  void interruptionEndsIt() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> at(gd.sum(gd.power(x, 2)), 1, 2, 3));
  }
}
