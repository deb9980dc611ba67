package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.grammar.GdParser;
import gd.report.MathProblem.LimitReached;
import gd.report.Problem;
import gd.report.Source;
import gd.report.SyntaxProblem.TextNeverClosed;
import gd.report.TextRenderer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Texts without measure end in a problem that names the limit, soon, and never in a stack that
 * overflows.
 */
class LimitsTest {
  private static Parsed parse(String text) {
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> Parser.parse(new Source("limits", text)));
  }

  private static Parsed fine(String text) {
    Parsed parsed = parse(text);
    assertEquals(List.of(), parsed.problems());
    parsed.statements().forEach(Printer::print);
    return parsed;
  }

  /** The problem's limit and where it was reached. */
  private static String limit(String text) {
    Parsed parsed = parse(text);
    Problem problem = parsed.problems().getFirst();
    assertEquals(1, parsed.problems().size());
    assertTrue(problem instanceof LimitReached, problem.toString());
    return ((LimitReached) problem).value() + " at " + problem.at().start();
  }

  @Test
  void ordinaryDepthWorks() {
    fine("(".repeat(100) + "1" + ")".repeat(100));
    fine("(".repeat(256) + "1" + ")".repeat(256));
    fine("max(a,".repeat(40) + "1" + ")".repeat(40));
    fine("not ".repeat(64) + "x");
    fine("f(".repeat(256) + "1" + ")".repeat(256));
    fine("[".repeat(256) + "1" + "]".repeat(256));
    fine("{".repeat(256) + "1" + "}".repeat(256));
    fine("x + f(2*".repeat(250) + "1" + ")^2".repeat(250));
    fine("if a then b else ".repeat(250) + "c");
    fine("-".repeat(250) + "x");
    fine("x^".repeat(12) + "x");
  }

  @Test
  void bracketsNestTo256() {
    assertEquals("256 at 256", limit("(".repeat(1000) + "1" + ")".repeat(1000)));
    assertEquals("256 at 256", limit("(".repeat(1_000_000)));
    assertEquals("256 at 256", limit("[".repeat(5000) + "]".repeat(5000)));
    assertEquals("256 at 256", limit("{".repeat(1000)));
  }

  @Test
  void prefixesAndExponentsNestTo256() {
    assertEquals("256 at 256", limit("-".repeat(20_000) + "1"));
    assertEquals("256 at 513", limit("2^".repeat(5000) + "2"));
    assertEquals("256 at 256", limit("√".repeat(5000) + "2"));
    assertEquals("256 at 1024", limit("not ".repeat(5000) + "x"));
    assertEquals("256 at 1282", limit("x -> ".repeat(5000) + "x"));
    assertTrue(limit("if a then b else ".repeat(5000) + "c").startsWith("256"));
  }

  @Test
  void whatDoesNotNestIsNoMatterOfDepth() {
    fine("x = " + "-a^2*b + ".repeat(400) + "1");
    fine("f(" + "x^2, ".repeat(200) + "1)");
    fine(
        IntStream.range(0, 2000)
            .mapToObj(i -> "if x^2 then -y else not z")
            .collect(Collectors.joining("\n")));
  }

  @Test
  void chainsOfOperatorsAreLimited() {
    fine("1" + "*1".repeat(1900));
    assertEquals("2,000 at 0", limit("1" + "*1".repeat(3000)));
    assertEquals("2,000 at 0", limit("x" + "[1]".repeat(3000)));
    assertEquals("100,000 at 100000", limit("1" + "*1".repeat(100_000)));
  }

  @Test
  void sizesAreLimited() {
    assertEquals("1,048,576 at 0", limit("#" + "x".repeat(1 << 20)));
    assertEquals("255 at 0", limit("x".repeat(1_000_000)));
    assertEquals("10,000 at 0", limit("0." + "1".repeat(1_000_000)));
    assertEquals("255 at 1", limit("f(" + "1,".repeat(9_999) + "1)"));
    String definitions =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "a" + i + "=" + i)
            .collect(Collectors.joining("; "));
    assertTrue(limit(definitions).startsWith("100,000"));
  }

  @Test
  void longTextsOfLittleAreFine() {
    assertEquals(1, fine("\n".repeat(1_000_000) + "1").statements().size());
    assertEquals(0, fine("#" + "x".repeat(900_000)).statements().size());
    assertEquals(
        TextNeverClosed.class, parse("\"" + "a".repeat(900_000)).problems().getFirst().getClass());
  }

  @Test
  void mistakesWithoutMeasureAreExplainedInTime() {
    for (String text :
        List.of(
            "[" + "1 ".repeat(40_000) + "]",
            "(" + "1,".repeat(40_000) + "1)",
            "x y ".repeat(20_000),
            "1 ".repeat(40_000),
            "{" + "1,".repeat(40_000) + "1}",
            "| ".repeat(40_000),
            "a,".repeat(40_000),
            "1 000 ".repeat(20_000),
            "f" + "(x)".repeat(25_000) + " y",
            "x" + ".y".repeat(40_000) + " z",
            "1/2" + "x(y)z".repeat(1) + "(a)".repeat(20_000),
            "d/dx " + "x + ".repeat(20_000),
            "if x = " + "x + ".repeat(20_000) + "1",
            "f(\n".repeat(200) + "1 2",
            ")".repeat(40_000),
            "\"" + "{x}".repeat(2_000) + "\"y",
            "@a(\"b\")\n".repeat(10_000))) {
      Parsed parsed = parse(text);
      assertFalse(parsed.problems().isEmpty(), text.substring(0, 20));
      assertTrue(TextRenderer.plain(parsed.problems()).length() < 10_000, text.substring(0, 20));
    }
  }

  @Test
  void longScriptsAreReadInTime() {
    String script =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "f(x) = 3x^2 + " + i)
            .collect(Collectors.joining("\n"));
    Parsed parsed = parse(script);
    assertTrue(parsed.problems().getFirst() instanceof LimitReached);
    assertTrue(parsed.statements().size() > 7_000);
    assertEquals(10_000, fine("x = 3\n".repeat(10_000)).statements().size());
  }

  /**
   * Every decision of the grammar is made on the next token: ANTLR's prediction has nothing to
   * learn.
   */
  @Test
  void parsingNeedsNoLookahead() {
    assertTrue(GdParser._ATN.decisionToState.size() > 10);
    fine(
        "f(x)=x^2+3x+2; [i for i in 1..3 if i > 1]; if a then { b } else c; x -> y; g(a=1, b)"
            .replace("a=1, b", "b, a=1"));
    GdParser parser = new GdParser(null);
    assertTrue(
        parser.getDFAStrings().stream().allMatch(String::isEmpty),
        parser.getDFAStrings().toString());
  }
}
