package gd.report;

/** Says any {@link Problem} to a person. */
public final class Explanations {
  private Explanations() {}

  public static Report explain(Problem problem) {
    return Report.error(problem.getClass().getSimpleName(), java.util.List.of(Report.Label.at(problem.at(), "")), "");
  }
}
