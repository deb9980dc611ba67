package gd;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A task that can be interrupted and is waited for nevertheless. */
final class Task<T> implements Runnable {
  private final FutureTask<T> work;
  private volatile @Nullable Thread runner;

  Task(Callable<T> work) {
    this.work = new FutureTask<>(work);
  }

  @Override
  public void run() {
    runner = Thread.currentThread();
    try {
      work.run();
    } finally {
      runner = null;
      // An interrupt that came too late must not hit the next task.
      Thread.interrupted();
    }
  }

  static <T> T now(Callable<T> work) {
    Task<T> task = new Task<>(work);
    task.work.run();
    return task.result();
  }

  /** Will never run: whoever waits for it is told. */
  void abandon() {
    work.cancel(false);
  }

  void interrupt() {
    Thread thread = runner;
    if (thread != null) {
      thread.interrupt();
    }
  }

  T result() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          // The caller was interrupted while it waited: hand it on to the work, and wait for its
          // end.
          interrupted = true;
          interrupt();
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new IllegalStateException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
