package gd.backend;

/**
 * Many copies of one small state, which take the same steps side by side, each from its own
 * elements. Used by one thread at a time; {@link #close} frees what it holds.
 */
public interface Copies extends AutoCloseable {
  /** {@code jvm}, {@code opencl:0}. */
  String device();

  /** Sets the state: for each of its elements, a number for every copy. */
  void write(double[][] state);

  /** Every copy takes so many steps. */
  void run(int steps);

  /** The state, as it is written. */
  double[][] read();

  /** What is measured of every copy where it is. */
  double[] measured();

  @Override
  void close();
}
