package gd.report;

import java.util.function.Function;

/**
 * Thrown by the packages that know no spans (formulas, tensors, kernels, back ends): a problem that
 * still lacks its place. The evaluator turns it into a {@link Failure} at the operation that asked.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Function<Span, Problem> problem;

  public Refusal(Function<Span, Problem> problem) {
    super("refused", null, false, false);
    this.problem = problem;
  }

  public Problem at(Span span) {
    return problem.apply(span);
  }
}
