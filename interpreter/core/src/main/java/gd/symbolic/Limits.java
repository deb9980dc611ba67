package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.report.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;

/** Limits from both sides, each compared with the values on the way there. */
final class Limits {
  /** Continuous wherever they have a value. */
  private static final Set<String> CONTINUOUS =
      Set.of(
          "exp",
          "log",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "sigmoid",
          "softplus",
          "abs");

  private static final double NEAR = 1e-3;

  private final Symja symja;

  Limits(Symja symja) {
    this.symja = symja;
  }

  Formula limit(Formula formula, Symbol x, Formula to) {
    Request request = Request.of("limit", formula, x, to);
    Optional<Formula> value = isContinuous(formula) ? value(formula, x, to) : Optional.empty();
    if (value.isPresent()) {
      return value.get();
    }
    Formula answer =
        symja.ask(
            request,
            names ->
                F.Limit(
                    plainAbs(names.convert(formula)), F.Rule(names.convert(x), names.convert(to))));
    check(request, answer, formula, x, to);
    return answer;
  }

  /** Symja's Limit does not end for RealAbs, and knows Abs. */
  private static IExpr plainAbs(IExpr expression) {
    return F.subst(
        expression, part -> part.isAST(S.RealAbs, 2) ? F.Abs(plainAbs(part.first())) : F.NIL);
  }

  /** Sums, products, powers with numbers for exponents, and continuous operations of them. */
  private static boolean isContinuous(Formula formula) {
    for (Formula node : Dag.postorder(List.of(formula))) {
      boolean continuous =
          switch (node) {
            case Sum _, Product _, Number _, Symbol _, Slot _, Truth _ -> true;
            case Constant constant -> constant != Constant.INFINITY;
            case Power power -> power.exponent() instanceof Number;
            case Apply apply -> CONTINUOUS.contains(apply.operation().name());
            case Piecewise _, Relation _, Logic _ -> false;
          };
      if (!continuous) {
        return false;
      }
    }
    return true;
  }

  private Optional<Formula> value(Formula formula, Symbol x, Formula to) {
    if (!Formula.isReal(to) || Dag.postorder(List.of(to)).contains(Constant.INFINITY)) {
      return Optional.empty();
    }
    try {
      return Optional.of(symja.at(formula, x, to));
    } catch (Refusal noValue) {
      return Optional.empty();
    }
  }

  private void check(Request request, Formula answer, Formula formula, Symbol x, Formula to) {
    List<Symbol> parameters =
        Check.symbols(answer, formula, to).stream().filter(symbol -> !symbol.equals(x)).toList();
    Map<Formula, Complex> point = new HashMap<>(Check.points(parameters).getFirst());
    OptionalDouble end = Evaluation.constant(to);
    double target = end.orElseGet(() -> ComplexEvaluation.at(to, point).getReal());
    boolean infinite = Double.isInfinite(target);
    boolean above = (infinite && target < 0) || approaches(answer, formula, x, target, 1, point);
    boolean below = (infinite && target > 0) || approaches(answer, formula, x, target, -1, point);
    boolean definedAbove = !infinite && isDefined(formula, x, target, 1, point);
    boolean definedBelow = !infinite && isDefined(formula, x, target, -1, point);
    if (!infinite && definedAbove && definedBelow && above != below) {
      throw request.noAnswer("The limits from the left and from the right differ.");
    }
    boolean confirmed =
        infinite ? above && below : (above && definedAbove) || (below && definedBelow);
    if (!confirmed) {
      throw request.unchecked();
    }
  }

  private static boolean isDefined(
      Formula formula, Symbol x, double target, int side, Map<Formula, Complex> point) {
    Complex value = value(formula, x, target + side * NEAR, point);
    return Check.isFinite(value)
        && Math.abs(value.getImaginary()) <= 1e-9 * Math.max(1, value.norm());
  }

  /**
   * Whether the values come close to the answer, or grow beyond bounds if it is infinite, on the
   * way to the target.
   */
  private static boolean approaches(
      Formula answer,
      Formula formula,
      Symbol x,
      double target,
      int side,
      Map<Formula, Complex> point) {
    Complex goal = ComplexEvaluation.at(answer, point);
    boolean unbounded = Dag.postorder(List.of(answer)).contains(Constant.INFINITY);
    double best = Double.POSITIVE_INFINITY;
    double last = 0;
    boolean grows = true;
    for (int k = 1; k <= 7; k++) {
      double distance = Math.pow(10, -k);
      double at =
          Double.isInfinite(target) ? Math.signum(target) / distance : target + side * distance;
      Complex value = value(formula, x, at, point);
      if (!Check.isFinite(value)) {
        continue;
      }
      best = Math.min(best, value.subtract(goal).norm());
      double sign = answer == Constant.INFINITY ? 1 : -1;
      grows &= sign * value.getReal() > last;
      last = sign * value.getReal();
    }
    return unbounded ? grows && last > 5 : best <= 1e-3 * Math.max(1, goal.norm());
  }

  private static Complex value(Formula formula, Symbol x, double at, Map<Formula, Complex> point) {
    Map<Formula, Complex> moved = new HashMap<>(point);
    moved.put(x, Complex.valueOf(at));
    return ComplexEvaluation.at(formula, moved);
  }
}
