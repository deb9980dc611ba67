package gd.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.grammar.GdLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HelpTest {
  private static final Library LIBRARY = Library.prelude();

  private static String help(String name) {
    return Help.about(name, LIBRARY).orElse("");
  }

  @Test
  void everyNameOfEveryModuleHasHelp() {
    List<String> missing = new ArrayList<>();
    for (String module : Library.MODULES) {
      for (String name : Library.module(module).orElseThrow().names()) {
        if (name.matches("\\w+") && !help(name).contains("import " + module)) {
          missing.add(name);
        }
      }
    }
    assertEquals(List.of(), missing);
    assertEquals("tg\n\nThe same as tan.\n\nIt is in a module: import pt", help("tg"));
    assertTrue(help("stats").contains("median, quantile"), help("stats"));
  }

  @Test
  void everyWordOfTheGrammarHasHelp() {
    List<String> missing =
        IntStream.rangeClosed(1, GdLexer.VOCABULARY.getMaxTokenType())
            .mapToObj(GdLexer.VOCABULARY::getLiteralName)
            .filter(Objects::nonNull)
            .map(literal -> literal.substring(1, literal.length() - 1))
            .filter(word -> word.matches("\\w+") && !word.equals("external"))
            .filter(word -> help(word).isEmpty())
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void constantsAreFoundAsTheyAreWritten() {
    assertTrue(help("π").startsWith("e i pi"));
    assertEquals(help("π"), help("pi"));
    assertEquals("", help("θ"));
  }
}
