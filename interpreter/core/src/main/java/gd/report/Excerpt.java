package gd.report;

/**
 * A line of a source as a terminal shows it: tabs expanded, invisible signs replaced, cut round a
 * place if long.
 */
final class Excerpt {
  private static final int WIDTH = 100;
  private static final int TAB = 4;

  /** How far before the place a cut line begins. */
  private static final int LEAD = 40;

  private final String line;
  private final int first;
  private final int last;

  /** An excerpt that shows the offset {@code at} of a line. */
  Excerpt(String line, int at) {
    this.line = line;
    int width = columns(line.length());
    int start =
        width <= WIDTH ? 0 : Math.min(Math.max(0, columns(at) - LEAD), Math.max(0, width - WIDTH));
    this.first = start;
    this.last = Math.min(width, start + WIDTH);
  }

  String text() {
    StringBuilder shown = new StringBuilder(first > 0 ? "…" : "");
    int column = 0;
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      int sign = line.codePointAt(i);
      int width = width(sign, column);
      if (column >= first && column + width <= last) {
        shown.append(sign == '\t' ? " ".repeat(width) : visible(sign));
      }
      column += width;
    }
    return shown.append(column > last ? "…" : "").toString();
  }

  /** The column of an offset in what is shown, from 0; what was cut away lies at its ends. */
  int column(int offset) {
    int column = Math.min(Math.max(columns(offset), first), last);
    return column - first + (first > 0 ? 1 : 0);
  }

  private int columns(int offset) {
    int column = 0;
    for (int i = 0;
        i < Math.min(offset, line.length());
        i += Character.charCount(line.codePointAt(i))) {
      column += width(line.codePointAt(i), column);
    }
    return column;
  }

  private static int width(int sign, int column) {
    if (sign == '\t') {
      return TAB - column % TAB;
    }
    int type = Character.getType(sign);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return wide(sign) ? 2 : 1;
  }

  /** East Asian wide and full-width signs, and pictographs: the blocks of Unicode's UAX 11. */
  private static boolean wide(int sign) {
    return sign >= 0x1100 && sign <= 0x115F
        || sign >= 0x2E80 && sign <= 0xA4CF
        || sign >= 0xAC00 && sign <= 0xD7A3
        || sign >= 0xF900 && sign <= 0xFAFF
        || sign >= 0xFE30 && sign <= 0xFE6F
        || sign >= 0xFF00 && sign <= 0xFF60
        || sign >= 0xFFE0 && sign <= 0xFFE6
        || sign >= 0x1F300 && sign <= 0x1F64F
        || sign >= 0x1F900 && sign <= 0x1F9FF
        || sign >= 0x20000 && sign <= 0x3FFFD;
  }

  /**
   * Signs that a terminal would obey, or that turn the direction of the text, are not sent to it.
   */
  private static String visible(int sign) {
    int type = Character.getType(sign);
    boolean hidden =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    return hidden ? "\uFFFD" : Character.toString(sign);
  }
}
