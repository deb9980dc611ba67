package gd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.ShapeProblem;
import gd.report.Source;
import gd.report.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language's rules on shapes, and where elements go. */
class TensorsTest {
  private final Arena gd = new Arena();

  /** "2x3" is a matrix, "3" a vector, "." a number. */
  private static Tensor input(String shape) {
    return new Tensor.Input("a", shape.equals(".") ? Shape.SCALAR : shape(shape));
  }

  private static Shape shape(String text) {
    return Shape.of(Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
  }

  private static String text(Tensor tensor) {
    String sizes =
        String.join("x", tensor.shape().dimensions().stream().map(String::valueOf).toList());
    return sizes.isEmpty() ? "." : sizes;
  }

  private static Problem refused(Supplier<Tensor> made) {
    return assertThrows(Refusal.class, made::get).at(new Span(new Source("test", ""), 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "3,3,3",
    ".,3,3",
    "3,.,3",
    ".,.,.",
    "2x3,2x3,2x3",
    "2x3,.,2x3",
    "2x3,3,2x3",
    "3,2x3,2x3",
    "2x3,1x3,2x3",
    "1x3,2x3,2x3",
    "3,1x3,1x3",
    "2x4x3,3,2x4x3",
    "2x3x4x5,5,2x3x4x5",
    "2x3,2,-",
    "3,2,-",
    "2x3,3x2,-",
    "2x3,2x1,-",
    "2x3x4,3x4,-",
    "1,3,-",
    "2x2x3,1x3,-"
  })
  void addition(String left, String right, String sum) {
    if (sum.equals("-")) {
      ShapeProblem.ShapesDoNotFit problem =
          assertInstanceOf(
              ShapeProblem.ShapesDoNotFit.class, refused(() -> gd.add(input(left), input(right))));
      assertEquals("Addition", problem.operation());
      assertEquals(input(left).shape().words(), problem.left().shape());
      assertEquals(input(right).shape().words(), problem.right().shape());
    } else {
      assertEquals(sum, text(gd.add(input(left), input(right))));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2x3,3x4,2x4",
    "2x3,3,2",
    "1x3,3,.",
    "1x3,3x1,1x1",
    "3,1x2,3x2",
    ".,2x3,2x3",
    "2x3,.,2x3",
    ".,3,3",
    ".,.,.",
    "1x2,2x3,1x3",
    "2x3,2x3,-",
    "2x3,2,-",
    "3,3,-",
    "3,3x2,-",
    "2x3x4,4,-"
  })
  void multiplication(String left, String right, String product) {
    if (product.equals("-")) {
      assertInstanceOf(
          ShapeProblem.class, refused(() -> gd.tensors.multiply(input(left), input(right))));
    } else {
      assertEquals(product, text(gd.tensors.multiply(input(left), input(right))));
    }
  }

  @Test
  void twoVectorsHaveNoProduct() {
    ShapeProblem.NotForArrays problem =
        assertInstanceOf(
            ShapeProblem.NotForArrays.class,
            refused(() -> gd.tensors.multiply(input("3"), input("3"))));
    assertEquals(List.of("u·v", "u.*v", "u*v.T"), problem.instead());
  }

  @ParameterizedTest
  @CsvSource({"3,3,.", ".,.,.", "3,2,-", "2x3,3,-"})
  void inner(String left, String right, String product) {
    if (product.equals("-")) {
      assertInstanceOf(
          ShapeProblem.class, refused(() -> gd.tensors.inner(input(left), input(right))));
    } else {
      assertEquals(product, text(gd.tensors.inner(input(left), input(right))));
    }
  }

  @ParameterizedTest
  @CsvSource({"2x3,0,3", "2x3,1,2", "2x3x4,1,2x4", "3,0,."})
  void reductionAlongAnAxis(String array, int axis, String result) {
    assertEquals(
        result, text(gd.tensors.reduce(Tensor.Combine.SUM, OptionalInt.of(axis), input(array))));
  }

  @Test
  void reductionsThatAreRefused() {
    assertInstanceOf(
        ShapeProblem.IndexOutOfRange.class,
        refused(() -> gd.tensors.reduce(Tensor.Combine.SUM, OptionalInt.of(2), input("2x3"))));
    assertInstanceOf(
        ShapeProblem.NotThatShape.class,
        refused(() -> gd.tensors.reduce(Tensor.Combine.MAX, OptionalInt.empty(), input("0"))));
  }

  @Test
  void indices() {
    assertInstanceOf(
        ShapeProblem.IndexOutOfRange.class, refused(() -> gd.tensors.pick(input("3"), 0, 3)));
    assertInstanceOf(
        ShapeProblem.IndexOutOfRange.class, refused(() -> gd.tensors.pick(input("3"), 0, -1)));
    assertInstanceOf(
        ShapeProblem.IndexOutOfRange.class,
        refused(() -> gd.tensors.slice(input("3"), 0, 1, 3, 1)));
    assertEquals("0", text(gd.tensors.slice(input("3"), 0, 3, 0, 1)));
  }

  @Test
  void raggedStacksAreRefused() {
    assertInstanceOf(
        ShapeProblem.RaggedArray.class,
        refused(() -> gd.tensors.stack(List.of(input("3"), input("2")))));
    assertEquals("2x3", text(gd.tensors.stack(List.of(input("3"), input("3")))));
  }

  @Test
  void tooLargeIsRefusedBeforeItIsMade() {
    Tensor long1 = gd.tensors.fill(gd.number(1), Shape.of(100_000));
    assertInstanceOf(
        MathProblem.LimitReached.class,
        refused(
            () ->
                gd.tensors.multiply(
                    long1, gd.tensors.transpose(gd.tensors.reshape(long1, Shape.of(100_000))))));
  }

  @Test
  void knownNumbersGoIntoTheBody() {
    Tensor.Map map = assertInstanceOf(Tensor.Map.class, gd.power(input("3"), 2));
    assertEquals(1, map.arguments().size());
    assertEquals(gd.formulas.power(gd.x, gd.formulas.integer(2)), map.body());
    assertEquals(
        gd.formulas.integer(5),
        ((Tensor.Data) gd.add(gd.number(2), gd.number(3))).elements().formula(0));
  }

  @Test
  void viewsOfViewsAreViews() {
    Tensor.Data a = gd.tensors.data(Shape.of(2, 3), integers(6));
    Tensor view = gd.tensors.pick(gd.tensors.transpose(gd.tensors.slice(a, 1, 0, 2, 2)), 0, 1);
    assertEquals(a, assertInstanceOf(Tensor.View.class, view).argument());
    assertEquals(List.of(gd.formulas.integer(2), gd.formulas.integer(5)), elements(view));
  }

  @Test
  void reshapesOfSlicesKeepTheOrder() {
    Tensor.Data a = gd.tensors.data(Shape.of(3, 4), integers(12));
    Tensor part = gd.tensors.reshape(gd.tensors.slice(a, 1, 1, 2, 1), Shape.of(2, 3));
    assertArrayEquals(
        new double[] {1, 2, 5, 6, 9, 10}, gd.decimals(gd.exact.evaluate(part, Map.of())));
    Tensor turned = gd.tensors.transpose(part);
    assertArrayEquals(
        new double[] {1, 6, 2, 9, 5, 10}, gd.decimals(gd.exact.evaluate(turned, Map.of())));
  }

  private List<Formula> integers(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(k -> gd.formulas.integer(k))
        .toList();
  }

  private List<Formula> elements(Tensor tensor) {
    return gd.exact.evaluate(tensor, Map.of()).elements().formulas();
  }

  @Test
  void matrixAlgebraIsExact() {
    Tensor a = gd.tensors.data(Shape.of(2, 2), List.of(one(1), one(2), one(3), one(4)));
    Tensor b = gd.tensors.data(Shape.of(2, 2), List.of(one(5), one(6), one(7), one(8)));
    assertEquals(List.of(one(19), one(22), one(43), one(50)), elements(gd.tensors.multiply(a, b)));
    assertEquals(List.of(one(23), one(34), one(31), one(46)), elements(gd.tensors.multiply(b, a)));
    assertEquals(List.of(one(1), one(3), one(2), one(4)), elements(gd.tensors.transpose(a)));
    Tensor u = gd.exactVector(1, 2, 3);
    assertEquals(List.of(one(32)), elements(gd.tensors.inner(u, gd.exactVector(4, 5, 6))));
    assertEquals(
        List.of(one(1), one(2), one(2), one(4)),
        elements(
            gd.tensors.multiply(gd.exactVector(1, 2), gd.tensors.transpose(gd.exactVector(1, 2)))));
  }

  private Formula one(long value) {
    return gd.formulas.integer(value);
  }

  @Test
  void substitutionSharesWhatIsShared() {
    Tensor.Input w = new Tensor.Input("w", Shape.of(2));
    Tensor squares = gd.power(w, 2);
    List<Tensor> at =
        gd.tensors.substitute(List.of(gd.sum(squares), squares), Map.of(w, gd.exactVector(3, 4)));
    assertEquals(((Tensor.Reduce) at.get(0)).argument(), at.get(1));
    assertEquals(List.of(one(25)), elements(at.get(0)));
    assertThrows(Refusal.class, () -> gd.tensors.substitute(squares, Map.of(w, gd.exactVector(1))));
  }
}
