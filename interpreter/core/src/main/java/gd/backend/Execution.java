package gd.backend;

import gd.kernel.Schedule.Carry;
import java.util.List;

/** A schedule on a device with its buffers. Used by one thread at a time; {@link #close} frees the buffers. */
public interface Execution extends AutoCloseable {
  /** Fills a buffer. */
  void write(int buffer, double[] values);

  /** Runs every kernel once. */
  void run();

  /** The elements of a buffer, after everything asked for so far. */
  double[] read(int buffer);

  /**
   * Runs the kernels {@code steps} times without coming back to the host; after each step records the first element of
   * every buffer in {@code recorded}, then carries.
   *
   * @return for each recorded buffer, its value in every step
   */
  double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded);

  @Override
  void close();
}
