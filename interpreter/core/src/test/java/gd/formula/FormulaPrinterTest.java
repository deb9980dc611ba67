package gd.formula;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.formula.Formula.Comparator;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Constant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FormulaPrinterTest {
  private final Algebraic a = new Algebraic();
  private final Formula x = a.x;
  private final Formula y = a.y;
  private final Map<String, Formula> table = new LinkedHashMap<>();

  private void check() {
    List<Executable> rows = new ArrayList<>();
    table.forEach((text, formula) -> rows.add(() -> assertEquals(text, a.show(formula))));
    assertAll(rows);
  }

  @Test
  void polynomialsHighestDegreeFirst() {
    table.put("2x + 3", a.add(a.n(3), a.mul(a.n(2), x)));
    table.put("x^2 + 3x + 2", a.add(a.n(2), a.mul(x, a.n(3)), a.pow(x, 2)));
    table.put("x^4 - x^2 + 5x", a.add(a.mul(a.n(5), x), a.pow(x, 4), a.neg(a.pow(x, 2))));
    table.put("3x + 2y", a.add(a.mul(a.n(2), y), a.mul(a.n(3), x)));
    table.put("x^2 + 3x*y + y^2", a.add(a.pow(y, 2), a.mul(a.n(3), y, x), a.pow(x, 2)));
    table.put("b + 2.1w - 4.0", a.sub(a.add(a.mul(a.w, a.d(2.1)), a.b), a.d(4)));
    table.put("1 - x", a.sub(a.n(1), x));
    table.put("-x^2 - 1", a.neg(a.add(a.pow(x, 2), a.n(1))));
    table.put("θ + x2 + x10 + x_1", symbols("theta", "x10", "x_1", "x2"));
    check();
  }

  private Formula symbols(String... names) {
    Formula sum = a.n(0);
    for (String name : names) {
      sum = a.add(sum, a.formulas.symbol(name));
    }
    return sum;
  }

  @Test
  void productsAndQuotients() {
    Formula inner = a.add(a.pow(x, 2), a.n(1));
    table.put("6x*(x^2 + 1)^2", a.mul(a.pow(inner, 2), x, a.n(6)));
    table.put("x*y", a.mul(y, x));
    table.put("2x*exp(x)", a.mul(a.op("exp", x), a.n(2), x));
    table.put("x/(x + 1)", a.div(x, a.add(x, a.n(1))));
    table.put("1/x", a.div(a.n(1), x));
    table.put("1/(2x)", a.div(a.n(1), a.mul(a.n(2), x)));
    table.put("x/2", a.mul(x, a.q(1, 2)));
    table.put("2x/3", a.mul(x, a.q(2, 3)));
    table.put("-2x/3", a.mul(x, a.q(-2, 3)));
    table.put("-x", a.neg(x));
    table.put("2(x + 1)", a.mul(a.n(2), a.add(x, a.n(1))));
    table.put(
        "(x + 1)*(y + 1)/(3x^2*y)",
        a.div(a.mul(a.add(x, a.n(1)), a.add(y, a.n(1))), a.mul(a.n(3), a.pow(x, 2), y)));
    table.put("2*3^x", a.mul(a.n(2), a.pow(a.n(3), x)));
    table.put("2*e1", a.mul(a.n(2), a.formulas.symbol("e1")));
    Formula sigmoid = a.op("sigmoid", x);
    table.put("1 - sigmoid(x)", a.sub(a.n(1), sigmoid));
    table.put("sigmoid(x)*(1 - sigmoid(x))", a.mul(sigmoid, a.sub(a.n(1), sigmoid)));
    table.put("-2(x - 1)", a.mul(a.n(2), a.sub(a.n(1), x)));
    table.put("x/(1 - y)", a.div(x, a.sub(a.n(1), y)));
    table.put("x/(1 - exp(y))", a.div(x, a.sub(a.n(1), a.op("exp", y))));
    table.put("1/(1 - x)", a.div(a.n(1), a.sub(a.n(1), x)));
    table.put("(x - 1)^2", a.pow(a.sub(a.n(1), x), 2));
    table.put("-x*(y - 1)", a.mul(x, a.sub(a.n(1), y)));
    table.put("0", a.add(a.mul(x, a.sub(a.n(1), y)), a.mul(x, a.sub(y, a.n(1)))));
    table.put("x/0.3", a.div(x, a.d(0.3)));
    table.put("1e-5*x", a.mul(a.d(1e-5), x));
    table.put("x/((-0.5)*(x + y))", a.div(a.div(x, a.add(x, y)), a.d(-0.5)));
    table.put("0.1x", a.mul(a.d(0.1), x));
    check();
  }

  @Test
  void powersAndRoots() {
    table.put("x^(-y)", a.pow(x, a.neg(y)));
    table.put("1/x^2", a.pow(x, -2));
    table.put("x^(1/3)", a.pow(x, a.q(1, 3)));
    table.put("√x", a.op("sqrt", x));
    table.put("1/√x", a.pow(x, a.q(-1, 2)));
    table.put("√(x + 1)", a.op("sqrt", a.add(x, a.n(1))));
    table.put("2√3", a.root(12));
    table.put("2√3*x", a.mul(x, a.root(12)));
    table.put("√2/2", a.div(a.n(1), a.root(2)));
    table.put("5/2 - √33/2", a.sub(a.q(5, 2), a.div(a.root(33), a.n(2))));
    table.put("2i", a.op("sqrt", a.n(-4)));
    table.put("1 + √3*i", a.pow(a.n(-8), a.q(1, 3)));
    table.put("(√x)^y", a.pow(a.op("sqrt", x), y));
    table.put("√(x^y)", a.op("sqrt", a.pow(x, y)));
    table.put("2^x", a.pow(a.n(2), x));
    table.put("(-2)^x", a.pow(a.n(-2), x));
    table.put("(2/3)^x", a.pow(a.q(2, 3), x));
    table.put("x^(2y)", a.pow(x, a.mul(a.n(2), y)));
    table.put("2π*x", a.mul(a.n(2), Constant.PI, x));
    table.put("exp(2x)", a.pow(a.op("exp", x), 2));
    table.put("e", a.op("exp", a.n(1)));
    table.put("exp(x)", a.pow(Constant.E, x));
    check();
  }

  @Test
  void conditions() {
    Formula positive = a.formulas.relation(Comparator.GREATER, x, a.n(0));
    Formula small = a.formulas.relation(Comparator.LESS, x, a.n(1));
    table.put("if x > 0 then x else 0", a.when(x, Comparator.GREATER, a.n(0), x, a.n(0)));
    table.put(
        "2(if x > 0 then x else 0) + 1",
        a.add(a.mul(a.n(2), a.when(x, Comparator.GREATER, a.n(0), x, a.n(0))), a.n(1)));
    table.put(
        "if x > 0 and x < 1 then x else if x < 1 then -x else 1",
        a.formulas.piecewise(
            List.of(
                new Formula.Case(a.formulas.logic(Connective.AND, List.of(positive, small)), x),
                new Formula.Case(small, a.neg(x))),
            a.n(1)));
    table.put("x^2 == 4", a.formulas.relation(Comparator.EQUAL, a.pow(x, 2), a.n(4)));
    table.put("x <= 0", a.formulas.logic(Connective.NOT, List.of(positive)));
    check();
  }

  @Test
  void decimals() {
    assertEquals("9.0", DecimalText.format(9, 6));
    assertEquals("0.0", DecimalText.format(-0.0, 6));
    assertEquals("0.333333", DecimalText.format(1.0 / 3, 6));
    assertEquals("1234567.0", DecimalText.format(1234567.0, 6)); // whole digits stay
    assertEquals("1e16", DecimalText.format(1e16, 6));
    assertEquals("1000000000000000.0", DecimalText.format(1e15, 6));
    assertEquals("0.0001", DecimalText.format(1e-4, 6));
    assertEquals("1e-5", DecimalText.format(1e-5, 6));
    assertEquals("-1.23457e-10", DecimalText.format(-1.234567e-10, 6));
    assertEquals("0.30000000000000004", DecimalText.format(0.1 + 0.2, 17));
    assertEquals("4.000999999999699", DecimalText.format(4.000999999999699, 17));
  }

  @Test
  void sharedAndDeepFormulasStopAtTheLimit() {
    Formula shared = x;
    for (int i = 0; i < 200; i++) {
      shared = a.add(a.op("sin", shared), a.pow(a.op("cos", shared), 3));
    }
    assertEquals(10_001, new FormulaPrinter(6).print(shared, 10_000).length());
    Formula deep = x;
    for (int i = 0; i < 1_000; i++) {
      deep = a.op("sin", a.op("cos", deep));
    }
    assertEquals("sin(cos(".repeat(1_000) + "x" + "))".repeat(1_000), a.show(deep));
  }
}
