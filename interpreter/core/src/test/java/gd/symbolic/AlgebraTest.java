package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.formula.Algebraic;
import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlgebraTest {
  private final Algebraic a = new Algebraic();
  private final Formula x = a.x;
  private final Formula y = a.y;
  private final Symbol X = (Symbol) a.x;
  private final Algebra algebra =
      new Algebra(a.formulas, a, name -> Optional.of(Algebraic.operation(name)));

  private String show(List<Formula> formulas) {
    return formulas.stream().map(a::show).collect(Collectors.joining(", ", "[", "]"));
  }

  private static Problem problem(Runnable request) {
    return assertThrows(Refusal.class, request::run).at(new Span(new Source("test", "?"), 0, 1));
  }

  @Test
  void integrates() {
    Formula polynomial = a.add(a.mul(a.n(4), a.pow(x, 3)), a.mul(a.n(-2), x), a.n(5));
    assertAll(
        () -> assertEquals("x^4 - x^2 + 5x", a.show(algebra.integrate(polynomial, X))),
        () ->
            assertEquals(
                "[2]", show(algebra.integrate(a.op("sin", x), X, a.n(0), Constant.PI).roots())),
        () ->
            assertEquals(
                "sin(x) - x*cos(x)", a.show(algebra.integrate(a.mul(x, a.op("sin", x)), X))),
        () ->
            assertEquals(
                "atan(x)", a.show(algebra.integrate(a.div(a.n(1), a.add(a.pow(x, 2), a.n(1))), X))),
        () ->
            assertEquals(
                "atan(x/3)/8 - 5x/(8(x^2 + 9)) + 9x/(4(x^2 + 9)^2)",
                a.show(
                    algebra.integrate(
                        a.div(a.pow(x, 4), a.pow(a.add(a.pow(x, 2), a.n(9)), 3)), X))),
        () -> assertEquals("log(x)", a.show(algebra.integrate(a.div(a.n(1), x), X))),
        () ->
            assertEquals(
                "[5/2]", show(algebra.integrate(a.op("abs", x), X, a.n(-1), a.n(2)).roots())),
        () ->
            assertEquals("0.166667x^3", a.show(algebra.integrate(a.mul(a.d(0.5), a.pow(x, 2)), X))),
        () ->
            assertEquals(
                "[√π]",
                show(
                    algebra
                        .integrate(
                            a.op("exp", a.neg(a.pow(x, 2))),
                            X,
                            a.neg(Constant.INFINITY),
                            Constant.INFINITY)
                        .roots())));
  }

  @Test
  void refusesIntegralsThatDoNotExist() {
    assertInstanceOf(
        MathProblem.NoFiniteValue.class,
        problem(() -> algebra.integrate(a.div(a.n(1), x), X, a.n(-1), a.n(1))));
    assertInstanceOf(
        MathProblem.NoFiniteValue.class,
        problem(() -> algebra.integrate(a.pow(x, -2), X, a.n(-1), a.n(1))));
    algebra.limit(Duration.ofSeconds(10));
    assertInstanceOf(
        MathProblem.NoAnswer.class,
        problem(() -> algebra.integrate(a.op("floor", a.op("exp", x)), X)));
  }

  @Test
  void solves() {
    Function<Formula, String> roots =
        equation -> show(algebra.solve(equation, X, _ -> false).roots());
    Formula quadratic = a.add(a.pow(x, 2), a.mul(a.n(3), x), a.n(2));
    assertAll(
        () ->
            assertEquals(
                "[-2, -1]", roots.apply(a.formulas.relation(Comparator.EQUAL, quadratic, a.n(0)))),
        () -> assertEquals("[-√2, √2]", roots.apply(a.sub(a.pow(x, 2), a.n(2)))),
        () -> assertEquals("[-i, i]", roots.apply(a.add(a.pow(x, 2), a.n(1)))),
        () -> assertEquals("[-1.41421, 1.41421]", roots.apply(a.sub(a.pow(x, 2), a.d(2)))),
        () -> assertEquals("[y/2]", roots.apply(a.sub(a.mul(a.n(2), x), y))),
        () -> assertEquals("[log(3)]", roots.apply(a.sub(a.op("exp", x), a.n(3)))),
        () -> assertEquals("[π*k]", roots.apply(a.op("sin", x))),
        () ->
            assertEquals(
                "[1.1673, -0.764884 - 0.352472i, -0.764884 + 0.352472i, 0.181232 - 1.08395i, 0.181232 + 1.08395i]",
                roots.apply(a.add(a.pow(x, 5), a.neg(x), a.n(-1)))),
        () ->
            assertEquals(
                "[1, 2, 3]",
                roots.apply(a.mul(a.sub(x, a.n(3)), a.sub(x, a.n(1)), a.sub(x, a.n(2))))));
  }

  @Test
  void takesLimits() {
    Formula infinity = Constant.INFINITY;
    assertAll(
        () -> assertEquals("[1]", limit(a.div(a.op("sin", x), x), a.n(0))),
        () -> assertEquals("[9]", limit(a.pow(x, 2), a.n(3))),
        () -> assertEquals("[e]", limit(a.pow(a.add(a.n(1), a.div(a.n(1), x)), x), infinity)),
        () -> assertEquals("[0]", limit(a.div(a.n(1), x), infinity)),
        () ->
            assertEquals("[1/2]", limit(a.div(a.sub(a.n(1), a.op("cos", x)), a.pow(x, 2)), a.n(0))),
        () ->
            assertInstanceOf(
                MathProblem.NoAnswer.class, problem(() -> limit(a.div(a.n(1), x), a.n(0)))),
        () ->
            assertInstanceOf(
                MathProblem.NoAnswer.class,
                problem(() -> limit(a.div(a.op("abs", x), x), a.n(0)))));
  }

  private String limit(Formula formula, Formula to) {
    return show(algebra.limit(formula, X, to).roots());
  }

  @Test
  void integratesNoCornerAway() {
    Formula arch = a.op("abs", a.op("sin", x));
    assertEquals("[2]", show(algebra.integrate(arch, X, a.n(0), Constant.PI).roots()));
    // corners so far out are not listed, and so the pieces between them are not known
    assertInstanceOf(
        MathProblem.NoAnswer.class,
        problem(() -> algebra.integrate(arch, X, a.n(1000), a.n(1010))));
  }

  @Test
  void expandsInSeries() {
    assertEquals("x^3/6 + x^2/2 + x + 1", a.show(algebra.series(a.op("exp", x), X, a.n(0), 3)));
    assertEquals("x^5/120 - x^3/6 + x", a.show(algebra.series(a.op("sin", x), X, a.n(0), 6)));
    assertEquals(
        "x^3/24 + x^2/6 + x/2 + 1/x + 1",
        a.show(algebra.series(a.div(a.op("exp", x), x), X, a.n(0), 3)));
    // Symja drops the term 1/x of the one and the whole of the other
    assertEquals(
        "7x^3/360 + x/6 + 1/x",
        a.show(algebra.series(a.div(a.n(1), a.op("sin", x)), X, a.n(0), 3)));
    assertInstanceOf(
        MathProblem.NoAnswer.class, problem(() -> algebra.series(a.op("abs", x), X, a.n(0), 2)));
  }

  @Test
  void rewrites() {
    Formula circle = a.add(a.pow(a.op("sin", x), 2), a.pow(a.op("cos", x), 2));
    assertAll(
        () -> assertEquals("1", a.show(algebra.simplify(circle))),
        () -> assertEquals("(x - 1)*(x + 1)", a.show(algebra.factor(a.sub(a.pow(x, 2), a.n(1))))),
        () -> assertEquals("2(x + 1)", a.show(algebra.factor(a.add(a.mul(a.n(2), x), a.n(2))))),
        () ->
            assertEquals("x^3 + 3x^2 + 3x + 1", a.show(algebra.expand(a.pow(a.add(x, a.n(1)), 3)))),
        () ->
            assertInstanceOf(
                MathProblem.LimitReached.class,
                problem(() -> algebra.expand(a.pow(a.add(x, y, a.w, a.b), 60)))),
        () -> assertEquals("x", a.show(algebra.simplify(a.div(a.pow(x, 2), x)))),
        () ->
            assertEquals("0.1x + 0.2", a.show(algebra.expand(a.mul(a.d(0.1), a.add(x, a.n(2)))))));
  }

  @Test
  void knowsMatrices() {
    List<List<Formula>> matrix = List.of(List.of(a.n(1), a.n(2)), List.of(a.n(3), a.n(4)));
    assertEquals("-2", a.show(algebra.determinant(matrix)));
    assertEquals("[5/2 - √33/2, 5/2 + √33/2]", show(algebra.eigenvalues(matrix)));
    assertEquals("[-2, 1]", show(algebra.inverse(matrix).get(0)));
    assertEquals("[3/2, -1/2]", show(algebra.inverse(matrix).get(1)));
    List<List<Formula>> symbolic = List.of(List.of(x, y), List.of(y, x));
    assertEquals("x^2 - y^2", a.show(algebra.determinant(symbolic)));
    assertEquals("x/(x^2 - y^2)", a.show(algebra.inverse(symbolic).get(0).get(0)));
    List<List<Formula>> decimals = List.of(List.of(a.d(2), a.d(0)), List.of(a.d(0), a.d(0.5)));
    assertEquals("[0.5, 2.0]", show(algebra.eigenvalues(decimals)));
    List<List<Formula>> singular = List.of(List.of(a.n(1), a.n(2)), List.of(a.n(2), a.n(4)));
    assertInstanceOf(MathProblem.SingularMatrix.class, problem(() -> algebra.inverse(singular)));
  }

  @Test
  void computesDigits() {
    assertEquals("3.1415926535897932385", a.show(algebra.decimal(Constant.PI, 20)));
    assertEquals(
        "1.4142135623730950488016887242096980785696718753769",
        a.show(algebra.decimal(a.root(2), 50)));
    assertEquals("0.333333", a.show(algebra.decimal(a.q(1, 3))));
    assertEquals("2.0i", a.show(algebra.decimal(a.op("sqrt", a.n(-4)))));
    assertEquals("0.333333x", a.show(algebra.decimal(a.mul(a.q(1, 3), x))));
  }
}
