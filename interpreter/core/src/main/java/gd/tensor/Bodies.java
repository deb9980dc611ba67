package gd.tensor;

import gd.formula.Formula;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Questions about the bodies of {@link Tensor.Map}s. */
public final class Bodies {
  private Bodies() {}

  /** The indices of the slots that occur. */
  public static SortedSet<Integer> slots(Formula formula) {
    SortedSet<Integer> slots = new TreeSet<>();
    contains(
        formula,
        part -> {
          if (part instanceof Formula.Slot(int index)) {
            slots.add(index);
          }
          return false;
        });
    return slots;
  }

  /** Whether some part satisfies a predicate. */
  public static boolean contains(Formula formula, Predicate<Formula> predicate) {
    Set<Formula> seen = new HashSet<>();
    Deque<Formula> pending = new ArrayDeque<>(List.of(formula));
    while (!pending.isEmpty()) {
      Formula part = pending.pop();
      if (seen.add(part)) {
        if (predicate.test(part)) {
          return true;
        }
        part.children().forEach(pending::push);
      }
    }
    return false;
  }

  /**
   * Whether a formula is finite wherever its slots are: sums, products and whole powers of them.
   */
  public static boolean isPolynomial(Formula formula) {
    return !contains(
        formula,
        part ->
            switch (part) {
              case Formula.Power power ->
                  !(power.exponent() instanceof Formula.Rational exponent
                      && exponent.isInteger()
                      && exponent.numerator().signum() > 0);
              case Formula.Apply _ -> true;
              case Formula.Constant constant -> constant == Formula.Constant.INFINITY;
              case Formula.Number _,
                  Formula.Symbol _,
                  Formula.Slot _,
                  Formula.Sum _,
                  Formula.Product _,
                  Formula.Piecewise _,
                  Formula.Relation _,
                  Formula.Logic _,
                  Formula.Truth _ ->
                  false;
            });
  }
}
