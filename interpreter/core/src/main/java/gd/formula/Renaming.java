package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Compound;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Symbols under other names. Where the names keep their order, terms and factors keep theirs: the
 * formula is copied as it is, and neither collected nor sorted anew.
 */
final class Renaming {
  private final Formulas formulas;
  private final Map<Formula, Formula> renamed;
  private final long names;

  private Renaming(Formulas formulas, Map<Symbol, Symbol> names) {
    this.formulas = formulas;
    this.renamed = new HashMap<>(names);
    this.names = names.keySet().stream().mapToLong(Traits::names).reduce(0, (a, b) -> a | b);
  }

  /** Empty if the order of the names changes or two become one. */
  static Optional<List<Formula>> of(
      Formulas formulas, List<Formula> together, Map<Symbol, Symbol> names) {
    List<Formula> order = Dag.postorder(together);
    List<Symbol> before =
        order.stream()
            .filter(Symbol.class::isInstance)
            .map(Symbol.class::cast)
            .sorted(Order.CANONICAL)
            .toList();
    for (int k = 1; k < before.size(); k++) {
      Symbol left = before.get(k - 1);
      Symbol right = before.get(k);
      if (Order.CANONICAL.compare(names.getOrDefault(left, left), names.getOrDefault(right, right))
          >= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new Renaming(formulas, names).in(order, together));
  }

  private List<Formula> in(List<Formula> order, List<Formula> together) {
    for (Formula node : order) {
      if (node instanceof Compound compound && (compound.traits().names() & names) != 0) {
        renamed.put(compound, copy(compound));
      }
    }
    return all(together);
  }

  private Formula get(Formula formula) {
    return renamed.getOrDefault(formula, formula);
  }

  private List<Formula> all(List<Formula> list) {
    Formula[] all = new Formula[list.size()];
    for (int k = 0; k < all.length; k++) {
      all[k] = get(list.get(k));
    }
    return List.of(all);
  }

  private Formula copy(Compound node) {
    return switch (node) {
      case Sum sum -> {
        List<Formula> terms = all(sum.terms());
        yield formulas.intern(new Sum(terms, Traits.of("+", terms), sum.degree()));
      }
      case Product product -> copy(product);
      case Power power -> formulas.rawPower(get(power.base()), get(power.exponent()));
      case Apply apply -> formulas.intern(new Apply(apply.operation(), all(apply.arguments())));
      case Piecewise piecewise ->
          formulas.intern(
              new Piecewise(
                  piecewise.cases().stream()
                      .map(each -> new Case(get(each.condition()), get(each.value())))
                      .toList(),
                  get(piecewise.otherwise())));
      case Relation relation ->
          formulas.intern(
              new Relation(relation.comparator(), get(relation.left()), get(relation.right())));
      case Logic logic -> formulas.intern(new Logic(logic.connective(), all(logic.operands())));
    };
  }

  private Formula copy(Product product) {
    List<Formula> factors = all(product.factors());
    if (product.unit().isEmpty()) {
      return formulas.intern(new Product(factors, Optional.empty(), product.degree()));
    }
    List<Formula> others = factors.subList(1, factors.size());
    Formula unit =
        others.size() == 1
            ? others.getFirst()
            : formulas.intern(new Product(List.copyOf(others), Optional.empty(), product.degree()));
    return formulas.intern(new Product(factors, Optional.of(unit), product.degree()));
  }
}
