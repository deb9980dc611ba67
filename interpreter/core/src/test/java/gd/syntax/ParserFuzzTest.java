package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.report.Problem;
import gd.report.Source;
import gd.report.Span;
import gd.report.TextRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** No text throws, none takes long, and every problem lies in the text. */
class ParserFuzzTest {
  private static final List<String> SOUP =
      List.of(
          "x",
          "y",
          "f",
          "sin",
          "e",
          "mod",
          "d",
          "lim",
          "_",
          "θ₁",
          "3",
          "2.5",
          "1e",
          ".5",
          "5.",
          "1_000",
          "\"a {x} b\"",
          "\"",
          "'",
          "′",
          "²",
          "⁻¹",
          "ᵀ",
          "=",
          "->",
          "...",
          "..",
          ".",
          ",",
          ":",
          "@",
          ";",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          "(",
          ")",
          "+",
          "-",
          "*",
          "/",
          "·",
          ".*",
          "./",
          "^",
          ".^",
          "==",
          "!=",
          "<",
          "<=",
          "!",
          "√",
          "∇",
          "∂",
          "∂f/∂x",
          ":=",
          "=>",
          "**",
          "|",
          "%",
          "import",
          "external",
          "symbol",
          "if",
          "then",
          "else",
          "for",
          "in",
          "while",
          "by",
          "and",
          "or",
          "not",
          "true",
          " ",
          " ",
          " ",
          "\n",
          "\r\n",
          "\t",
          "# c\n",
          "## d\n",
          "∞",
          "Σ(",
          "º",
          "é",
          "e\u0301",
          "𝑥",
          "\uD83D",
          "😀",
          "\uFEFF",
          "\u202E",
          "\u0000",
          "–",
          "“");

  private static final List<String> EXAMPLES =
      List.of(
          "f(x)=x^2+3x+2; diff(f,x)",
          "g(x, y=1) = (x+1)(x-2) + 2y^2\n∂g/∂x(3, y=2)",
          "root(h, s, steps=20) = {\n  for k in 1..steps { s = s - h(s)/h'(s) }\n  s\n}",
          "[i*j for i in 1..3 for j in 1..3 if i != j]",
          "\"the slope at 2 is {f'(2)}\"",
          "relu'(x) = if x > 0 then 1 else 0",
          "## Doc.\n@latex(\"e^{#1}\")\nexternal exp(@name x..., y=1)",
          "1/sin²(x) + e^sin²(x) + 2√x",
          "1/sin²(x) + e^-i²(x) + 2√x",
          "A = [1, 2; 3, 4]; A.T*A[1, :]");

  @org.junit.jupiter.api.Test
  void examplesAsTheyAre() {
    EXAMPLES.forEach(ParserFuzzTest::check);
  }

  @Property(tries = 1500, seed = "20261121")
  void soup(@ForAll Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(SOUP.get(random.nextInt(SOUP.size())));
    }
    check(text.toString());
  }

  @Property(tries = 1500, seed = "20261121")
  void mutatedExamples(@ForAll Random random) {
    StringBuilder text = new StringBuilder(EXAMPLES.get(random.nextInt(EXAMPLES.size())));
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(3));
      text.replace(at, to, random.nextBoolean() ? SOUP.get(random.nextInt(SOUP.size())) : "");
    }
    check(text.toString());
  }

  private static void check(String text) {
    Source source = new Source("fuzz", text);
    Parsed parsed = assertTimeout(Duration.ofSeconds(10), () -> Parser.parse(source));
    assertTrue(parsed.problems().size() <= Limits.PROBLEMS);
    for (Problem problem : parsed.problems()) {
      Span at = problem.at();
      assertTrue(
          at.source() == source
              && 0 <= at.start()
              && at.start() <= at.end()
              && at.end() <= text.length());
      assertFalse(TextRenderer.plain(problem).isBlank());
    }
    parsed.statements().forEach(SyntaxPagesTest::roundTrip);
    assertEquals(parsed.incomplete(), parsed.incomplete() && parsed.problems().size() == 1);
  }
}
