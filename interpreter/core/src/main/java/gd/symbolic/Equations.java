package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IAST;
import org.matheclipse.core.interfaces.IExpr;

/** Equations in one unknown; every root is put back into the equation. */
final class Equations {
  private static final double RESIDUAL = 1e-7;

  /** Periods of trigonometric functions of x, x/2, πx. */
  private static final double[] PERIODS = {2 * Math.PI, 4 * Math.PI, 2};

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
    for (Formula root : roots) {
      if (!solves(root, difference, x)) {
        throw request.unchecked();
      }
      if (isPeriodic(root, difference, x)) {
        throw request.noAnswer(INFINITELY_MANY);
      }
      checked.add(root);
    }
    if (checked.isEmpty() && !isConstant(difference, x)) {
      throw request.noAnswer(
          "The algebra system found no solution; there may be some that it cannot write down.");
    }
    return RootOrder.sorted(List.copyOf(checked));
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

  /** Whether a root goes on for ever at equal distances, of which Symja gives only the first. */
  private static boolean isPeriodic(Formula root, Formula difference, Symbol x) {
    boolean elementary =
        Dag.postorder(List.of(difference)).stream().noneMatch(Formula.Apply.class::isInstance);
    if (elementary || !Check.symbols(difference).equals(List.of(x))) {
      return false;
    }
    Complex start = ComplexEvaluation.at(root, Map.of());
    for (double period : PERIODS) {
      boolean all = true;
      for (int k = 1; k <= 5 && all; k++) {
        Map<Formula, Complex> there = Map.of(x, start.add(k * period));
        all = ComplexEvaluation.at(difference, there).norm() <= RESIDUAL * scale(difference, there);
      }
      if (all) {
        return true;
      }
    }
    return false;
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
