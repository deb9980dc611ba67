package gd.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** A column that grows while its file is read. */
sealed interface Cells {
  /** Adds a cell; false if it does not belong into such a column. */
  boolean add(String cell, long line);

  Column column();

  /** Numbers in one array that doubles when full; a missing one is a NaN until the end. */
  final class Numbers implements Cells {
    /** What stands in files where a number is missing. */
    private static final Set<String> MISSING =
        Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "?");

    private static final double LARGEST_WHOLE = 0x1p53;

    private final Dialect.Numerals numerals;
    private double[] values = new double[64];
    private int size;
    private int missing;
    private long firstMissing;
    private long firstRounded;

    Numbers(Dialect.Numerals numerals) {
      this.numerals = numerals;
    }

    static boolean isMissing(String cell) {
      return MISSING.contains(cell.strip());
    }

    @Override
    public boolean add(String cell, long line) {
      OptionalDouble number = numerals.read(cell);
      if (number.isEmpty() && !isMissing(cell)) {
        return false;
      }
      if (number.isEmpty()) {
        firstMissing = missing++ == 0 ? line : firstMissing;
      } else if (firstRounded == 0 && isRounded(cell.strip(), number.getAsDouble())) {
        firstRounded = line;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = number.orElse(Double.NaN);
      return true;
    }

    /** Whether a whole number has more digits than a decimal keeps. */
    private static boolean isRounded(String cell, double value) {
      return Math.abs(value) >= LARGEST_WHOLE
          && cell.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+')
          && new BigDecimal(value).compareTo(new BigDecimal(cell)) != 0;
    }

    int missing() {
      return missing;
    }

    /** The line of the first missing cell; 0 if there is none. */
    long firstMissing() {
      return firstMissing;
    }

    /** The line of the first whole number that a decimal cannot hold; 0 if there is none. */
    long firstRounded() {
      return firstRounded;
    }

    boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    void fill(double value) {
      for (int k = 0; k < size; k++) {
        values[k] = Double.isNaN(values[k]) ? value : values[k];
      }
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
    public boolean add(String cell, long line) {
      return values.add(cell);
    }

    @Override
    public Column column() {
      return new Column.Texts(values);
    }
  }
}
