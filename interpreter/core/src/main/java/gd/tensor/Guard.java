package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;

/**
 * A product that is zero where one of its factors is, even if another is infinite there: {@code if
 * s == 0 then s else …s…} for every slot s in {@code slots}. Its derivative is that of the product
 * it guards.
 */
record Guard(Formula guarded, List<Formula> slots) {
  Guard {
    slots = List.copyOf(slots);
  }

  /** A body made by {@link #body}, or any other, guarded by nothing. */
  static Guard of(Formula body) {
    if (!(body instanceof Formula.Piecewise piecewise)) {
      return new Guard(body, List.of());
    }
    List<Formula> slots = new ArrayList<>();
    for (Formula.Case each : piecewise.cases()) {
      boolean isGuard =
          each.value() instanceof Formula.Slot slot
              && each.condition() instanceof Formula.Relation relation
              && relation.comparator() == Formula.Comparator.EQUAL
              && relation.left().equals(slot)
              && relation.right() instanceof Formula.Rational zero
              && zero.numerator().signum() == 0;
      if (!isGuard) {
        return new Guard(body, List.of());
      }
      slots.add(each.value());
    }
    return new Guard(piecewise.otherwise(), slots);
  }

  Formula body(Formulas formulas) {
    if (slots.isEmpty()) {
      return guarded;
    }
    List<Formula.Case> cases = new ArrayList<>();
    for (Formula slot : slots) {
      cases.add(
          new Formula.Case(
              formulas.relation(Formula.Comparator.EQUAL, slot, formulas.integer(0)), slot));
    }
    return formulas.piecewise(cases, guarded);
  }
}
