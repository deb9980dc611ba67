package gd.report;

/** Ends the evaluation of a statement with a problem. Never leaves {@code gd.Session}. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial")
  private final transient Problem problem;

  public Failure(Problem problem) {
    super(problem.getClass().getSimpleName(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
