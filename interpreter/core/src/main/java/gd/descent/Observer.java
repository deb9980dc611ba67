package gd.descent;

import gd.report.Problem;

/** Hears of a long run while it goes on. */
public interface Observer {
  /**
   * A run has taken {@code step} of at most {@code steps} steps.
   *
   * @param loss the last one known: of a batch, or over all of the data
   * @param slope the length of its gradient
   */
  void progressed(long step, long steps, double loss, double slope);

  void noted(Problem problem);
}
