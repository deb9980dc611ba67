package gd.descent;

import gd.report.Problem;

/** Hears of a long run while it goes on. */
public interface Observer {
  /** A run has taken {@code step} of at most {@code steps} steps. */
  void progressed(long step, long steps, double loss);

  void noted(Problem problem);
}
