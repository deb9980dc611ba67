package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.evaluate.Value;
import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is printed reads back: the text of an exact value, evaluated, is that value. More formulas
 * are tried with {@code -Dgd.properties=100000}.
 */
class RoundTripTest {
  private static final int FORMULAS = Integer.getInteger("gd.properties", 2_000);

  private final FormulaPrinter printer = new FormulaPrinter(FormulaPrinter.EXACT);

  @Test
  void exactValuesReadBack() {
    RandomText texts = new RandomText(1, false);
    int tried = 0;
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      for (int k = 0; k < FORMULAS; k++) {
        String text = texts.expression();
        Optional<Formula> formula = value(session, text);
        if (formula.isPresent()) {
          String printed = printer.print(formula.get());
          Optional<Formula> again = value(session, printed);
          assertTrue(again.isPresent(), () -> text + " printed as " + printed + " has no value");
          assertEquals(
              formula.get(),
              again.get(),
              () -> text + " printed as " + printed + " reads as " + printer.print(again.get()));
          tried++;
        }
      }
    }
    assertTrue(tried > FORMULAS / 2, tried + " had a value");
  }

  /** Empty for 1/0 and the like. */
  private static Optional<Formula> value(Session session, String text) {
    Outcome outcome = session.evaluate(text);
    return outcome.ok()
            && outcome.events().getLast() instanceof Event.Shown(Value.Scalar(var formula), _)
        ? Optional.of(formula)
        : Optional.empty();
  }
}
