package gd.syntax;

import gd.syntax.Syntax.Documentation.Example;
import java.util.ArrayList;
import java.util.List;

/** Reads the examples out of a documentation text. */
final class DocumentationExamples {
  private DocumentationExamples() {}

  /**
   * An example is a {@code > } line; what is expected follows it, up to an empty line or the next
   * example.
   */
  static List<Example> of(String text) {
    List<Example> examples = new ArrayList<>();
    String input = "";
    List<String> expected = new ArrayList<>();
    for (String line : (text + "\n\n").split("\n", -1)) {
      String stripped = line.strip();
      boolean begins = stripped.startsWith("> ");
      if ((begins || stripped.isEmpty()) && !input.isEmpty()) {
        examples.add(new Example(input, String.join("\n", expected)));
        input = "";
        expected.clear();
      }
      if (begins) {
        input = stripped.substring(2).strip();
      } else if (!input.isEmpty()) {
        expected.add(stripped);
      }
    }
    return List.copyOf(examples);
  }
}
