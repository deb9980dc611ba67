package gd.report;

import java.util.List;

/** What to say of files and tables. */
final class DataExplanations {
  private DataExplanations() {}

  static Report explain(DataProblem problem) {
    return switch (problem) {
      case DataProblem.CannotRead p ->
          Explanations.error(p, "This file cannot be read", "", "`" + p.file() + "`: " + p.why(), List.of());
      case DataProblem.CannotWrite p ->
          Explanations.error(p, "This file cannot be written", "", "`" + p.file() + "`: " + p.why(), List.of());
      case DataProblem.BadCell p ->
          Explanations.error(
              p,
              "A bad cell in the table",
              "",
              "%s, line %d, column `%s`: %s\n\n%s"
                  .formatted(p.file(), p.line(), p.column(), p.why(), Explanations.indented(List.of(p.content()))),
              List.of());
      case DataProblem.NoSuchColumn p ->
          Explanations.error(
              p,
              "No such column",
              "",
              "%s has no column `%s`. Its columns are:\n\n%s"
                  .formatted(p.table(), p.name(), Explanations.indented(List.of(String.join(", ", p.columns())))),
              Suggestions.near(p.name(), p.columns()).stream().limit(1).map(n -> "." + n).toList());
    };
  }
}
