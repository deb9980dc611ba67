package gd.formula;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Formula.Comparator;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Truth;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FormulasTest {
  private final Algebraic a = new Algebraic();
  private final Formula x = a.x;
  private final Formula y = a.y;

  private static Problem problem(Executable computation) {
    return assertThrows(Refusal.class, computation).at(new Span(new Source("test", "?"), 0, 1));
  }

  private void check(Map<String, Formula> table) {
    List<Executable> rows = new ArrayList<>();
    table.forEach((text, formula) -> rows.add(() -> assertEquals(text.strip(), a.show(formula))));
    assertAll(rows);
  }

  @Test
  void equalFormulasAreTheSameObject() {
    assertSame(a.add(x, y), a.add(y, x));
    assertSame(a.mul(x, a.add(x, y)), a.mul(a.add(y, x), x));
    assertSame(a.pow(a.op("sin", x), 2), a.mul(a.op("sin", x), a.op("sin", x)));
    assertNotSame(a.add(x, y), a.add(x, a.w));
    Algebraic other = new Algebraic();
    assertNotSame(a.add(x, y), other.add(other.x, other.y));
  }

  @Test
  void exactStaysExact() {
    Map<String, Formula> table = new LinkedHashMap<>();
    table.put("1/2", a.add(a.q(1, 3), a.q(1, 6)));
    table.put("49/36", a.add(a.n(1), a.q(1, 4), a.q(1, 9)));
    table.put("28/9", a.add(a.pow(a.q(1, 3), 2), a.n(1), a.n(2)));
    table.put("1", a.pow(a.n(0), 0));
    table.put("√6", a.mul(a.root(2), a.root(3)));
    table.put("2", a.mul(a.root(2), a.root(2)));
    table.put("2^(2/3)", a.pow(a.n(4), a.q(1, 3)));
    table.put("3/2", a.pow(a.q(27, 8), a.q(1, 3)));
    table.put("2√2/3", a.pow(a.q(8, 9), a.q(1, 2)));
    table.put(
        "-5 + 10i",
        a.mul(a.add(a.n(1), a.mul(a.n(2), Constant.I)), a.add(a.n(3), a.mul(a.n(4), Constant.I))));
    table.put("1/2 - i/2", a.div(a.n(1), a.add(a.n(1), Constant.I)));
    table.put("-1", a.pow(Constant.I, 2));
    table.put("i", a.pow(Constant.I, 5));
    table.put("∞", a.add(Constant.INFINITY, a.n(5)));
    table.put("-∞", a.mul(a.n(-2), Constant.INFINITY));
    table.put("0", a.div(a.n(3), Constant.INFINITY));
    table.put("∞ ", a.pow(a.n(2), Constant.INFINITY));
    table.put("0 ", a.pow(a.n(2), a.neg(Constant.INFINITY)));
    table.put("-π/2", a.op("atan", a.neg(Constant.INFINITY)));
    check(table);
  }

  @Test
  void valuesKnownByHeart() {
    Formula pi = Constant.PI;
    Map<String, Formula> table = new LinkedHashMap<>();
    table.put("1/2", a.op("sin", a.div(pi, a.n(6))));
    table.put("√2/2", a.op("cos", a.div(pi, a.n(4))));
    table.put("-√3/2", a.op("cos", a.mul(a.q(5, 6), pi)));
    table.put("√3/3", a.op("tan", a.div(pi, a.n(6))));
    table.put("0", a.op("sin", a.mul(a.n(100), pi)));
    table.put("-1", a.op("cos", a.mul(a.n(-7), pi)));
    table.put("π/3", a.op("asin", a.div(a.root(3), a.n(2))));
    table.put("2π/3", a.op("acos", a.q(-1, 2)));
    table.put("-π/4", a.op("atan", a.n(-1)));
    table.put("-sin(x)", a.op("sin", a.neg(x)));
    table.put("cos(x)", a.op("cos", a.neg(x)));
    table.put("1", a.op("exp", a.n(0)));
    table.put("x", a.op("exp", a.op("log", x)));
    table.put("x + y", a.op("log", a.op("exp", a.add(x, y))));
    table.put("1 ", a.op("log", Constant.E));
    table.put("3/2", a.op("abs", a.q(-3, 2)));
    table.put("√2 - 1", a.op("abs", a.sub(a.n(1), a.root(2))));
    table.put("-4", a.op("floor", a.q(-7, 2)));
    table.put("3", a.op("floor", pi));
    table.put("1/2 ", a.op("sigmoid", a.n(0)));
    table.put("120", a.op("gamma", a.n(6)));
    table.put("24", a.op("gamma", a.n(5)));
    table.put("-1  ", a.op("exp", a.mul(pi, Constant.I)));
    check(table);
  }

  @Test
  void decimalsAreComputedInTheOrderWritten() {
    assertEquals(
        new Formula.Decimal((0.1 + 0.2) + 0.3), a.add(a.add(a.d(0.1), a.d(0.2)), a.d(0.3)));
    assertEquals(
        new Formula.Decimal(0.1 + (0.2 + 0.3)), a.add(a.d(0.1), a.add(a.d(0.2), a.d(0.3))));
    assertEquals(new Formula.Decimal(1 / 3.0), a.div(a.n(1), a.d(3)));
    assertEquals(new Formula.Decimal(2.001 * 2.001), a.pow(a.d(2.001), 2));
    assertEquals(new Formula.Decimal(1.1 * 1.1 * 1.1), a.pow(a.d(1.1), 3));
    assertEquals(new Formula.Decimal(Math.PI / 2.0), a.mul(a.d(0.5), Constant.PI));
    assertEquals(new Formula.Decimal(Math.sqrt(2) + 0.5), a.add(a.root(2), a.d(0.5)));
    assertEquals(new Formula.Decimal(Math.sin(0.5)), a.op("sin", a.d(0.5)));
    // a quotient of symbols is divided once when they get values
    Formula quotient = a.div(a.mul(a.n(2), x), a.mul(a.n(3), y));
    assertEquals(
        new Formula.Decimal(2 * 0.7 / (3 * 1.3)),
        a.formulas.substitute(quotient, Map.of(x, a.d(0.7), y, a.d(1.3))));
    assertEquals(
        new Formula.Decimal(0.7 / 0.3),
        a.formulas.substitute(a.div(x, a.d(0.3)), Map.of(x, a.d(0.7))));
  }

  @Test
  void theNearestDecimalOfAFraction() {
    assertEquals(0.1, Arithmetic.toDouble(rational("1", "10")));
    assertEquals(
        Double.parseDouble("1.2345678901234567890123456789"),
        Arithmetic.toDouble(
            rational("12345678901234567890123456789", "10000000000000000000000000000")));
    assertEquals(Double.MIN_VALUE, Arithmetic.toDouble(rational("1", "2" + "0".repeat(323))));
    assertEquals(
        1e300, Arithmetic.toDouble(rational("1" + "0".repeat(400), "1" + "0".repeat(100))));
  }

  private static Formula.Number rational(String numerator, String denominator) {
    return Arithmetic.rational(
        new java.math.BigInteger(numerator), new java.math.BigInteger(denominator));
  }

  @Test
  void whatHasNoValueIsRefused() {
    assertInstanceOf(MathProblem.DivisionByZero.class, problem(() -> a.div(a.n(1), a.n(0))));
    assertInstanceOf(MathProblem.DivisionByZero.class, problem(() -> a.div(a.d(1), a.n(0))));
    assertInstanceOf(MathProblem.DivisionByZero.class, problem(() -> a.div(x, a.d(0))));
    assertInstanceOf(MathProblem.DivisionByZero.class, problem(() -> a.pow(a.n(0), -1)));
    assertInstanceOf(MathProblem.OutsideDomain.class, problem(() -> a.op("log", a.n(0))));
    assertInstanceOf(MathProblem.OutsideDomain.class, problem(() -> a.op("log", a.d(-1))));
    assertInstanceOf(MathProblem.OutsideDomain.class, problem(() -> a.op("log", a.d(0))));
    assertInstanceOf(MathProblem.OutsideDomain.class, problem(() -> a.op("sqrt", a.d(-1))));
    assertInstanceOf(
        MathProblem.OutsideDomain.class, problem(() -> a.op("tan", a.div(Constant.PI, a.n(2)))));
    assertInstanceOf(
        MathProblem.OutsideDomain.class,
        problem(() -> a.sub(Constant.INFINITY, Constant.INFINITY)));
    assertInstanceOf(
        MathProblem.OutsideDomain.class, problem(() -> a.mul(a.n(0), Constant.INFINITY)));
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsComputed() {
    assertInstanceOf(
        MathProblem.LimitReached.class, problem(() -> a.pow(a.n(9), a.pow(a.n(9), 9))));
    assertInstanceOf(
        MathProblem.LimitReached.class, problem(() -> a.pow(a.n(2), a.pow(a.n(10), 30))));
    assertInstanceOf(MathProblem.LimitReached.class, problem(() -> a.pow(a.q(1, 9), -10_000_000)));
    assertInstanceOf(MathProblem.LimitReached.class, problem(() -> a.op("gamma", a.n(10_000_000))));
    assertInstanceOf(MathProblem.LimitReached.class, problem(() -> a.op("exp", a.d(1000))));
    assertInstanceOf(MathProblem.LimitReached.class, problem(() -> a.mul(a.d(1e200), a.d(1e200))));
    assertEquals("1", a.show(a.pow(a.n(1), a.pow(a.n(10), 30))));
  }

  @Test
  void comparisonsOfConstants() {
    assertEquals(Truth.TRUE, a.formulas.relation(Comparator.LESS, a.root(2), a.q(3, 2)));
    assertEquals(Truth.FALSE, a.formulas.relation(Comparator.LESS, Constant.PI, a.q(314, 100)));
    assertEquals(Truth.TRUE, a.formulas.relation(Comparator.EQUAL, a.d(0.1), a.q(1, 10)));
    assertEquals(Truth.TRUE, a.formulas.relation(Comparator.EQUAL, x, x));
    assertEquals(
        Truth.TRUE, a.formulas.relation(Comparator.GREATER, Constant.INFINITY, Constant.E));
    assertEquals(Truth.TRUE, a.formulas.relation(Comparator.NOT_EQUAL, Constant.I, a.n(1)));
    assertInstanceOf(Formula.Relation.class, a.formulas.relation(Comparator.LESS, x, a.n(1)));
    // too close to tell by 64-bit decimals
    Formula near =
        a.formulas.rational(
            new java.math.BigInteger("14142135623730950488016887242097"),
            new java.math.BigInteger("1" + "0".repeat(31)));
    assertInstanceOf(Formula.Relation.class, a.formulas.relation(Comparator.LESS, near, a.root(2)));
  }

  @Test
  void unusedFormulasAreForgotten() throws InterruptedException {
    Interner interner = new Interner();
    for (int i = 0; i < 20_000; i++) {
      interner.intern(new Formula.Power(x, new Formula.Symbol("n" + i)));
    }
    for (int tries = 0; tries < 50 && interner.size() > 10_000; tries++) {
      System.gc();
      Thread.sleep(20);
      interner.intern(new Formula.Power(y, new Formula.Symbol("n" + tries)));
    }
    assertTrue(interner.size() < 10_000, interner.size() + " nodes are still held");
  }

  @Test
  void severalThreadsShareOneArena() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<Formula>>> runs = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        runs.add(
            threads.submit(
                () -> {
                  List<Formula> made = new ArrayList<>();
                  for (int k = 1; k < 500; k++) {
                    made.add(a.diff(a.pow(a.add(a.op("sin", a.mul(a.n(k), x)), y), 3), x));
                  }
                  return made;
                }));
      }
      List<Formula> first = runs.getFirst().get();
      for (Future<List<Formula>> run : runs) {
        for (int k = 0; k < first.size(); k++) {
          assertSame(first.get(k), run.get().get(k));
        }
      }
    }
  }

  @Test
  void substitutionIsSimultaneousAndDeep() {
    Formula swapped = a.formulas.substitute(a.sub(x, a.mul(a.n(2), y)), Map.of(x, y, y, x));
    assertEquals("y - 2x", a.show(swapped));
    Formula deep = x;
    for (int k = 0; k < 50_000; k++) {
      deep = a.op("sin", deep);
    }
    Formula replaced = a.formulas.substitute(deep, Map.of(x, y));
    assertEquals(50_001, Dag.size(replaced));
  }

  @Test
  void collectsPowersOfOneBaseHoweverManyThereAre() {
    Formula square = a.pow(x, 2);
    assertEquals("x^2", a.show(a.formulas.product(List.of(a.pow(x, -2), square, square))));
    assertEquals("x", a.show(a.formulas.product(List.of(x, a.pow(x, -1), x))));
    Formula third = a.formulas.power(a.n(2), a.q(1, 3));
    Formula thirds = a.formulas.power(a.n(2), a.q(2, 3));
    assertEquals("4", a.show(a.formulas.product(List.of(third, thirds, thirds, third))));
    Formula y = a.y;
    Formula exps = a.formulas.product(List.of(a.op("exp", x), a.op("exp", a.neg(x)), a.op("exp", y)));
    assertEquals("exp(y)", a.show(exps));
    assertEquals("x", a.show(a.formulas.sum(List.of(x, a.neg(x), x))));
  }

  @Test
  void substitutesAPowerInAProduct() {
    Formula root = a.formulas.power(x, a.q(1, 2));
    Formula product = a.mul(a.y, root);
    assertEquals("y*z", a.show(a.formulas.substitute(product, Map.of(root, a.formulas.symbol("z")))));
    Formula quotient = a.div(a.y, a.pow(x, 3));
    assertEquals(
        "y*z",
        a.show(a.formulas.substitute(quotient, Map.of(a.pow(x, -3), a.formulas.symbol("z")))));
  }
}
