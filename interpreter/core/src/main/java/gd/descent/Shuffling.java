package gd.descent;

/** The orders in which the rows of the data are gone through. */
public interface Shuffling {
  /** The numbers from 0 to {@code count - 1} in the next order. */
  int[] permutation(int count);

  /** What is needed to go on from here: {@link #restore} takes it back. */
  double[] saved();

  void restore(double[] saved);
}
