package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.formula.Algebraic;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JumpsTest {
  private final Reading reading = new Reading(new Algebraic());

  @ParameterizedTest
  @CsvSource({
    "2/sqrt(3)*atan(tan(x/2)/sqrt(3)), 1/(2 + cos(x)), 0, 3, true",
    "2/sqrt(3)*atan(tan(x/2)/sqrt(3)), 1/(2 + cos(x)), 0, 6, false",
    "10^10*atan(10^10*x), 1/(x^2 + 10^-20), -1, 1, true",
    "-10^4*x^(-1/10^4), x^(-1 - 1/10^4), 1, Infinity, true",
    "10^4*x^(-1/10^4), x^(-1 - 1/10^4), 1, Infinity, false",
    "log(abs(x)), 1/x, -1, 2, false",
    "x^2/2 + 10*sign(x - 5000), x, 4000, 6000, false",
    "(1 + 10^-6)*exp(x), exp(x), 0, 3, false",
  })
  void areSeen(String antiderivative, String formula, double a, double b, boolean none) {
    assertEquals(none, Jumps.hasNone(read(antiderivative), read(formula), x(), a, b));
  }

  private Formula read(String text) {
    return reading.read(text);
  }

  private Symbol x() {
    return (Symbol) read("x");
  }
}
