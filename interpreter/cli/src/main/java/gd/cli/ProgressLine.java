package gd.cli;

import gd.Event;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How far a long run is, on one line of a terminal that is written over and at last erased. Nothing
 * is written in a run's first half second, nor more often than every half second.
 */
final class ProgressLine {
  private static final long PAUSE = 500_000_000;

  private final Consumer<String> terminal;
  private final LongSupplier nanoseconds;
  private boolean visible;
  private long firstStep;
  private long lastStep = Long.MAX_VALUE;
  private long began;
  private long written;

  ProgressLine(Consumer<String> terminal, LongSupplier nanoseconds) {
    this.terminal = terminal;
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
    if (now - written >= PAUSE) {
      written = now;
      visible = true;
      double left = (now - began) * 1e-9 / (at.step() - firstStep) * (at.steps() - at.step());
      terminal.accept(
          String.format(
              Locale.ROOT,
              "\r\u001B[Kstep %d of %d, loss %.6g, at most %s left",
              at.step(),
              at.steps(),
              at.loss(),
              time(left)));
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
      terminal.accept("\r\u001B[K");
    }
  }
}
