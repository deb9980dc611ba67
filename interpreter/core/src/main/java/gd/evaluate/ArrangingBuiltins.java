package gd.evaluate;

import gd.formula.Formula;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.report.Span;
import gd.tensor.Elements;
import gd.tensor.ExactSize;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** The same elements in another order or shape: sorting, taking, joining; running sums. */
final class ArrangingBuiltins {
  /** Below it a whole number is a decimal. */
  private static final double WHOLE_DECIMALS = 0x1p53;

  private ArrangingBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of(
        "take", ArrangingBuiltins::take,
        "argsort", ArrangingBuiltins::argsort,
        "unique", ArrangingBuiltins::unique,
        "where", ArrangingBuiltins::where,
        "cumsum", ArrangingBuiltins::cumulative,
        "reshape", ArrangingBuiltins::reshape,
        "concatenate", ArrangingBuiltins::concatenate);
  }

  private static Value take(Interpreter in, Arguments a) {
    Value v = a.value("v");
    Tensor.Data places = vector(in, a.value("places"));
    int size = ArrayBuiltins.length(in, v);
    int[] chosen = chosen(in, places.elements(), a.span("places"), size);
    return switch (v) {
      case Value.Table(var name, var columns) -> new Value.Table(name, columns.rows(chosen));
      case Value.Texts(var texts) ->
          new Value.Texts(IntStream.of(chosen).mapToObj(texts::get).toList());
      case Value other -> {
        Tensor tensor = ArrayBuiltins.array(in, other);
        // of what is not computed yet each element would be a node
        Tensor from = tensor.isTraced() ? tensor : in.computing().data(tensor);
        yield Arithmetic.of(in.tensors().gather(from, 0, chosen));
      }
    };
  }

  /** Counted from zero. */
  private static int[] chosen(Interpreter in, Elements places, Span at, int size) {
    int[] chosen = new int[places.size()];
    double[] numbers =
        places.areNumbers() ? places.decimals(in.computing()::decimal) : new double[0];
    for (int k = 0; k < chosen.length; k++) {
      boolean plain = k < numbers.length && numbers[k] >= 1 && numbers[k] <= size;
      chosen[k] =
          plain && numbers[k] == Math.rint(numbers[k])
              ? (int) numbers[k] - 1
              : Indexing.place(new Value.Scalar(places.formula(k)), at, size);
    }
    return chosen;
  }

  private static Tensor.Data vector(Interpreter in, Value value) {
    Tensor.Data data = in.computing().data(ArrayBuiltins.array(in, value));
    if (data.shape().rank() != 1) {
      throw new Refusal(
          at -> new ShapeProblem.NotThatShape(at, "a vector", Words.of(data.shape()), List.of()));
    }
    return data;
  }

  private static Value argsort(Interpreter in, Arguments a) {
    if (a.value("v") instanceof Value.Texts(var texts)) {
      return places(PlaceSort.sorted(texts.size(), (i, j) -> texts.get(i).compareTo(texts.get(j))));
    }
    Tensor.Data data = vector(in, a.value("v"));
    return places(PlaceSort.sorted(data.shape().size(), order(in, data)));
  }

  /** Places of a vector by the size of their elements; exact numbers are compared exactly. */
  private static PlaceSort.Order order(Interpreter in, Tensor.Data data) {
    double[] decimals = in.computing().decimals(data);
    if (areExact(decimals, data.elements())) {
      return (i, j) -> Double.compare(decimals[i], decimals[j]);
    }
    return (i, j) -> {
      int byDecimal = Double.compare(decimals[i], decimals[j]);
      return byDecimal == 0
              && data.elements().formula(i) instanceof Formula.Rational(var n, var d)
              && data.elements().formula(j) instanceof Formula.Rational(var m, var c)
          ? n.multiply(c).compareTo(m.multiply(d))
          : byDecimal;
    };
  }

  /** Whether all are whole numbers that a decimal holds. */
  private static boolean areExact(double[] decimals, Elements elements) {
    for (int k = 0; k < decimals.length; k++) {
      if (!(elements.formula(k) instanceof Formula.Rational number
          && number.isInteger()
          && Math.abs(decimals[k]) < WHOLE_DECIMALS)) {
        return false;
      }
    }
    return true;
  }

  private static Value places(int[] fromZero) {
    return new Value.Array(
        new Tensor.Data(
            Shape.of(fromZero.length), Elements.whole(fromZero.length, k -> fromZero[k] + 1L)));
  }

  private static Value unique(Interpreter in, Arguments a) {
    if (a.value("v") instanceof Value.Texts(var texts)) {
      return new Value.Texts(List.copyOf(new TreeSet<>(texts)));
    }
    Tensor.Data data = vector(in, a.value("v"));
    PlaceSort.Order order = order(in, data);
    int[] sorted = PlaceSort.sorted(data.shape().size(), order);
    int kept = 0;
    for (int place : sorted) {
      if (kept == 0 || order.compare(sorted[kept - 1], place) != 0) {
        sorted[kept++] = place;
      }
    }
    return Arithmetic.of(in.tensors().gather(data, 0, Arrays.copyOf(sorted, kept)));
  }

  private static Value where(Interpreter in, Arguments a) {
    Tensor.Data data = vector(in, a.value("condition"));
    double[] holds = in.computing().decimals(data);
    return places(IntStream.range(0, holds.length).filter(k -> holds[k] != 0).toArray());
  }

  private static Value cumulative(Interpreter in, Arguments a) {
    Tensor tensor = ArrayBuiltins.array(in, a.value("v"));
    if (!a.given("axis") && tensor.shape().rank() != 1) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at,
                  "a vector",
                  Words.of(tensor.shape()),
                  List.of("cumsum(A, axis=1) adds down the columns of A")));
    }
    int axis = ArrayBuiltins.axis(in, a, a.value("v")).orElse(0);
    ArraySymbols.checkNumber(tensor, axis);
    if (tensor.isTraced()) {
      return Arithmetic.of(cumulative(in.tensors(), tensor, axis));
    }
    Tensor.Data data = in.computing().data(tensor);
    int length = data.shape().dimension(axis);
    int inner = data.shape().dimensions().stream().skip(axis + 1L).reduce(1, Math::multiplyExact);
    Optional<Elements> small = data.elements().sums(length, inner);
    if (small.isPresent()) {
      return new Value.Array(new Tensor.Data(data.shape(), small.get()));
    }
    Elements elements =
        switch (data.elements()) {
          case Elements.Decimals(var values) -> {
            double[] sums = values.clone();
            for (int k = 0; k < sums.length; k++) {
              sums[k] += k / inner % length == 0 ? 0 : sums[k - inner];
            }
            yield new Elements.Decimals(sums);
          }
          case Elements.Formulas(var values) -> {
            List<Formula> sums = new ArrayList<>(values);
            ExactSize size = new ExactSize(sums.size());
            for (int k = 0; k < sums.size(); k++) {
              if (k / inner % length != 0) {
                if (Thread.interrupted()) {
                  throw new CancellationException();
                }
                sums.set(k, in.formulas().add(sums.get(k - inner), sums.get(k)));
                size.add(sums.get(k));
              }
            }
            yield new Elements.Formulas(sums);
          }
        };
    return new Value.Array(new Tensor.Data(data.shape(), elements));
  }

  /** As a graph: the sums of the first 1, 2, … parts. */
  private static Tensor cumulative(Tensors tensors, Tensor tensor, int axis) {
    if (tensor.shape().rank() > 2) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at, "a vector or a matrix", Words.of(tensor.shape()), List.of()));
    }
    if (axis == 1) {
      return tensors.transpose(cumulative(tensors, tensors.transpose(tensor), 0));
    }
    return tensors.stack(
        IntStream.rangeClosed(1, tensor.shape().dimension(0))
            .mapToObj(n -> tensors.slice(tensor, 0, 0, n, 1))
            .map(part -> tensors.reduce(Tensor.Combine.SUM, OptionalInt.of(0), part))
            .toList());
  }

  private static Value reshape(Interpreter in, Arguments a) {
    return Arithmetic.of(
        in.tensors()
            .reshape(
                ArrayBuiltins.array(in, a.value("v")), ArrayBuiltins.shapeOf(in, a.rest("n"))));
  }

  /** Each part at its place in zeros, and the sum of all: so graphs can be joined too. */
  private static Value concatenate(Interpreter in, Arguments a) {
    List<Tensor> parts =
        a.rest("parts").stream()
            .map(v -> ArrayBuiltins.array(in, v))
            .map(t -> t.shape().rank() == 0 ? in.tensors().fill(t, Shape.of(1)) : t)
            .toList();
    if (parts.isEmpty()) {
      throw new Refusal(at -> new RunProblem.WrongKind(at, "arrays", "no argument", List.of()));
    }
    int rank = parts.getFirst().shape().rank();
    int axis = a.integer("axis", 1, rank) - 1;
    parts.stream()
        .filter(part -> part.shape().rank() == rank)
        .forEach(part -> ArraySymbols.checkNumber(part, axis));
    return new Value.Array(in.tensors().concatenate(parts, axis));
  }
}
