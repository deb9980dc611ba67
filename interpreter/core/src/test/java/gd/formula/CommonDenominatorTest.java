package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class CommonDenominatorTest {
  private static final double LARGE = 1e4;

  private final Algebraic a = new Algebraic();
  private final Reading reading = new Reading(a);
  private final CommonDenominator together = new CommonDenominator(a.formulas);

  private String derivative(String text) {
    return a.show(together.of(a.diff(reading.read(text), a.x)));
  }

  @Test
  void theQuotientRuleReadsAsATextbookWritesIt() {
    assertEquals("2/(x + 1)^2", derivative("(x - 1)/(x + 1)"));
    assertEquals("-(x^2 - 1)/(x^2 + 1)^2", derivative("x/(x^2 + 1)"));
    assertEquals("-2x/(x^2 - 1)^2", derivative("x^2/(x^2 - 1)"));
    assertEquals("1/(x^2 + 1)^(3/2)", derivative("x/√(x^2 + 1)"));
    assertEquals("exp(-x)/(exp(-x) + 1)^2", derivative("1/(1 + exp(-x))"));
    assertEquals("(1 - log(x))/x^2", derivative("log(x)/x"));
  }

  @Test
  void whatIsTakenOutStandsInFront() {
    assertEquals("4(x - 1)/(x + 1)^3", derivative("((x - 1)/(x + 1))^2"));
    Formula second = a.diff(a.diff(reading.read("x/(x^2 + 1)"), a.x), a.x);
    assertEquals("2x*(x^2 - 3)/(x^2 + 1)^3", a.show(together.of(second)));
  }

  @Test
  void whatWouldGetLongerStays() {
    for (String text :
        List.of("1/(x + 1) + 1/(x - 1)", "x + 1/(x + 1)", "3/x^4 - 2/x^3", "(x + 1)^30/(x - 1)")) {
      Formula formula = reading.read(text);
      assertSame(formula, together.of(formula));
    }
  }

  @Test
  void decimalsAreLeftInTheOrderWritten() {
    Formula formula = reading.read("0.1/(x + 1) - (x - 1)/(x + 1)^2");
    assertSame(formula, together.of(formula));
  }

  @Provide
  Arbitrary<Tree> smooth() {
    return Tree.smooth();
  }

  @Property(tries = 500, seed = "20261121", shrinking = ShrinkingMode.BOUNDED)
  void theValueIsKept(@ForAll("smooth") Tree numerator, @ForAll("smooth") Tree denominator) {
    double x = 0.7310585;
    double y = 1.3862943;
    double below = denominator.value(x, y);
    Assume.that(numerator.magnitude(x, y) < LARGE && denominator.magnitude(x, y) < LARGE);
    Assume.that(Math.abs(below) > 1e-2);
    Formula quotient = a.div(numerator.formula(a), denominator.formula(a));
    Formula derivative = a.diff(quotient, a.x);
    double before = value(derivative, x, y);
    Assume.that(Math.abs(before) < LARGE);
    assertEquals(
        before,
        value(together.of(derivative), x, y),
        1e-7 * Math.max(1, Math.abs(before)) * Math.max(1, numerator.magnitude(x, y)),
        () -> a.show(quotient));
  }

  private double value(Formula formula, double x, double y) {
    return new Evaluation(List.of(formula), List.of(a.x, a.y)).at(x, y);
  }
}
