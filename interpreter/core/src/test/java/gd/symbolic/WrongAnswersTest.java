package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.formula.Algebraic;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.formula.Reading;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;

/**
 * No answer is shown because somebody said so: wherever Symja or a rule of ours answers, a wrong
 * answer that looks like a right one is put in its place, and must be refused in words that say so.
 */
class WrongAnswersTest {
  private final Algebraic a = new Algebraic();
  private final Reading reading = new Reading(a);
  private final Symbol x = (Symbol) a.x;
  private final Symbol y = (Symbol) a.y;
  private final Symbol n = new Symbol("n");

  private Formula f(String text) {
    return reading.read(text);
  }

  private Algebra algebra(Engine engine) {
    return new Algebra(
        a.formulas, a, name -> Optional.of(Algebraic.operation(name)), engine);
  }

  /** What is asked of an algebra. */
  private interface Question {
    Object ask(Algebra algebra);
  }

  private static final List<String> HONEST =
      List.of(
          "could not be confirmed with numbers",
          "does not agree with quadrature",
          "No closed form was found",
          "found no solution",
          "no antiderivative");

  private void refused(Question question, Engine engine) {
    Refusal refusal = assertThrows(Refusal.class, () -> shown(question.ask(algebra(engine))));
    Problem problem = refusal.at(new Span(new Source("test", "?"), 0, 1));
    MathProblem.NoAnswer noAnswer = assertInstanceOf(MathProblem.NoAnswer.class, problem);
    assertEquals(
        1,
        HONEST.stream().filter(noAnswer.why()::contains).count(),
        () -> "it is said why: " + noAnswer.why());
  }

  /** Fails with the answer. */
  private String shown(Object answer) {
    throw new AssertionError("shown: " + printed(answer));
  }

  private String printed(Object answer) {
    return switch (answer) {
      case Formula formula -> a.show(formula);
      case Solutions solutions -> printed(solutions.roots()) + solutions.remarks();
      case List<?> list -> list.stream().map(this::printed).toList().toString();
      default -> answer.toString();
    };
  }

  private Map<String, UnaryOperator<Formula>> formulaLies() {
    return Map.of(
        "the other sign", a::neg,
        "twice as large", answer -> a.mul(a.n(2), answer),
        "a part too much", answer -> a.mul(answer, a.add(a.n(1), a.div(a.n(1), a.n(1000)))),
        "of |x|", answer -> a.formulas.substitute(answer, Map.of(x, a.op("abs", x))),
        "right at whole numbers",
            answer ->
                a.mul(answer, a.add(a.n(1), a.op("sin", a.mul(Constant.PI, x, a.pow(y, 0))))));
  }

  @TestFactory
  Stream<DynamicTest> antiderivativesOfOwnRules() {
    List<DynamicTest> tests = new ArrayList<>();
    formulaLies()
        .forEach(
            (lie, change) -> {
              for (String integrand : List.of("x^2 + x", "x*exp(2x)", "1/(x^2 + 4)", "log(x)")) {
                tests.add(
                    DynamicTest.dynamicTest(
                        integrand + ": " + lie,
                        () ->
                            refused(
                                algebra -> algebra.integrate(f(integrand), x),
                                LyingEngine.ofOwnRules(change))));
              }
            });
    return tests.stream();
  }
}
