package gd.report;

import static gd.report.Prose.code;

import gd.report.SyntaxProblem.*;
import java.util.List;

/** What is said about texts that are no statement. */
final class SyntaxExplanations {
  private SyntaxExplanations() {}

  static Report explain(SyntaxProblem problem) {
    return switch (problem) {
      case TwoWaysToRead p -> twoWays(p);
      case Unexpected p ->
          Prose.error("This does not fit here")
              .at(p.at(), "expected " + p.expected())
              .say("Found: " + p.found() + ".")
              .hints(p.hints())
              .report();
      case Unfinished p ->
          Prose.error("Unfinished statement")
              .at(p.at(), p.expected() + " is missing here")
              .report();
      case MissingOperator p ->
          Prose.error("Missing operator")
              .cause(p.left(), "this value")
              .at(p.at(), "and this one have no operator between them")
              .hint(String.join("    or    ", p.fixes()))
              .report();
      case BracketNeverClosed p -> neverClosed(p);
      case StrayBracket p -> stray(p);
      case TextNeverClosed p ->
          Prose.error("Text never closed")
              .at(first(p.at()), "opened here")
              .hint("End it with \" on the same line; \\n stands for a line break inside a text.")
              .report();
      case BraceNeverClosed p ->
          Prose.error("Brace never closed")
              .at(p.at(), "opened here, for an expression in the text")
              .hint("For a brace as such write \\{")
              .report();
      case UnknownSign p -> unknown(p);
      case DecimalComma p ->
          Prose.error("Decimal comma")
              .at(p.at(), "a decimal number has a point")
              .hint(
                  p.at().text().matches(".*,0.*")
                      ? p.instead()
                      : p.instead()
                          + "    or, as two numbers,    ["
                          + p.at().text().replace(",", ", ")
                          + "]")
              .report();
      case ThousandsMark p ->
          Prose.error("Mark between digits")
              .at(p.at(), "the digits of a number stand together")
              .hint(p.instead())
              .report();
      case UnfinishedNumber p ->
          Prose.error("Digits are missing")
              .at(p.at(), "no digit follows " + p.after())
              .hint(String.join("    or    ", p.instead()))
              .report();
      case WrittenOtherwise p ->
          Prose.error("Written differently here")
              .at(p.at(), "not how " + p.what() + " is written")
              .hint(String.join("    or    ", p.instead()))
              .report();
      case CannotDefine p ->
          Prose.error("This cannot be defined")
              .at(p.at(), "left of `=`")
              .say(p.why())
              .hints(p.hints())
              .report();
      case NotAParameter p ->
          Prose.error("Not a parameter")
              .at(p.at(), "stands where a parameter should")
              .say(p.why())
              .hints(p.hints())
              .report();
    };
  }

  private static Report twoWays(TwoWaysToRead p) {
    Columns readings = new Columns();
    p.readings().forEach(r -> readings.row(r.text(), r.meaning()));
    return Prose.error("Two ways to read this")
        .at(p.at(), "")
        .say(readings.text())
        .hint("Write the one you mean.")
        .report();
  }

  private static Report neverClosed(BracketNeverClosed p) {
    Prose prose = Prose.error("Bracket never closed").at(p.at(), "opened here");
    return prose
        .cause(p.still(), "still inside the bracket on this line")
        .hints(p.hints())
        .report();
  }

  private static Report stray(StrayBracket p) {
    return p.opened().isPresent()
        ? Prose.error("Brackets do not match")
            .at(p.at(), "closes another kind of bracket")
            .cause(p.opened(), "this one is open")
            .report()
        : Prose.error("Bracket never opened")
            .at(p.at(), "no bracket is open that this could close")
            .hint("Leave it out, or write a " + opening(p.at().text()) + " where it should begin.")
            .report();
  }

  private static String opening(String closing) {
    return switch (closing) {
      case ")" -> "(";
      case "]" -> "[";
      default -> "{";
    };
  }

  private static Report unknown(UnknownSign p) {
    String sign =
        p.name().isEmpty() || p.name().equals(p.sign())
            ? code(p.sign())
            : code(p.sign()) + " (" + p.name() + ")";
    Prose prose =
        Prose.error("Unknown sign")
            .at(p.at(), "means nothing here")
            .say(
                p.sign().equals("`")
                    ? "The language has no grave accent."
                    : "The language has no sign " + sign + ".");
    return prose.hints(p.instead().map(List::of).orElse(List.of())).report();
  }

  private static Span first(Span span) {
    return new Span(span.source(), span.start(), Math.min(span.start() + 1, span.end()));
  }
}
