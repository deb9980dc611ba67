package gd.evaluate;

import gd.data.Column;
import gd.data.Columns;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Files, tables, texts and assertions. */
final class SystemBuiltins {
  private static final int MOST_DIGITS = 17;

  private SystemBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of(
        "read", SystemBuiltins::read,
        "write", SystemBuiltins::write,
        "table", (in, a) -> new Value.Table("the table", Tables.of(in, a.restByName("columns"))),
        "print", SystemBuiltins::print,
        "assert", SystemBuiltins::check,
        "digits", SystemBuiltins::digits,
        "display", SystemBuiltins::display,
        "latex", (in, a) -> new Value.Text(in.latex(a.value("e"))));
  }

  private static Value read(Interpreter in, Arguments a) {
    String file = text(a.value("file"));
    Columns columns = in.files().readCsv(file);
    columns.notes().forEach(note -> in.listener().noted(new RunProblem.Remark(a.at(), note)));
    return new Value.Table(file, columns);
  }

  private static Value write(Interpreter in, Arguments a) {
    String file = text(a.value("file"));
    Columns columns =
        switch (a.value("t")) {
          case Value.Table(_, var table) -> table;
          case Value value -> Tables.ofMatrix(in, value);
        };
    in.files().writeCsv(file, columns);
    return new Value.Nothing();
  }

  private static Value print(Interpreter in, Arguments a) {
    in.listener()
        .printed(
            a.rest("values").stream()
                .map(v -> in.text(in.computing().force(v)))
                .collect(Collectors.joining(" ")));
    return new Value.Nothing();
  }

  private static Value check(Interpreter in, Arguments a) {
    Value condition = in.computing().force(a.value("condition"));
    boolean holds =
        switch (condition) {
          case Value.Truth(var truth) -> truth;
          case Value.Array array when a.value("condition") instanceof Value.Condition ->
              java.util.Arrays.stream(in.computing().decimals(in.computing().data(array.tensor())))
                  .allMatch(d -> d == 1);
          case Value.Scalar(var formula) when Arithmetic.isCondition(formula) ->
              throw new Failure(Names.symbolLeft(a.span("condition"), formula, "an assertion"));
          case Value other -> throw Arithmetic.notACondition(other);
        };
    if (!holds) {
      String message = text(a.value("message"));
      throw new Failure(
          new RunProblem.AssertionFailed(a.at(), message, a.syntax("condition").span().text()));
    }
    return new Value.Nothing();
  }

  private static Value digits(Interpreter in, Arguments a) {
    in.showDigits(Arguments.integer(a.value("n"), "digits", 1, MOST_DIGITS));
    return new Value.Nothing();
  }

  private static Value display(Interpreter in, Arguments a) {
    String word = text(a.value("form"));
    in.show(
        Form.of(word)
            .orElseThrow(
                () ->
                    new Refusal(
                        at ->
                            new RunProblem.BadOption(
                                at, "form", word, "\"text\", \"2d\" or \"latex\""))));
    return new Value.Nothing();
  }

  static String text(Value value) {
    if (value instanceof Value.Text(var text)) {
      return text;
    }
    throw new Refusal(
        at -> new RunProblem.WrongKind(at, "a text in quotes", Words.of(value), List.of()));
  }
}
