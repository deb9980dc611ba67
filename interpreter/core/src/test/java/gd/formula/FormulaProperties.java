package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import gd.report.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What must hold for every formula, tried on random ones. */
class FormulaProperties {
  private static final double X = 0.7310585;
  private static final double Y = 1.3862943;

  /** Beyond this cancellation may leave few right digits. */
  private static final double LARGE = 1e4;

  private final Algebraic a = new Algebraic();
  private final List<Formula> variables = List.of(a.x, a.y);

  @Provide
  Arbitrary<Tree> exact() {
    return Tree.exact();
  }

  @Provide
  Arbitrary<Tree> any() {
    return Tree.any();
  }

  @Provide
  Arbitrary<Tree> smooth() {
    return Tree.smooth();
  }

  private Optional<Formula> formula(Tree tree) {
    try {
      return Optional.of(tree.formula(a));
    } catch (Refusal noValue) {
      return Optional.empty(); // 1/(x - x), log(0), √(-0.5)
    }
  }

  private double value(Formula formula, double x, double y) {
    return new Evaluation(List.of(formula), variables).at(x, y);
  }

  private static void assumeTame(Tree tree) {
    double magnitude = tree.magnitude(X, Y);
    Assume.that(Double.isFinite(tree.value(X, Y)) && magnitude < LARGE);
  }

  @Property(tries = 2_000, seed = "1", shrinking = ShrinkingMode.BOUNDED)
  void theNormalFormKeepsTheValue(@ForAll("any") Tree tree) {
    assumeTame(tree);
    Optional<Formula> formula = formula(tree);
    Assume.that(formula.isPresent());
    double expected = tree.value(X, Y);
    assertEquals(
        expected,
        value(formula.get(), X, Y),
        1e-8 * Math.max(1, tree.magnitude(X, Y)),
        () -> a.show(formula.get()));
  }

  @Property(tries = 2_000, seed = "2", shrinking = ShrinkingMode.BOUNDED)
  void exactFormulasReadBackAsThemselves(@ForAll("exact") Tree tree) {
    Optional<Formula> formula = formula(tree);
    Assume.that(formula.isPresent());
    String text = new FormulaPrinter(FormulaPrinter.EXACT).print(formula.get());
    assertSame(canonical(formula.get()), canonical(new Reading(a).read(text)), text);
  }

  /** Both where the names keep their order (x9, z) and where they change it (z, x9). */
  @Property(tries = 500, seed = "8", shrinking = ShrinkingMode.BOUNDED)
  void whatIsRenamedIsInNormalForm(@ForAll("exact") Tree tree, @ForAll boolean swapped) {
    Optional<Formula> formula = formula(tree);
    Assume.that(formula.isPresent());
    Formula.Symbol one = new Formula.Symbol(swapped ? "z" : "x9");
    Formula.Symbol other = new Formula.Symbol(swapped ? "x9" : "z");
    Map<Formula.Symbol, Formula.Symbol> names =
        Map.of((Formula.Symbol) a.x, one, (Formula.Symbol) a.y, other);
    assertSame(
        canonical(a.formulas.substitute(formula.get(), Map.copyOf(names))),
        canonical(a.formulas.renamed(List.of(formula.get()), names).getFirst()));
  }

  /** Leaves are equal by value, not the same object. */
  private static Object canonical(Formula formula) {
    return formula.children().isEmpty() ? formula.toString().intern() : formula;
  }

  @Property(tries = 1_000, seed = "3", shrinking = ShrinkingMode.BOUNDED)
  void decimalsReadBackWithTheirValue(@ForAll("any") Tree tree) {
    assumeTame(tree);
    Optional<Formula> formula = formula(tree);
    Assume.that(formula.isPresent());
    String text = new FormulaPrinter(FormulaPrinter.EXACT).print(formula.get());
    double expected = value(formula.get(), X, Y);
    assertEquals(
        expected,
        value(new Reading(a).read(text), X, Y),
        1e-9 * Math.max(1, tree.magnitude(X, Y)),
        text);
  }

  @Property(tries = 1_000, seed = "4", shrinking = ShrinkingMode.BOUNDED)
  void forwardAndReverseAgreeWithDifferences(@ForAll("smooth") Tree tree) {
    assumeTame(tree);
    Optional<Formula> formula = formula(tree);
    Assume.that(formula.isPresent());
    double h = 1e-5;
    double wide = (tree.value(X + 2 * h, Y) - tree.value(X - 2 * h, Y)) / (4 * h);
    double narrow = (tree.value(X + h, Y) - tree.value(X - h, Y)) / (2 * h);
    double difference = (4 * narrow - wide) / 3;
    Assume.that(
        Math.abs(wide - narrow) <= 1e-5 * Math.max(1, Math.abs(narrow))
            && Math.abs(narrow) < LARGE);
    double forward = value(a.diff(formula.get(), a.x), X, Y);
    double reverse = value(a.gradient(formula.get(), a.x, a.y).getFirst(), X, Y);
    double tolerance = 1e-5 * Math.max(1, Math.max(Math.abs(difference), tree.magnitude(X, Y)));
    assertEquals(difference, forward, tolerance, () -> a.show(formula.get()));
    assertEquals(
        forward,
        reverse,
        1e-8 * Math.max(1, tree.magnitude(X, Y)) * Math.max(1, Math.abs(forward)),
        () -> a.show(formula.get()));
  }

  @Property(tries = 2_000, seed = "7", shrinking = ShrinkingMode.BOUNDED)
  void fractionsAreWhatSubstitutionSays(@ForAll("exact") Tree tree) {
    Optional<Formula> formula = formula(tree);
    Assume.that(formula.isPresent());
    Formulas formulas = a.formulas;
    List<Formula> slots = List.of(formulas.slot(0), formulas.slot(1));
    Formula body =
        formulas.substitute(formula.get(), Map.of(a.x, slots.getFirst(), a.y, slots.getLast()));
    Optional<RationalEvaluation> program = RationalEvaluation.of(body);
    Assume.that(program.isPresent());
    for (int k = -2; k <= 2; k++) {
      Formula x = a.q(k, 3);
      Formula y = a.q(5, 7 + k);
      Optional<Formula> expected;
      try {
        expected =
            Optional.of(formulas.substitute(body, Map.of(slots.getFirst(), x, slots.getLast(), y)));
      } catch (Refusal noValue) {
        expected = Optional.empty();
      }
      assertEquals(expected, program.get().at(List.of(x, y)));
    }
  }
}
