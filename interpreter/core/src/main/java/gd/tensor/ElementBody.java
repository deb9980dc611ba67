package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.RationalEvaluation;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The bodies of maps at single elements. An element without a value is carried along as a slot with
 * a negative index, which stands for the refusal, until it is known whether a result needs it.
 */
final class ElementBody {
  private final Formulas formulas;
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<Formula, Boolean> choosing = new HashMap<>();
  private final Map<Formula, Boolean> adding = new HashMap<>();
  private final Set<Formula> used = new HashSet<>();
  private final Map<Formula, Optional<RationalEvaluation>> fractions = new HashMap<>();
  private final Map<Formula, SortedSet<Integer>> slots = new HashMap<>();

  ElementBody(Formulas formulas) {
    this.formulas = formulas;
  }

  /** Throws the refusal that the first element without a value stands for. */
  void check(List<Formula> elements) {
    if (!refusals.isEmpty()) {
      firstRefused(elements)
          .ifPresent(
              element -> {
                throw refusals.get(-1 - ((Formula.Slot) element).index());
              });
    }
  }

  static boolean isRefused(Formula element) {
    return element instanceof Formula.Slot(int index) && index < 0;
  }

  Optional<Formula> firstRefused(List<Formula> elements) {
    return elements.stream().filter(ElementBody::isRefused).findFirst();
  }

  /** The body's value where its slots have these values. */
  Formula at(Formula body, List<Formula> slots) {
    if (!choosing.computeIfAbsent(
        body, _ -> Bodies.contains(body, Formula.Piecewise.class::isInstance))) {
      return simple(body, slots);
    }
    return switch (body) {
      case Formula.Piecewise piecewise -> chosen(piecewise, slots);
      case Formula.Product product -> all(product.factors(), slots, true);
      case Formula.Sum sum -> all(sum.terms(), slots, false);
      case Formula.Number _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Power _,
          Formula.Apply _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          substituted(body, slots);
    };
  }

  private Formula simple(Formula body, List<Formula> slots) {
    if (adding.computeIfAbsent(body, _ -> isSumOfSlots(body, slots.size()))) {
      return sum(slots);
    }
    // a program is worth its making from the second element on
    Optional<Formula> fraction =
        used.add(body)
            ? Optional.empty()
            : fractions
                .computeIfAbsent(body, RationalEvaluation::of)
                .flatMap(program -> program.at(slots));
    return fraction.orElseGet(() -> substituted(body, slots));
  }

  /** All slots in their order, as in most sums of arrays: nothing need be substituted. */
  private static boolean isSumOfSlots(Formula body, int count) {
    return body instanceof Formula.Sum sum
        && sum.terms().equals(IntStream.range(0, count).mapToObj(Formula.Slot::new).toList());
  }

  private Formula sum(List<Formula> values) {
    for (Formula value : values) {
      if (isRefused(value)) {
        return value;
      }
    }
    return valueOf(() -> formulas.sum(values));
  }

  /** Conditions first: what they do not choose needs no value. */
  private Formula chosen(Formula.Piecewise piecewise, List<Formula> slots) {
    for (Formula.Case each : piecewise.cases()) {
      Formula condition = condition(each.condition(), slots);
      if (condition == Formula.Truth.TRUE) {
        return at(each.value(), slots);
      }
      if (condition != Formula.Truth.FALSE) {
        return isRefused(condition) ? condition : substituted(piecewise, slots);
      }
    }
    return at(piecewise.otherwise(), slots);
  }

  private Formula condition(Formula condition, List<Formula> slots) {
    if (!(condition instanceof Formula.Relation relation)) {
      return substituted(condition, slots);
    }
    List<Formula> sides = List.of(at(relation.left(), slots), at(relation.right(), slots));
    return firstRefused(sides)
        .orElseGet(
            () ->
                valueOf(
                    () ->
                        formulas.relation(
                            relation.comparator(), sides.getFirst(), sides.getLast())));
  }

  private Formula all(List<Formula> parts, List<Formula> slots, boolean isProduct) {
    List<Formula> values = parts.stream().map(part -> at(part, slots)).toList();
    return firstRefused(values)
        .orElseGet(
            () -> valueOf(() -> isProduct ? formulas.product(values) : formulas.sum(values)));
  }

  private Formula substituted(Formula body, List<Formula> slots) {
    Map<Formula, Formula> values = new HashMap<>();
    for (int index : this.slots.computeIfAbsent(body, Bodies::slots)) {
      if (isRefused(slots.get(index))) {
        return slots.get(index);
      }
      values.put(formulas.slot(index), slots.get(index));
    }
    return valueOf(() -> formulas.substitute(body, values));
  }

  private Formula valueOf(Supplier<Formula> value) {
    try {
      return value.get();
    } catch (Refusal refusal) {
      refusals.add(refusal);
      return new Formula.Slot(-refusals.size());
    }
  }
}
