package gd.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.data.FileAccess;
import org.junit.jupiter.api.Test;

/** A network with 37 parameters: its gradient is right, and quick. */
class NetworkTest {
  private static final String NETWORK =
      """
      X = [sin(i*j + 0.5) for i in 1..8 for j in 1..2]
      X = columns([X[2i - 1] for i in 1..8], [X[2i] for i in 1..8])
      y = [cos(i + 0.1) for i in 1..8]
      net(W1, b1, W2, b2, W3, b3) = tanh(sigmoid(X*W1 + b1)*W2 + b2)*W3 + b3
      L(W1, b1, W2, b2, W3, b3) = mean((net(W1, b1, W2, b2, W3, b3) - y).^2)
      W1 = rows([0.1, -0.4, 0.3, 0.2], [0.5, 0.2, -0.1, 0.7])
      b1 = [0.1, 0.2, 0.3, 0.4]
      W2 = rows([0.1, 0.2, 0.3, 0.4], [0.5, -0.6, 0.7, 0.8], [0.9, 1.0, -1.1, 1.2], [0.3, 0.1, 0.2, -0.5])
      b2 = [0.0, 0.1, 0.0, -0.1]
      W3 = [0.3, -0.2, 0.5, 0.1]
      b3 = 0.2
      """;

  private static String shown(Outcome outcome) {
    assertTrue(outcome.ok(), () -> outcome.problems().toString());
    return ((Event.Shown) outcome.events().getLast()).text();
  }

  @Test
  void itsGradientIsRightAndQuick() {
    try (Session session = Session.open(new Session.Options("jvm", 64, FileAccess.none()))) {
      assertTrue(session.evaluate(NETWORK).ok());
      long best = Long.MAX_VALUE;
      for (int k = 0; k < 20; k++) {
        long start = System.nanoTime();
        assertTrue(session.evaluate("g = ∇L(W1, b1, W2, b2, W3, b3)").ok());
        best = Math.min(best, System.nanoTime() - start);
      }
      assertTrue(best <= 100_000_000, best / 1e6 + " ms");
      String difference = "(L(W1, b1, W2, b2 + %s, W3, b3) - L(W1, b1, W2, b2 - %s, W3, b3))/2e-5";
      String step = "[0, 1e-5, 0, 0]";
      double byDifference =
          Double.parseDouble(
              shown(session.evaluate("digits(17)\n" + difference.formatted(step, step))));
      assertEquals(byDifference, Double.parseDouble(shown(session.evaluate("g.b2[2]"))), 1e-8);
      assertEquals(
          (Double.parseDouble(shown(session.evaluate("L(W1, b1, W2, b2, W3, b3 + 1e-5)")))
                  - Double.parseDouble(shown(session.evaluate("L(W1, b1, W2, b2, W3, b3 - 1e-5)"))))
              / 2e-5,
          Double.parseDouble(shown(session.evaluate("g.b3"))),
          1e-8);
    }
  }
}
