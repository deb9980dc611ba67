package gd.evaluate;

import gd.report.Failure;
import gd.report.RunProblem;
import gd.report.Span;

/** What bounds an evaluation: how deep calls may nest, and whether it was cancelled. */
final class Limits {
  /** Calls inside calls. The evaluating thread has a stack for this many. */
  static final int DEEPEST = 10_000;

  private int depth;

  void enter(Span at) {
    checkCancelled(at);
    if (++depth > DEEPEST) {
      throw new Failure(new RunProblem.TooDeep(at, DEEPEST));
    }
  }

  void leave() {
    depth = Math.max(0, depth - 1);
  }

  /** A new statement starts at the top. */
  void reset() {
    depth = 0;
  }

  void checkCancelled(Span at) {
    if (Thread.interrupted()) {
      throw new Failure(new RunProblem.Cancelled(at));
    }
  }
}
