package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.formula.FormulaPrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;

/** Equations in one unknown; every root is put back into the equation. */
final class Equations {
  private static final double RESIDUAL = 1e-7;

  /** Periods of trigonometric functions of x, x/2, πx. */
  private static final double[] PERIODS = {Math.PI, 2 * Math.PI, 4 * Math.PI, 2};

  private static final String INFINITELY_MANY = "It has infinitely many solutions.";

  private final Symja symja;

  Equations(Symja symja) {
    this.symja = symja;
  }

  /** The roots of an equation, or of an expression: real ones ascending, then the others. */
  List<Formula> solve(Formula equation, Symbol x) {
    Request request = Request.of("solve", equation, x);
    Formula difference = difference(request, equation);
    List<Formula> roots = symja.ask(request, to -> question(to, difference, x), Equations::roots);
    Set<Formula> checked = new LinkedHashSet<>();
    double period = 0;
    for (Formula root : roots) {
      if (!solves(root, difference, x)) {
        throw request.unchecked();
      }
      period = Math.max(period, period(root, difference, x));
      checked.add(root);
    }
    if (period > 0) {
      throw request.noAnswer(family(RootOrder.sorted(List.copyOf(checked)), period));
    }
    if (checked.isEmpty() && !isConstant(difference, x)) {
      throw request.noAnswer(
          "The algebra system found no solution; there may be some that it cannot write down.");
    }
    return RootOrder.sorted(List.copyOf(checked));
  }

  /** Solutions of several equations, each the values of the unknowns in their order. */
  List<List<Formula>> solve(List<Formula> equations, List<Symbol> unknowns) {
    Request request = Request.of("solve", equations.toArray(Formula[]::new)).naming(unknowns);
    List<Formula> differences = equations.stream().map(e -> difference(request, e)).toList();
    List<List<Formula>> solutions =
        symja.ask(
            request,
            to -> {
              List<IExpr> written = new ArrayList<>();
              differences.forEach(d -> written.add(F.Equal(to.convert(d), F.C0)));
              return F.Solve(F.ListAlloc(written), to.list(new ArrayList<Formula>(unknowns)));
            },
            (from, answer) -> values(from, answer, unknowns));
    for (List<Formula> solution : solutions) {
      Map<Formula, Formula> there = new HashMap<>();
      for (int k = 0; k < unknowns.size(); k++) {
        there.put(unknowns.get(k), solution.get(k));
      }
      for (Formula difference : differences) {
        Formula residual = symja.formulas().substitute(difference, there);
        if (!residual.equals(symja.formulas().integer(0))
            && !Check.same(residual, symja.formulas().integer(0))) {
          throw request.unchecked();
        }
      }
    }
    if (solutions.isEmpty()) {
      throw request.noAnswer("It has no solution, or none that the algebra system can find.");
    }
    return solutions;
  }

  /** One value an unknown and solution; an unknown without one is free. */
  private static List<List<Formula>> values(FromSymja from, IExpr answer, List<Symbol> unknowns) {
    List<List<Formula>> solutions = new ArrayList<>();
    for (IExpr solution : from.trees(answer)) {
      Map<Formula, Formula> values = new HashMap<>();
      for (IAST rule : from.trees(solution)) {
        if (rule.head() != S.Rule) {
          throw from.unfinished();
        }
        values.put(from.convert(rule.arg1()), from.convert(rule.arg2()));
      }
      List<Formula> row = new ArrayList<>();
      for (Symbol unknown : unknowns) {
        row.add(values.getOrDefault(unknown, unknown));
      }
      solutions.add(row);
    }
    return solutions;
  }

  private Formula difference(Request request, Formula equation) {
    if (equation instanceof Relation relation) {
      if (relation.comparator() != Comparator.EQUAL) {
        throw request.noAnswer("Only equations can be solved, written with ==.");
      }
      return symja.formulas().subtract(relation.left(), relation.right());
    }
    if (equation instanceof Truth truth) {
      if (truth == Truth.TRUE) {
        throw request.noAnswer("The equation holds for every value.");
      }
      return symja.formulas().integer(1);
    }
    return equation;
  }

  private static IExpr question(ToSymja to, Formula difference, Symbol x) {
    return F.Solve(F.Equal(to.convert(difference), F.C0), to.convert(x));
  }

  /** A list of lists of one rule x → root. */
  private static List<Formula> roots(FromSymja from, IExpr answer) {
    List<Formula> roots = new ArrayList<>();
    for (IExpr solution : from.trees(answer)) {
      List<IAST> rules = from.trees(solution);
      if (rules.size() != 1 || rules.getFirst().head() != S.Rule) {
        throw from.unfinished();
      }
      IExpr root = rules.getFirst().arg2();
      roots.add(
          from.convert(
              root.isAST(S.ConditionalExpression, 3) ? principal(from, root.first()) : root));
    }
    return roots;
  }

  /** Of log(3) + 2πik for every integer k the real one. */
  private static IExpr principal(FromSymja from, IExpr family) {
    Formula next = from.convert(member(family, F.C1));
    if (!Formula.isClosed(next) || ComplexEvaluation.at(next, Map.of()).isReal()) {
      throw from.noAnswer(INFINITELY_MANY);
    }
    return member(family, F.C0);
  }

  private static IExpr member(IExpr family, IExpr k) {
    return F.subst(family, part -> part.isAST(S.C, 2) ? k : F.NIL);
  }

  /** The distance at which a root comes again for ever, of which Symja gives only the first; 0. */
  private static double period(Formula root, Formula difference, Symbol x) {
    boolean elementary =
        Dag.postorder(List.of(difference)).stream().noneMatch(Formula.Apply.class::isInstance);
    if (elementary || !Check.symbols(difference).equals(List.of(x))) {
      return 0;
    }
    Complex start = ComplexEvaluation.at(root, Map.of());
    for (double period : PERIODS) {
      boolean all = true;
      for (int k = 1; k <= 5 && all; k++) {
        Map<Formula, Complex> there = Map.of(x, start.add(k * period));
        all = ComplexEvaluation.at(difference, there).norm() <= RESIDUAL * scale(difference, there);
      }
      if (all) {
        return period;
      }
    }
    return 0;
  }

  private static String family(List<Formula> roots, double period) {
    String distance = period == 2 ? "2" : period > 7 ? "4π" : period > 4 ? "2π" : "π";
    FormulaPrinter printer = new FormulaPrinter(6);
    return INFINITELY_MANY.replace(".", "; ")
        + (roots.size() == 1 ? "one is " : "some are ")
        + roots.stream().map(printer::print).collect(Collectors.joining(", "))
        + ", and from there they come again at every "
        + distance
        + ".";
  }

  private static boolean isConstant(Formula difference, Symbol x) {
    return !Check.symbols(difference).contains(x);
  }

  private boolean solves(Formula root, Formula difference, Symbol x) {
    List<Symbol> parameters =
        Check.symbols(root, difference).stream().filter(symbol -> !symbol.equals(x)).toList();
    int agreed = 0;
    for (Map<Formula, Complex> point : Check.points(parameters)) {
      Complex value = ComplexEvaluation.at(root, point);
      Map<Formula, Complex> there = new HashMap<>(point);
      there.put(x, value);
      double residual = ComplexEvaluation.at(difference, there).norm();
      if (Double.isFinite(residual)) {
        if (residual > RESIDUAL * scale(difference, there)) {
          return false;
        }
        agreed++;
      }
      if (parameters.isEmpty()) {
        break;
      }
    }
    return agreed > 0;
  }

  /** The size of what cancels. */
  private static double scale(Formula difference, Map<Formula, Complex> point) {
    double scale = 1;
    if (difference instanceof Formula.Sum sum) {
      for (Formula term : sum.terms()) {
        scale = Math.max(scale, ComplexEvaluation.at(term, point).norm());
      }
    }
    return scale;
  }
}
