package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.report.Report;
import gd.report.Report.Label;
import gd.report.Source;
import gd.report.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final Source SOURCE = new Source("a.gd", "y = 1\n^ - x");
  private static final Report REPORT =
      Report.error(
          "Title: two",
          List.of(
              Label.at(new Span(SOURCE, 6, 7), "here"), Label.cause(new Span(SOURCE, 0, 5), "")),
          "- a line of the message",
          "x");

  @Test
  void plainTextStaysAsItIs() {
    assertEquals(
        """
        error: Title: two
          ┌─ a.gd:2:1
          │
        1 │ y = 1
          │ -----
          │
        2 │ ^ - x
          │ ^ here

        - a line of the message

        Hint: x""",
        Problems.text(REPORT, Style.PLAIN));
  }

  @Test
  void theFrameRecedesAndTheMarksStandOut() {
    assertEquals(
        """
        <1;31>error<>: Title: two
        <2>  ┌─<> a.gd:2:1
        <2>  │<>
        <2>1 │<> y = 1
        <2>  │<><1;33> -----<>
        <2>  │<>
        <2>2 │<> ^ - x
        <2>  │<><1;31> ^ here<>

        - a line of the message

        Hint: x""",
        Problems.text(REPORT, Style.COLOURED).replaceAll("\u001B\\[(.*?)m", "<$1>"));
  }
}
