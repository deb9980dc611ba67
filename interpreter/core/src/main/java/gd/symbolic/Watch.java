package gd.symbolic;

import java.time.Duration;

/** Interrupts a thread after a time, unless that ends before. */
final class Watch {
  private enum State {
    RUNNING,
    EXPIRED,
    ENDED
  }

  private final Thread watched;
  private State state = State.RUNNING;

  private Watch(Thread watched) {
    this.watched = watched;
  }

  static Watch over(Thread watched, Duration longest) {
    Watch watch = new Watch(watched);
    Thread.startVirtualThread(() -> watch.expireAfter(longest));
    return watch;
  }

  private synchronized void expireAfter(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (state == State.RUNNING) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          state = State.EXPIRED;
          watched.interrupt();
        } else {
          wait(left);
        }
      }
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }

  /** On the watched thread, whose interrupt ends with the watch; whether the time was over. */
  synchronized boolean end() {
    boolean expired = state == State.EXPIRED;
    if (expired) {
      Thread.interrupted();
    }
    state = State.ENDED;
    notifyAll();
    return expired;
  }
}
