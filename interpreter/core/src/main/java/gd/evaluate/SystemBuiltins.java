package gd.evaluate;

import gd.data.Columns;
import gd.data.Dialect;
import gd.data.Idx;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Files, tables, texts and assertions. */
final class SystemBuiltins {
  private static final int MOST_DIGITS = 17;
  private static final int MOST_SECONDS = 3600;

  private SystemBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of(
        "read", SystemBuiltins::read,
        "write", SystemBuiltins::write,
        "table", (in, a) -> new Value.Table("the table", Tables.of(in, a.restByName("columns"))),
        "print", SystemBuiltins::print,
        "assert", SystemBuiltins::check,
        "digits", SystemBuiltins::digits,
        "timelimit", SystemBuiltins::timelimit,
        "display", SystemBuiltins::display,
        "latex", (in, a) -> new Value.Text(in.latex(a.value("e"))));
  }

  private static Value read(Interpreter in, Arguments a) {
    String file = text(a.value("file"));
    Optional<Idx> array = in.files().readArray(file);
    if (array.isPresent()) {
      return new Value.Array(
          new Tensor.Data(
              new Shape(array.get().dimensions()), new Elements.Decimals(array.get().values())));
    }
    Columns columns = in.files().readCsv(file, dialect(in, a));
    columns.notes().forEach(note -> in.listener().noted(new RunProblem.Remark(a.at(), note)));
    return new Value.Table(file, columns);
  }

  private static Dialect dialect(Interpreter in, Arguments a) {
    return new Dialect(
        mark(in, a, "separator", ",;\t| "),
        mark(in, a, "decimal", ".,"),
        a.given("missing") ? missing(in, a.value("missing")) : new Dialect.Missing.Refused(),
        encoding(text(a.value("encoding"))));
  }

  private static Optional<Character> mark(
      Interpreter in, Arguments a, String option, String allowed) {
    if (!a.given(option)) {
      return Optional.empty();
    }
    String given = in.text(a.value(option));
    if (given.length() != 1 || allowed.indexOf(given.charAt(0)) < 0) {
      String marks =
          allowed
              .replace("\t", "")
              .chars()
              .mapToObj(c -> "\"" + (char) c + "\"")
              .collect(Collectors.joining(", "));
      throw new Refusal(
          at -> new RunProblem.BadOption(at, option, '"' + given + '"', "one of " + marks));
    }
    return Optional.of(given.charAt(0));
  }

  private static Dialect.Missing missing(Interpreter in, Value value) {
    return switch (value) {
      case Value.Text(var text) when text.equals("drop") -> new Dialect.Missing.Dropped();
      case Value.Scalar _ -> new Dialect.Missing.FilledWith(in.computing().decimal(value));
      case Value other ->
          throw new Refusal(
              at ->
                  new RunProblem.BadOption(
                      at, "missing", in.text(other), "\"drop\", or a number to take instead"));
    };
  }

  private static Charset encoding(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          at ->
              new RunProblem.BadOption(
                  at, "encoding", '"' + name + '"', "\"utf-8\", \"latin1\", \"windows-1252\", …"));
    }
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

  private static Value timelimit(Interpreter in, Arguments a) {
    int seconds = Arguments.integer(a.value("seconds"), "timelimit", 1, MOST_SECONDS);
    in.algebra().limit(Duration.ofSeconds(seconds));
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
