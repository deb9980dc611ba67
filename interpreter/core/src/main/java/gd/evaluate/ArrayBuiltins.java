package gd.evaluate;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.tensor.Dimensions;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** Making arrays, asking for their shapes, and reducing them. */
final class ArrayBuiltins {
  private static final int LARGEST_ARRAY = 1 << 28;

  private ArrayBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.ofEntries(
        Map.entry("sum", (in, a) -> reduce(in, a, Tensor.Combine.SUM)),
        Map.entry("product", (in, a) -> reduce(in, a, Tensor.Combine.PRODUCT)),
        Map.entry("mean", ArrayBuiltins::mean),
        Map.entry("max", (in, a) -> extreme(in, a, Tensor.Combine.MAX)),
        Map.entry("min", (in, a) -> extreme(in, a, Tensor.Combine.MIN)),
        Map.entry("argmax", ArrayBuiltins::argmax),
        Map.entry("shape", ArrayBuiltins::shape),
        Map.entry(
            "rank",
            (in, a) -> Numbers.integer(in.arithmetic().tensor(a.value("v")).shape().rank())),
        Map.entry("length", ArrayBuiltins::length),
        Map.entry("zeros", (in, a) -> filled(in, a, 0)),
        Map.entry("ones", (in, a) -> filled(in, a, 1)),
        Map.entry("eye", ArrayBuiltins::eye),
        Map.entry("linspace", ArrayBuiltins::linspace),
        Map.entry("rows", (in, a) -> in.computing().force(new Value.Array(stacked(in, a)))),
        Map.entry(
            "columns",
            (in, a) ->
                in.computing().force(new Value.Array(in.tensors().transpose(stacked(in, a))))),
        Map.entry(
            "transpose",
            (in, a) -> new Value.Array(in.tensors().transpose(array(in, a.value("A"))))));
  }

  private static Value reduce(Interpreter in, Arguments a, Tensor.Combine combine) {
    Value v = a.value("v");
    if (v instanceof Value.Scalar) {
      return v;
    }
    return Arithmetic.of(in.tensors().reduce(combine, axis(in, a, v), in.arithmetic().tensor(v)));
  }

  private static Value mean(Interpreter in, Arguments a) {
    Value v = a.value("v");
    if (v instanceof Value.Scalar) {
      return v;
    }
    Tensor tensor = in.arithmetic().tensor(v);
    OptionalInt axis = axis(in, a, v);
    int count =
        axis.isPresent() ? tensor.shape().dimension(axis.getAsInt()) : tensor.shape().size();
    if (count == 0) {
      throw new Refusal(
          at ->
              new MathProblem.OutsideDomain(
                  at, "mean", "an empty array", "It has no elements to take the mean of."));
    }
    Value sum = Arithmetic.of(in.tensors().reduce(Tensor.Combine.SUM, axis, tensor));
    Formula elements =
        axis.isPresent()
            ? Dimensions.formula(in.formulas(), count)
            : Dimensions.count(in.formulas(), tensor.shape());
    return in.arithmetic().divide(sum, new Value.Scalar(elements));
  }

  /** One array: its largest (smallest) element; several values: the largest, element by element. */
  private static Value extreme(Interpreter in, Arguments a, Tensor.Combine combine) {
    Value x = a.value("x");
    if (a.given("y")) {
      return in.operation(a.function(), List.of(x, a.value("y")));
    }
    if (x instanceof Value.Scalar) {
      return x;
    }
    return Arithmetic.of(in.tensors().reduce(combine, axis(in, a, x), in.arithmetic().tensor(x)));
  }

  private static OptionalInt axis(Interpreter in, Arguments a, Value of) {
    if (!a.given("axis")) {
      return OptionalInt.empty();
    }
    int rank = in.arithmetic().tensor(of).shape().rank();
    int axis = Arguments.integer(a.value("axis"), "axis", 1, Math.max(1, rank));
    return OptionalInt.of(axis - 1);
  }

  private static Value argmax(Interpreter in, Arguments a) {
    Tensor.Data data = in.computing().data(array(in, a.value("v")));
    OptionalInt axis = axis(in, a, a.value("v"));
    double[] values = in.computing().decimals(data);
    Shape shape = data.shape();
    if (axis.isEmpty()) {
      if (shape.rank() != 1) {
        String given = Words.of(shape);
        throw new Refusal(
            at ->
                new ShapeProblem.NotThatShape(
                    at, "a vector", given, List.of("argmax(A, axis=2) for every row of A")));
      }
      return Numbers.integer(1 + largest(values.length, i -> i, values));
    }
    if (shape.rank() != 2) {
      return Numbers.integer(1 + largest(values.length, i -> i, values));
    }
    int rows = shape.dimension(0);
    int columns = shape.dimension(1);
    boolean byRow = axis.getAsInt() == 1;
    List<Formula> places = new ArrayList<>();
    for (int k = 0; k < (byRow ? rows : columns); k++) {
      int line = k;
      int best =
          byRow
              ? largest(columns, j -> line * columns + j, values)
              : largest(rows, i -> i * columns + line, values);
      places.add(Numbers.rational(best + 1L));
    }
    return vector(places);
  }

  private static int largest(int count, IntUnaryOperator place, double[] values) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[place.applyAsInt(i)] > values[place.applyAsInt(best)]) {
        best = i;
      }
    }
    return best;
  }

  private static Value shape(Interpreter in, Arguments a) {
    Shape shape = in.arithmetic().tensor(a.value("v")).shape();
    return vector(
        shape.dimensions().stream().map(d -> Dimensions.formula(in.formulas(), d)).toList());
  }

  private static Value length(Interpreter in, Arguments a) {
    if (a.value("v") instanceof Value.Table(_, var columns)) {
      return Numbers.integer(columns.rows());
    }
    Shape shape = array(in, a.value("v")).shape();
    return shape.rank() == 0
        ? Numbers.integer(1)
        : new Value.Scalar(Dimensions.formula(in.formulas(), shape.dimension(0)));
  }

  private static Value filled(Interpreter in, Arguments a, long element) {
    List<Integer> dimensions = new ArrayList<>();
    long size = 1;
    for (Value n : a.rest("n")) {
      if (n instanceof Value.Array) {
        for (Formula f : in.computing().data(array(in, n)).elements().formulas()) {
          dimensions.add(dimension(in, new Value.Scalar(f)));
        }
      } else {
        dimensions.add(dimension(in, n));
      }
    }
    if (Dimensions.isSymbolic(new Shape(dimensions))) {
      Tensor number = in.tensors().scalar(Numbers.rational(element));
      return new Value.Array(in.tensors().fill(number, new Shape(dimensions)));
    }
    for (int d : dimensions) {
      size = checkedSize(size * d);
    }
    Shape shape = new Shape(dimensions);
    return Arithmetic.of(
        new Tensor.Data(
            shape,
            new Elements.Formulas(Collections.nCopies((int) size, Numbers.rational(element)))));
  }

  /** A number, or a letter that is a dimension of a declared array. */
  private static int dimension(Interpreter in, Value value) {
    OptionalInt letter = ArraySymbols.dimension(in, value);
    return letter.isPresent()
        ? letter.getAsInt()
        : Arguments.integer(value, "a dimension", 0, LARGEST_ARRAY);
  }

  private static long checkedSize(long size) {
    if (size > LARGEST_ARRAY) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the size of an array",
                  LARGEST_ARRAY + " elements",
                  "Work on a part at a time."));
    }
    return size;
  }

  private static Value eye(Interpreter in, Arguments a) {
    OptionalInt letter = ArraySymbols.dimension(in, a.value("n"));
    if (letter.isPresent()) {
      int length = letter.getAsInt();
      Tensor ones = in.tensors().fill(in.tensors().scalar(Numbers.rational(1)), Shape.of(length));
      return new Value.Array(
          in.tensors().scatter(ones, Shape.of(length, length), 0, List.of(length + 1)));
    }
    int n = Arguments.integer(a.value("n"), "n", 1, 10_000);
    checkedSize((long) n * n);
    Formula zero = Numbers.rational(0);
    List<Formula> elements = new ArrayList<>(Collections.nCopies(n * n, zero));
    for (int i = 0; i < n; i++) {
      elements.set(i * n + i, Numbers.rational(1));
    }
    return new Value.Array(new Tensor.Data(Shape.of(n, n), new Elements.Formulas(elements)));
  }

  private static Value linspace(Interpreter in, Arguments a) {
    double first = in.computing().decimal(a.value("a"));
    double last = in.computing().decimal(a.value("b"));
    int n = Arguments.integer(a.value("n"), "n", 2, LARGEST_ARRAY);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = i == n - 1 ? last : first + (last - first) * i / (n - 1);
    }
    return new Value.Array(new Tensor.Data(Shape.of(n), new Elements.Decimals(values)));
  }

  private static Tensor stacked(Interpreter in, Arguments a) {
    List<Tensor> parts = new ArrayList<>();
    for (Value v : a.rest("v")) {
      Tensor part = array(in, v);
      if (part.shape().rank() != 1) {
        String given = Words.of(part.shape());
        throw new Refusal(
            at -> new ShapeProblem.NotThatShape(at, "vectors of equal length", given, List.of()));
      }
      parts.add(part);
    }
    if (parts.isEmpty()) {
      throw new Refusal(at -> new RunProblem.WrongKind(at, "vectors", "no argument", List.of()));
    }
    return in.tensors().stack(parts);
  }

  static Tensor array(Interpreter in, Value value) {
    return in.arithmetic().tensor(value);
  }

  static Value vector(List<Formula> elements) {
    return new Value.Array(new Tensor.Data(Shape.of(elements.size()), elementsOf(elements)));
  }

  /**
   * Decimals if all are numbers and one is a decimal: a decimal that meets an exact number makes a
   * decimal.
   */
  static Elements elementsOf(List<Formula> elements) {
    boolean numbers =
        elements.stream()
            .allMatch(f -> f instanceof Formula.Rational || f instanceof Formula.Decimal);
    if (numbers && elements.stream().anyMatch(Formula.Decimal.class::isInstance)) {
      return new Elements.Decimals(elements.stream().mapToDouble(ArrayBuiltins::decimal).toArray());
    }
    return new Elements.Formulas(elements);
  }

  private static double decimal(Formula number) {
    return switch (number) {
      case Formula.Decimal(var d) -> d;
      case Formula.Rational(var n, var d) ->
          d.equals(BigInteger.ONE) ? n.doubleValue() : ratio(n, d);
      case Formula other -> throw new IllegalArgumentException(other.toString());
    };
  }

  private static double ratio(BigInteger numerator, BigInteger denominator) {
    return new java.math.BigDecimal(numerator)
        .divide(new java.math.BigDecimal(denominator), new java.math.MathContext(40))
        .doubleValue();
  }
}
