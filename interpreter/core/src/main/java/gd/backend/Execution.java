package gd.backend;

import gd.kernel.Schedule.Carry;
import java.util.List;
import java.util.Optional;

/**
 * A schedule on a device with its buffers. Used by one thread at a time; {@link #close} frees the
 * buffers.
 */
public interface Execution extends AutoCloseable {
  /** Fills a buffer. */
  void write(int buffer, double[] values);

  /** Fills a buffer with some rows of a matrix. */
  default void write(int buffer, SomeRows rows) {
    write(buffer, rows.elements());
  }

  /** Runs every kernel once. */
  void run();

  /** The elements of a buffer, after everything asked for so far. */
  double[] read(int buffer);

  /**
   * Runs the kernels {@code steps} times without coming back to the host; after each step records
   * all elements of every buffer in {@code recorded} (small ones: losses, and the parameters for a
   * path), then carries.
   *
   * @return for each recorded buffer, its elements in every step, one step after the other (steps ×
   *     size); the arrays may be longer, and the next call may use them again
   */
  double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded);

  /** What the user should know of how it runs, if anything: a sentence. */
  default Optional<String> remark() {
    return Optional.empty();
  }

  @Override
  void close();
}
