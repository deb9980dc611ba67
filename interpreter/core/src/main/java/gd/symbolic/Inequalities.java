package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import gd.formula.Formula.Connective;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;

/**
 * Inequalities in one unknown, and several joined by and, or, not: between neighbouring zeros and
 * poles of the differences of their sides the signs stay, so one point of every interval decides.
 */
final class Inequalities {
  /** Random points at which a solution is compared with its inequality, and how far they lie. */
  private static final int POINTS = 300;

  private static final double ROUNDING = 1e-9;

  private static final double FAR = 1_000;
  private static final double[] WIDTHS = {2, 20, FAR};

  private final Symja symja;
  private final Formulas formulas;

  Inequalities(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
  }

  /**
   * The solutions as conditions on x, joined by or; true or false if all or no x is one. Periodic
   * ones have a letter for every whole number, see {@link Solutions}.
   */
  Solutions solve(Formula condition, Symbol x, Predicate<String> taken) {
    Request request = Request.of("solve", condition, x);
    if (!Check.symbols(condition).equals(List.of(x))) {
      throw request.noAnswer("An inequality can be solved in one unknown and numbers.");
    }
    List<Formula> differences = relations(condition).stream().map(this::difference).toList();
    if (condition instanceof Relation relation && Angles.occurIn(differences.getFirst(), x)) {
      return new PeriodicInequalities(symja, request, this)
          .solve(relation, differences.getFirst(), x, taken);
    }
    if (differences.stream().anyMatch(difference -> Angles.occurIn(difference, x))) {
      throw request.noAnswer("Inequalities of sines and cosines can be solved one at a time.");
    }
    TreeMap<Double, Formula> ends = new TreeMap<>();
    for (Formula difference : differences) {
      zeros(difference, x, ends);
      for (Formula node : Dag.postorder(List.of(difference))) {
        for (Formula border : borders(node)) {
          zeros(border, x, ends);
        }
      }
    }
    Formula solution = intervals(condition, x, ends);
    if (!holdsTogether(condition, solution, x)) {
      throw request.unchecked();
    }
    return new Solutions(List.of(solution), List.of());
  }

  private Formula difference(Relation relation) {
    return formulas.subtract(relation.left(), relation.right());
  }

  private static List<Relation> relations(Formula condition) {
    return Dag.postorder(List.of(condition)).stream()
        .flatMap(node -> node instanceof Relation relation ? Stream.of(relation) : Stream.empty())
        .toList();
  }

  /** What is zero where a part ceases to have values, or jumps. */
  private List<Formula> borders(Formula node) {
    if (node instanceof Power power
        && !(power.exponent() instanceof Rational r
            && r.isInteger()
            && r.numerator().signum() > 0)) {
      return List.of(power.base());
    }
    if (!(node instanceof Formula.Apply apply)) {
      return List.of();
    }
    Formula u = apply.arguments().getFirst();
    Formula above = formulas.add(u, formulas.integer(1));
    Formula below = formulas.subtract(u, formulas.integer(1));
    return switch (apply.operation().name()) {
      case "log", "log2", "log10", "sign" -> List.of(u);
      case "log1p" -> List.of(above);
      case "asin", "acos", "atanh" -> List.of(above, below);
      case "acosh" -> List.of(below);
      default -> List.of();
    };
  }

  /** Whether the solution says at random points what the condition says there. */
  private boolean holdsTogether(Formula condition, Formula solution, Symbol x) {
    SplittableRandom random = new SplittableRandom(2_026);
    List<Relation> relations = relations(condition);
    Evaluation evaluation =
        new Evaluation(
            relations.stream().map(each -> formulas.inlined(difference(each))).toList(),
            List.of(x));
    for (int k = 0; k < POINTS; k++) {
      double width = WIDTHS[k % WIDTHS.length];
      double at = random.nextDouble(-width, width);
      double[] values = evaluation.all(at);
      boolean known = width < FAR; // far out it may be ∞ - ∞
      known |= Arrays.stream(values).noneMatch(Double::isNaN);
      Map<Relation, Boolean> truths = new HashMap<>();
      for (int i = 0; i < values.length; i++) {
        Relation relation = relations.get(i);
        boolean holds = relation.comparator().holds((int) Math.signum(values[i]));
        truths.put(relation, holds && !Double.isNaN(values[i]));
      }
      boolean holds = holds(condition, each -> truths.getOrDefault(each, false));
      boolean said = formulas.substitute(solution, Map.of(x, formulas.decimal(at))) == Truth.TRUE;
      if (known && said != holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Formula condition, Predicate<Relation> holds) {
    return switch (condition) {
      case Relation relation -> holds.test(relation);
      case Formula.Logic logic ->
          switch (logic.connective()) {
            case AND -> logic.operands().stream().allMatch(each -> holds(each, holds));
            case OR -> logic.operands().stream().anyMatch(each -> holds(each, holds));
            case NOT -> !holds(logic.operands().getFirst(), holds);
          };
      case Truth truth -> truth == Truth.TRUE;
      case Formula other -> throw new IllegalArgumentException("no condition: " + other);
    };
  }

  private void zeros(Formula formula, Symbol x, TreeMap<Double, Formula> ends) {
    if (!Check.symbols(formula).contains(x)) {
      return;
    }
    switch (formula) {
      case Formula.Product product -> product.factors().forEach(each -> zeros(each, x, ends));
      case Power power when power.exponent() instanceof Rational r -> {
        if (r.numerator().signum() > 0) {
          zeros(power.base(), x, ends);
        }
      }
      case Formula other -> {
        for (Formula root : roots(other, x)) {
          Evaluation.constant(root).ifPresent(place -> ends.put(place, root));
        }
      }
    }
  }

  private List<Formula> roots(Formula formula, Symbol x) {
    try {
      return new Equations(symja).solve(formula, x, _ -> false).roots();
    } catch (Refusal refusal) {
      if (noRealZero(formula, x) || hasConstantNumerator(formula, x)) {
        return List.of();
      }
      throw refusal;
    }
  }

  /** As that of 1/x - 1/(x + 1) is 1. */
  private boolean hasConstantNumerator(Formula formula, Symbol x) {
    Request request = Request.of("together", formula);
    Formula quotient =
        symja.ask(request, names -> F.unaryAST1(S.Together, names.convert(formula)));
    return Check.same(formula, quotient)
        && Antiderivatives.factors(quotient).stream()
            .allMatch(
                factor ->
                    Formula.isClosed(factor)
                        || factor instanceof Power power
                            && power.exponent() instanceof Rational r
                            && r.numerator().signum() < 0);
  }

  /** For what has no solution at all, such as exp(x) = 0. */
  private static boolean noRealZero(Formula formula, Symbol x) {
    Evaluation evaluation = new Evaluation(List.of(formula), List.of(x));
    double sign = Math.signum(evaluation.at(0.1));
    for (double at = -30; at <= 30; at += 0.37) {
      if (Math.signum(evaluation.at(at)) != sign) {
        return false;
      }
    }
    return sign != 0;
  }

  private Formula intervals(Formula condition, Symbol x, TreeMap<Double, Formula> ends) {
    List<Double> places = List.copyOf(ends.keySet());
    List<Formula> bounds = List.copyOf(ends.values());
    List<Formula> found = new ArrayList<>();
    Optional<Formula> from = Optional.empty();
    boolean fromIncluded = false;
    boolean open = false;
    for (int k = 0; k <= places.size(); k++) {
      boolean inside = holds(condition, x, between(places, k));
      if (inside && !open) {
        open = true;
        from = k == 0 ? Optional.empty() : Optional.of(bounds.get(k - 1));
        fromIncluded = k > 0 && holdsAtEnd(condition, x, bounds.get(k - 1));
      } else if (!inside && k > 0 && !open && holdsAtEnd(condition, x, bounds.get(k - 1))) {
        found.add(formulas.relation(Comparator.EQUAL, x, bounds.get(k - 1)));
      }
      boolean goesOn =
          inside
              && k < places.size()
              && holdsAtEnd(condition, x, bounds.get(k))
              && holds(condition, x, between(places, k + 1));
      if (open && !goesOn) {
        Optional<Formula> to = k < places.size() ? Optional.of(bounds.get(k)) : Optional.empty();
        boolean toIncluded = to.isPresent() && holdsAtEnd(condition, x, to.get());
        found.add(interval(x, from, fromIncluded, to, toIncluded));
        open = false;
        if (toIncluded && k < places.size()) {
          // the end belongs to this interval, not to a point of its own
          continue;
        }
      }
    }
    List<Formula> distinct = withoutEnds(found, x);
    return distinct.isEmpty()
        ? Truth.FALSE
        : distinct.size() == 1 ? distinct.getFirst() : formulas.logic(Connective.OR, distinct);
  }

  /** A single point that is the end of an interval already is left out. */
  private static List<Formula> withoutEnds(List<Formula> found, Symbol x) {
    return found.stream()
        .filter(
            each ->
                !(each instanceof Relation point
                    && point.comparator() == Comparator.EQUAL
                    && found.stream()
                        .anyMatch(
                            other ->
                                other != each
                                    && Dag.postorder(List.of(other)).stream()
                                        .anyMatch(
                                            part ->
                                                part instanceof Relation r
                                                    && (r.comparator() == Comparator.LESS_EQUAL
                                                        || r.comparator()
                                                            == Comparator.GREATER_EQUAL)
                                                    && r.children().contains(point.right())))))
        .toList();
  }

  Formula interval(
      Symbol x, Optional<Formula> from, boolean fromIncluded, Optional<Formula> to, boolean toIn) {
    Comparator below = toIn ? Comparator.LESS_EQUAL : Comparator.LESS;
    if (from.isEmpty() && to.isEmpty()) {
      return Truth.TRUE;
    }
    if (from.isEmpty()) {
      return formulas.relation(below, x, to.orElseThrow());
    }
    if (to.isEmpty()) {
      return formulas.relation(
          fromIncluded ? Comparator.GREATER_EQUAL : Comparator.GREATER, x, from.get());
    }
    return formulas.logic(
        Connective.AND,
        List.of(
            formulas.relation(
                fromIncluded ? Comparator.LESS_EQUAL : Comparator.LESS, from.get(), x),
            formulas.relation(below, x, to.get())));
  }

  /** A point between the ends number k − 1 and k. */
  private Formula between(List<Double> places, int k) {
    double point =
        places.isEmpty()
            ? 0.1
            : k == 0
                ? places.getFirst() - 1
                : k == places.size()
                    ? places.getLast() + 1
                    : (places.get(k - 1) + places.get(k)) / 2;
    return formulas.decimal(point);
  }

  /** Where a side has no value the inequality does not hold. */
  boolean holds(Formula condition, Symbol x, Formula at) {
    return holds(condition, x, at, at instanceof Formula.Decimal ? 0 : ROUNDING);
  }

  /** A zero of the difference, or a border, which may be a decimal. */
  private boolean holdsAtEnd(Formula condition, Symbol x, Formula at) {
    return holds(condition, x, at, ROUNDING);
  }

  private boolean holds(Formula condition, Symbol x, Formula at, double rounding) {
    return holds(condition, relation -> holds(relation, x, at, rounding));
  }

  private boolean holds(Relation relation, Symbol x, Formula at, double rounding) {
    try {
      Formula left = formulas.substitute(relation.left(), Map.of(x, at));
      Formula right = formulas.substitute(relation.right(), Map.of(x, at));
      OptionalDouble difference = Evaluation.constant(formulas.subtract(left, right));
      if (difference.isEmpty()) {
        return false;
      }
      double value = difference.getAsDouble();
      return relation.comparator().holds(Math.abs(value) < rounding ? 0 : (int) Math.signum(value));
    } catch (Refusal noValue) {
      return false;
    }
  }
}
