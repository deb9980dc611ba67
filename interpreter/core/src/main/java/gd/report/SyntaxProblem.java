package gd.report;

import java.util.List;

/** Texts that are no statement, or more than one. */
public sealed interface SyntaxProblem extends Problem {
  /** One of several ways to read a text: what to paste, and what it means in words (may be empty). */
  record Reading(String text, String meaning) {}

  record TwoWaysToRead(Span at, List<Reading> readings) implements SyntaxProblem {}

  /** Something unexpected: {@code found} and {@code expected} in the words of the language. */
  record Unexpected(Span at, String found, String expected, List<String> hints) implements SyntaxProblem {}

  /** The text ends too early; at the prompt, another line is asked for. */
  record Unfinished(Span at, String expected) implements SyntaxProblem {}
}
