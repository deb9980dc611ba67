package gd.evaluate;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.report.Span;
import gd.tensor.Dimensions;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
        Map.entry("exponent_shift", ArrayBuiltins::exponentShift),
        Map.entry("argmax", (in, a) -> place(in, a, 1)),
        Map.entry("argmin", (in, a) -> place(in, a, -1)),
        Map.entry("shape", ArrayBuiltins::shape),
        Map.entry(
            "ndims",
            (in, a) -> Numbers.integer(in.arithmetic().tensor(a.value("v")).shape().rank())),
        Map.entry("length", ArrayBuiltins::length),
        Map.entry("var", ArrayBuiltins::variance),
        Map.entry("std", (in, a) -> in.arithmetic().root(variance(in, a))),
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
      return number(in, a, v);
    }
    return Arithmetic.of(in.tensors().reduce(combine, axis(in, a, v), in.arithmetic().tensor(v)));
  }

  /** A number is its own sum; two of them are no array. */
  private static Value number(Interpreter in, Arguments a, Value v) {
    if (a.given("axis")) {
      String array = "[" + in.text(v) + ", " + in.text(a.value("axis")) + "]";
      throw new Refusal(
          at ->
              new RunProblem.WrongKind(
                  at, "an array", "two numbers", List.of(a.function() + "(" + array + ")")));
    }
    return v;
  }

  private static Value mean(Interpreter in, Arguments a) {
    Value v = a.value("v");
    if (v instanceof Value.Scalar) {
      return number(in, a, v);
    }
    Tensor tensor = in.arithmetic().tensor(v);
    OptionalInt axis = axis(in, a, v);
    if (count(tensor, axis) == 0) {
      throw new Refusal(
          at ->
              new MathProblem.OutsideDomain(
                  at, "mean", "an empty array", "It has no elements to take the mean of."));
    }
    return mean(in, tensor, axis);
  }

  private static Value mean(Interpreter in, Tensor tensor, OptionalInt axis) {
    Value sum = Arithmetic.of(in.tensors().reduce(Tensor.Combine.SUM, axis, tensor));
    return in.arithmetic().divide(sum, new Value.Scalar(elements(in, tensor, axis)));
  }

  private static int count(Tensor tensor, OptionalInt axis) {
    return axis.isPresent() ? tensor.shape().dimension(axis.getAsInt()) : tensor.shape().size();
  }

  /** How many elements there are, in all or along an axis: a number, or letters. */
  private static Formula elements(Interpreter in, Tensor tensor, OptionalInt axis) {
    Dimensions dimensions = Dimensions.of(tensor);
    return axis.isPresent()
        ? dimensions.formula(in.formulas(), count(tensor, axis))
        : dimensions.count(in.formulas(), tensor.shape());
  }

  /** One array: its largest (smallest) element; several values: the largest, element by element. */
  private static Value extreme(Interpreter in, Arguments a, Tensor.Combine combine) {
    Value x = a.value("x");
    List<Value> more = a.rest("more");
    if (a.given("y")) {
      checkNoAxis(a);
      Value all = in.operation(a.function(), List.of(x, a.value("y")));
      for (Value next : more) {
        all = in.operation(a.function(), List.of(all, next));
      }
      return all;
    }
    if (x instanceof Value.Scalar) {
      return x;
    }
    return Arithmetic.of(in.tensors().reduce(combine, axis(in, a, x), in.arithmetic().tensor(x)));
  }

  private static void checkNoAxis(Arguments a) {
    if (a.given("axis")) {
      Span axis = a.span("axis");
      throw new Refusal(
          _ -> new RunProblem.BadOption(axis, "axis", axis.text(), "left out with several values"));
    }
  }

  private static Value exponentShift(Interpreter in, Arguments a) {
    Value z = a.value("z");
    Tensor array = in.arithmetic().tensor(z);
    boolean inSymbols = !array.isTraced() && !Symbols.of(z).isEmpty();
    return inSymbols
        ? Numbers.integer(0)
        : Arithmetic.of(in.tensors().reduce(Tensor.Combine.MAX, axis(in, a, z), array));
  }

  static OptionalInt axis(Interpreter in, Arguments a, Value of) {
    if (!a.given("axis")) {
      return OptionalInt.empty();
    }
    int rank = in.arithmetic().tensor(of).shape().rank();
    if (rank == 0) {
      throw new Refusal(
          at -> new RunProblem.WrongKind(at, "an array, which has axes", Words.of(of), List.of()));
    }
    int axis = a.integer("axis", 1, Math.max(1, rank));
    return OptionalInt.of(axis - 1);
  }

  /** The place of the largest (smallest) element of a vector, or along an axis. */
  private static Value place(Interpreter in, Arguments a, int sign) {
    Tensor.Data data = in.computing().data(array(in, a.value("v")));
    OptionalInt given = axis(in, a, a.value("v"));
    Shape shape = data.shape();
    if (given.isEmpty() && shape.rank() != 1) {
      String hint = a.function() + "(A, axis=2) for every row of A";
      throw new Refusal(
          at -> new ShapeProblem.NotThatShape(at, "a vector", Words.of(shape), List.of(hint)));
    }
    int axis = given.orElse(0);
    int length = shape.dimension(axis);
    if (length == 0) {
      throw new Refusal(
          at ->
              new MathProblem.OutsideDomain(
                  at, a.function(), "an empty array", "It has no elements."));
    }
    double[] values = in.computing().decimals(data);
    List<Integer> kept = new ArrayList<>(shape.dimensions());
    kept.remove(axis);
    int inner =
        shape.dimensions().subList(axis + 1, shape.rank()).stream().reduce(1, (x, y) -> x * y);
    List<Formula> places = new ArrayList<>();
    for (int k = 0; k < values.length / length; k++) {
      int first = k / inner * inner * length + k % inner;
      int best = 0;
      for (int i = 1; i < length; i++) {
        if (sign * values[first + i * inner] > sign * values[first + best * inner]) {
          best = i;
        }
      }
      places.add(Numbers.rational(best + 1L));
    }
    return Arithmetic.of(new Tensor.Data(new Shape(kept), new Elements.Formulas(places)));
  }

  private static Value shape(Interpreter in, Arguments a) {
    Tensor tensor = in.arithmetic().tensor(a.value("v"));
    Dimensions dimensions = Dimensions.of(tensor);
    return vector(
        tensor.shape().dimensions().stream()
            .map(d -> dimensions.formula(in.formulas(), d))
            .toList());
  }

  private static Value length(Interpreter in, Arguments a) {
    int length = length(in, a.value("v"));
    return a.value("v") instanceof Value.Array(var tensor, _)
        ? new Value.Scalar(Dimensions.of(tensor).formula(in.formulas(), length))
        : Numbers.integer(length);
  }

  /** The elements of a vector, the rows of a matrix or a table; a number has one. */
  static int length(Interpreter in, Value value) {
    return switch (value) {
      case Value.Table(_, var columns) -> columns.rows();
      case Value.Texts(var texts) -> texts.size();
      case Value other -> {
        Shape shape = array(in, other).shape();
        yield shape.rank() == 0 ? 1 : shape.dimension(0);
      }
    };
  }

  /** The mean square of the distances from the mean; n - correction are taken for n. */
  private static Value variance(Interpreter in, Arguments a) {
    Tensor v = array(in, a.value("v"));
    OptionalInt axis = axis(in, a, a.value("v"));
    int count = count(v, axis);
    int correction = a.integer("correction", 0, 1);
    if (count <= correction) {
      throw new Refusal(
          at ->
              new MathProblem.OutsideDomain(
                  at,
                  a.function(),
                  Words.of(v.shape()),
                  "It needs at least " + (correction + 1) + " elements."));
    }
    Arithmetic arithmetic = in.arithmetic();
    Tensor mean = arithmetic.tensor(mean(in, v, axis));
    Tensor each =
        axis.isPresent()
            ? in.tensors().spread(mean, axis.getAsInt(), count)
            : in.tensors().fill(mean, v.shape());
    Value distance = arithmetic.subtract(Arithmetic.of(v), Arithmetic.of(each));
    Value squares = arithmetic.eachPower(distance, Numbers.integer(2));
    return arithmetic.divide(
        Arithmetic.of(in.tensors().reduce(Tensor.Combine.SUM, axis, arithmetic.tensor(squares))),
        new Value.Scalar(
            in.formulas().subtract(elements(in, v, axis), Numbers.rational(correction))));
  }

  private static Value filled(Interpreter in, Arguments a, long element) {
    Optional<Tensor> symbolic = ArraySymbols.constant(in, a.rest("n"), element);
    if (symbolic.isPresent()) {
      return new Value.Array(symbolic.get());
    }
    Shape shape = shapeOf(in, a.rest("n"));
    return Arithmetic.of(
        new Tensor.Data(shape, Elements.repeated(Numbers.rational(element), shape.size())));
  }

  /** The shape that numbers, or vectors such as {@code shape(A)}, spell. */
  static Shape shapeOf(Interpreter in, List<Value> lengths) {
    List<Integer> dimensions = new ArrayList<>();
    long size = 1;
    for (Value n : lengths) {
      if (n instanceof Value.Array) {
        for (Formula f : in.computing().data(array(in, n)).elements().formulas()) {
          dimensions.add(dimension(new Value.Scalar(f)));
        }
      } else {
        dimensions.add(dimension(n));
      }
    }
    for (int d : dimensions) {
      size = checkedSize(size * d);
    }
    return new Shape(dimensions);
  }

  private static int dimension(Value n) {
    Numbers.whole(n).ifPresent(d -> checkedSize(d.min(BigInteger.TWO.pow(62)).longValue()));
    return Arguments.integer(n, "a dimension", 0, LARGEST_ARRAY);
  }

  private static long checkedSize(long size) {
    if (size > LARGEST_ARRAY) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the size of an array",
                  "%,d elements".formatted(LARGEST_ARRAY),
                  "Work on a part at a time."));
    }
    return size;
  }

  private static Value eye(Interpreter in, Arguments a) {
    Optional<Tensor> symbolic = ArraySymbols.identity(in, a.value("n"));
    if (symbolic.isPresent()) {
      return new Value.Array(symbolic.get());
    }
    int n = a.integer("n", 1, 10_000);
    checkedSize((long) n * n);
    return new Value.Array(new Tensor.Data(Shape.of(n, n), Elements.identity(n)));
  }

  private static Value linspace(Interpreter in, Arguments a) {
    double first = in.computing().decimal(a.value("a"));
    double last = in.computing().decimal(a.value("b"));
    int n = a.integer("n", 2, LARGEST_ARRAY);
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

  /** Numbers, texts or decided conditions as a vector; empty where there are others among them. */
  static Optional<Value> collected(Interpreter in, List<Value> elements) {
    if (elements.stream().allMatch(Value.Scalar.class::isInstance)) {
      return Optional.of(vector(elements.stream().map(CalculusBuiltins::formula).toList()));
    }
    if (elements.stream().allMatch(Value.Text.class::isInstance)) {
      List<String> texts = elements.stream().map(v -> ((Value.Text) v).value()).toList();
      return Optional.of(new Value.Texts(texts));
    }
    if (elements.stream().allMatch(Value.Truth.class::isInstance)) {
      List<Boolean> truths = elements.stream().map(v -> ((Value.Truth) v).value()).toList();
      return Optional.of(in.arithmetic().conditions(truths));
    }
    return Optional.empty();
  }

  static Value vector(List<Formula> elements) {
    return new Value.Array(new Tensor.Data(Shape.of(elements.size()), Elements.alike(elements)));
  }
}
