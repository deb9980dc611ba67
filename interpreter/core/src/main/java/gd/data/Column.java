package gd.data;

import java.util.List;

/** The cells of a column, top to bottom. */
public sealed interface Column {
  int size();

  /** Numbers; the array is never written after it was handed over. */
  record Decimals(double[] values) implements Column {
    @Override
    public int size() {
      return values.length;
    }
  }

  /**
   * Arrays of one shape, whose dimensions are {@code cell}: their elements row by row, one array
   * after the other; never written after they were handed over.
   */
  record Arrays(double[] values, List<Integer> cell) implements Column {
    public Arrays {
      cell = List.copyOf(cell);
    }

    /** What stands for an array where there is no room for it: "28 × 28". */
    public String shape() {
      return cell.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(" × "));
    }

    /** The elements of one array. */
    public int width() {
      return cell.stream().reduce(1, (a, b) -> a * b);
    }

    @Override
    public int size() {
      return width() == 0 ? 0 : values.length / width();
    }
  }

  /** Texts as they stand in the file. */
  record Texts(List<String> values) implements Column {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public int size() {
      return values.size();
    }
  }
}
