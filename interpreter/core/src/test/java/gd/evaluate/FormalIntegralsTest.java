package gd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Session;
import gd.data.FileAccess;
import gd.transcript.Conversation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives of integrals that have no closed form, where these stand inside something else. */
class FormalIntegralsTest {
  private static Conversation conversation() {
    return new Conversation(new Session.Options("jvm", 64, FileAccess.none()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "diff([integrate(sin(t)/t, t, 0, x), x^2], x)              | [sin(x)/x, 2x]",
        "diff([integrate(sin(t)/t, t, 0, k*x) for k in 1..2], x)   | [sin(x)/x, sin(2x)/x]",
        "diff(sum(integrate(sin(t)/t, t, 0, k*x) for k in 1..2), x)| sin(x)/x + sin(2x)/x",
        "F(x) = integrate(sin(t)/t, t, 0, x); diff(F(2y), y)       | sin(2y)/y"
      })
  void theirDerivativesAreTaken(String text, String shown) {
    try (Conversation conversation = conversation()) {
      assertEquals(shown, conversation.ask(text).getLast());
    }
  }

  /** The letter that a value is put in for, or that tends to a limit, is inside the integral. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "diff(at(integrate(sin(t)/t, t, 0, x), x=2y), y)",
        "diff(limit(integrate(sin(t)/t, t, 0, x), x, y), y)",
        "diff(sum(integrate(sin(t)/t, t, 0, k*x) for k in 1..n), x)",
        "diff(integrate(integrate(sin(t)/t, t, 0, x), x, 0, y), y)",
        "F(x) = series(integrate(sin(t)/t, t, 0, x), x, 0, 3); diff(F(z), z)"
      })
  void whatHidesTheirLetterIsRefused(String text) {
    try (Conversation conversation = conversation()) {
      List<String> lines = conversation.ask(text);
      assertEquals("error: No answer found", lines.getFirst());
      assertTrue(lines.stream().noneMatch(line -> line.contains("its derivative is")), text);
    }
  }
}
