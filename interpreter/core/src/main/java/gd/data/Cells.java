package gd.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A column that grows while its file is read. */
sealed interface Cells {
  /** Adds a cell; false if it does not belong into such a column. */
  boolean add(String cell);

  Column column();

  /** Numbers in one array that doubles when full. */
  final class Numbers implements Cells {
    private double[] values = new double[64];
    private int size;

    @Override
    public boolean add(String cell) {
      OptionalDouble number = number(cell);
      if (number.isEmpty()) {
        return false;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = number.getAsDouble();
      return true;
    }

    @Override
    public Column column() {
      return new Column.Decimals(Arrays.copyOf(values, size));
    }
  }

  /** Texts, any. */
  final class Texts implements Cells {
    private final List<String> values = new ArrayList<>();

    @Override
    public boolean add(String cell) {
      return values.add(cell);
    }

    @Override
    public Column column() {
      return new Column.Texts(values);
    }
  }

  /**
   * The finite decimal a cell spells, as in {@code -1.5e3}; what only Java reads as a number
   * ({@code 1d}, {@code 0x1p3}, {@code NaN}) is none.
   */
  static OptionalDouble number(String cell) {
    String text = cell.strip();
    if (text.isEmpty() || !text.chars().allMatch(c -> "0123456789.+-eE".indexOf(c) >= 0)) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
