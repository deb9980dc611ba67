package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.pages.Trees;
import gd.report.Source;
import gd.syntax.Syntax.Statement;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever a text can say, printing it loses nothing, and the formatter agrees with the printer.
 * {@code -Dtrees=1000} tries fewer trees.
 */
class PrinterPropertiesTest {
  private static final int TREES = Integer.getInteger("trees", 100_000);

  private static Stream<Statement> trees() {
    Random random = new Random(20261121);
    return Stream.generate(() -> new RandomTrees(random).statement(1 + random.nextInt(4)))
        .limit(TREES);
  }

  @Test
  void whatIsPrintedReadsBackAsTheSameTree() {
    trees().forEach(SyntaxPagesTest::roundTrip);
  }

  @Test
  void formattingKeepsTheTreeAndIsIdempotent() {
    trees()
        .forEach(
            tree -> {
              String printed = Printer.print(tree);
              String text = Formatter.format(new Source("printed", printed)).text();
              Parsed parsed = Parser.parse(new Source("formatted", text));
              assertEquals(
                  Trees.flat(java.util.List.of(tree)), Trees.flat(parsed.statements()), printed);
              assertEquals(text, Formatter.format(new Source("again", text)).text(), printed);
            });
  }
}
