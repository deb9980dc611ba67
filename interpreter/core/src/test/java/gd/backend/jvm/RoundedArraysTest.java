package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Known arrays of 32 bits are made once, and not at all where nothing is to be rounded. */
class RoundedArraysTest {
  private final RoundedArrays arrays = new RoundedArrays();

  @Test
  void whatIsRoundedStaysAsItIs() {
    double[] values = {0.5, -3, Double.NaN, Double.POSITIVE_INFINITY, 1e-40f};
    assertSame(values, arrays.get(values));
  }

  @Test
  void longOnesAreKept() {
    double[] values = new double[200_000];
    Arrays.setAll(values, k -> k / 3.0);
    double[] rounded = arrays.get(values);
    assertSame(rounded, arrays.get(values));
    for (int k = 0; k < values.length; k++) {
      assertEquals((float) values[k], rounded[k]);
    }
  }

  @Test
  void shortOnesAreCopied() {
    assertEquals((double) 0.1f, arrays.get(new double[] {0.1})[0]);
  }
}
