package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Derivatives;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/**
 * Computer algebra on formulas. Every request is bounded in size and time, and every answer is
 * compared with numbers before it is returned. Refuses with {@link MathProblem.NoAnswer} where
 * there is none, with {@link MathProblem.LimitReached} beyond a limit; throws {@link
 * java.util.concurrent.CancellationException} if the calling thread is interrupted. Decimals in a
 * request count as the fractions they are written as, and make decimals of the answer. Safe for
 * several threads.
 */
public final class Algebra {
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  /** Worth a proof. */
  private static final double ALMOST_ZERO = 1e-9;

  private final Formulas formulas;
  private final Symja symja;

  /** {@code operations} finds an elementary operation by its name in the language. */
  public Algebra(
      Formulas formulas,
      Derivatives derivatives,
      Function<String, Optional<Operation>> operations) {
    this(formulas, derivatives, operations, new Engine(DEADLINE));
  }

  Algebra(
      Formulas formulas,
      Derivatives derivatives,
      Function<String, Optional<Operation>> operations,
      Engine engine) {
    this.formulas = formulas;
    this.symja = new Symja(formulas, derivatives, operations, engine);
  }

  /** How much of a processor's time one question may take from now on. */
  public void limit(Duration longest) {
    symja.limit(longest);
  }

  /** Loads what the first request would have to wait for; for a background thread. */
  public void warmUp() {
    symja.ask(Request.of("warming up"), _ -> F.unaryAST1(S.Simplify, F.C1));
    Engine.loadIntegrationRules();
  }

  /** A shorter form of the same value. */
  public Formula simplify(Formula formula) {
    Formula cancelled =
        confirmed(
            Request.of("simplify", formula), formula, new Gammas(symja).cancelledWithin(formula));
    Formula simpler = rewritten("simplify", withNames(cancelled), e -> F.unaryAST1(S.Simplify, e));
    return withNames(simpler);
  }

  /** With sigmoid(x) and the like for fractions of exponentials. */
  private Formula withNames(Formula formula) {
    if (Decimals.occurIn(formula)) {
      return formula;
    }
    Request request = Request.of("simplify", formula);
    Formula named =
        symja
            .compute(request, () -> new Exponentials(symja, request).named(formula))
            .orElse(formula);
    return confirmed(request, formula, named);
  }

  /** Products and powers of sums multiplied out. */
  public Formula expand(Formula formula) {
    Sizes.checkExpansion(formula);
    return rewritten("expand", formula, e -> F.unaryAST1(S.Expand, e));
  }

  /** A polynomial as a product. */
  public Formula factor(Formula formula) {
    return rewritten("factor", formula, e -> F.unaryAST1(S.Factor, e));
  }

  /** Like powers of a symbol collected. */
  public Formula collect(Formula formula, Symbol x) {
    return symja.exactly(
        List.of(formula),
        exact -> {
          Request request = Request.of("collect", exact.getFirst(), x);
          return confirmed(
              request,
              exact.getFirst(),
              symja.ask(
                  request,
                  to -> F.binaryAST2(S.Collect, to.convert(exact.getFirst()), to.convert(x))));
        });
  }

  private Formula rewritten(String name, Formula formula, UnaryOperator<IExpr> question) {
    if (formula.children().isEmpty()) {
      return formula;
    }
    return symja.exactly(
        List.of(formula),
        exact -> {
          Request request = Request.of(name, exact.getFirst());
          return confirmed(
              request,
              exact.getFirst(),
              symja.ask(request, to -> question.apply(to.convert(exact.getFirst()))));
        });
  }

  private static Formula confirmed(Request request, Formula formula, Formula answer) {
    if (!answer.equals(formula) && !Check.confirms(formula, answer)) {
      throw request.unchecked();
    }
    return answer;
  }

  /** An antiderivative. */
  public Formula integrate(Formula formula, Symbol x) {
    checkIntegrand(formula, Request.of("integrate", formula, x));
    return symja.exactly(
        List.of(formula), exact -> new Integration(symja).antiderivative(exact.getFirst(), x));
  }

  /**
   * The definite integral; the bounds may be infinite. A remark says for which parameters it holds,
   * if not for all.
   */
  public Solutions integrate(Formula formula, Symbol x, Formula from, Formula to) {
    checkIntegrand(formula, Request.of("integrate", formula, x, from, to));
    return annotated(
        List.of(formula, from, to),
        exact -> new Integration(symja).definite(exact.get(0), x, exact.get(1), exact.get(2)));
  }

  private static void checkIntegrand(Formula formula, Request request) {
    if (Dag.postorder(List.of(formula)).contains(Formula.Constant.INFINITY)) {
      throw request.noAnswer("∞ is a bound or a limit, but no number in what is integrated.");
    }
  }

  /**
   * From both sides, where the formula has values there. A remark says for which parameters it
   * holds, if not for all.
   */
  public Solutions limit(Formula formula, Symbol x, Formula to) {
    return annotated(
        List.of(formula, to), exact -> new Limits(symja).limit(exact.get(0), x, exact.get(1)));
  }

  /** The Taylor polynomial up to a degree; at a pole with the negative powers. */
  public Formula series(Formula formula, Symbol x, Formula around, int degree) {
    return symja.exactly(
        List.of(formula, around),
        exact -> new Series(symja).series(exact.get(0), x, exact.get(1), degree));
  }

  /** The solutions of a system, of each the values of the unknowns in their order. */
  public Solutions solve(List<Formula> equations, List<Symbol> unknowns) {
    return annotated(equations, exact -> new Systems(symja).solve(exact, unknowns));
  }

  /**
   * The solutions of an inequality in one unknown, or of several joined by and, or, not, as one
   * condition on it.
   */
  public Solutions solveInequality(Formula inequality, Symbol x, Predicate<String> taken) {
    return annotated(
        List.of(inequality),
        exact ->
            exact.getFirst() instanceof Formula.Truth
                ? new Solutions(exact, List.of())
                : new Inequalities(symja).solve(exact.getFirst(), x, taken));
  }

  private Solutions annotated(List<Formula> question, Function<List<Formula>, Solutions> work) {
    List<String> remarks = new ArrayList<>();
    List<Formula> answers =
        symja.allExactly(
            question,
            exact -> {
              Solutions solutions = work.apply(exact);
              remarks.addAll(solutions.remarks());
              return solutions.roots();
            });
    return new Solutions(answers, remarks);
  }

  /** The real roots between -bound and bound by numbers; for equations that have no closed form. */
  public List<Formula> realRoots(Formula equation, Symbol x, double bound) {
    Request request = Request.of("solve", equation, x);
    Formula difference =
        equation instanceof Formula.Relation relation
            ? formulas.subtract(relation.left(), relation.right())
            : equation;
    Equations equations = new Equations(symja);
    return equations.realRoots(request, difference, x, bound).stream()
        .map(root -> equations.recognised(root, difference, x))
        .toList();
  }

  /** The definite integral by quadrature; empty if that does not settle. */
  public OptionalDouble quadrature(Formula formula, Symbol x, double from, double to) {
    return new NumericIntegral(symja).number(formulas.inlined(formula), x, from, to);
  }

  /** Partial fractions. */
  public Formula apart(Formula formula, Symbol x) {
    return symja.exactly(
        List.of(formula),
        exact -> {
          Request request = Request.of("apart", exact.getFirst(), x);
          return confirmed(
              request,
              exact.getFirst(),
              symja.ask(request, to -> F.Apart(to.convert(exact.getFirst()), to.convert(x))));
        });
  }

  /** One fraction. */
  public Formula together(Formula formula) {
    return rewritten("together", formula, e -> F.unaryAST1(S.Together, e));
  }

  /**
   * The roots of an equation, or of an expression. A letter that stands for every whole number is
   * not one of those {@code taken}.
   */
  public Solutions solve(Formula equation, Symbol x, Predicate<String> taken) {
    return annotated(
        List.of(equation), exact -> new Equations(symja).solve(exact.getFirst(), x, taken));
  }

  /**
   * The sum, or the product, of a term over an index whose end is infinite or a symbol: one
   * formula. Where there is no closed form a sum to infinity is a decimal, as a remark says.
   */
  public Solutions total(boolean product, Formula term, Symbol index, Formula from, Formula to) {
    return annotated(
        List.of(term),
        exact -> new Summation(symja, product).total(exact.getFirst(), index, from, to));
  }

  /** The determinant of a square matrix, by rows. */
  public Formula determinant(List<List<Formula>> rows) {
    return new Matrices(symja).determinant(rows);
  }

  /** The inverse of a square matrix, by rows. */
  public List<List<Formula>> inverse(List<List<Formula>> rows) {
    return exactly(rows, new Matrices(symja)::inverse);
  }

  /**
   * The eigenvalues of a square matrix with multiplicity, real ones ascending, then complex ones.
   */
  public List<Formula> eigenvalues(List<List<Formula>> rows) {
    return exactly(rows, matrix -> List.of(new Matrices(symja).eigenvalues(matrix))).getFirst();
  }

  /** Eigenvectors of a square matrix, in the order of the eigenvalues. */
  public List<List<Formula>> eigenvectors(List<List<Formula>> rows) {
    return exactly(rows, new Matrices(symja)::eigenvectors);
  }

  /** Lists as long as the square matrix has rows; of decimals in it come decimals. */
  private List<List<Formula>> exactly(
      List<List<Formula>> rows, UnaryOperator<List<List<Formula>>> work) {
    int n = rows.size();
    return cut(
        symja.allExactly(
            rows.stream().flatMap(List::stream).toList(),
            exact -> work.apply(cut(exact, n)).stream().flatMap(List::stream).toList()),
        n);
  }

  private static List<List<Formula>> cut(List<Formula> elements, int length) {
    return IntStream.range(0, elements.size() / length)
        .mapToObj(k -> elements.subList(k * length, (k + 1) * length))
        .toList();
  }

  /** Every number and constant as a 64-bit decimal; complex numbers are allowed. */
  public Formula decimal(Formula formula) {
    return new Numerals(symja).decimal(formula);
  }

  /** The decimal of an exact number; empty if it has none that is known. */
  public Optional<Formula> approximation(Formula constant) {
    try {
      return Optional.of(decimal(constant));
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }

  /** Whether two exact numbers compare so; empty if many digits do not tell. */
  public Optional<Boolean> holds(Formula.Relation relation) {
    try {
      return new Numerals(symja).holds(relation);
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }

  /** Whether a constant of fractions and roots is 0, proved by a bound on what is not. */
  public boolean isProvedZero(Formula constant) {
    return ComplexEvaluation.at(constant, Map.of()).norm() < ALMOST_ZERO
        && symja.compute(Request.of("sign", constant), () -> RootBound.isZero(constant));
  }

  /** Whether a constant has an imaginary part that no rounding explains. */
  public boolean isComplex(Formula constant) {
    if (Formula.isReal(constant)) {
      return false;
    }
    Complex value = ComplexEvaluation.at(constant, Map.of());
    return Math.abs(value.getImaginary()) > ALMOST_ZERO * value.norm();
  }

  /** Whether two constants, complex ones perhaps, are surely not the same number. */
  public boolean differ(Formula left, Formula right) {
    Formula difference = formulas.subtract(left, right);
    return Formula.isClosed(difference)
        && symja.compute(
            Request.of("solve", difference), () -> Equations.isAway(difference, formulas));
  }

  /** The value of a constant to so many digits. */
  public Formula decimal(Formula formula, int digits) {
    return new Numerals(symja).decimal(formula, digits);
  }

  /**
   * ∂operation/∂argument as Symja knows it, in slots; empty if it has none, or if the operation has
   * no counterpart there.
   */
  public Optional<Formula> derivative(Operation operation, int argument) {
    List<Formula> slots = new ArrayList<>();
    for (int i = 0; i < operation.arity(); i++) {
      slots.add(formulas.slot(i));
    }
    if (operation.symja().isEmpty()) {
      return Optional.empty();
    }
    Formula call = formulas.apply(operation, slots);
    try {
      return Optional.of(
          symja.ask(
              Request.of("derivative", call),
              to -> F.D(to.convert(call), to.convert(slots.get(argument)))));
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }
}
