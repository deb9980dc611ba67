package gd.syntax;

/** Trees to text in the language's own style, with no more parentheses than needed. Reads back as the same tree. */
public final class Printer {
  private Printer() {}

  public static String print(Syntax tree) {
    throw new IllegalStateException("to be built: " + tree);
  }
}
