package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.pages.Trees;
import gd.report.Source;
import gd.syntax.Syntax.Assignment;
import gd.syntax.Syntax.Binary;
import gd.syntax.Syntax.Evaluation;
import gd.syntax.Syntax.Expression;
import gd.syntax.Syntax.Interpolation;
import gd.syntax.Syntax.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spans point at the user's own text, however it was typed or saved. */
class OriginalTest {
  private static Parsed parse(String text) {
    return Parser.parse(new Source("text", text));
  }

  private static Expression only(String text) {
    Parsed parsed = parse(text);
    assertEquals(List.of(), parsed.problems());
    return ((Evaluation) parsed.statements().getFirst()).expression();
  }

  @Test
  void composedAndDecomposedNamesAreTheSame() {
    String decomposed = "ac\u0327a\u0303o = 1; 2*ac\u0327a\u0303o + y";
    Parsed parsed = parse(decomposed);
    assertEquals("a\u00e7\u00e3o", ((Assignment) parsed.statements().getFirst()).name());
    Binary sum = (Binary) ((Evaluation) parsed.statements().get(1)).expression();
    assertEquals("2*ac\u0327a\u0303o", sum.left().span().text());
    assertEquals("y", sum.right().span().text());
  }

  @Test
  void styledLettersArePlainAndKeepTheirPlace() {
    Binary sum = (Binary) only("𝑥 + 𝛼₁");
    assertEquals("[Name(\"x\"), Name(\"alpha_1\")]", Trees.flat(List.of(sum.left(), sum.right())));
    assertEquals("𝛼₁", sum.right().span().text());
    assertEquals(2, parse("😀 + 1").problems().getFirst().at().end());
  }

  @Test
  void aByteOrderMarkIsNothingAtTheStart() {
    assertEquals("1 + x", only("\uFEFF1 + x").span().text());
    assertEquals(1, parse("1\uFEFF+1").problems().size());
  }

  @Test
  void linesEndInAnyWay() {
    for (String end : List.of("\n", "\r\n", "\r", "\n\n", "\r\r", "\n \r\n")) {
      Parsed parsed = parse("a = 1" + end + "b = 2" + end + "3 x");
      assertEquals(2, parsed.statements().size(), end);
      assertEquals("x", parsed.problems().getFirst().at().text());
    }
    Source old = new Source("old", "a\rb\r\nc\n\nd");
    assertEquals(
        List.of("a", "b", "c", "", "d"),
        List.of(1, 2, 3, 4, 5).stream().map(old::lineText).toList());
    assertEquals(2, old.line(2));
    assertEquals(0, old.column(2));
  }

  @Test
  void halfCharactersAreProblems() {
    assertEquals("\uD83D", parse("a + \uD83D").problems().getFirst().at().text());
  }

  @Test
  void whatStandsInATextHasItsOwnPlace() {
    Text text = (Text) only("\"é \\{ {x + 1} e\u0301 {y}\"");
    Interpolation first = (Interpolation) text.parts().get(1);
    Interpolation second = (Interpolation) text.parts().get(3);
    assertEquals("{x + 1}", first.span().text());
    assertEquals("x + 1", first.expression().span().text());
    assertEquals("y", second.expression().span().text());
    assertEquals("c", parse("\"a {b c}\"").problems().getFirst().at().text());
  }
}
