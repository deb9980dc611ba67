package gd.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines of equal width, put beside and above one another.
 *
 * @param base the line that stands on the line of what is beside it, from 0
 */
record Box(List<String> lines, int base) {
  static Box of(String text) {
    return new Box(List.of(text), 0);
  }

  int width() {
    return length(lines.getFirst());
  }

  int height() {
    return lines.size();
  }

  /** Boxes side by side, on one line of writing. */
  static Box beside(Box... boxes) {
    int above = 0;
    int below = 0;
    for (Box box : boxes) {
      above = Math.max(above, box.base);
      below = Math.max(below, box.height() - box.base);
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < above + below; i++) {
      StringBuilder line = new StringBuilder();
      for (Box box : boxes) {
        int own = i - above + box.base;
        line.append(own >= 0 && own < box.height() ? box.lines.get(own) : " ".repeat(box.width()));
      }
      lines.add(line.toString());
    }
    return new Box(lines, above);
  }

  /** Boxes side by side, with a text between. */
  static Box joined(List<Box> boxes, String between) {
    List<Box> all = new ArrayList<>();
    for (Box box : boxes) {
      if (!all.isEmpty()) {
        all.add(of(between));
      }
      all.add(box);
    }
    return all.isEmpty() ? of("") : beside(all.toArray(Box[]::new));
  }

  static Box fraction(Box above, Box below) {
    int width = Math.max(above.width(), below.width()) + 2;
    List<String> lines = new ArrayList<>(above.centred(width).lines);
    lines.add("─".repeat(width));
    lines.addAll(below.centred(width).lines);
    return new Box(lines, above.height());
  }

  /** With another box to the right above: an exponent. */
  Box raised(Box exponent) {
    List<String> lines = new ArrayList<>();
    exponent.lines.forEach(line -> lines.add(" ".repeat(width()) + line));
    this.lines.forEach(line -> lines.add(line + " ".repeat(exponent.width())));
    return new Box(lines, base + exponent.height());
  }

  Box root() {
    List<String> lines = new ArrayList<>();
    lines.add((height() == 1 ? " " : "  ") + "_".repeat(width()));
    for (int i = 0; i < height(); i++) {
      String sign = height() == 1 ? "√" : i == height() - 1 ? "╲│" : " │";
      lines.add(sign + this.lines.get(i));
    }
    return new Box(lines, base + 1);
  }

  /** Between brackets as tall as it is. */
  Box between(Bracket left, Bracket right) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < height(); i++) {
      lines.add(left.part(i, height(), base) + this.lines.get(i) + right.part(i, height(), base));
    }
    return new Box(lines, base);
  }

  /** One above the other, to the left, the middle line being that of what is beside. */
  static Box stacked(List<Box> rows) {
    int width = rows.stream().mapToInt(Box::width).max().orElse(0);
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> row.lines.forEach(line -> lines.add(padded(line, width))));
    return new Box(lines, (lines.size() - 1) / 2);
  }

  /** Rows of cells, each column centred, tall rows apart. */
  static Box table(List<List<Box>> rows) {
    int columns = rows.getFirst().size();
    List<Integer> widths =
        IntStream.range(0, columns)
            .mapToObj(c -> rows.stream().mapToInt(row -> row.get(c).width()).max().orElse(0))
            .toList();
    boolean tall = rows.stream().anyMatch(row -> row.stream().anyMatch(cell -> cell.height() > 1));
    List<Box> lines = new ArrayList<>();
    for (List<Box> row : rows) {
      if (tall && !lines.isEmpty()) {
        lines.add(of(""));
      }
      lines.add(
          joined(
              IntStream.range(0, columns).mapToObj(c -> row.get(c).centred(widths.get(c))).toList(),
              "  "));
    }
    return stacked(lines);
  }

  private Box centred(int width) {
    int left = (width - width()) / 2;
    return new Box(
        lines.stream().map(line -> padded(" ".repeat(left) + line, width)).toList(), base);
  }

  private static String padded(String line, int width) {
    return line + " ".repeat(Math.max(0, width - length(line)));
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  String text() {
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }
}
