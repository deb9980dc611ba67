package gd.cli;

import gd.Event;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How far a long run is: on a terminal, on one line that is written over and at last erased, at
 * most every half second; elsewhere on lines that stay, at most every ten seconds. A run that is
 * shorter leaves nothing.
 */
final class ProgressLine {
  private static final String ERASE = "\r\u001B[K";

  private final Consumer<String> to;
  private final boolean over;
  private final LongSupplier nanoseconds;
  private boolean visible;
  private long firstStep;
  private long lastStep = Long.MAX_VALUE;
  private long began;
  private long written;

  /**
   * @param over whether a line is written over the one before, as terminals can
   */
  ProgressLine(Consumer<String> to, boolean over, LongSupplier nanoseconds) {
    this.to = to;
    this.over = over;
    this.nanoseconds = nanoseconds;
  }

  void show(Event.Progressed at) {
    long now = nanoseconds.getAsLong();
    if (at.step() <= lastStep) { // the first of a run
      firstStep = at.step();
      began = now;
      written = now;
    }
    lastStep = at.step();
    if (now - written >= (over ? 500_000_000L : 10_000_000_000L)) {
      written = now;
      visible = over;
      double left = (now - began) * 1e-9 / (at.step() - firstStep) * (at.steps() - at.step());
      String line =
          String.format(
              Locale.ROOT,
              "step %d of %d, loss %.6g%s, at most %s left",
              at.step(),
              at.steps(),
              at.loss(),
              Double.isNaN(at.slope())
                  ? ""
                  : String.format(Locale.ROOT, ", gradient %.3g", at.slope()),
              time(left));
      to.accept(over ? ERASE + line : line + "\n");
    }
  }

  private static String time(double seconds) {
    long whole = (long) Math.ceil(seconds);
    return whole < 120 ? whole + " s" : whole < 7200 ? whole / 60 + " min" : whole / 3600 + " h";
  }

  /** The run is over. */
  void erase() {
    lastStep = Long.MAX_VALUE;
    if (visible) {
      visible = false;
      to.accept(ERASE);
    }
  }
}
