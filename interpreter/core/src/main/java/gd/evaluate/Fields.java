package gd.evaluate;

import gd.data.Column;
import gd.report.DataProblem;
import gd.report.Failure;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.ForeignCalls;
import gd.syntax.Syntax;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What stands after a dot: columns of tables, values by name, what a descent came to. */
final class Fields {
  private final Evaluator evaluator;

  Fields(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Value field(Syntax.Field field, Environment scope) {
    Value of = evaluator.evaluate(field.of(), scope);
    return switch (of) {
      case Value.Table table -> column(field.span(), table, field.name());
      case Value.Fields(var fields) ->
          Optional.ofNullable(fields.get(field.name()))
              .orElseThrow(() -> none(field, of, List.copyOf(fields.keySet())));
      case Value.Descent(var result) ->
          Reports.field(result, field.name())
              .orElseThrow(() -> none(field, of, Reports.fields(result)));
      case Value _ -> throw method(field, of, scope);
    };
  }

  /** A column by its name, or by what the file called it. */
  static Value column(Span span, Value.Table table, String name) {
    OptionalInt place = table.columns().find(name);
    if (place.isEmpty()) {
      throw new Failure(
          new DataProblem.NoSuchColumn(span, table.name(), name, table.columns().names()));
    }
    return switch (table.columns().columns().get(place.getAsInt())) {
      case Column.Decimals(var values) ->
          new Value.Array(
              new Tensor.Data(Shape.of(values.length), new Elements.Decimals(values)),
              Optional.of(span));
      case Column.Arrays arrays ->
          new Value.Array(
              new Tensor.Data(
                  Shape.of(arrays.size()).then(arrays.cell()),
                  new Elements.Decimals(arrays.values())),
              Optional.of(span));
      case Column.Texts(var values) -> new Value.Texts(values);
    };
  }

  /** {@code v.sum()}, {@code x.shape}: functions are called with the value. */
  private static Failure method(Syntax.Field field, Value of, Environment scope) {
    Optional<Problem> foreign = ForeignCalls.method(field);
    if (foreign.isPresent()) {
      return new Failure(foreign.get());
    }
    return scope.find(field.name()).orElse(of) instanceof Value.Callable
        ? new Failure(
            new SyntaxProblem.WrittenOtherwise(
                field.span(),
                "a call",
                List.of(field.name() + "(" + field.of().span().text() + ")")))
        : none(field, of, List.of());
  }

  private static Failure none(Syntax.Field field, Value of, List<String> known) {
    return new Failure(
        new NameProblem.NoSuchField(field.span(), Words.of(of), field.name(), known));
  }
}
