package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.formula.Special;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The elementary functions on blocks, against those of java.lang.Math. */
class BlocksTest {
  private static final int COUNT = 20_000;

  private static double[] arguments() {
    Random random = new Random(1);
    double[] values =
        random.doubles(COUNT, -1, 1).map(x -> x * Math.exp(random.nextDouble(-20, 6.5))).toArray();
    double[] special = {0.0, -0.0, 1, -1, 709.5, -745, 1000, -1000, 1e300, -1e300};
    System.arraycopy(special, 0, values, 0, special.length);
    values[10] = Double.NaN;
    values[11] = Double.POSITIVE_INFINITY;
    values[12] = Double.NEGATIVE_INFINITY;
    return values;
  }

  private static void check(DoubleUnaryOperator expected, double[] at, double[] actual) {
    for (int i = 0; i < at.length; i++) {
      double right = expected.applyAsDouble(at[i]);
      double bound = 1e-15 * Math.abs(right) + 1e-307; // four units in the last place
      if (Double.isFinite(right)) {
        assertEquals(right, actual[i], bound, "at " + at[i]);
      } else {
        assertEquals(right, actual[i], "at " + at[i]);
      }
    }
  }

  @Test
  void exponential() {
    double[] x = arguments();
    double[] out = new double[COUNT];
    Blocks.exp(x, out, new int[COUNT]);
    check(Math::exp, x, out);
  }

  @Test
  void logistic() {
    double[] x = arguments();
    double[] e = new double[COUNT];
    double[] out = new double[COUNT];
    Blocks.minusAbs(x, e);
    Blocks.exp(e, e, new int[COUNT]);
    Blocks.sigmoid(x, e, out);
    check(Special::sigmoid, x, out);
    Blocks.softplus(x, e, out);
    check(Special::softplus, x, out);
  }
}
