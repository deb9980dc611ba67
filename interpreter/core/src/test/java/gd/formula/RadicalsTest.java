package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadicalsTest {
  private final Algebraic a = new Algebraic();

  /** The largest square that divides n is taken out, found by trying all. */
  @Test
  void squaresAreTakenOut() {
    for (int n = 1; n <= 5_000; n++) {
      int outside = 1;
      for (int k = 2; k * k <= n; k++) {
        outside = n % (k * k) == 0 ? k : outside;
      }
      int inside = n / outside / outside;
      String expected = inside == 1 ? "" + outside : (outside == 1 ? "" : outside) + "√" + inside;
      assertEquals(expected, a.show(a.op("sqrt", a.n(n))), "√" + n);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9973^2, 9973",
    "1000003^2, 1000003",
    "12*99991^2, 199982√3",
    "97*97*89*89*2, 8633√2",
    "1000003*1000033, √1000036000099",
    "2^64*3, 4294967296√3",
    "2^63 - 1, 7√188232082384791343",
    "9223372036854775783, √9223372036854775783",
    "(2^32 - 5)^2*6, 4294967291√6",
  })
  void largeOnes(String text, String expected) {
    Formula number = new Reading(a).read(text);
    assertEquals(expected, a.show(a.op("sqrt", number)));
  }

  @Test
  void higherRoots() {
    Formula third = a.q(1, 3);
    assertEquals("6", a.show(a.formulas.power(a.n(216), third)));
    assertEquals("2*6^(1/3)", a.show(a.formulas.power(a.n(48), third)));
    BigInteger cube = BigInteger.valueOf(99_991).pow(3);
    assertEquals(
        "99991", a.show(a.formulas.power(a.formulas.rational(cube, BigInteger.ONE), third)));
  }
}
