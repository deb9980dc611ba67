package gd.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.Session;
import gd.data.FileAccess;
import gd.transcript.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which functions a derivative can be declared. */
class DeclaredDerivativesTest {
  private static Conversation conversation() {
    return new Conversation(new Session.Options("jvm", 64, FileAccess.none()));
  }

  @Test
  void aNewMeaningEndsTheDerivativesOfTheOld() {
    try (Conversation conversation = conversation()) {
      conversation.ask("f(x) = x^2; f'(x) = 2x; f(x) = x^3");
      assertEquals("12", conversation.ask("f'(2)").getLast());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "f'(x) = 3         | error: Unknown name",
        "∇f(w) = 2w        | error: Unknown name",
        "∂f/∂x(x, y) = 2   | error: Unknown name",
        "sen'(x) = cos(x)  | error: Not imported",
        "q = 3; q'(x) = 1  | error: Not a function"
      })
  void whatIsNoFunctionHasNoDerivative(String text, String problem) {
    try (Conversation conversation = conversation()) {
      assertEquals(problem, conversation.ask(text).getFirst());
      conversation.ask("f(x) = x^2");
      assertEquals("4", conversation.ask("f'(2)").getLast());
    }
  }
}
