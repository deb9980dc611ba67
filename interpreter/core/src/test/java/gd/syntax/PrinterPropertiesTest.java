package gd.syntax;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a text can say, printing it loses nothing. */
class PrinterPropertiesTest {
  @Property(tries = 2000, seed = "20261121")
  void whatIsPrintedReadsBackAsTheSameTree(@ForAll Random random) {
    SyntaxPagesTest.roundTrip(new RandomTrees(random).statement(1 + random.nextInt(4)));
  }
}
