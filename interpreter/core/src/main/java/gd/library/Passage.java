package gd.library;

import gd.report.Source;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a module that says what one name means: the lines from its documentation to the end
 * of its statement. Cut by the layout that {@code gd fmt} gives to all modules: a statement begins
 * in the first column, and what continues it is indented or closes a bracket.
 *
 * @param name as scopes know it: {@code exp}, {@code exp'}, {@code ∂atan2/∂y}
 * @param line where it begins, counted from 0
 */
record Passage(String name, String module, int line, String text) {
  private static final String EXTERNAL = "external ";

  /** The passages of a module, in order. */
  static List<Passage> of(String module, String text) {
    List<Passage> passages = new ArrayList<>();
    List<String> lines = text.lines().toList();
    String name = "";
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      boolean begins = begins(lines.get(i));
      if (!name.isEmpty() && (begins || isRemark(lines.get(i)))) {
        passages.add(new Passage(name, module, start, joined(lines, start, i)));
        name = "";
        start = i;
      }
      if (begins) {
        name = name(lines.get(i));
      }
    }
    if (!name.isEmpty()) {
      passages.add(new Passage(name, module, start, joined(lines, start, lines.size())));
    }
    return passages;
  }

  /** Documentation, an annotation or a comment, each before the statement that it belongs to. */
  private static boolean isRemark(String line) {
    return line.startsWith("#") || line.startsWith("@");
  }

  private static boolean begins(String line) {
    return !line.isEmpty() && !isRemark(line) && " })]".indexOf(line.charAt(0)) < 0;
  }

  /** What stands before the parameters, or before the equals sign. */
  private static String name(String line) {
    String from = line.startsWith(EXTERNAL) ? line.substring(EXTERNAL.length()) : line;
    int bracket = from.indexOf('(');
    int equals = from.indexOf('=');
    int end = bracket >= 0 && (equals < 0 || bracket < equals) ? bracket : equals;
    return from.substring(0, end < 0 ? from.length() : end).strip();
  }

  private static String joined(List<String> lines, int from, int to) {
    return String.join("\n", lines.subList(from, to));
  }

  /** The statement; its place in the module is that in its source. */
  Syntax.Statement statement() {
    Parsed parsed = Parser.parse(Source.ofLibrary(module + ".gd", "\n".repeat(line) + text));
    if (!parsed.problems().isEmpty() || parsed.statements().size() != 1) {
      throw new IllegalStateException(module + ".gd: " + name + ": " + parsed.problems());
    }
    return parsed.statements().getFirst();
  }
}
