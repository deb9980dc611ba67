package gd.evaluate;

import gd.formula.Formula;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.ForeignCalls;
import gd.syntax.Syntax;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Elements and slices: what stands between {@code [} and {@code ]} after a value. */
final class Indexing {
  private final Interpreter in;
  private final Evaluator evaluator;
  private final Fields fields;

  Indexing(Interpreter in, Evaluator evaluator) {
    this.in = in;
    this.evaluator = evaluator;
    this.fields = new Fields(evaluator);
  }

  /** Which places of a dimension are meant, from 0. */
  private sealed interface Chosen {
    /** A number: the dimension disappears. */
    record One(int place) implements Chosen {}

    /** A range, a vector of places, a condition: the dimension stays. */
    record Many(int[] places) implements Chosen {}

    /** What an index says that stands for all its values. */
    record Each(IndexNotation.Place place) implements Chosen {}
  }

  private static int[] places(Chosen chosen) {
    return switch (chosen) {
      case Chosen.One(var place) -> new int[] {place};
      case Chosen.Many(var places) -> places;
      case Chosen.Each(var each) -> throw each.oneByOne();
    };
  }

  /** {@code A[1, 2]}; of {@code t[1..3]["x"]} one pair of brackets after the other. */
  Value index(Syntax.Index index, Environment scope) {
    List<Syntax.Index> pairs = new ArrayList<>(List.of(index));
    while (pairs.getFirst().of() instanceof Syntax.Index inner) {
      pairs.addFirst(inner);
    }
    Syntax.Index first = pairs.getFirst();
    foreign(first, scope);
    Value value = evaluator.evaluate(first.of(), scope);
    if (pairs.size() > 1) {
      checkRows(pairs, value);
    }
    for (Syntax.Index pair : pairs) {
      Value of = value;
      value = Evaluator.at(pair.span(), () -> element(pair, of, scope));
    }
    return value;
  }

  /** {@code Sin[1]}. */
  private static void foreign(Syntax.Index index, Environment scope) {
    if (index.of() instanceof Syntax.Name(_, var name)
        && ForeignCalls.isForeign(name)
        && scope.find(name).filter(known -> !(known instanceof Value.Callable)).isEmpty()) {
      ForeignCalls.of(index.span())
          .ifPresent(
              problem -> {
                throw new Failure(problem);
              });
    }
  }

  private Value element(Syntax.Index index, Value of, Environment scope) {
    List<Syntax.Position> positions = index.positions();
    return switch (of) {
      case Value.Table table -> ofTable(table, index, scope);
      case Value.Texts(var texts) -> {
        checkCount(1, Words.of(of), positions.size());
        yield switch (chosen(positions.getFirst(), texts.size(), scope)) {
          case Chosen.One(var place) -> new Value.Text(texts.get(place));
          case Chosen.Many(var places) ->
              new Value.Texts(Arrays.stream(places).mapToObj(texts::get).toList());
          case Chosen.Each(var each) -> throw each.oneByOne();
        };
      }
      case Value.Scalar(Formula.Symbol letter) when scope.find(letter.name()).isEmpty() ->
          throw new Refusal(
              at ->
                  new ShapeProblem.NotThatShape(
                      at,
                      "no index for a number, which the symbol " + letter.name() + " stands for",
                      positions.size() == 1 ? "one index" : positions.size() + " indices",
                      List.of(declared(letter.name(), positions.size()))));
      case Value other -> ofArray(in.arithmetic().tensor(other), positions, scope);
    };
  }

  /** {@code A[1][2]}, which takes all places in one pair of brackets. */
  private void checkRows(List<Syntax.Index> pairs, Value of) {
    Syntax.Index first = pairs.getFirst();
    if (of instanceof Value.Array array
        && in.arithmetic().tensor(array).shape().rank() > first.positions().size()) {
      String places =
          pairs.stream()
              .flatMap(pair -> pair.positions().stream())
              .map(position -> position.span().text())
              .collect(Collectors.joining(", ", "", "]"));
      Span at = first.span();
      int inside = first.positions().getFirst().span().start();
      throw new Failure(
          new SyntaxProblem.WrittenOtherwise(
              pairs.getLast().span(),
              "an element of an array",
              List.of(new Span(at.source(), at.start(), inside).text() + places)));
    }
  }

  /** How a letter is made an array. */
  private static String declared(String letter, int places) {
    List<String> sizes = List.of("n", "d", "m", "k").subList(0, Math.min(places, 4));
    return "Declare it as an array:  symbol %s[%s]".formatted(letter, String.join(", ", sizes));
  }

  private Value ofArray(Tensor tensor, List<Syntax.Position> positions, Environment scope) {
    int rank = tensor.shape().rank();
    checkCount(rank, Words.of(tensor.shape()), positions.size());
    Tensor result = tensor;
    List<Optional<IndexNotation.Place>> kept = new ArrayList<>();
    for (int axis = rank - 1; axis >= 0; axis--) {
      Syntax.Position position = positions.get(axis);
      if (position instanceof Syntax.Whole) {
        kept.addFirst(Optional.empty());
        continue;
      }
      switch (chosen(position, tensor.shape().dimension(axis), scope)) {
        case Chosen.One(var place) -> result = in.tensors().pick(result, axis, place);
        case Chosen.Many(var places) -> {
          result = in.tensors().gather(result, axis, places);
          kept.addFirst(Optional.empty());
        }
        case Chosen.Each(var place) -> kept.addFirst(Optional.of(place));
      }
    }
    result = in.indexNotation().parts(result, kept);
    Value value = Arithmetic.of(result);
    return result.shape().rank() == 0 ? in.computing().force(value) : value;
  }

  private static void checkCount(int rank, String what, int given) {
    if (given != rank) {
      String form =
          rank == 0
              ? "no index"
              : rank == 1
                  ? "one index"
                  : rank + " indices, such as [1" + ", :".repeat(rank - 1) + "]";
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at,
                  form + " for " + what,
                  given == 1 ? "one index" : given + " indices",
                  List.of()));
    }
  }

  private Chosen chosen(Syntax.Position position, int size, Environment scope) {
    return switch (position) {
      case Syntax.Whole _ -> new Chosen.Many(IntStream.range(0, size).toArray());
      case Syntax.Place(var span, Syntax.Range range) -> {
        List<Integer> places = new ArrayList<>();
        evaluator
            .comprehensions()
            .items(range, scope)
            .each()
            .forEachRemaining(v -> places.add(place(v, span, size)));
        yield new Chosen.Many(places.stream().mapToInt(Integer::intValue).toArray());
      }
      case Syntax.Place(var span, var expression) -> {
        Value value = evaluator.evaluate(expression, scope);
        yield value instanceof Value.Condition condition
            ? new Chosen.Many(where(condition, span, size))
            : in.indexNotation()
                .place(value)
                .<Chosen>map(Chosen.Each::new)
                .orElseGet(
                    () ->
                        chosen(Evaluator.at(span, () -> in.computing().force(value)), span, size));
      }
    };
  }

  private Chosen chosen(Value value, Span span, int size) {
    if (value instanceof Value.Array(Tensor.Data places, _) && places.shape().rank() == 1) {
      return new Chosen.Many(
          places.elements().formulas().stream()
              .mapToInt(f -> place(new Value.Scalar(f), span, size))
              .toArray());
    }
    return new Chosen.One(place(value, span, size));
  }

  /** The places where a condition on the elements holds. */
  private int[] where(Value.Condition condition, Span span, int size) {
    return Evaluator.at(
        span,
        () -> {
          Tensor.Data data = in.computing().data(in.arithmetic().tensor(condition));
          if (!data.shape().equals(Shape.of(size))) {
            throw new Refusal(
                at ->
                    new ShapeProblem.NotThatShape(
                        at,
                        "a condition on each of " + size + " elements",
                        "a condition on " + Words.of(data.shape()),
                        List.of()));
          }
          double[] holds = in.computing().decimals(data);
          return IntStream.range(0, size).filter(k -> holds[k] != 0).toArray();
        });
  }

  /** A place from 0. */
  static int place(Value at, Span span, int size) {
    Optional<BigInteger> whole = Numbers.whole(at);
    if (whole.isEmpty()) {
      if (at instanceof Value.Scalar(var formula) && Symbols.first(formula).isPresent()) {
        throw new Failure(Names.symbolLeft(span, formula, "an index"));
      }
      throw new Failure(
          new RunProblem.WrongKind(span, "a whole number as index", Words.of(at), List.of()));
    }
    if (whole.get().signum() <= 0 || whole.get().compareTo(BigInteger.valueOf(size)) > 0) {
      throw new Failure(
          new ShapeProblem.IndexOutOfRange(span, whole.get().toString(), String.valueOf(size)));
    }
    return whole.get().intValueExact() - 1;
  }

  /**
   * {@code data["diff"]} is a column, {@code data[1..10]} are rows, {@code data[:, 1..3]} is a
   * matrix.
   */
  private Value ofTable(Value.Table table, Syntax.Index index, Environment scope) {
    List<Syntax.Position> positions = index.positions();
    if (positions.size() == 2) {
      int[] rows = places(chosen(positions.getFirst(), table.columns().rows(), scope));
      Chosen columns = chosen(positions.getLast(), table.columns().names().size(), scope);
      return Tables.cells(table.columns(), rows, places(columns), columns instanceof Chosen.One);
    }
    if (positions.size() != 1 || !(positions.getFirst() instanceof Syntax.Place place)) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at,
                  "rows of a table, or rows and columns",
                  index.span().text(),
                  List.of(
                      table.name()
                          + "[1..10] are rows, "
                          + table.name()
                          + "[:, 1..3] is a matrix of columns")));
    }
    if (place.expression() instanceof Syntax.Text
        && evaluator.evaluate(place.expression(), scope) instanceof Value.Text(var heading)) {
      return Fields.column(index.span(), table, heading);
    }
    int[] rows = places(chosen(place, table.columns().rows(), scope));
    return new Value.Table(table.name(), table.columns().rows(rows));
  }

  Value field(Syntax.Field field, Environment scope) {
    return fields.field(field, scope);
  }
}
