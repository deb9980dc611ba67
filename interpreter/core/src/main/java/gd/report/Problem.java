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

  /** The stable name of its kind: {@code unknown-name}. */
  default String kind() {
    return kind(getClass());
  }

  /** The stable name of a kind. */
  static String kind(Class<?> problem) {
    return problem
        .getSimpleName()
        .replaceAll("(?<!^)([A-Z])", "-$1")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
