package gd.report;

import java.util.ArrayList;
import java.util.List;

/** Small tables for messages: indented, columns aligned to the left. */
final class Columns {
  private static final String INDENT = "    ";

  private final List<List<String>> rows = new ArrayList<>();

  Columns row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(INDENT);
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(width(i) - length(row.get(i)))).append(INDENT);
      }
      text.append(text.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream()
        .filter(r -> r.size() > column)
        .mapToInt(r -> length(r.get(column)))
        .max()
        .orElse(0);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
