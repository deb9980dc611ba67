package gd.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.formula.Algebraic;
import gd.formula.ComplexEvaluation;
import gd.formula.Formula;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.formula.Reading;
import gd.report.MathProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
    return new Algebra(a.formulas, a, name -> Optional.of(Algebraic.operation(name)), engine);
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
          "no solution, or none that the algebra system can find",
          "Not all of its solutions were found",
          "no antiderivative");

  /** Lies that do not change every answer: a constant cancels, a sign twice, ±x has a twin. */
  private static final Set<String> HARMLESS_AT_TIMES =
      Set.of("complex", "a constant off", "the other sign", "one missing");

  /** A series of ours may know the limit as well. */
  private static final String OF_SYMJA = "of Symja alone: ";

  private static Map<String, UnaryOperator<IExpr>> ofSymja(Map<String, UnaryOperator<IExpr>> lies) {
    return lies.entrySet().stream()
        .collect(Collectors.toMap(each -> OF_SYMJA + each.getKey(), Map.Entry::getValue));
  }

  private void refused(String lie, Question question, Engine engine) {
    Refusal refusal;
    try {
      String shown = printed(question.ask(algebra(engine)));
      assertTrue(
          HARMLESS_AT_TIMES.contains(lie) || lie.startsWith(OF_SYMJA), () -> "shown: " + shown);
      assertEquals(printed(question.ask(algebra(new Engine(Duration.ofSeconds(20))))), shown);
      return;
    } catch (Refusal refused) {
      refusal = refused;
    }
    Problem problem = refusal.at(new Span(new Source("test", "?"), 0, 1));
    MathProblem.NoAnswer noAnswer = assertInstanceOf(MathProblem.NoAnswer.class, problem);
    assertEquals(
        1,
        HONEST.stream().filter(noAnswer.why()::contains).count(),
        () -> "it is said why: " + noAnswer.why());
  }

  private String printed(Object answer) {
    return switch (answer) {
      case Formula formula -> a.show(formula);
      case Solutions solutions -> printed(solutions.roots()) + solutions.remarks();
      case List<?> list -> list.stream().map(this::printed).toList().toString();
      default -> answer.toString();
    };
  }

  /** Right where x is positive, or a whole number, or wrong by a sign, a factor, a little. */
  private Map<String, UnaryOperator<Formula>> wrongByFactor() {
    Formula wave = a.add(a.n(1), a.op("sin", a.mul(Constant.PI, x)));
    return Map.of(
        "the other sign", a::neg,
        "twice as large", answer -> a.mul(a.n(2), answer),
        "a thousandth too large", answer -> a.mul(a.q(1001, 1000), answer),
        "right where x > 0", answer -> a.formulas.substitute(answer, Map.of(x, a.op("abs", x))),
        "right at whole numbers", answer -> a.mul(answer, wave));
  }

  private Map<String, UnaryOperator<Formula>> wrongNumber() {
    return Map.of(
        "the other sign", a::neg,
        "twice as large", answer -> a.mul(a.n(2), answer),
        "a thousandth too large", answer -> a.mul(a.q(1001, 1000), answer),
        "complex", answer -> a.add(answer, a.mul(Constant.PI, Constant.I)),
        "a constant off", answer -> a.add(answer, a.q(1, 500)));
  }

  /** The same, made of Symja's trees. */
  private static Map<String, UnaryOperator<IExpr>> wrongTree() {
    return Map.of(
        "the other sign", answer -> F.Times(F.CN1, answer),
        "twice as large", answer -> F.Times(F.C2, answer),
        "a thousandth too large", answer -> F.Times(F.QQ(1001, 1000), answer),
        "complex", answer -> F.Plus(answer, F.Times(S.Pi, F.CI)),
        "infinite", answer -> F.CInfinity);
  }

  private Stream<DynamicTest> each(
      List<String> texts, Map<String, ? extends Object> lies, Asked asked, Told told) {
    return texts.stream()
        .flatMap(
            text ->
                lies.entrySet().stream()
                    .map(
                        lie ->
                            DynamicTest.dynamicTest(
                                text + ": " + lie.getKey(),
                                () ->
                                    refused(
                                        lie.getKey(),
                                        algebra -> asked.of(algebra, f(text)),
                                        told.by(lie.getValue())))));
  }

  private interface Asked {
    Object of(Algebra algebra, Formula formula);
  }

  private interface Told {
    Engine by(Object lie);
  }

  @SuppressWarnings("unchecked")
  private static Engine own(Object lie) {
    return LyingEngine.ofOwnRules((UnaryOperator<Formula>) lie);
  }

  @SuppressWarnings("unchecked")
  private static Engine symja(Object lie) {
    return LyingEngine.ofSymja((UnaryOperator<IExpr>) lie);
  }

  @TestFactory
  Stream<DynamicTest> antiderivativesOfOwnRules() {
    return each(
        List.of("x^2 + x", "x*exp(2x)", "1/(x^2 + 4)", "log(x)", "y*cos(x*y)", "exp(x)/10^15"),
        wrongByFactor(),
        (algebra, formula) -> algebra.integrate(formula, x),
        WrongAnswersTest::own);
  }

  @TestFactory
  Stream<DynamicTest> antiderivativesOfSymja() {
    Map<String, UnaryOperator<IExpr>> lies = new HashMap<>(wrongTree());
    lies.remove("complex"); // a constant more is no mistake
    return each(
        List.of("x^2*exp(x)", "sin(x)^2", "1/(x^2 + y^2)"),
        lies,
        (algebra, formula) -> algebra.integrate(formula, x),
        WrongAnswersTest::symja);
  }

  @TestFactory
  Stream<DynamicTest> definiteIntegrals() {
    Asked finite = (algebra, formula) -> algebra.integrate(formula, x, a.n(1), a.n(3));
    Asked improper = (algebra, formula) -> algebra.integrate(formula, x, a.n(0), Constant.INFINITY);
    List<String> onInterval = List.of("x^2", "1/x", "y*x + 1", "abs(x - 2)", "x/10^15");
    List<String> toInfinity =
        List.of(
            "exp(-x^2)",
            "exp(-y*x)",
            "1/(x^2 + 1)",
            "x^2*exp(-x)",
            "exp(-x)/10^15",
            "exp(-(x - 1000)^2)");
    return Stream.of(
            each(onInterval, wrongTree(), finite, WrongAnswersTest::symja),
            each(toInfinity, wrongNumber(), improper, WrongAnswersTest::own),
            each(toInfinity, wrongTree(), improper, WrongAnswersTest::symja))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> integralsOfRootsAndSlowTails() {
    Asked upToTheLetter = (algebra, formula) -> algebra.integrate(formula, x, a.n(0), y);
    Asked slow = (algebra, formula) -> algebra.integrate(formula, x, a.n(2), Constant.INFINITY);
    List<String> roots = List.of("√(y^2 - x^2)", "x^2/√(y^2 - x^2)");
    List<String> tails = List.of("1/(x*log(x)^2)", "1/(x*log(x)^3)");
    return Stream.of(
            each(roots, wrongNumber(), upToTheLetter, WrongAnswersTest::own),
            each(tails, wrongNumber(), slow, WrongAnswersTest::own),
            each(tails, wrongTree(), slow, WrongAnswersTest::symja))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> limits() {
    Map<String, UnaryOperator<IExpr>> lies = new HashMap<>(wrongTree());
    lies.put("a constant off", answer -> F.Plus(answer, F.QQ(1, 2000)));
    lies.put("zero", answer -> F.C0);
    return Stream.concat(
        each(
            List.of("sin(x)/x", "(1 - cos(x))/x^2", "(exp(y*x) - 1)/x", "exp(x)*sin(x)/x"),
            ofSymja(lies),
            (algebra, formula) -> algebra.limit(formula, x, a.n(0)),
            WrongAnswersTest::symja),
        each(
            List.of(
                "(1 + 1/x)^x",
                "x*sin(1/x)",
                "1 + log(x)/x",
                "atan(x)",
                "x/(x + 10^15)",
                "(x + 1)/(10^15*x)"),
            ofSymja(lies),
            (algebra, formula) -> algebra.limit(formula, x, Constant.INFINITY),
            WrongAnswersTest::symja));
  }

  @TestFactory
  Stream<DynamicTest> limitsOfOwnRules() {
    return each(
        List.of(
            "(x + sin(x))/x",
            "x*(3 + sin(x))/(x^2 + cos(x))*(x + log(x))",
            "(2x - cos(x))/(x + atan(x)*sin(x))",
            "exp(x + exp(-x)) - exp(x)"),
        wrongNumber(),
        (algebra, formula) -> algebra.limit(formula, x, Constant.INFINITY),
        WrongAnswersTest::own);
  }

  /** Of what has a limit it is not said that it goes on oscillating, whatever parts are said to. */
  @TestFactory
  Stream<DynamicTest> oscillationsThatDieOut() {
    Map<String, Integer> said = new HashMap<>(Map.of("", 4));
    UnaryOperator<Formula> another = _ -> a.n(said.merge("", 1, Integer::sum));
    return each(
        List.of("(x + sin(x))/x", "sin(x)/x", "(x + tan(1/x)*cos(x))/(x + sin(x))"),
        Map.of("each time another", another),
        (algebra, formula) -> algebra.limit(formula, x, Constant.INFINITY),
        WrongAnswersTest::own);
  }

  @TestFactory
  Stream<DynamicTest> limitsThatDoNotExist() {
    return each(
        List.of("sin(x)", "sin(3.14159265358979*x)", "x*cos(x)"),
        Map.<String, UnaryOperator<IExpr>>of(
            "zero", _ -> F.C0, "one", _ -> F.C1, "infinite", _ -> F.CInfinity),
        (algebra, formula) -> algebra.limit(formula, x, Constant.INFINITY),
        WrongAnswersTest::symja);
  }

  @TestFactory
  Stream<DynamicTest> series() {
    Map<String, UnaryOperator<Formula>> lies = new HashMap<>();
    for (int power : new int[] {-1, 0, 1, 3, 5}) {
      lies.put(
          "x^" + power + " too much", answer -> a.add(answer, a.div(a.pow(x, power), a.n(90))));
    }
    Asked upTo5 = (algebra, formula) -> algebra.series(formula, x, a.n(0), 5);
    return Stream.concat(
        each(List.of("1/sin(x)", "sin(y*x)/x", "exp(x)/x"), lies, upTo5, WrongAnswersTest::own),
        each(
            List.of("1/sin(x)", "exp(x)/x^2"),
            wrongTree(),
            (algebra, formula) -> algebra.series(formula, x, a.n(0), 3),
            WrongAnswersTest::symja));
  }

  /** Changes a list of solutions. */
  private static UnaryOperator<IExpr> solutions(UnaryOperator<List<IExpr>> change) {
    return answer -> {
      if (!(answer instanceof IAST list && list.isList())) {
        return answer;
      }
      List<IExpr> all = new ArrayList<>();
      for (IExpr each : list) {
        all.add(each);
      }
      return F.ListAlloc(change.apply(all));
    };
  }

  private static UnaryOperator<IExpr> values(UnaryOperator<IExpr> change) {
    return solutions(
        all ->
            all.stream()
                .<IExpr>map(
                    each ->
                        F.subst(
                            each,
                            part ->
                                part.isAST(S.Rule, 3)
                                    ? F.Rule(part.first(), change.apply(part.second()))
                                    : F.NIL))
                .toList());
  }

  private static final Map<String, UnaryOperator<IExpr>> WRONG_ROOTS =
      Map.of(
          "the other sign", values(value -> F.Times(F.CN1, value)),
          "twice as large", values(value -> F.Times(F.C2, value)),
          "a little off", values(value -> F.Plus(value, F.QQ(1, 1000))),
          "one missing", solutions(all -> all.subList(1, all.size())),
          "none", _ -> F.CEmptyList);

  @TestFactory
  Stream<DynamicTest> equations() {
    return each(
        List.of(
            "x^3 - 6x^2 + 11x - 5",
            "x^3 + x + y",
            "x^3 + x + 1",
            "y*x^2 + x - 2",
            "(x^3 - 2)/10^20"),
        WRONG_ROOTS,
        (algebra, formula) -> algebra.solve(formula, x, _ -> false),
        WrongAnswersTest::symja);
  }

  @TestFactory
  Stream<DynamicTest> systems() {
    return each(
        List.of("x^2 + y^2 - 5", "x*y - 2", "x^3 + y - 9"),
        WRONG_ROOTS,
        (algebra, formula) ->
            algebra.solve(List.of(formula, a.sub(a.add(x, y), a.n(3))), List.of(x, y)),
        WrongAnswersTest::symja);
  }

  /** A root that squaring brought in is left out; those that are right stay. */
  @Test
  void extraneousRootsAreLeftOut() {
    Engine engine =
        LyingEngine.ofSymja(
            solutions(
                all ->
                    Stream.concat(
                            all.stream(),
                            all.stream()
                                .map(
                                    each ->
                                        F.subst(
                                            each,
                                            part ->
                                                part.isAST(S.Rule, 3)
                                                    ? F.Rule(part.first(), F.C7)
                                                    : F.NIL)))
                        .toList()));
    assertEquals(
        "[-1, 2]", printed(algebra(engine).solve(f("x^2 - x - 2"), x, _ -> false).roots()));
  }

  /**
   * A real root that Symja lacks is found by numbers, and with letters it is said to be missing.
   */
  @Test
  void missingRootsAreToldOf() {
    Engine engine = LyingEngine.ofSymja(solutions(all -> all.subList(1, all.size())));
    List<Formula> both = algebra(engine).solve(f("x*exp(x) - 2x"), x, _ -> false).roots();
    assertEquals(2, both.size(), () -> printed(both));
    assertEquals(Math.log(2), ComplexEvaluation.at(both.get(1), Map.of()).getReal(), 1e-9);
    Solutions some = algebra(engine).solve(f("(exp(x) - 2)*(exp(x) - 3y)"), x, _ -> false);
    assertEquals(1, some.roots().size());
    assertEquals(
        1, some.remarks().stream().filter(each -> each.startsWith("This is not all")).count());
  }

  @TestFactory
  Stream<DynamicTest> inequalities() {
    return each(
        List.of("x^3 - 6x^2 + 11x - 5 > 0", "x^3 < 3", "x^3/(x - 1) >= 2"),
        WRONG_ROOTS,
        (algebra, formula) -> algebra.solveInequality(formula, x, _ -> false),
        WrongAnswersTest::symja);
  }

  @TestFactory
  Stream<DynamicTest> severalInequalities() {
    Formula others =
        a.formulas.logic(Connective.OR, List.of(f("x^2 > x + 3"), f("2x - 1 == 0"), f("x > 5")));
    return each(
        List.of("x^3 - 6x^2 + 11x - 5 > 0", "x^3/(x - 1) >= 2"),
        WRONG_ROOTS,
        (algebra, formula) ->
            algebra.solveInequality(
                a.formulas.logic(Connective.AND, List.of(formula, others)), x, _ -> false),
        WrongAnswersTest::symja);
  }

  @TestFactory
  Stream<DynamicTest> rootsWithLetters() {
    Map<String, UnaryOperator<IExpr>> lies = new HashMap<>(WRONG_ROOTS);
    lies.remove("one missing"); // the one that solves nothing where the letter is positive
    return each(
        List.of("√(x + y) - x", "√(x + 2y) - x + 1"),
        lies,
        (algebra, formula) -> algebra.solve(formula, x, _ -> false),
        WrongAnswersTest::symja);
  }

  @TestFactory
  Stream<DynamicTest> sumsAndProducts() {
    Map<String, UnaryOperator<IExpr>> lies = new HashMap<>(wrongTree());
    lies.put("a constant off", answer -> F.Plus(answer, F.QQ(1, 500)));
    lies.remove("the other sign"); // answers are asked to be factored, which turns it back
    Asked finite = (algebra, term) -> algebra.total(false, term, x, a.n(1), n);
    Asked endless = (algebra, term) -> algebra.total(false, term, x, a.n(0), Constant.INFINITY);
    Asked product = (algebra, term) -> algebra.total(true, term, x, a.n(1), n);
    return Stream.of(
            each(
                List.of("x^2", "2^x", "1/(x*(x + 1))", "y*x"),
                lies,
                finite,
                WrongAnswersTest::symja),
            each(List.of("y^x"), lies, endless, WrongAnswersTest::symja),
            each(List.of("x", "y*x^2"), lies, product, WrongAnswersTest::symja))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> finiteSumsAndProducts() {
    Asked sum = (algebra, term) -> algebra.total(false, term, x, a.n(1), n);
    Asked product = (algebra, term) -> algebra.total(true, term, x, a.n(1), n);
    Map<String, UnaryOperator<Formula>> lies = new HashMap<>(wrongNumber());
    lies.put("right at the first end", answer -> a.mul(answer, n));
    return Stream.concat(
        each(
            List.of("x*2^x", "x*y^x", "1/(x*(x + 1))", "x*gamma(x + 1)", "3^x + x"),
            lies,
            sum,
            WrongAnswersTest::own),
        each(List.of("1 + 1/x", "(x + 2)/x"), lies, product, WrongAnswersTest::own));
  }

  @TestFactory
  Stream<DynamicTest> otherForms() {
    Map<String, UnaryOperator<IExpr>> lies = new HashMap<>(wrongTree());
    Map<String, Asked> forms =
        Map.of(
            "simplify", (algebra, formula) -> algebra.simplify(formula),
            "factor", (algebra, formula) -> algebra.factor(formula),
            "expand", (algebra, formula) -> algebra.expand(formula),
            "collect", (algebra, formula) -> algebra.collect(formula, x),
            "apart", (algebra, formula) -> algebra.apart(formula, x),
            "together", (algebra, formula) -> algebra.together(formula));
    return forms.values().stream()
        .flatMap(
            form ->
                each(
                    List.of("(x + y)^2 + x*y + x", "1/(x - 1) + 1/(x + 1)", "sin(x)*(x + y)"),
                    lies,
                    form,
                    WrongAnswersTest::symja));
  }

  @TestFactory
  Stream<DynamicTest> functionsOfExponentials() {
    return each(
        List.of("exp(x)/(1 + exp(x))", "log(1 + exp(x)) - x", "x + y/(1 + exp(-x))"),
        wrongByFactor(),
        (algebra, formula) -> algebra.simplify(formula),
        WrongAnswersTest::own);
  }

  private List<List<Formula>> matrix() {
    return List.of(List.of(x, a.n(2), y), List.of(y, x, a.n(1)), List.of(a.n(1), y, x));
  }

  @TestFactory
  Stream<DynamicTest> determinants() {
    return each(
        List.of("x"),
        wrongByFactor(),
        (algebra, _) -> algebra.determinant(matrix()),
        WrongAnswersTest::own);
  }

  private List<List<Formula>> triangle() {
    Formula zero = a.n(0);
    Formula two = a.mul(a.n(2), x);
    Formula three = a.mul(a.n(3), x);
    return List.of(List.of(x, y, zero), List.of(zero, two, y), List.of(zero, zero, three));
  }

  @TestFactory
  Stream<DynamicTest> eigenvalues() {
    Map<String, UnaryOperator<IExpr>> lies = new HashMap<>();
    lies.put("the other sign", elements(value -> F.Times(F.CN1, value)));
    lies.put("twice as large", elements(value -> F.Times(F.C2, value)));
    lies.put("one missing", solutions(all -> all.subList(1, all.size())));
    lies.put(
        "6x, ix and -ix, whose sum and product are those of x, 2x and 3x",
        solutions(
            all -> {
              IExpr one = all.stream().filter(IExpr::isSymbol).findFirst().orElseThrow();
              return List.of(F.Times(F.C6, one), F.Times(F.CI, one), F.Times(F.CNI, one));
            }));
    return each(
        List.of("x"),
        lies,
        (algebra, _) -> algebra.eigenvalues(triangle()),
        WrongAnswersTest::symja);
  }

  /** √(y²) is y in both or in none. */
  @TestFactory
  Stream<DynamicTest> eigenvaluesOfSymmetricMatrices() {
    return each(
        List.of("x"),
        Map.<String, UnaryOperator<IExpr>>of(
            "the other sign", elements(value -> F.Times(F.CN1, value)),
            "twice as large", elements(value -> F.Times(F.C2, value)),
            "one twice", solutions(all -> List.of(all.getFirst(), all.getFirst()))),
        (algebra, _) -> algebra.eigenvalues(List.of(List.of(x, y), List.of(y, x))),
        WrongAnswersTest::symja);
  }

  private static UnaryOperator<IExpr> elements(UnaryOperator<IExpr> change) {
    return solutions(all -> all.stream().map(change).toList());
  }

  /** Changes a list of vectors. */
  private static UnaryOperator<IExpr> vectors(UnaryOperator<IExpr> change) {
    return answer ->
        answer instanceof IAST list && list.isListOfLists() ? change.apply(answer) : answer;
  }

  @TestFactory
  Stream<DynamicTest> eigenvectors() {
    return each(
        List.of("x"),
        Map.<String, UnaryOperator<IExpr>>of(
            "zero", vectors(_ -> F.List(F.List(F.C0, F.C0, F.C0))),
            "another", vectors(_ -> F.List(F.List(F.C1, F.C1, F.C1))),
            "none", vectors(_ -> F.CEmptyList),
            "one twice", vectors(solutions(all -> List.of(all.getFirst(), all.getFirst())))),
        (algebra, _) -> algebra.eigenvectors(triangle()),
        WrongAnswersTest::symja);
  }

  @TestFactory
  Stream<DynamicTest> inverses() {
    return each(
        List.of("x"),
        Map.of(
            "the other sign", elements(row -> F.Times(F.CN1, row)),
            "twice as large", elements(row -> F.Times(F.C2, row)),
            "rows exchanged", solutions(List::reversed)),
        (algebra, _) -> algebra.inverse(matrix()),
        WrongAnswersTest::symja);
  }
}
