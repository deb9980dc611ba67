package gd.report;

/** A text that problems can point into: a file, a line typed at the prompt, a library module. Compared by identity. */
public final class Source {
  private final String name;
  private final String text;

  public Source(String name, String text) {
    this.name = name;
    this.text = text;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** Line of an offset, from 1. */
  public int line(int offset) {
    return (int) text.substring(0, Math.min(offset, text.length())).chars().filter(c -> c == '\n').count() + 1;
  }

  /** Column of an offset in UTF-16 units, from 0. */
  public int column(int offset) {
    return offset - (text.lastIndexOf('\n', offset - 1) + 1);
  }

  /** The text of a line counted from 1, without its end. */
  public String lineText(int line) {
    return text.lines().skip(line - 1L).findFirst().orElse("");
  }

  @Override
  public String toString() {
    return name;
  }
}
