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
