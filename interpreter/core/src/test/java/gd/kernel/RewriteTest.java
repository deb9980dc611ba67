package gd.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Operation;
import gd.tensor.Arena;
import gd.tensor.Decimal;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule by itself. */
class RewriteTest {
  private final Arena gd = new Arena();
  private final Tensor.Input z = new Tensor.Input("z", Shape.of(7));
  private final Tensor one = gd.number(1);
  private final Map<Tensor.Input, Tensor.Data> moderate =
      Map.of(z, gd.vector(-6, -2, -0.5, 0, 0.5, 2, 6));

  private Tensor exp(Tensor tensor) {
    return gd.unary(Operation.EXP, tensor);
  }

  private Tensor log(Tensor tensor) {
    return gd.unary(Operation.LOG, tensor);
  }

  private Tensor rewritten(String name, Tensor tensor) {
    return new Rewrite(gd.tensors)
        .rules().stream()
            .filter(rule -> rule.name().equals(name))
            .findFirst()
            .flatMap(rule -> rule.rewrite().apply(tensor))
            .orElseThrow(() -> new AssertionError(name + " did not fire"));
  }

  private void sameValue(Tensor written, Tensor stable) {
    double[] expected = Decimal.evaluate(written, moderate);
    double[] values = Decimal.evaluate(stable, moderate);
    for (int k = 0; k < expected.length; k++) {
      assertEquals(expected[k], values[k], 1e-13 * Math.max(1, Math.abs(expected[k])));
    }
  }

  private void finite(Tensor stable) {
    Tensor slope = gd.gradient.of(gd.sum(stable), List.of(z)).getFirst();
    Map<Tensor.Input, Tensor.Data> far = Map.of(z, gd.vector(-5000, -800, -40, 0, 40, 800, 5000));
    for (Tensor tensor : List.of(stable, slope)) {
      for (double value : Decimal.evaluate(tensor, far)) {
        assertTrue(Double.isFinite(value), () -> GraphPrinter.print(List.of(tensor), 6));
      }
    }
  }

  private Tensor signed(int sign) {
    return gd.times(gd.number(sign), z);
  }

  private void stable(String name, Tensor written) {
    Tensor stable = rewritten(name, written);
    sameValue(written, stable);
    finite(stable);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void logistic(int sign) {
    stable("logistic", gd.divide(one, gd.add(one, exp(signed(sign)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void oneMinusLogistic(int sign) {
    stable("1 - logistic", gd.subtract(one, gd.divide(one, gd.add(one, exp(signed(sign))))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void softplus(int sign) {
    stable("log(1 + exp x)", log(gd.add(one, exp(signed(sign)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void logOfLogistic(int sign) {
    stable("log of a logistic", log(gd.divide(one, gd.add(one, exp(signed(sign))))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void logOfOneMinusLogistic(int sign) {
    stable(
        "log of 1 - logistic",
        log(gd.subtract(one, gd.divide(one, gd.add(one, exp(signed(sign)))))));
  }

  @Test
  void logOfASumOfExponentials() {
    stable("log of a sum of exponentials", log(gd.sum(exp(z))));
  }

  @Test
  void logOfASumOfExponentialsAlongAnAxis() {
    Tensor rows = gd.tensors.stack(List.of(z, gd.times(gd.number(2), z)));
    for (int axis = 0; axis < 2; axis++) {
      stable(
          "log of a sum of exponentials",
          log(gd.tensors.reduce(Tensor.Combine.SUM, OptionalInt.of(axis), exp(rows))));
    }
  }

  @Test
  void logOfASoftmax() {
    Tensor largest = gd.tensors.reduce(Tensor.Combine.MAX, OptionalInt.empty(), z);
    Tensor e = exp(gd.subtract(z, largest));
    Tensor softmax = gd.divide(e, gd.sum(e));
    stable("log of a softmax", log(softmax));
    stable("log of a softmax", log(gd.tensors.reshape(softmax, Shape.of(z.shape().size(), 1))));
  }

  @Test
  void theLibrarysSigmoid() {
    Tensor p = gd.unary(gd.sigmoid, z);
    stable("1 - logistic", gd.subtract(one, p));
    stable("log of a logistic", log(p));
    stable("log of 1 - logistic", log(gd.subtract(one, p)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void formsAreFoundInsideOthers(boolean isWritten) {
    Tensor p = isWritten ? gd.divide(one, gd.add(one, exp(signed(-1)))) : gd.unary(gd.sigmoid, z);
    Tensor entropy =
        gd.add(
            gd.times(gd.number(0.3), log(p)), gd.times(gd.number(0.7), log(gd.subtract(one, p))));
    Tensor stable = new Rewrite(gd.tensors).stabilize(List.of(entropy)).getFirst();
    sameValue(entropy, stable);
    finite(stable);
  }

  @Test
  void logOfOnePlusSmall() {
    Tensor small = gd.times(gd.number(1e-17), gd.add(z, gd.number(7)));
    Tensor stable = rewritten("log(1 + x)", log(gd.add(one, small)));
    assertEquals(
        1e-16, Decimal.evaluate(stable, Map.of(z, gd.vector(3, 3, 3, 3, 3, 3, 3)))[0], 1e-30);
  }

  @Test
  void innerProductIsASum() {
    assertEquals(
        "reduce sum (map #1*#2 z z)",
        GraphPrinter.print(
            List.of(rewritten("inner product as a sum", gd.tensors.inner(z, z))), 6));
  }

  @Test
  void aVectorGoesToTheRight() {
    Tensor a = new Tensor.Input("A", Shape.of(7, 2));
    Tensor row = gd.tensors.multiply(new Tensor.Input("R", Shape.of(1, 7)), a);
    assertEquals(
        "reshape[1, 2] (contract (transpose A) (reshape[7] R))",
        GraphPrinter.print(List.of(rewritten("vector on the right", row)), 6));
    assertEquals(
        "contract (transpose A) z",
        GraphPrinter.print(
            List.of(rewritten("vector on the right", gd.tensors.contract(z, a))), 6));
  }

  @Test
  void aConstantFactorGoesBehindAProduct() {
    Tensor.Input m = new Tensor.Input("M", Shape.of(2, 7));
    Tensor sevenths = gd.divide(gd.unary(gd.sigmoid, z), gd.number(7));
    Tensor difference = gd.subtract(sevenths, gd.divide(z, gd.number(7)));
    assertEquals(
        "map #1/7 (contract M (map (#1 - #2) (map sigmoid(#1) z) z))",
        GraphPrinter.print(
            List.of(
                rewritten("constant factor behind a product", gd.tensors.contract(m, difference))),
            6));
    Tensor uneven = gd.subtract(sevenths, z);
    assertEquals(
        List.of(),
        new Rewrite(gd.tensors)
            .rules().stream()
                .filter(rule -> rule.rewrite().apply(gd.tensors.contract(m, uneven)).isPresent())
                .map(Rewrite.Rule::name)
                .toList());
  }

  @Test
  void scoresOfAFewClassesAreWrittenColumnByColumn() {
    Tensor.Data x =
        gd.tensors.data(Shape.of(64, 1), Collections.nCopies(64, gd.formulas.integer(2)));
    Tensor.Input w = new Tensor.Input("W", Shape.of(1, 2));
    Tensor scores = gd.tensors.multiply(x, w);
    Rewrite.Rewritten rewritten = new Rewrite(gd.tensors).explain(List.of(gd.sum(exp(scores))));
    assertEquals(Map.of("columns of a narrow product", 1), rewritten.rules());
    assertEquals(
        "reduce sum (map (#1 + #2)"
            + " (map exp(#1) (contract (data[64, 1]) (view[1] at 0 by [2] W)))"
            + " (map exp(#1) (contract (data[64, 1]) (view[1] at 1 by [2] W))))",
        GraphPrinter.print(rewritten.outputs(), 6));
  }

  @Test
  void rulesLeaveOtherNodesAlone() {
    for (Rewrite.Rule rule : new Rewrite(gd.tensors).rules()) {
      assertEquals(Optional.empty(), rule.rewrite().apply(gd.power(z, 2)), rule.name());
      assertEquals(Optional.empty(), rule.rewrite().apply(gd.sum(z)), rule.name());
    }
  }
}
