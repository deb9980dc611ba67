package gd.report;

import java.util.List;
import java.util.Optional;

/** Texts that are no statement, or more than one. */
public sealed interface SyntaxProblem extends Problem {
  /**
   * One of several ways to read a text: what to paste, and what it means in words (may be empty).
   */
  record Reading(String text, String meaning) {}

  record TwoWaysToRead(Span at, List<Reading> readings) implements SyntaxProblem {}

  /** Something unexpected: {@code found} and {@code expected} in the words of the language. */
  record Unexpected(Span at, String found, String expected, List<String> hints)
      implements SyntaxProblem {}

  /** The text ends too early; at the prompt, another line is asked for. */
  record Unfinished(Span at, String expected) implements SyntaxProblem {}

  /**
   * Two values side by side, as in {@code 3 x} and {@code sin x}; {@code fixes} are texts to paste.
   */
  record MissingOperator(Span at, Span left, List<String> fixes) implements SyntaxProblem {}

  /**
   * {@code open} is the bracket; {@code still} the first word of a later line that fell inside it.
   */
  record BracketNeverClosed(Span at, String open, Optional<Span> still, List<String> hints)
      implements SyntaxProblem {}

  /** A closing bracket with none to close, or of another kind than the one that is open. */
  record StrayBracket(Span at, String bracket, Optional<Span> opened) implements SyntaxProblem {}

  /** A quoted text that its line does not close. */
  record TextNeverClosed(Span at) implements SyntaxProblem {}

  /** An expression in a text, <code>"… {x …"</code>, whose brace is not closed. */
  record BraceNeverClosed(Span at) implements SyntaxProblem {}

  /**
   * A sign that means nothing here: {@code name} is its Unicode name or number, {@code instead}
   * what may be meant.
   */
  record UnknownSign(Span at, String sign, String name, Optional<String> instead)
      implements SyntaxProblem {}

  /** {@code 3,14}. */
  record DecimalComma(Span at, String instead) implements SyntaxProblem {}

  /** {@code 1,000} or {@code 1 000 000}. */
  record ThousandsMark(Span at, String instead) implements SyntaxProblem {}

  /** {@code 5.}: digits are missing. */
  record UnfinishedNumber(Span at, String after, List<String> instead) implements SyntaxProblem {
    /** A number as it stands before a point that nothing follows. */
    public static UnfinishedNumber point(Span at, String digits) {
      return new UnfinishedNumber(
          at,
          "the point",
          digits.contains(".") ? List.of(digits) : List.of(digits + ".0", digits));
    }
  }

  /**
   * Another language's way to write something: {@code what} names it, as in "the absolute value".
   */
  record WrittenOtherwise(Span at, String what, List<String> instead) implements SyntaxProblem {}

  /** The left side of {@code =} is nothing that can be defined; {@code why} is a sentence. */
  record CannotDefine(Span at, String why, List<String> hints) implements SyntaxProblem {}

  /** A list of parameters that is none; {@code why} is a sentence. */
  record NotAParameter(Span at, String why, List<String> hints) implements SyntaxProblem {}
}
