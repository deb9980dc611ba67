package gd.backend.jvm;

/** Steps of a block of copies of a state; safe for several threads. */
interface Moves {
  /**
   * {@code state}: an array of one length for each element, all {@code float[]} or all {@code
   * double[]}; before and after.
   */
  void run(Object[] state, int steps);
}
