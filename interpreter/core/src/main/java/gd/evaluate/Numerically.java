package gd.evaluate;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.symbolic.Solutions;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** Equations and integrals: in closed form, else by numbers, which a note says. */
final class Numerically {
  /** Where real roots are looked for if there is no closed form. */
  private static final double BOUND = 100;

  private Numerically() {}

  static Formula integrated(
      Interpreter in, Formula formula, Symbol x, Formula from, Formula to, Span at) {
    try {
      return in.readable(told(in, in.algebra().integrate(formula, x, from, to), at).getFirst());
    } catch (Refusal refusal) {
      OptionalDouble first = Evaluation.constant(from);
      OptionalDouble last = Evaluation.constant(to);
      boolean known = letters(in, formula).stream().allMatch(x.name()::equals);
      if (!hasNoAnswer(refusal, at) || !known || first.isEmpty() || last.isEmpty()) {
        throw refusal;
      }
      OptionalDouble value =
          in.algebra().quadrature(formula, x, first.getAsDouble(), last.getAsDouble());
      if (value.isEmpty()) {
        throw refusal;
      }
      note(in, at, "There is no closed form of this integral here; the number is by quadrature.");
      return in.formulas().decimal(value.getAsDouble());
    }
  }

  static List<Formula> solved(Interpreter in, Formula equation, Symbol x, Span at) {
    try {
      List<Formula> roots = told(in, in.algebra().solve(equation, x, taken(in)), at);
      return hasDecimals(equation) ? roots.stream().map(r -> inDecimals(in, r)).toList() : roots;
    } catch (Refusal refusal) {
      boolean infinite =
          refusal.at(at) instanceof MathProblem.NoAnswer none
              && none.reason() == MathProblem.NoAnswer.Reason.ENDLESS;
      boolean known = letters(in, equation).equals(Set.of(x.name()));
      if (!hasNoAnswer(refusal, at) || infinite || !known) {
        throw refusal;
      }
      List<Formula> roots = in.algebra().realRoots(equation, x, BOUND);
      if (roots.isEmpty()) {
        throw refusal;
      }
      note(
          in,
          at,
          "These are the real solutions that numbers find from -100 to 100; there may be others.");
      return roots;
    }
  }

  /** With those in the definitions of its functions. */
  private static Set<String> letters(Interpreter in, Formula formula) {
    return Symbols.of(in.formulas().inlined(formula));
  }

  /** A vector of conditions that are not all equations, as one. */
  static Optional<Formula> conditions(Interpreter in, Value value) {
    if (!(value instanceof Value.Array(var tensor, _)) || tensor.isTraced()) {
      return Optional.empty();
    }
    List<Formula> each = in.computing().data(tensor).elements().formulas();
    boolean all =
        each.stream().allMatch(f -> f instanceof Formula.Relation || f instanceof Formula.Logic);
    boolean equations =
        each.stream()
            .allMatch(
                f ->
                    f instanceof Formula.Relation relation
                        && relation.comparator() == Formula.Comparator.EQUAL);
    return all && !equations
        ? Optional.of(in.formulas().logic(Formula.Connective.AND, each))
        : Optional.empty();
  }

  /** The one equation among conditions all of which are to hold. */
  static Optional<Formula> equation(Formula.Logic conditions) {
    List<Formula> equations =
        conditions.operands().stream()
            .filter(
                each ->
                    each instanceof Formula.Relation relation
                        && relation.comparator() == Formula.Comparator.EQUAL)
            .toList();
    return conditions.connective() == Formula.Connective.AND && equations.size() == 1
        ? Optional.of(equations.getFirst())
        : Optional.empty();
  }

  /** The roots of the one equation among conditions that fulfil the others. */
  static List<Formula> solved(
      Interpreter in, Formula.Logic conditions, Formula equation, Symbol x, Span at) {
    List<Formula> others = new ArrayList<>(conditions.operands());
    others.remove(equation);
    List<Formula> roots = new ArrayList<>();
    for (Formula root : solved(in, equation, x, at)) {
      Formula holds =
          in.formulas()
              .logic(
                  Formula.Connective.AND,
                  others.stream()
                      .map(each -> in.formulas().substitute(each, Map.of(x, root)))
                      .toList());
      if (!(holds instanceof Formula.Truth truth)) {
        throw refused(conditions, "Whether its solutions fulfil the conditions is not known.");
      }
      if (truth == Formula.Truth.TRUE) {
        roots.add(root);
      }
    }
    return roots;
  }

  private static Refusal refused(Formula.Logic conditions, String why) {
    String text = "solve(" + new FormulaPrinter(FormulaPrinter.EXACT).print(conditions) + ")";
    return new Refusal(at -> new MathProblem.NoAnswer(at, text, why));
  }

  private static boolean hasDecimals(Formula formula) {
    return Dag.postorder(List.of(formula)).stream().anyMatch(Formula.Decimal.class::isInstance);
  }

  /** A root of an equation with decimals is one, too. */
  private static Formula inDecimals(Interpreter in, Formula root) {
    return Formula.isClosed(root) ? in.algebra().decimal(root) : root;
  }

  /** A condition on x. */
  static Formula solvedInequality(Interpreter in, Formula condition, Symbol x, Span at) {
    return told(in, in.algebra().solveInequality(condition, x, taken(in)), at).getFirst();
  }

  /** Letters that stand for something already. */
  private static Predicate<String> taken(Interpreter in) {
    return name -> in.globals().find(name).isPresent();
  }

  static List<Formula> told(Interpreter in, Solutions solutions, Span at) {
    solutions.remarks().forEach(remark -> note(in, at, remark));
    return solutions.roots();
  }

  static boolean hasNoAnswer(Refusal refusal, Span at) {
    return refusal.at(at) instanceof MathProblem.NoAnswer;
  }

  static void note(Interpreter in, Span at, String text) {
    in.listener().noted(new RunProblem.Remark(at, text));
  }

  /** One solution as a vector in the order of the unknowns, several as the rows of a matrix. */
  static Value system(Interpreter in, Value value, List<String> unknowns, Span at) {
    List<Formula> equations =
        value instanceof Value.Array(var tensor, _)
            ? in.computing().data(tensor).elements().formulas()
            : List.of(CalculusBuiltins.formula(value));
    List<Formula> flat =
        told(in, in.algebra().solve(equations, unknowns.stream().map(Symbol::new).toList()), at);
    if (flat.size() == unknowns.size()) {
      return ArrayBuiltins.vector(flat);
    }
    return new Value.Array(
        new Tensor.Data(
            Shape.of(flat.size() / unknowns.size(), unknowns.size()), Elements.alike(flat)));
  }
}
