package gd.report;

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
    };
  }

  static String readings(List<SyntaxProblem.Reading> readings) {
    int width = readings.stream().mapToInt(r -> r.text().length()).max().orElse(0);
    return Explanations.indented(
        readings.stream()
            .map(r -> (r.text() + " ".repeat(width - r.text().length()) + "    " + r.meaning()).stripTrailing())
            .toList());
  }
}
