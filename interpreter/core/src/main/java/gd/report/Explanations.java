package gd.report;

import gd.report.Report.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says any {@link Problem} to a person: title, labels on the text, what cannot be drawn, and what to do. */
public final class Explanations {
  private Explanations() {}

  public static Report explain(Problem problem) {
    return switch (problem) {
      case SyntaxProblem p -> SyntaxExplanations.explain(p);
      case NameProblem p -> NameExplanations.explain(p);
      case MathProblem p -> MathExplanations.explain(p);
      case ShapeProblem p -> ShapeExplanations.explain(p);
      case RunProblem p -> RunExplanations.explain(p);
      case DataProblem p -> DataExplanations.explain(p);
      case DeviceProblem p -> DeviceExplanations.explain(p);
    };
  }

  /** The stable name of a problem's kind: {@code UnknownName} is {@code unknown-name}. */
  public static String name(Problem problem) {
    return problem.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
  }

  static Report error(Problem problem, String title, String phrase, String message, List<String> hints) {
    return new Report(
        Report.Severity.ERROR, title, List.of(Label.at(problem.at(), phrase)), message, hints);
  }

  static Report note(Problem problem, String title, String message, List<String> hints) {
    return new Report(Report.Severity.NOTE, title, List.of(Label.at(problem.at(), "")), message, hints);
  }

  /** With a second label on where something was defined. */
  static Report error(
      Problem problem, String title, String phrase, Optional<Span> defined, String message, List<String> hints) {
    List<Label> labels =
        defined
            .map(span -> List.of(Label.at(problem.at(), phrase), Label.cause(span, "defined here")))
            .orElseGet(() -> List.of(Label.at(problem.at(), phrase)));
    return new Report(Report.Severity.ERROR, title, labels, message, hints);
  }

  /** Lines to look at, set apart from the prose. */
  static String indented(List<String> lines) {
    return lines.stream().map(l -> "    " + l).collect(Collectors.joining("\n"));
  }

  static String quoted(List<String> names) {
    return names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
  }
}
