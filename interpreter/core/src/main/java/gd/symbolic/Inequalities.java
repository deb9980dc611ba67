package gd.symbolic;

import gd.formula.ComplexEvaluation;
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
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hipparchus.complex.Complex;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;

/**
 * Inequalities in one unknown, and several joined by and, or, not: between neighbouring zeros and
 * poles of the differences of their sides the signs stay, so one point of every interval decides.
 */
final class Inequalities {
  /** Random points at which a solution is compared with its inequality, and how far they lie. */
  private static final int POINTS = 300;

  private static final double ROUNDING = 1e-7;
  private static final double COMPLEX = 1e-12;
  private static final double PLAINLY_COMPLEX = 1e-3;
  private static final MathContext SHORT = new MathContext(4);
  private static final double LARGEST = 1e308;

  private static final BigDecimal TENTH = new BigDecimal("0.1");

  private static final double FAR = 1_000;

  private final Symja symja;
  private final Formulas formulas;
  private final Positive positive;

  Inequalities(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.positive = new Positive(symja, List.of());
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
    NavigableSet<Position> ends = new TreeSet<>();
    for (Formula difference : differences) {
      zeros(difference, x, ends);
      for (Formula node : Dag.postorder(List.of(difference))) {
        for (Formula border : borders(node)) {
          zeros(border, x, ends);
        }
      }
    }
    Formula solution = intervals(condition, x, ends);
    if (!holdsTogether(condition, solution, x, ends)) {
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
  private boolean holdsTogether(
      Formula condition, Formula solution, Symbol x, NavigableSet<Position> ends) {
    SplittableRandom random = new SplittableRandom(2_026);
    double outside =
        ends.stream()
            .mapToDouble(end -> Math.min(LARGEST, 2 * Math.abs(end.value().doubleValue())))
            .max()
            .orElse(0);
    double[] widths = {2, 20, FAR, outside};
    for (int k = 0; k < POINTS; k++) {
      double place = widths[k % widths.length] * random.nextDouble(-1, 1);
      // with few digits: roots of long fractions are slow to simplify
      Formula at = formulas.rational(new BigDecimal(place, SHORT));
      boolean said = formulas.substitute(solution, Map.of(x, at)) == Truth.TRUE;
      if (said != holds(condition, x, at)) {
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

  private void zeros(Formula formula, Symbol x, NavigableSet<Position> ends) {
    if (!Check.symbols(formula).contains(x)
        || isNowhereZero(formula)
        || isNowhereZero(formulas.negate(formula))) {
      return;
    }
    switch (formula) {
      case Formula.Product product -> product.factors().forEach(each -> zeros(each, x, ends));
      case Power power when power.exponent() instanceof Rational -> zeros(power.base(), x, ends);
      case Formula other -> roots(other, x).forEach(root -> add(root, formula, x, ends));
    }
  }

  private static void add(Formula root, Formula formula, Symbol x, NavigableSet<Position> ends) {
    Complex roughly = ComplexEvaluation.at(root, Map.of());
    if (Check.isFinite(roughly)
        && Math.abs(roughly.getImaginary()) > PLAINLY_COMPLEX * roughly.norm()) {
      return;
    }
    Optional<Position> place = Position.of(root);
    if (place.isEmpty() && isReal(root)) {
      throw Request.of("solve", formula, x).unfinished();
    }
    place.ifPresent(ends::add);
  }

  private List<Formula> roots(Formula formula, Symbol x) {
    try {
      return new Equations(symja).solve(formula, x, _ -> false).roots();
    } catch (Refusal refusal) {
      if (hasConstantNumerator(formula, x)) {
        return List.of();
      }
      return ofPieces(formula, x).orElseThrow(() -> refusal);
    }
  }

  /**
   * Of a formula with corners the corners, and the roots of its pieces: |x| - x is 0 on one of
   * them.
   */
  private Optional<List<Formula>> ofPieces(Formula formula, Symbol x) {
    Formula end = Formula.Constant.INFINITY;
    Optional<List<Pieces.Piece>> pieces =
        new Pieces(symja, x).between(formula, formulas.negate(end), end);
    return pieces
        .filter(all -> all.size() > 1)
        .map(
            all -> {
              Stream<Formula> corners = all.stream().skip(1).map(Pieces.Piece::from);
              Stream<Formula> roots =
                  all.stream()
                      .map(Pieces.Piece::formula)
                      .filter(piece -> Dag.contains(piece, x))
                      .flatMap(piece -> roots(piece, x).stream());
              return Stream.concat(corners, roots).distinct().toList();
            });
  }

  /** As that of 1/x - 1/(x + 1) is 1. */
  private boolean hasConstantNumerator(Formula formula, Symbol x) {
    Request request = Request.of("together", formula);
    Formula quotient = symja.ask(request, names -> F.unaryAST1(S.Together, names.convert(formula)));
    return Check.same(formula, quotient)
        && Antiderivatives.factors(quotient).stream()
            .allMatch(
                factor ->
                    Formula.isClosed(factor)
                        || factor instanceof Power power
                            && power.exponent() instanceof Rational r
                            && r.numerator().signum() < 0);
  }

  private static boolean isReal(Formula root) {
    return Evaluation.constant(root).isPresent() || Signs.of(root).isPresent();
  }

  /** What plainly has no zero, such as exp(x) or √x + 1. */
  private boolean isNowhereZero(Formula formula) {
    return switch (formula) {
      case Formula.Apply _ -> positive.is(formula);
      case Formula.Product product -> product.factors().stream().allMatch(this::isNowhereZero);
      case Power power ->
          power.exponent() instanceof Rational r && r.numerator().signum() < 0
              || isNowhereZero(power.base());
      case Formula.Sum sum ->
          sum.terms().stream().allMatch(this::isNotNegative)
              && sum.terms().stream().anyMatch(this::isNowhereZero);
      case Formula.Number _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Piecewise _,
          Relation _,
          Formula.Logic _,
          Truth _ ->
          Formula.isClosed(formula) && positive.is(formula);
    };
  }

  /** Wherever it has a real value. */
  private boolean isNotNegative(Formula formula) {
    boolean root =
        formula instanceof Power power
            && power.exponent() instanceof Rational r
            && !(r.isInteger() && r.numerator().testBit(0));
    boolean magnitude =
        formula instanceof Formula.Apply apply && apply.operation().name().equals("abs");
    return root
        || magnitude
        || positive.is(formula)
        || formula instanceof Formula.Product product
            && product.factors().stream().allMatch(this::isNotNegative);
  }

  private Formula intervals(Formula condition, Symbol x, NavigableSet<Position> ends) {
    List<Position> places = List.copyOf(ends);
    List<Formula> bounds = places.stream().map(Position::formula).toList();
    List<Formula> found = new ArrayList<>();
    Optional<Formula> from = Optional.empty();
    boolean fromIncluded = false;
    boolean open = false;
    for (int k = 0; k <= places.size(); k++) {
      boolean inside = holds(condition, x, between(places, k));
      if (inside && !open) {
        open = true;
        from = k == 0 ? Optional.empty() : Optional.of(bounds.get(k - 1));
        fromIncluded = k > 0 && holds(condition, x, bounds.get(k - 1));
      } else if (!inside && k > 0 && !open && holds(condition, x, bounds.get(k - 1))) {
        found.add(formulas.relation(Comparator.EQUAL, x, bounds.get(k - 1)));
      }
      boolean goesOn =
          inside
              && k < places.size()
              && holds(condition, x, bounds.get(k))
              && holds(condition, x, between(places, k + 1));
      if (open && !goesOn) {
        Optional<Formula> to = k < places.size() ? Optional.of(bounds.get(k)) : Optional.empty();
        boolean toIncluded = to.isPresent() && holds(condition, x, to.get());
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
  private Formula between(List<Position> places, int k) {
    BigDecimal point =
        places.isEmpty()
            ? TENTH
            : k == 0
                ? places.getFirst().below()
                : k == places.size()
                    ? places.getLast().above()
                    : places.get(k - 1).between(places.get(k));
    return formulas.rational(point);
  }

  /** Where a side has no value the inequality does not hold. */
  boolean holds(Formula condition, Symbol x, Formula at) {
    return holds(condition, relation -> holdsAt(relation, x, at));
  }

  private boolean holdsAt(Relation relation, Symbol x, Formula at) {
    try {
      Formula left = formulas.substitute(relation.left(), Map.of(x, at));
      Formula right = formulas.substitute(relation.right(), Map.of(x, at));
      Formula difference = formulas.subtract(left, right);
      double size = Check.size(difference, Map.of());
      if (Decimals.occurIn(at)) { // a root by numbers, where what is left is rounding
        Map<Formula, Complex> there = Map.of(x, ComplexEvaluation.at(at, Map.of()));
        size = Math.max(size, Check.size(difference(relation), there));
      }
      return holds(relation.comparator(), difference, size);
    } catch (Refusal noValue) {
      return false;
    }
  }

  /** In 64 bits where that is clear, else with many digits, if they are known. */
  private static boolean holds(Comparator comparator, Formula difference, double size) {
    Complex value = ComplexEvaluation.at(difference, Map.of());
    if (Check.isFinite(value) && Math.abs(value.getImaginary()) > COMPLEX * size) {
      return false;
    }
    boolean clear = Check.isFinite(value) && Math.abs(value.getReal()) > ROUNDING * size;
    OptionalInt sign =
        clear || Decimals.occurIn(difference) ? OptionalInt.empty() : Signs.of(difference);
    int roughly = clear ? (int) Math.signum(value.getReal()) : 0;
    return (sign.isPresent() || Evaluation.constant(difference).isPresent())
        && comparator.holds(sign.orElse(roughly));
  }
}
