package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.report.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random programs with comments wherever one may stand: formatting keeps every comment and what the
 * program says, and formatting again changes nothing.
 */
class FormatterPropertiesTest {
  private static final int ATTEMPTS = 12;

  @Property(tries = 1000, seed = "20")
  void commentsAndMeaningStay(@ForAll long seed) {
    Random random = new Random(seed);
    RandomTrees trees = new RandomTrees(random);
    StringBuilder lines = new StringBuilder();
    for (int k = 0; k < 3; k++) {
      lines.append(Printer.print(trees.statement(3))).append("\n");
    }
    String text = lines.toString();
    List<String> comments = new ArrayList<>();
    for (int k = 0; k < ATTEMPTS; k++) {
      String comment = "# remark " + k + ".";
      int at = random.nextInt(text.length() + 1);
      String with = text.substring(0, at) + " " + comment + "\n" + text.substring(at);
      boolean inComment =
          text.substring(0, at).lastIndexOf('#') > text.substring(0, at).lastIndexOf('\n');
      if (!inComment && isWhole(with)) {
        text = with;
        comments.add(comment);
      }
    }
    Formatted once = Formatter.format(new Source("random", text));
    assertEquals(List.of(), once.problems());
    for (String comment : comments) {
      assertTrue(once.text().contains(comment), () -> comment + " of\n" + once.text());
    }
    assertEquals(once.text(), Formatter.format(new Source("random", once.text())).text());
    assertEquals(tree(text), tree(once.text()));
  }

  private static boolean isWhole(String text) {
    return Parser.parse(new Source("random", text)).problems().isEmpty();
  }

  private static String tree(String text) {
    return Printer.print(Parser.parse(new Source("random", text)).statements());
  }
}
