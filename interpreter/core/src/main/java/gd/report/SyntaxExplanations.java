package gd.report;

import gd.report.Report.Label;
import java.util.List;

/** What to say of texts that cannot be read. */
final class SyntaxExplanations {
  private SyntaxExplanations() {}

  static Report explain(SyntaxProblem problem) {
    return switch (problem) {
      case SyntaxProblem.TwoWaysToRead p ->
          Explanations.error(p, "Two ways to read this", "", readings(p.readings()), List.of("Write the one you mean."));
      case SyntaxProblem.Unexpected p ->
          Explanations.error(p, "This cannot stand here", "", "Found " + p.found() + ", expected " + p.expected() + ".", p.hints());
      case SyntaxProblem.Unfinished p ->
          Explanations.error(p, "The text ends too early", "", "After this, " + p.expected() + " is expected.", List.of());
      case SyntaxProblem.MissingOperator p ->
          Explanations.error(
              p,
              "Something is missing between",
              "",
              "Two values stand side by side without an operator.",
              fixes(p.fixes()));
      case SyntaxProblem.BracketNeverClosed p -> neverClosed(p);
      case SyntaxProblem.StrayBracket p ->
          new Report(
              Report.Severity.ERROR,
              "Bracket without a partner",
              p.opened()
                  .map(o -> List.of(Label.at(p.at(), "closes nothing"), Label.cause(o, "open is this one")))
                  .orElseGet(() -> List.of(Label.at(p.at(), "closes nothing"))),
              "",
              List.of());
      case SyntaxProblem.TextNeverClosed p ->
          Explanations.error(p, "Text never closed", "opened here", "A text ends on its line, with a second \".", List.of());
      case SyntaxProblem.BraceNeverClosed p ->
          Explanations.error(
              p, "Brace never closed", "opened here", "", List.of("A brace that is no expression is written \\{"));
      case SyntaxProblem.UnknownSign p ->
          Explanations.error(
              p,
              "Unknown sign",
              p.name(),
              "",
              p.instead().map(i -> List.of("Write " + i)).orElseGet(List::of));
      case SyntaxProblem.DecimalComma p ->
          Explanations.error(
              p, "A decimal comma", "", "Decimals have a point; a comma separates.", List.of("Write " + p.instead()));
      case SyntaxProblem.ThousandsMark p ->
          Explanations.error(p, "A mark between thousands", "", "Digits stand without marks.", List.of("Write " + p.instead()));
      case SyntaxProblem.UnfinishedNumber p ->
          Explanations.error(p, "Digits are missing", "", "", fixes(p.instead()));
      case SyntaxProblem.WrittenOtherwise p ->
          Explanations.error(p, "Written otherwise here", p.what(), "", fixes(p.instead()));
      case SyntaxProblem.CannotDefine p -> Explanations.error(p, "This cannot be defined", "", p.why(), p.hints());
      case SyntaxProblem.NotAParameter p -> Explanations.error(p, "Not a parameter", "", p.why(), p.hints());
    };
  }

  private static Report neverClosed(SyntaxProblem.BracketNeverClosed p) {
    return new Report(
        Report.Severity.ERROR,
        "Bracket never closed",
        p.still()
            .map(s -> List.of(Label.at(p.at(), "opened here"), Label.cause(s, "still inside the bracket on this line")))
            .orElseGet(() -> List.of(Label.at(p.at(), "opened here"))),
        "",
        p.hints());
  }

  private static List<String> fixes(List<String> fixes) {
    return fixes.isEmpty() ? List.of() : List.of("Write " + String.join("  or  ", fixes));
  }

  static String readings(List<SyntaxProblem.Reading> readings) {
    int width = readings.stream().mapToInt(r -> r.text().length()).max().orElse(0);
    return Explanations.indented(
        readings.stream()
            .map(r -> (r.text() + " ".repeat(width - r.text().length()) + "    " + r.meaning()).stripTrailing())
            .toList());
  }
}
