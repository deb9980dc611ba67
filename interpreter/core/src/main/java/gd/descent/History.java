package gd.descent;

import java.util.Arrays;

/** Numbers of a long run, without an object for each. */
final class History {
  private double[] values = new double[Descent.CHUNK];
  private int size;

  void add(double... more) {
    add(more, more.length);
  }

  /** Appends the first {@code count} numbers. */
  void add(double[] more, int count) {
    if (size + count > values.length) {
      values = Arrays.copyOf(values, Math.max(size + count, size * 2));
    }
    System.arraycopy(more, 0, values, size, count);
    size += count;
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
