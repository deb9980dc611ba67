package gd.display;

import gd.data.Column;
import gd.data.Columns;
import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts in rows and columns. */
final class Grid {
  /** Of a table of data so many rows and columns are shown. */
  private static final int MOST_ROWS = 6;

  private static final int MOST_COLUMNS = 8;

  /** What fits in a cell. */
  private static final int LONGEST_TEXT = 20;

  private Grid() {}

  /** The size of a table of data, the names of its columns, and its first rows. */
  static String of(Columns table, int digits) {
    int columns = Math.min(MOST_COLUMNS, table.names().size());
    boolean narrow = columns == table.names().size();
    // Where there is one row too many, the row is shown and not that there is one.
    int shown = table.rows() <= MOST_ROWS ? table.rows() : MOST_ROWS - 1;
    List<List<String>> rows = new ArrayList<>();
    rows.add(row(columns, narrow, k -> table.names().get(k)));
    for (int i = 0; i < shown; i++) {
      int at = i;
      rows.add(row(columns, narrow, k -> cell(table.columns().get(k), at, digits)));
    }
    if (shown < table.rows()) {
      rows.add(row(columns, narrow, _ -> "…"));
    }
    return table.words() + "\n" + of(rows);
  }

  private static List<String> row(int columns, boolean narrow, IntFunction<String> cell) {
    return Stream.concat(
            IntStream.range(0, columns).mapToObj(cell), narrow ? Stream.of() : Stream.of("…"))
        .toList();
  }

  private static String cell(Column column, int row, int digits) {
    return switch (column) {
      case Column.Decimals(var values) ->
          Double.isNaN(values[row])
              ? ""
              : new FormulaPrinter(digits).print(new Formula.Decimal(values[row]));
      case Column.Arrays arrays ->
          arrays.cell().size() == 1 ? "vector of " + arrays.shape() : arrays.shape();
      case Column.Texts(var values) -> brief(values.get(row).replaceAll("\\s+", " "));
    };
  }

  private static String brief(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }

  /** Cells side by side, each of one line or several. */
  static String of(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int k = 0; k < columns; k++) {
        widths[k] = Math.max(widths[k], row.get(k).lines().mapToInt(Grid::width).max().orElse(0));
      }
    }
    List<String> text = new ArrayList<>();
    for (List<String> row : rows) {
      List<List<String>> cells = row.stream().map(cell -> cell.lines().toList()).toList();
      int height = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < height; i++) {
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < columns; k++) {
          String part = i < cells.get(k).size() ? cells.get(k).get(i) : "";
          line.append(part).append(" ".repeat(widths[k] - width(part) + 3));
        }
        text.add(line.toString().stripTrailing());
      }
    }
    return String.join("\n", text);
  }

  private static int width(String line) {
    return line.codePointCount(0, line.length());
  }
}
