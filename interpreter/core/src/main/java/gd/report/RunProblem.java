package gd.report;

import java.util.List;
import java.util.Optional;

/** What can go wrong while a script runs. */
public sealed interface RunProblem extends Problem {
  /** The wrong kind of value: "a truth value is needed, this is a vector of 3". */
  record WrongKind(Span at, String needed, String given, List<String> hints)
      implements RunProblem {}

  record AssertionFailed(Span at, String message, String detail) implements RunProblem {}

  record Cancelled(Span at) implements RunProblem {}

  /**
   * @param undecided why a condition on the way was not decided, so that both branches were tried
   */
  record TooDeep(Span at, int limit, Optional<String> undecided) implements RunProblem {
    public TooDeep(Span at, int limit) {
      this(at, limit, Optional.empty());
    }
  }

  /** A row of the table that a descent that went wrong shows. */
  record Trace(long step, double loss, double gradient) {}

  record Diverged(Span at, Optional<Span> rate, long step, List<Trace> trace, List<String> hints)
      implements RunProblem {}

  /** {@code what} is no number at the start: the loss or its gradient. */
  record NoNumberAtStart(Span at, String what, String given, List<String> hints)
      implements RunProblem {}

  record LossNotANumber(Span at, String given, List<String> hints) implements RunProblem {}

  record NothingToTrain(Span at, List<String> parameters) implements RunProblem {}

  /** A parameter of the loss has no start and is no column of the data. */
  record UnboundParameter(Span at, String parameter, List<String> columns) implements RunProblem {}

  record BadOption(Span at, String option, String given, String needed) implements RunProblem {}

  /** A note that belongs to a result ("{@code -} begins a statement of its own here"). */
  record Remark(Span at, String text) implements RunProblem {}

  /** A fault of gd itself, never of the user's: what to report. */
  record Internal(Span at, String detail) implements RunProblem {
    public static Internal of(Span at, RuntimeException fault) {
      StackTraceElement[] trace = fault.getStackTrace();
      return new Internal(at, fault + (trace.length == 0 ? "" : " in " + trace[0]));
    }
  }
}
