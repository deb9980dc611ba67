package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.formula.Formula.Case;
import gd.formula.Formula.Comparator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BranchesTest {
  private final Algebraic a = new Algebraic();
  private final Branches branches = new Branches(a.formulas);
  private final List<Formula> conditions =
      List.of(
          a.formulas.relation(Comparator.GREATER, a.x, a.y),
          a.formulas.relation(Comparator.LESS_EQUAL, a.x, a.n(0)),
          a.formulas.relation(Comparator.GREATER_EQUAL, a.n(0), a.x),
          a.formulas.relation(Comparator.LESS, a.n(1), a.y),
          a.formulas.relation(Comparator.NOT_EQUAL, a.n(1), a.y),
          a.formulas.relation(Comparator.LESS, a.y, a.n(1)));
  private final List<Formula> values =
      List.of(a.n(0), a.n(1), a.n(-2), a.x, a.mul(a.x, a.y), a.op("sin", a.x));

  /** factor·(if condition then value else value). */
  private record Term(int factor, int condition, int first, int otherwise) {}

  @Provide
  Arbitrary<List<Term>> terms() {
    Arbitrary<Integer> value = Arbitraries.integers().between(0, 5);
    return Combinators.combine(value, Arbitraries.integers().between(0, 5), value, value)
        .as(Term::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  private Formula formula(Term term) {
    Formula choice =
        a.formulas.piecewise(
            List.of(new Case(conditions.get(term.condition()), values.get(term.first()))),
            values.get(term.otherwise()));
    return a.mul(values.get(term.factor()), choice);
  }

  @Property(tries = 500, seed = "20261122")
  void theValueIsKept(@ForAll("terms") List<Term> terms) {
    List<Formula> all = new ArrayList<>(terms.stream().map(this::formula).toList());
    Formula sum = a.formulas.sum(all);
    Formula together = branches.of(sum);
    for (double x : new double[] {-1.5, 0, 0.25, 1, 2}) {
      for (double y : new double[] {-2, 0, 0.5, 1, 2, 3}) {
        assertEquals(value(sum, x, y), value(together, x, y), 1e-12, () -> a.show(sum));
      }
    }
  }

  /** What is read: each branch once, each condition once. */
  @Test
  void branchesAreReadOnce() {
    Formula c = a.formulas.relation(Comparator.GREATER, a.x, a.y);
    Formula zeroFirst = a.formulas.relation(Comparator.GREATER_EQUAL, a.n(0), a.x);
    Formula off = choice(c, a.n(0), a.n(1));
    Formula on = choice(c, a.n(1), a.n(0));
    assertShown("if x > y then 1 else 2", a.add(a.mul(a.n(2), off), on));
    assertShown(
        "if x > y then x + 1 else y + 3", sum(choice(c, a.x, a.y), choice(c, a.n(1), a.n(3))));
    assertShown("if x > y then 3x*y else 0", a.mul(a.n(3), a.x, choice(c, a.y, a.n(0))));
    assertShown("x*y + (if x > y then 1 else 0)", sum(a.mul(a.x, a.y), on));
    assertShown("x*(if x > y then x else y)", a.mul(a.x, choice(c, a.x, a.y)));
    assertShown("if x > 0 then y else 0", choice(zeroFirst, a.n(0), a.y));
    assertShown(
        "if x > y then y else x", choice(c, choice(c, a.y, a.n(5)), choice(c, a.n(5), a.x)));
    Formula equal = a.formulas.relation(Comparator.EQUAL, off, a.n(0));
    assertShown("if x > y then 0 else sin(x)", choice(equal, off, a.mul(a.op("sin", a.x), off)));
    Formula other = a.formulas.relation(Comparator.LESS, a.y, a.n(1));
    assertShown(
        "(if y < 1 then 1 else 0) + (if x > y then 1 else 0)",
        sum(on, choice(other, a.n(1), a.n(0))));
  }

  private Formula choice(Formula condition, Formula value, Formula otherwise) {
    return a.formulas.piecewise(List.of(new Case(condition, value)), otherwise);
  }

  private Formula sum(Formula... terms) {
    return a.formulas.sum(List.of(terms));
  }

  private void assertShown(String text, Formula formula) {
    assertEquals(text, a.show(branches.of(formula)));
  }

  private double value(Formula formula, double x, double y) {
    return new Evaluation(List.of(formula), List.of(a.x, a.y)).at(x, y);
  }
}
