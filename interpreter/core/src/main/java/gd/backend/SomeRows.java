package gd.backend;

/**
 * Rows of a matrix: those at the places {@code order[first]}, {@code order[first + 1]}, … Nobody
 * changes the arrays.
 *
 * @param width elements of a row
 * @param count how many rows
 */
public record SomeRows(double[] matrix, int width, int[] order, int first, int count) {
  /** How many elements the rows have. */
  public int size() {
    return Math.multiplyExact(count, width);
  }

  /** The rows, one after the other. */
  public double[] elements() {
    double[] elements = new double[size()];
    for (int row = 0; row < count; row++) {
      System.arraycopy(matrix, at(row), elements, row * width, width);
    }
    return elements;
  }

  /** Where a row begins in the matrix. */
  public int at(int row) {
    return order[first + row] * width;
  }
}
