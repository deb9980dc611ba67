package gd.evaluate;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Case;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Symbol;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.symbolic.Solutions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Derivatives of formulas with a branch that is taken at one point alone, as in {@code if x == 0
 * then 1 else sin(x)/x}: there the derivative is the limit of the difference quotient, for the
 * branch by itself has no slope.
 */
record SinglePoints(Interpreter in) {
  /** The derivative; where a limit is not found there is no value, or no derivative at all. */
  Formula derivative(Formula formula, Symbol x) {
    Set<Formula> points = points(formula, x);
    if (points.isEmpty()) {
      return in.differentiation().derivative(formula, x);
    }
    Formula near = withoutPoints(formula, x);
    Formula slope = in.differentiation().derivative(near, x);
    List<Case> cases = new ArrayList<>();
    for (Formula point : points) {
      Optional<Formula> there = slope(formula, near, x, point);
      if (there.isPresent()) {
        cases.add(
            new Case(in.formulas().relation(Formula.Comparator.EQUAL, x, point), there.get()));
      } else if (hasValue(slope, x, point)) {
        throw new Refusal(
            at ->
                new MathProblem.NoDerivative(
                    at,
                    "",
                    "A branch is taken at one point alone, and the limit of the difference quotient"
                        + " there was not found, or there is none."));
      }
    }
    return in.formulas().piecewise(cases, slope);
  }

  /** Whether a branch is taken there alone. */
  boolean isPoint(Formula formula, Symbol x, Formula place) {
    return points(formula, x).contains(place);
  }

  private Optional<Formula> slope(Formula formula, Formula near, Symbol x, Formula point) {
    try {
      Formula value = value(formula, Map.of(x, point));
      Formula quotient =
          in.formulas()
              .divide(in.formulas().subtract(near, value), in.formulas().subtract(x, point));
      Solutions limit = in.algebra().limit(quotient, x, point);
      boolean known =
          limit.remarks().isEmpty()
              && !Dag.postorder(limit.roots()).contains(Formula.Constant.INFINITY);
      return known ? Optional.of(limit.roots().getFirst()) : Optional.empty();
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }

  /** The formula there: only of the branches that are taken a value is needed. */
  Formula value(Formula formula, Map<Formula, Formula> there) {
    Map<Formula, Formula> taken = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Piecewise piecewise) {
        taken(piecewise, there).ifPresent(branch -> taken.put(node, branch));
      }
    }
    return taken.isEmpty()
        ? in.formulas().substitute(formula, there)
        : value(in.formulas().substitute(formula, taken), there);
  }

  /** Empty if a condition before it is not decided. */
  private Optional<Formula> taken(Piecewise piecewise, Map<Formula, Formula> there) {
    for (Case each : piecewise.cases()) {
      Formula holds;
      try {
        holds = in.formulas().substitute(each.condition(), there);
      } catch (Refusal noValue) {
        return Optional.empty();
      }
      if (holds == Formula.Truth.TRUE) {
        return Optional.of(each.value());
      }
      if (holds != Formula.Truth.FALSE) {
        return Optional.empty();
      }
    }
    return Optional.of(piecewise.otherwise());
  }

  private boolean hasValue(Formula slope, Symbol x, Formula point) {
    try {
      in.formulas().substitute(slope, Map.of(x, point));
      return true;
    } catch (Refusal none) {
      return false;
    }
  }

  private static Set<Formula> points(Formula formula, Symbol x) {
    Set<Formula> points = new LinkedHashSet<>();
    if (Formula.isSmooth(formula)) {
      return points;
    }
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Piecewise piecewise) {
        piecewise.cases().forEach(each -> point(each.condition(), x).ifPresent(points::add));
      }
    }
    return points;
  }

  /** c of x == c or x != c. */
  private static Optional<Formula> point(Formula condition, Symbol x) {
    if (!(condition instanceof Relation relation)
        || relation.comparator() != Formula.Comparator.EQUAL
            && relation.comparator() != Formula.Comparator.NOT_EQUAL) {
      return Optional.empty();
    }
    Formula other = relation.left().equals(x) ? relation.right() : relation.left();
    boolean isAlone = relation.left().equals(x) || relation.right().equals(x);
    return isAlone && !Dag.symbols(other).contains(x) ? Optional.of(other) : Optional.empty();
  }

  /** What the formula is beside its points. */
  private Formula withoutPoints(Formula formula, Symbol x) {
    Map<Formula, Formula> beside = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Piecewise piecewise
          && piecewise.cases().stream().anyMatch(c -> point(c.condition(), x).isPresent())) {
        beside.put(node, beside(piecewise, x));
      }
    }
    return beside.isEmpty() ? formula : withoutPoints(in.formulas().substitute(formula, beside), x);
  }

  private Formula beside(Piecewise piecewise, Symbol x) {
    List<Case> cases = new ArrayList<>();
    for (Case each : piecewise.cases()) {
      if (point(each.condition(), x).isEmpty()) {
        cases.add(each);
      } else if (((Relation) each.condition()).comparator() == Formula.Comparator.NOT_EQUAL) {
        return in.formulas().piecewise(cases, each.value());
      }
    }
    return in.formulas().piecewise(cases, piecewise.otherwise());
  }
}
