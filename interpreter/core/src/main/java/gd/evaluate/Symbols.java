package gd.evaluate;

import gd.formula.Dag;
import gd.formula.Formula;
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
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Formula.Symbol(var name)) {
        names.add(name);
      }
    }
    return names;
  }
}
