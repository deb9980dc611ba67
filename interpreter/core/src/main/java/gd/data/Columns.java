package gd.data;

import java.util.List;

/**
 * A table by columns, all of one length.
 *
 * @param names each a name of the language, no two alike
 * @param notes what a reader should know of how the file was read, in sentences
 */
public record Columns(List<String> names, List<Column> columns, List<String> notes) {
  public Columns {
    names = List.copyOf(names);
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
    if (names.size() != columns.size()
        || columns.stream().map(Column::size).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "a table has a name for each column, and columns of one length");
    }
  }

  public Columns(List<String> names, List<Column> columns) {
    this(names, columns, List.of());
  }

  /** The number of rows. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().size();
  }
}
