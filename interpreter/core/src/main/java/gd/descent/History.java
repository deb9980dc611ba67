package gd.descent;

import java.util.Arrays;

/** Numbers of a long run, without an object for each. */
final class History {
  private double[] values = new double[Descent.CHUNK];
  private int size;

  void add(double... more) {
    if (size + more.length > values.length) {
      values = Arrays.copyOf(values, Math.max(size + more.length, size * 2));
    }
    System.arraycopy(more, 0, values, size, more.length);
    size += more.length;
  }

  double get(int index) {
    return values[index];
  }

  /** The latest; no number if there is none. */
  double last() {
    return size == 0 ? Double.NaN : values[size - 1];
  }

  int size() {
    return size;
  }

  /** Exactly these numbers from now on. */
  void set(double[] numbers) {
    size = 0;
    add(numbers);
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
