package gd;

import gd.report.Problem;

/** A problem met while Java called a gd function. */
public final class GdException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  GdException(Problem problem, String text) {
    super(text);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
