package gd.report;

/**
 * Something wrong (or worth a warning), as data: spans and texts only, one record a kind. {@link
 * Explanations} says it to a person.
 */
public sealed interface Problem
    permits SyntaxProblem,
        NameProblem,
        MathProblem,
        ShapeProblem,
        RunProblem,
        DataProblem,
        DeviceProblem {
  /** Where it went wrong. */
  Span at();
}
