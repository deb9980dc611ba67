package gd.report;

import java.util.Arrays;

/**
 * A text that problems can point into: a file, a line typed at the prompt, a library module.
 * Compared by identity.
 */
public final class Source {
  private final String name;
  private final String text;

  /** Where each line starts; lines end with LF, CR or both. */
  private final int[] lines;

  private final boolean library;

  public Source(String name, String text) {
    this(name, text, false);
  }

  private Source(String name, String text, boolean library) {
    this.name = name;
    this.text = text;
    this.library = library;
    this.lines = lines(text);
  }

  private static int[] lines(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' && !text.startsWith("\n", i + 1)) {
        starts = count < starts.length ? starts : Arrays.copyOf(starts, 2 * count);
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /** A module of the library. */
  public static Source ofLibrary(String name, String text) {
    return new Source(name, text, true);
  }

  public boolean isLibrary() {
    return library;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** Line of an offset, from 1. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Column of an offset in UTF-16 units, from 0. */
  public int column(int offset) {
    return offset - lines[line(offset) - 1];
  }

  /** The text of a line counted from 1, without its end; empty if there is no such line. */
  public String lineText(int line) {
    if (line < 1 || line > lines.length) {
      return "";
    }
    int end = line < lines.length ? lines[line] : text.length();
    while (end > lines[line - 1]
        && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(lines[line - 1], end);
  }

  @Override
  public String toString() {
    return name;
  }
}
