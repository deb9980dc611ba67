package gd.report;

/** Says any {@link Problem} to a person. */
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
}
