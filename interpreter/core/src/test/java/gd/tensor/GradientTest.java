package gd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Formula;
import gd.formula.Operation;
import gd.report.Refusal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GradientTest {
  private final Arena gd = new Arena();
  private final Tensor.Input w = new Tensor.Input("w", Shape.of(3));

  private List<Formula> exactAt(Tensor loss, Tensor.Input by, Tensor.Data value) {
    Tensor gradient = gd.gradient.of(loss, List.of(by)).getFirst();
    assertEquals(by.shape(), gradient.shape());
    return gd.exact.evaluate(gradient, Map.of(by, value)).elements().formulas();
  }

  @Test
  void sumOfSquares() {
    assertEquals(
        List.of(gd.formulas.integer(2), gd.formulas.integer(4), gd.formulas.integer(-6)),
        exactAt(gd.sum(gd.power(w, 2)), w, gd.exactVector(1, 2, -3)));
  }

  @Test
  void symbolsStaySymbols() {
    Tensor.Data a = gd.tensors.data(Shape.of(3), List.of(symbol("a"), symbol("b"), symbol("c")));
    assertEquals(
        List.of(
            gd.formulas.multiply(gd.formulas.integer(2), symbol("a")),
            gd.formulas.multiply(gd.formulas.integer(2), symbol("b")),
            gd.formulas.multiply(gd.formulas.integer(2), symbol("c"))),
        exactAt(gd.tensors.inner(w, w), w, a));
  }

  private Formula symbol(String name) {
    return gd.formulas.symbol(name);
  }

  @Test
  void unusedInputHasGradientZero() {
    Tensor.Input other = new Tensor.Input("v", Shape.of(2));
    Tensor gradient = gd.gradient.of(gd.sum(w), List.of(other)).getFirst();
    assertEquals(
        List.of(gd.formulas.integer(0), gd.formulas.integer(0)),
        gd.exact.evaluate(gradient, Map.of()).elements().formulas());
  }

  @Test
  void attainedMaximumIsShared() {
    Tensor max = gd.tensors.reduce(Tensor.Combine.MAX, OptionalInt.empty(), w);
    Formula half = gd.formulas.divide(gd.formulas.integer(1), gd.formulas.integer(2));
    assertEquals(
        List.of(half, gd.formulas.integer(0), half), exactAt(max, w, gd.exactVector(7, 1, 7)));
  }

  @Test
  void productWithAZeroFactor() {
    Tensor product = gd.tensors.reduce(Tensor.Combine.PRODUCT, OptionalInt.empty(), w);
    assertEquals(
        List.of(gd.formulas.integer(0), gd.formulas.integer(10), gd.formulas.integer(0)),
        exactAt(product, w, gd.exactVector(2, 0, 5)));
  }

  @Test
  void secondDerivativeOfAProductWithAZeroFactor() {
    Tensor product = gd.tensors.reduce(Tensor.Combine.PRODUCT, OptionalInt.empty(), w);
    Tensor first = gd.tensors.pick(gd.gradient.of(product, List.of(w)).getFirst(), 0, 0);
    assertEquals(
        List.of(gd.formulas.integer(0), gd.formulas.integer(5), gd.formulas.integer(0)),
        exactAt(first, w, gd.exactVector(2, 0, 5)));
  }

  @Test
  void whatIsNotChosenDoesNotPoison() {
    Tensor chosen = gd.ifPositive(w, gd.unary(Operation.LOG, w), gd.number(0));
    Tensor gradient = gd.gradient.of(gd.sum(chosen), List.of(w)).getFirst();
    Tensor hessianRow = gd.gradient.of(gd.tensors.pick(gradient, 0, 2), List.of(w)).getFirst();
    Tensor.Data at = gd.vector(0, -1, 2);
    assertArrayEquals(new double[] {0, 0, 0.5}, evaluated(gradient, at));
    assertArrayEquals(new double[] {0, 0, -0.25}, evaluated(hessianRow, at));
  }

  private double[] evaluated(Tensor tensor, Tensor.Data at) {
    return Decimal.evaluate(tensor, Map.of(w, at));
  }

  @Test
  void lossMustBeANumber() {
    assertThrows(Refusal.class, () -> gd.gradient.of(w, List.of(w)));
  }

  @Test
  void longChainsNeedNoStack() {
    Tensor.Input number = new Tensor.Input("s", Shape.SCALAR);
    Tensor chain = number;
    for (int k = 0; k < 10_000; k++) {
      chain = gd.add(gd.times(chain, gd.number(1)), number);
    }
    Tensor gradient = gd.gradient.of(chain, List.of(number)).getFirst();
    Tensor.Data one = gd.tensors.scalar(gd.formulas.integer(3));
    assertEquals(
        gd.formulas.integer(10_001),
        gd.exact.evaluate(gradient, Map.of(number, one)).elements().formula(0));
    assertTrue(Graph.order(List.of(gradient)).size() <= 10_001);
  }
}
