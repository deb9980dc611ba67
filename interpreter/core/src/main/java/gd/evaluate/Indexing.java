package gd.evaluate;

import gd.data.Column;
import gd.data.Columns;
import gd.formula.Formula;
import gd.report.DataProblem;
import gd.report.Failure;
import gd.report.NameProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.syntax.Syntax;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Elements, slices, columns and fields. */
final class Indexing {
  private final Interpreter in;
  private final Evaluator evaluator;

  Indexing(Interpreter in, Evaluator evaluator) {
    this.in = in;
    this.evaluator = evaluator;
  }

  Value index(Syntax.Index index, Environment scope) {
    Value of = evaluator.evaluate(index.of(), scope);
    if (of instanceof Value.Table(var name, var columns)) {
      return rows(name, columns, index, scope);
    }
    Tensor tensor = in.arithmetic().tensor(of);
    List<Syntax.Position> positions = index.positions();
    int rank = tensor.shape().rank();
    if (positions.size() != rank) {
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
                  form + " for " + Words.of(tensor.shape()),
                  positions.size() == 1 ? "one index" : positions.size() + " indices",
                  List.of()));
    }
    Tensor result = tensor;
    for (int axis = rank - 1; axis >= 0; axis--) {
      result = along(result, axis, positions.get(axis), scope);
    }
    Value value = Arithmetic.of(result);
    return result.shape().rank() == 0 ? in.computing().force(value) : value;
  }

  private Tensor along(Tensor tensor, int axis, Syntax.Position position, Environment scope) {
    int size = tensor.shape().dimension(axis);
    return switch (position) {
      case Syntax.Whole _ -> tensor;
      case Syntax.Place(var span, Syntax.Range range) ->
          slice(tensor, axis, range, span, size, scope);
      case Syntax.Place(var span, var expression) -> {
        Value at = in.computing().force(evaluator.evaluate(expression, scope));
        if (at instanceof Value.Array(var places, _) && places.shape().rank() == 1) {
          yield gather(tensor, axis, places, span, size);
        }
        int place = place(at, span, size);
        yield in.tensors().pick(tensor, axis, place - 1);
      }
    };
  }

  private Tensor slice(
      Tensor tensor,
      int axis,
      Syntax.Range range,
      gd.report.Span span,
      int size,
      Environment scope) {
    List<Integer> places = places(new Syntax.Place(span, range), size, scope);
    int first = places.isEmpty() ? 0 : places.getFirst();
    int step = places.size() < 2 ? 1 : places.get(1) - places.get(0);
    return in.tensors().slice(tensor, axis, first, places.size(), step);
  }

  private Tensor gather(Tensor tensor, int axis, Tensor places, gd.report.Span span, int size) {
    List<Tensor> picked = new ArrayList<>();
    for (Formula f : in.computing().data(places).elements().formulas()) {
      picked.add(in.tensors().pick(tensor, axis, place(new Value.Scalar(f), span, size) - 1));
    }
    Tensor stacked = in.tensors().stack(picked);
    return axis == 0 ? stacked : in.tensors().transpose(stacked);
  }

  private int place(Value at, gd.report.Span span, int size) {
    Optional<java.math.BigInteger> whole = Numbers.whole(at);
    if (whole.isEmpty()) {
      if (at instanceof Value.Scalar(var formula) && Symbols.first(formula).isPresent()) {
        throw new Failure(Names.symbolLeft(span, formula, "an index"));
      }
      throw new Failure(
          new RunProblem.WrongKind(span, "a whole number as index", Words.of(at), List.of()));
    }
    if (whole.get().signum() <= 0
        || whole.get().compareTo(java.math.BigInteger.valueOf(size)) > 0) {
      throw new Failure(
          new ShapeProblem.IndexOutOfRange(span, whole.get().toString(), String.valueOf(size)));
    }
    return whole.get().intValueExact();
  }

  /** {@code data[1..10]}: a table of these rows. */
  private Value rows(String name, Columns columns, Syntax.Index index, Environment scope) {
    if (index.positions().size() == 2) {
      return cells(columns, index.positions(), scope);
    }
    if (index.positions().size() != 1
        || !(index.positions().getFirst() instanceof Syntax.Place(var span, var places))) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at,
                  "rows of a table, or rows and columns",
                  index.span().text(),
                  List.of(
                      name + "[1..10] are rows, " + name + "[:, 1..3] is a matrix of columns")));
    }
    List<Integer> rows = new ArrayList<>();
    evaluator
        .comprehensions()
        .items(places, scope)
        .forEachRemaining(v -> rows.add(place(v, span, columns.rows()) - 1));
    List<Column> taken =
        columns.columns().stream()
            .map(
                column ->
                    switch (column) {
                      case Column.Decimals(var values) ->
                          (Column)
                              new Column.Decimals(
                                  rows.stream().mapToDouble(r -> values[r]).toArray());
                      case Column.Texts(var values) ->
                          new Column.Texts(rows.stream().map(values::get).toList());
                    })
            .toList();
    return new Value.Table(name, new Columns(columns.names(), taken));
  }

  /**
   * {@code data[:, 1..3]}: the columns as a matrix, all of them numbers; one column alone is a
   * vector.
   */
  private Value cells(Columns columns, List<Syntax.Position> positions, Environment scope) {
    List<Integer> rows = places(positions.getFirst(), columns.rows(), scope);
    List<Integer> chosen = places(positions.getLast(), columns.names().size(), scope);
    double[] cells = new double[rows.size() * chosen.size()];
    for (int j = 0; j < chosen.size(); j++) {
      double[] column = decimals(columns, chosen.get(j));
      for (int i = 0; i < rows.size(); i++) {
        cells[i * chosen.size() + j] = column[rows.get(i)];
      }
    }
    Shape shape =
        isOne(positions.getLast()) ? Shape.of(rows.size()) : Shape.of(rows.size(), chosen.size());
    return new Value.Array(new Tensor.Data(shape, new Elements.Decimals(cells)));
  }

  private static boolean isOne(Syntax.Position position) {
    return position instanceof Syntax.Place(_, var expression)
        && !(expression instanceof Syntax.Range);
  }

  /** Which places are meant, from 0. */
  private List<Integer> places(Syntax.Position position, int size, Environment scope) {
    return switch (position) {
      case Syntax.Whole _ -> IntStream.range(0, size).boxed().toList();
      case Syntax.Place(var span, Syntax.Range range) -> {
        List<Integer> places = new ArrayList<>();
        evaluator
            .comprehensions()
            .items(range, scope)
            .forEachRemaining(v -> places.add(place(v, span, size) - 1));
        yield places;
      }
      case Syntax.Place(var span, var expression) ->
          List.of(
              place(in.computing().force(evaluator.evaluate(expression, scope)), span, size) - 1);
    };
  }

  private static double[] decimals(Columns columns, int place) {
    return switch (columns.columns().get(place)) {
      case Column.Decimals(var values) -> values;
      case Column.Texts _ -> {
        String name = columns.names().get(place);
        throw new Refusal(
            at ->
                new RunProblem.WrongKind(
                    at,
                    "columns of numbers",
                    "a range with the column of texts " + name,
                    List.of()));
      }
    };
  }

  Value field(Syntax.Field field, Environment scope) {
    Value of = evaluator.evaluate(field.of(), scope);
    return switch (of) {
      case Value.Table(var name, var columns) -> column(field, name, columns);
      case Value.Fields(var fields) ->
          Optional.ofNullable(fields.get(field.name()))
              .orElseThrow(() -> none(field, of, List.copyOf(fields.keySet())));
      case Value.Descent(var result) ->
          Reports.field(result, field.name())
              .orElseThrow(() -> none(field, of, Reports.fields(result)));
      case Value _ -> throw none(field, of, List.of());
    };
  }

  private static Value column(Syntax.Field field, String table, Columns columns) {
    int at = columns.names().indexOf(field.name());
    if (at < 0) {
      throw new Failure(
          new DataProblem.NoSuchColumn(field.span(), table, field.name(), columns.names()));
    }
    return switch (columns.columns().get(at)) {
      case Column.Decimals(var values) ->
          new Value.Array(
              new Tensor.Data(Shape.of(values.length), new Elements.Decimals(values)),
              Optional.of(field.span()));
      case Column.Texts(var values) -> new Value.Texts(values);
    };
  }

  private static Failure none(Syntax.Field field, Value of, List<String> known) {
    return new Failure(
        new NameProblem.NoSuchField(field.span(), Words.of(of), field.name(), known));
  }
}
