package gd.tensor;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The body of a map as a program of {@link Fractions}: every node once, children first, a block of
 * elements at each step. What {@link ElementBody} says one by one.
 */
final class FractionBody {
  private static final int BLOCK = 1024;

  /** Powers beyond do not fit, but for 0, 1 and -1. */
  private static final int MOST_EXPONENT = 62;

  /** Fills its own place with as many elements as a block has. */
  private interface Step {
    void run(Fractions[] values, int count);
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<Formula, Integer> places = new HashMap<>();
  private final int slots;

  private FractionBody(int slots) {
    this.slots = slots;
  }

  /** Empty if something else is in it than arithmetic of fractions, and choices by their size. */
  static Optional<FractionBody> of(Formula body, int slots) {
    FractionBody program = new FractionBody(slots);
    for (Formula node : Dag.postorder(List.of(body))) {
      if (node instanceof Formula.Slot(int index)) {
        program.places.put(node, index);
      } else if (!(node instanceof Formula.Relation)) {
        int place = slots + program.steps.size();
        Optional<Step> step = program.step(node, place);
        if (step.isEmpty()) {
          return Optional.empty();
        }
        program.places.put(node, place);
        program.steps.add(step.get());
      }
    }
    return program.steps.isEmpty() ? Optional.empty() : Optional.of(program);
  }

  /**
   * The elements; an argument of one element counts for all. Empty if a number on the way does not
   * fit, or has no value.
   */
  Optional<Fractions> at(List<Fractions> arguments, int size) {
    Fractions[] values = new Fractions[slots + steps.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = new Fractions(Math.min(BLOCK, size));
    }
    Fractions results = new Fractions(size);
    try {
      for (int first = 0; first < size; first += BLOCK) {
        if (Thread.interrupted()) {
          throw new CancellationException();
        }
        int count = Math.min(BLOCK, size - first);
        for (int k = 0; k < slots; k++) {
          copy(arguments.get(k), arguments.get(k).size() == 1 ? -1 : first, values[k], count);
        }
        steps.forEach(step -> step.run(values, count));
        if (first == 0 && !Arrays.stream(values).allMatch(Fractions::areWhole)) {
          ExactSize.checkFractions(size);
        }
        Fractions last = values[values.length - 1];
        for (int k = 0; k < count; k++) {
          results.set(first + k, last.above(k), last.below(k));
        }
      }
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
    return Optional.of(results);
  }

  /** From a place on, or, if it is negative, the only element again and again. */
  private static void copy(Fractions from, int first, Fractions to, int count) {
    for (int k = 0; k < count; k++) {
      int place = first < 0 ? 0 : first + k;
      to.set(k, from.above(place), from.below(place));
    }
  }

  private Optional<Step> step(Formula node, int place) {
    return switch (node) {
      case Formula.Rational number ->
          Fractions.one(number).map(one -> (values, count) -> copy(one, -1, values[place], count));
      case Formula.Sum sum -> known(sum.terms()).map(terms -> sum(terms, place));
      case Formula.Product product -> known(product.factors()).map(f -> product(f, place));
      case Formula.Power power -> power(power, place);
      case Formula.Piecewise piecewise -> piecewise(piecewise, place);
      case Formula.Apply apply -> applied(apply, place);
      case Formula.Number _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          Optional.empty();
    };
  }

  /** Where the children are; a condition is at no place. */
  private Optional<int[]> known(List<? extends Formula> children) {
    return children.stream().allMatch(places::containsKey)
        ? Optional.of(children.stream().mapToInt(places::get).toArray())
        : Optional.empty();
  }

  private static Step sum(int[] terms, int place) {
    return (values, count) -> {
      Fractions sum = values[place];
      copy(values[terms[0]], 0, sum, count);
      for (int term = 1; term < terms.length; term++) {
        Fractions next = values[terms[term]];
        for (int k = 0; k < count; k++) {
          sum.add(k, next.above(k), next.below(k));
        }
      }
    };
  }

  private static Step product(int[] factors, int place) {
    return (values, count) -> {
      Fractions product = values[place];
      copy(values[factors[0]], 0, product, count);
      for (int factor = 1; factor < factors.length; factor++) {
        Fractions next = values[factors[factor]];
        for (int k = 0; k < count; k++) {
          product.multiply(k, next.above(k), next.below(k));
        }
      }
    };
  }

  private Optional<Step> power(Formula.Power power, int place) {
    if (!(power.exponent() instanceof Formula.Rational n)
        || !n.isInteger()
        || n.numerator().bitLength() > Integer.SIZE - 2
        || Math.abs(n.numerator().intValue()) > MOST_EXPONENT) {
      return Optional.empty();
    }
    int exponent = n.numerator().intValue();
    return known(List.of(power.base()))
        .map(
            base ->
                (values, count) -> {
                  copy(values[base[0]], 0, values[place], count);
                  for (int k = 0; k < count; k++) {
                    values[place].power(k, exponent);
                  }
                });
  }

  private Optional<Step> applied(Formula.Apply apply, int place) {
    if (apply.operation().definition().isPresent()) {
      return Optional.empty();
    }
    Optional<ElementStep> step = elementStep(apply.operation().name());
    return step.flatMap(
        each ->
            known(apply.arguments())
                .map(
                    at ->
                        (values, count) -> {
                          for (int k = 0; k < count; k++) {
                            each.run(values[place], k, values[at[0]], values[at[at.length - 1]]);
                          }
                        }));
  }

  /** Sets one element from one or two others at the same place. */
  private interface ElementStep {
    void run(Fractions result, int k, Fractions x, Fractions y);
  }

  private static Optional<ElementStep> elementStep(String operation) {
    return switch (operation) {
      case "abs" -> Optional.of((to, k, x, _) -> to.set(k, Math.abs(x.above(k)), x.below(k)));
      case "sign" -> Optional.of((to, k, x, _) -> to.set(k, Long.signum(x.above(k)), 1));
      case "floor" ->
          Optional.of((to, k, x, _) -> to.set(k, Math.floorDiv(x.above(k), x.below(k)), 1));
      case "ceil", "ceiling" ->
          Optional.of((to, k, x, _) -> to.set(k, Math.ceilDiv(x.above(k), x.below(k)), 1));
      case "max" -> Optional.of((to, k, x, y) -> choose(to, k, order(x, y, k) >= 0 ? x : y));
      case "min" -> Optional.of((to, k, x, y) -> choose(to, k, order(x, y, k) <= 0 ? x : y));
      case "mod" -> Optional.of(FractionBody::remainder);
      default -> Optional.empty();
    };
  }

  private static int order(Fractions x, Fractions y, int k) {
    return x.compare(k, y.above(k), y.below(k));
  }

  private static void choose(Fractions result, int k, Fractions chosen) {
    result.set(k, chosen.above(k), chosen.below(k));
  }

  /** x - y·⌊x/y⌋. */
  private static void remainder(Fractions result, int k, Fractions x, Fractions y) {
    if (x.below(k) == 1 && y.below(k) == 1) {
      result.set(k, Math.floorMod(x.above(k), y.above(k)), 1);
      return;
    }
    choose(result, k, y);
    result.power(k, -1);
    result.multiply(k, x.above(k), x.below(k));
    result.set(k, -Math.floorDiv(result.above(k), result.below(k)), 1);
    result.multiply(k, y.above(k), y.below(k));
    result.add(k, x.above(k), x.below(k));
  }

  private Optional<Step> piecewise(Formula.Piecewise piecewise, int place) {
    List<Formula> sides = new ArrayList<>();
    List<Comparator> comparators = new ArrayList<>();
    for (Formula.Case each : piecewise.cases()) {
      if (!(each.condition() instanceof Formula.Relation relation)) {
        return Optional.empty();
      }
      comparators.add(relation.comparator());
      sides.addAll(List.of(relation.left(), relation.right(), each.value()));
    }
    sides.add(piecewise.otherwise());
    return known(sides)
        .map(
            at ->
                (values, count) -> {
                  for (int k = 0; k < count; k++) {
                    choose(values[place], k, values[at[chosen(comparators, at, values, k)]]);
                  }
                });
  }

  /** The index of the value of the first case that holds: left, right, value, left, … */
  private static int chosen(List<Comparator> comparators, int[] at, Fractions[] values, int k) {
    for (int index = 0; index < comparators.size(); index++) {
      Fractions right = values[at[3 * index + 1]];
      int order = order(values[at[3 * index]], right, k);
      if (comparators.get(index).holds(order)) {
        return 3 * index + 2;
      }
    }
    return at.length - 1;
  }
}
