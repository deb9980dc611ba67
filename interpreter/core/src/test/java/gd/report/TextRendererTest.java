package gd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.report.Report.Label;
import gd.report.RunProblem.Cancelled;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextRendererTest {
  private static String drawn(Source source, int start, int end) {
    return TextRenderer.plain(
        Report.error("Title", List.of(Label.at(new Span(source, start, end), "here")), ""));
  }

  @Test
  void causesAndSourcesStandTogether() {
    Source one = new Source("one.gd", "f(x) = x\ng(x) = 2\n\n\n\n\n\n\n\nf(1, 2)");
    Source other = new Source("other.gd", "h(y) = y");
    List<Label> labels =
        List.of(
            Label.cause(new Span(other, 0, 4), "and there"),
            Label.cause(new Span(one, 0, 4), "defined here"),
            Label.at(new Span(one, 25, 32), "wrong"));
    assertEquals(
        """
        error: Title
           ┌─ one.gd:10:1
           │
         1 │ f(x) = x
           │ ---- defined here
           ·
        10 │ f(1, 2)
           │ ^^^^^^^ wrong
           ┌─ other.gd:1:1
           │
         1 │ h(y) = y
           │ ---- and there

        A message.

        Hint: One,
              two.
        """,
        TextRenderer.plain(Report.error("Title", labels, "A message.", "One,\ntwo.")));
  }

  @Test
  void tabsAndWideSignsKeepTheirColumns() {
    assertEquals(
        """
        error: Title
          ┌─ t:1:6
          │
        1 │     a   日b x
          │           ^ here
        """,
        drawn(new Source("t", "\ta\t日b x"), 4, 5).replace("1:5", "1:6"));
    assertEquals(
        """
        error: Title
          ┌─ t:1:3
          │
        1 │ e\u0301 x
          │   ^ here
        """,
        drawn(new Source("t", "e\u0301 x"), 3, 4).replace("1:4", "1:3"));
  }

  @Test
  void whatATerminalWouldObeyIsNotSent() {
    String text = drawn(new Source("t", "a\u001B[31m\u202Eb"), 6, 7);
    assertTrue(text.contains("a\uFFFD[31m\uFFFDb") && !text.contains("\u001B"), text);
  }

  @Test
  void emptyPlacesAreMarked() {
    assertEquals(
        """
        error: Title
          ┌─ t:1:4
          │
        1 │ x +
          │    ^ here
        """,
        drawn(new Source("t", "x +"), 3, 3));
  }

  @Test
  void aPlaceOfSeveralLinesIsMarkedToTheEndOfTheFirst() {
    assertEquals(
        """
        error: Title
          ┌─ t:1:5
          │
        1 │ f = {
          │     ^ here
        """,
        drawn(new Source("t", "f = {\n  x\n}"), 4, 11));
  }

  @Test
  void longLinesAreCutRoundThePlace() {
    Source source = new Source("t", "a".repeat(500) + "XYZ" + "b".repeat(500));
    List<String> lines = drawn(source, 500, 503).lines().toList();
    assertEquals("1 │ …" + "a".repeat(40) + "XYZ" + "b".repeat(57) + "…", lines.get(3));
    assertEquals("  │ " + " ".repeat(41) + "^^^ here", lines.get(4));
    assertTrue(drawn(source, 0, 1003).lines().allMatch(line -> line.length() < 115));
  }

  @Test
  void longProseIsBroken() {
    String prose = "word ".repeat(30).strip();
    String text = TextRenderer.plain(Report.error("Title", List.of(), prose + "\n    " + prose));
    assertEquals(List.of(99, 49, 153), text.lines().skip(2).map(String::length).toList());
  }

  @Test
  void fiveProblemsAreEnough() {
    Source source = new Source("t", "x");
    List<Problem> seven = Collections.nCopies(7, new Cancelled(new Span(source, 0, 1)));
    String text = TextRenderer.plain(seven);
    assertEquals(5, text.split("error:", -1).length - 1);
    assertTrue(text.endsWith("… and 2 more\n"));
  }
}
