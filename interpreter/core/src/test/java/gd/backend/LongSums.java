package gd.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.Session;
import java.util.Arrays;
import java.util.Map;

/**
 * Sums of three million equal numbers in 32 bits. One after the other they would be wrong in the
 * third digit, since each addition rounds the same way.
 */
public final class LongSums {
  private static final int ROWS = 3_000_000;

  /** Texts and what they come to; X and y are of tenths, w cancels. */
  private static final Map<String, Double> SUMS =
      Map.of(
          "mean(softplus(X*w) - y.*(X*w))",
          Math.log(2),
          "sum((X*w - y).^2)/3000000",
          0.01,
          "mean(exp(y))",
          Math.exp(0.1),
          "X.T*exp(y)/3000000",
          0.1 * Math.exp(0.1));

  private LongSums() {}

  /** Checks a device to two parts in a million. */
  public static void check(String device) {
    try (Session session =
        Session.open(Session.Options.standard().withDevice(device).withPrecision(32))) {
      double[] tenths = new double[ROWS];
      Arrays.fill(tenths, 0.1);
      double[] matrix = new double[2 * ROWS];
      Arrays.fill(matrix, 0.1);
      session.define("X", matrix, ROWS, 2);
      session.define("y", tenths);
      session.define("w", new double[] {0.5, -0.5});
      SUMS.forEach(
          (text, expected) -> {
            Object value = session.toJava(session.evaluate(text).value().orElseThrow());
            double sum = value instanceof double[] several ? several[0] : (Double) value;
            assertEquals(expected, sum, 2e-6 * expected, text + " on " + device);
          });
    }
  }
}
