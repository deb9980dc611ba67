package gd.evaluate;

import gd.formula.Formula;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The symbols of a formula. */
final class Symbols {
  private Symbols() {}

  static Optional<String> first(Formula formula) {
    return of(formula).stream().findFirst();
  }

  static Set<String> of(Formula formula) {
    Set<String> names = new TreeSet<>();
    Set<Formula> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Formula> open = new ArrayDeque<>(List.of(formula));
    while (!open.isEmpty()) {
      Formula next = open.pop();
      if (seen.add(next)) {
        if (next instanceof Formula.Symbol(var name)) {
          names.add(name);
        }
        children(next).forEach(open::push);
      }
    }
    return names;
  }

  private static List<Formula> children(Formula formula) {
    return switch (formula) {
      case Formula.Number _, Formula.Constant _, Formula.Symbol _, Formula.Slot _, Formula.Truth _ -> List.of();
      case Formula.Sum sum -> sum.terms();
      case Formula.Product product -> product.factors();
      case Formula.Power power -> List.of(power.base(), power.exponent());
      case Formula.Apply apply -> apply.arguments();
      case Formula.Relation relation -> List.of(relation.left(), relation.right());
      case Formula.Logic logic -> logic.operands();
      case Formula.Piecewise piecewise -> {
        List<Formula> parts = new ArrayList<>(List.of(piecewise.otherwise()));
        piecewise.cases().forEach(c -> parts.addAll(List.of(c.condition(), c.value())));
        yield parts;
      }
    };
  }
}
