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
