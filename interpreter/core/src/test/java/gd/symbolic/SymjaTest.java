package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Algebraic;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Operation;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/**
 * The border to Symja: what may cross it, for how long, and what comes of several requests at once.
 */
class SymjaTest {
  private final Algebraic a = new Algebraic();
  private final Formula x = a.x;
  private final Symja symja = symja(Duration.ofSeconds(20));

  private Symja symja(Duration limit) {
    return new Symja(
        a.formulas, a, name -> Optional.of(Algebraic.operation(name)), new Engine(limit));
  }

  private Algebra algebra() {
    return new Algebra(
        a.formulas,
        a,
        name -> Optional.of(Algebraic.operation(name)),
        new Engine(Duration.ofSeconds(20)));
  }

  private static Problem problem(Runnable request) {
    return assertThrows(Refusal.class, request::run).at(new Span(new Source("test", "?"), 0, 1));
  }

  private Formula echo(Formula formula) {
    return symja.ask(Request.of("echo", formula), to -> to.convert(formula));
  }

  @Test
  void formulasComeBackAsTheyWent() {
    for (Formula formula :
        List.of(
            a.q(-7, 3),
            Formula.Constant.PI,
            a.add(a.pow(x, 2), a.mul(a.n(3), x, a.y), a.n(1)),
            a.div(a.op("sin", x), a.op("sqrt", a.add(x, a.n(1)))),
            a.op("exp", a.neg(x)),
            a.op("softplus", a.mul(a.n(2), x)),
            a.op("sigmoid", x),
            a.mul(a.n(2), Formula.Constant.I),
            a.neg(Formula.Constant.INFINITY),
            a.when(x, Formula.Comparator.GREATER, a.n(0), a.pow(x, 2), a.neg(x)))) {
      assertEquals(a.show(formula), a.show(echo(formula)));
      assertEquals(formula, echo(formula));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E", "I", "N", "D", "C", "Pi", "Sin", "True", "x_1", "Quit", "v1000", "f1000", "a b", "\"]"
      })
  void namesMeanNothingToSymja(String name) {
    Formula symbol = a.formulas.symbol(name);
    Formula square = a.pow(a.add(symbol, x), 2);
    Formula expanded =
        symja.ask(Request.of("expand", square), to -> F.unaryAST1(S.Expand, to.convert(square)));
    Formula expected = a.add(a.pow(x, 2), a.mul(a.n(2), x, symbol), a.pow(symbol, 2));
    assertEquals(expected, expanded);
  }

  @Test
  void whatIsNotOnTheListDoesNotComeIn() {
    for (IExpr foreign : List.of(S.Zeta, S.BesselJ, S.PolyLog, S.Print, S.List)) {
      assertInstanceOf(
          MathProblem.NoAnswer.class,
          problem(
              () ->
                  symja.ask(Request.of("foreign", x), to -> F.unaryAST1(foreign, to.convert(x)))));
    }
    assertInstanceOf(
        MathProblem.NoAnswer.class,
        problem(() -> symja.ask(Request.of("foreign", x), to -> F.Dummy("stranger"))));
    assertInstanceOf(
        MathProblem.NoAnswer.class,
        problem(() -> symja.ask(Request.of("foreign", x), to -> F.stringx("a text"))));
  }

  @Test
  void headsOfTheLibraryAreLookedUpNeverParsed() {
    Operation disguised =
        new Operation("evil", 1, Optional.of("System`Quit"), "evil", "java.lang.Math.sin", "evil");
    Formula call = a.formulas.apply(disguised, List.of(x));
    assertEquals(call, echo(call));
  }

  @Test
  void opaqueFunctionsAreDifferentiatedAsTheLibrarySays() {
    Formula call = a.op("softplus", a.pow(x, 2));
    Formula derivative =
        symja.ask(Request.of("derivative", call), to -> F.D(to.convert(call), to.convert(x)));
    assertEquals(a.mul(a.n(2), x, a.op("sigmoid", a.pow(x, 2))), derivative);
  }

  @Test
  @Timeout(60)
  void aRequestThatDoesNotEndIsAbandoned() {
    Symja impatient = symja(Duration.ofMillis(200));
    Problem late =
        problem(
            () ->
                impatient.ask(
                    Request.of("forever", x),
                    _ -> {
                      while (true) {
                        Thread.onSpinWait();
                      }
                    }));
    assertEquals(
        "time for forever(x)", assertInstanceOf(MathProblem.LimitReached.class, late).limit());
  }

  @Test
  @Timeout(60)
  void anInterruptedRequestIsCancelled() throws Exception {
    try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
      Future<Boolean> cancelled =
          caller.submit(
              () -> {
                Thread.currentThread().interrupt();
                assertThrows(CancellationException.class, () -> algebra().simplify(a.op("sin", x)));
                return true;
              });
      assertTrue(cancelled.get());
    }
  }

  @Test
  void whatIsTooLargeIsNotTried() {
    assertInstanceOf(
        MathProblem.LimitReached.class,
        problem(() -> algebra().expand(a.pow(a.add(x, a.n(1)), 100_000))));
    Formula doubled = x;
    for (int k = 0; k < 60; k++) {
      doubled = a.add(a.op("sin", doubled), a.op("cos", doubled));
    }
    Formula exponential = doubled;
    assertInstanceOf(
        MathProblem.LimitReached.class, problem(() -> algebra().simplify(exponential)));
  }

  @Test
  void severalThreadsGetTheSameAnswers() throws Exception {
    Algebra algebra = algebra();
    algebra.warmUp();
    Symbol variable = (Symbol) x;
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<List<String>>> runs = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        runs.add(
            threads.submit(
                () -> {
                  List<String> answers = new ArrayList<>();
                  for (int k = 1; k <= 5; k++) {
                    Formula power = a.pow(a.add(x, a.n(k)), 2);
                    answers.add(a.show(algebra.expand(power)));
                    answers.add(
                        a.show(
                            algebra.integrate(a.mul(x, a.op("exp", a.mul(a.n(k), x))), variable)));
                    answers.add(
                        algebra.solve(a.sub(a.pow(x, 2), a.n(k)), variable, _ -> false).toString());
                  }
                  return answers;
                }));
      }
      for (Future<List<String>> run : runs) {
        assertEquals(runs.getFirst().get(), run.get());
      }
    }
  }

  @Test
  void wrongAnswersDoNotPassTheCheck() {
    assertTrue(
        Check.same(a.pow(a.add(x, a.n(1)), 2), a.add(a.pow(x, 2), a.mul(a.n(2), x), a.n(1))));
    assertFalse(Check.same(a.op("abs", x), x));
    assertFalse(Check.same(a.op("sqrt", a.pow(x, 2)), x));
    assertTrue(Check.same(a.op("log", a.pow(x, 2)), a.op("log", a.mul(x, x))));
    assertEquals(2, Quadrature.integral(Math::sin, 0, Math.PI).orElseThrow().value(), 1e-9);
    assertTrue(Quadrature.integral(t -> 1 / t, -1, 1).isEmpty());
    assertEquals(
        Math.sqrt(Math.PI),
        Quadrature.integral(
                t -> Math.exp(-t * t), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .orElseThrow()
            .value(),
        1e-7);
  }

  @Test
  @Timeout(20)
  void aQuestionOfManyStepsEndsAndTheThreadGoesOn() {
    Symja hasty = symja(Duration.ofMillis(20));
    Problem problem =
        problem(
            () ->
                hasty.exactly(
                    List.of(x),
                    _ -> {
                      while (true) {
                        Quadrature.integral(Math::sin, 0, 1);
                      }
                    }));
    assertInstanceOf(MathProblem.LimitReached.class, problem);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void aCancelledQuestionIsNoLimit() {
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class, () -> symja.exactly(List.of(x), _ -> cancelledInQuadrature()));
    assertTrue(Thread.interrupted());
  }

  private Formula cancelledInQuadrature() {
    Quadrature.integral(Math::sin, 0, 1);
    return x;
  }
}
