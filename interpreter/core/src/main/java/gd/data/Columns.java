package gd.data;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A table by columns, all of one length.
 *
 * @param names each a name of the language, no two alike
 * @param headings what the columns are called where they come from; written back to files
 * @param notes what a reader should know of how the file was read, in sentences
 */
public record Columns(
    List<String> names, List<String> headings, List<Column> columns, List<String> notes) {
  /** Its size in words: "3 rows × 2 columns". */
  public String words() {
    return rowsInWords() + " × " + names.size() + (names.size() == 1 ? " column" : " columns");
  }

  /** "1 row", "3 rows". */
  public String rowsInWords() {
    return rows() + (rows() == 1 ? " row" : " rows");
  }

  public Columns {
    names = List.copyOf(names);
    headings = List.copyOf(headings);
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
    if (names.size() != columns.size()
        || headings.size() != names.size()
        || columns.stream().map(Column::size).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "a table has a name for each column, and columns of one length");
    }
  }

  public Columns(List<String> names, List<Column> columns) {
    this(names, names, columns, List.of());
  }

  /** The number of rows. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().size();
  }

  /** The place of a column by its name, or else by its heading. */
  public OptionalInt find(String name) {
    int place = names.contains(name) ? names.indexOf(name) : headings.indexOf(name);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** These rows (from 0), in this order. */
  public Columns rows(int[] rows) {
    List<Column> taken =
        columns.stream()
            .map(
                column ->
                    switch (column) {
                      case Column.Decimals(var values) ->
                          (Column)
                              new Column.Decimals(
                                  Arrays.stream(rows).mapToDouble(r -> values[r]).toArray());
                      case Column.Arrays arrays ->
                          new Column.Arrays(taken(arrays, rows), arrays.cell());
                      case Column.Texts(var values) ->
                          new Column.Texts(Arrays.stream(rows).mapToObj(values::get).toList());
                    })
            .toList();
    return new Columns(names, headings, taken, List.of());
  }

  private static double[] taken(Column.Arrays arrays, int[] rows) {
    int width = arrays.width();
    double[] taken = new double[Math.multiplyExact(width, rows.length)];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(arrays.values(), rows[k] * width, taken, k * width, width);
    }
    return taken;
  }
}
