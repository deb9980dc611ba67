package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.evaluate.Value;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The derivative of a formula, forward as {@code diff} takes it, and of a graph, in reverse as
 * {@code ∇} takes it, are one number; and central differences come near it. Fewer formulas are
 * tried with {@code -Dgd.properties=300}.
 */
class DerivativesAgreeTest {
  private static final int FORMULAS = Integer.getInteger("gd.properties", 10_000);

  /** Of the largest term that is computed on the way. */
  private static final double TOLERANCE = 1e-12;

  private static final double LARGE = 1e8;

  private static final List<Formula> VARIABLES =
      List.of(new Formula.Symbol("x"), new Formula.Symbol("y"));

  @Test
  void forwardReverseAndDifferences() {
    RandomText texts = new RandomText(2, true);
    Random random = new Random(3);
    int agreed = 0;
    int compared = 0;
    int refused = 0;
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      for (int k = 0; k < FORMULAS; k++) {
        String text = texts.expression();
        double x = 0.3 + random.nextDouble();
        double y = 0.3 + random.nextDouble();
        Optional<Formula> f = formula(session.evaluate(text));
        Optional<Formula> derivative = formula(session.evaluate("diff(" + text + ", x)"));
        if (f.isEmpty() || derivative.isEmpty()) {
          continue;
        }
        double forward = at(derivative.get(), x, y);
        double largest = Math.max(largest(derivative.get(), x, y), largest(f.get(), x, y));
        if (!Double.isFinite(forward) || !(largest < LARGE)) {
          continue;
        }
        Outcome gradient = session.evaluate("f(x, y) = " + text + "; ∂f/∂x(" + x + ", " + y + ")");
        String where = text + " at " + x + ", " + y;
        if (!gradient.ok()) { // asin(x/x): the formula is a constant, the graph has a corner
          refused++;
          continue;
        }
        double reverse = number(gradient);
        assertEquals(forward, reverse, TOLERANCE * Math.max(1, largest), where);
        agreed++;
        if (nearDifferences(f.get(), x, y, forward, largest)) {
          compared++;
        }
      }
    }
    assertTrue(agreed > FORMULAS / 2, agreed + " had a derivative");
    assertTrue(refused < FORMULAS / 50, refused + " refused");
    assertTrue(compared > agreed * 0.9, compared + " of " + agreed + " smooth enough");
  }

  /**
   * Extrapolated central differences; false where the function bends so much that they say nothing:
   * two steps disagree.
   */
  private static boolean nearDifferences(
      Formula f, double x, double y, double derivative, double largest) {
    double h = 1e-4;
    double wide = (at(f, x + 2 * h, y) - at(f, x - 2 * h, y)) / (4 * h);
    double narrow = (at(f, x + h, y) - at(f, x - h, y)) / (2 * h);
    double difference = (4 * narrow - wide) / 3;
    double size = Math.max(1, Math.max(largest, Math.abs(difference)));
    if (!(Math.abs(wide - narrow) <= 1e-5 * size)) {
      return false;
    }
    assertEquals(difference, derivative, 1e-6 * size);
    return true;
  }

  private static double at(Formula formula, double x, double y) {
    return new Evaluation(List.of(formula), VARIABLES).at(x, y);
  }

  /** The largest value of a part. */
  private static double largest(Formula formula, double x, double y) {
    double largest = 0;
    for (double value : new Evaluation(Dag.postorder(List.of(formula)), VARIABLES).all(x, y)) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static Optional<Formula> formula(Outcome outcome) {
    return outcome.ok()
            && outcome.events().getLast() instanceof Event.Shown(Value.Scalar(var formula), _)
        ? Optional.of(formula)
        : Optional.empty();
  }

  private static double number(Outcome outcome) {
    Formula formula = formula(outcome).orElseThrow();
    return Evaluation.constant(formula).orElseThrow();
  }
}
