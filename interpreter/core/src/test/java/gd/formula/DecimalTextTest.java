package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decimals as text, at the borders between plain digits and exponents. */
class DecimalTextTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 6, 0.0",
    "-0.0, 6, 0.0",
    "9.0, 6, 9.0",
    "-2.5, 6, -2.5",
    "0.30000000000000004, 6, 0.3",
    "0.30000000000000004, 16, 0.3",
    "0.30000000000000004, 17, 0.30000000000000004",
    "1234567.8, 6, 1234568.0",
    "1234567.8, 7, 1234568.0",
    "1234567.8, 8, 1234567.8",
    "12345.65, 6, 12345.6",
    "2.5, 1, 2.0",
    "3.5, 1, 4.0",
    "0.0001, 6, 0.0001",
    "0.00009999996, 6, 0.0001",
    "0.00009999, 6, 9.999e-5",
    "-0.00001, 6, -1e-5",
    "1e15, 17, 1000000000000000.0",
    "9999999999999998.0, 17, 9999999999999998.0",
    "9999999999999998.0, 6, 9999999999999998.0",
    "1e16, 17, 1e16",
    "-12345678912345678.0, 6, -1.23457e16",
    "1.7976931348623157e308, 17, 1.7976931348623157e308",
    "4.9e-324, 17, 4.9e-324",
    "NaN, 6, NaN",
    "Infinity, 6, ∞",
    "-Infinity, 6, -∞"
  })
  void text(double value, int digits, String text) {
    assertEquals(text, DecimalText.format(value, digits));
  }

  @Test
  void theShortestTextReadsBackBitForBit() {
    SplittableRandom random = new SplittableRandom(20261122);
    for (int k = 0; k < 20_000; k++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && value != 0) {
        assertEquals(value, Double.parseDouble(DecimalText.shortest(value)), 0);
      }
    }
  }
}
