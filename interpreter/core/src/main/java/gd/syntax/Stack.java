package gd.syntax;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * A stack large enough for what nests as deep as {@link Limits#DEPTH} allows, whatever the caller's
 * is.
 */
final class Stack {
  /** Deeper statements, of which there are few, are parsed on a stack of their own. */
  static final int SHALLOW = 40;

  /** Trees with more nodes above each other are printed there, too. */
  static final int DEEP = 100;

  private static final long BYTES = 16L << 20;

  private Stack() {}

  /** Runs a task there; what it throws is thrown here. */
  static <T> T call(Supplier<T> task) {
    FutureTask<T> future = new FutureTask<>(task::get);
    new Thread(null, future, "gd-parser", BYTES).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
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
