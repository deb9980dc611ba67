package gd.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static boolean match(String expected, String actual) {
    return Answers.match(List.of(expected), List.of(actual));
  }

  @Test
  void sixDigitsMayDifferByOneInTheSixth() {
    assertTrue(match("[8.17073, 1]", "[8.17072, 1]"));
    assertFalse(match("[8.17073, 1]", "[8.17071, 1]"));
    assertFalse(match("[8.17073, 1]", "[8.17073, 2]"));
    assertTrue(match("1.0e-7", "1.00001e-7"));
    assertFalse(match("9.0", "9"));
    assertFalse(match("0.5", "-0.5"));
  }

  @Test
  void moreDigitsMustBeTheSame() {
    assertTrue(match("192.08000000000004", "192.08000000000004"));
    assertFalse(match("192.08000000000004", "192.08000000000001"));
  }

  @Test
  void anEllipsisIsAnyText() {
    assertTrue(match("10 steps in … on …", "10 steps in 0.3 s on jvm"));
    assertFalse(match("10 steps in …", "11 steps in 0.3 s"));
    assertEquals(
        List.of("10 steps in … on jvm"), Answers.lasting(List.of("10 steps in 0.31 s on jvm")));
  }

  @Test
  void everyLineCounts() {
    assertFalse(Answers.match(List.of("1"), List.of("1", "2")));
    assertTrue(Answers.match(List.of(), List.of()));
  }

  @Test
  void aPageIsReadAndWrittenUnchanged() {
    List<String> page =
        """
        # Title

            > f(x) = x^2
            > f(3)
            9

            > "two
            > lines"
            two
            lines
        prose
        ```
        > 1
        1

        > g(
        error: Bracket never closed

        hint
        ```
        ```sh
        ./gd
        > no input
        ```
        """
            .lines()
            .toList();
    Transcript transcript = Transcript.parse(page);
    assertEquals(page, transcript.lines());
    assertEquals(
        List.of("f(x) = x^2\nf(3)", "\"two\nlines\"", "1", "g("),
        transcript.exchanges().stream().map(Transcript.Exchange::text).toList());
    assertEquals(
        List.of("error: Bracket never closed", "", "hint"),
        transcript.exchanges().getLast().output());
    assertEquals(3, transcript.exchanges().getFirst().line());
  }
}
