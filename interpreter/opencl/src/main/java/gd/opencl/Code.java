package gd.opencl;

/** Indented text of a C function. */
final class Code {
  private final StringBuilder text = new StringBuilder();
  private int depth = 1;

  Code line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
    return this;
  }

  Code line(String format, Object... arguments) {
    return line(format.formatted(arguments));
  }

  Code lines(Iterable<String> lines) {
    lines.forEach(this::line);
    return this;
  }

  /** Opens a block: the head, then a brace. */
  Code open(String format, Object... arguments) {
    line(format.formatted(arguments) + " {");
    depth++;
    return this;
  }

  Code close() {
    depth--;
    return line("}");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
