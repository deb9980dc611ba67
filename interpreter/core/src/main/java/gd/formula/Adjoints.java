package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reverse mode: the derivative of the result with respect to every node, parents first. */
final class Adjoints {
  /** Up to here each factor is multiplied by the product of the others, written out. */
  private static final int MAX_FACTORS = 4;

  /** So deep factors go into branches inside branches; a loop may nest thousands. */
  private static final int MAX_BRANCHES = 4;

  private final Formulas formulas;
  private final LocalDerivatives local;
  private final Map<Formula, List<Formula>> contributions = new HashMap<>();

  Adjoints(Formulas formulas, LocalDerivatives local) {
    this.formulas = formulas;
    this.local = local;
  }

  List<Formula> gradient(Formula formula, List<? extends Formula> variables) {
    List<Formula> order = Dag.postorder(List.of(formula));
    Set<Formula> dependent = Dag.dependents(order, variables);
    Set<Formula> wanted = Set.copyOf(variables);
    Map<Formula, Formula> result = new HashMap<>();
    contribute(formula, Arithmetic.ONE);
    for (Formula node : order.reversed()) {
      List<Formula> parts = contributions.remove(node);
      if (parts != null && dependent.contains(node)) {
        Formula adjoint = sum(parts);
        if (wanted.contains(node)) {
          result.put(node, adjoint);
        } else if (!Arithmetic.isZero(adjoint)) {
          spread(node, adjoint, dependent);
        }
      }
    }
    List<Formula> gradient = new ArrayList<>();
    for (Formula variable : variables) {
      gradient.add(result.getOrDefault(variable, Arithmetic.ZERO));
    }
    return gradient;
  }

  private void contribute(Formula node, Formula adjoint) {
    contributions.computeIfAbsent(node, _ -> new ArrayList<>()).add(adjoint);
  }

  private void spread(Formula node, Formula adjoint, Set<Formula> dependent) {
    switch (node) {
      case Sum sum -> sum.terms().forEach(term -> contribute(term, adjoint));
      case Product product -> factors(product.factors(), adjoint, dependent);
      case Power power -> chain(local.of(power, dependent), power.children(), adjoint);
      case Apply apply -> chain(local.of(apply, dependent), apply.arguments(), adjoint);
      case Piecewise piecewise -> branches(piecewise, adjoint);
      case Relation _, Logic _, Truth _, Number _, Constant _, Symbol _, Slot _ -> {}
    }
  }

  private void chain(
      List<LocalDerivatives.Partial> partials, List<Formula> arguments, Formula adjoint) {
    for (LocalDerivatives.Partial partial : partials) {
      contribute(arguments.get(partial.argument()), times(adjoint, partial.derivative()));
    }
  }

  private Formula times(Formula adjoint, Formula local) {
    return product(adjoint, List.of(local), MAX_BRANCHES);
  }

  /**
   * An adjoint that only one branch has is multiplied in that branch: elsewhere the factors need
   * have no value.
   */
  private Formula product(Formula adjoint, List<Formula> others, int depth) {
    if (depth > 0 && adjoint instanceof Piecewise piecewise && branchesTaken(piecewise) == 1) {
      List<Case> cases = new ArrayList<>();
      for (Case each : piecewise.cases()) {
        cases.add(new Case(each.condition(), product(each.value(), others, depth - 1)));
      }
      return formulas.piecewise(cases, product(piecewise.otherwise(), others, depth - 1));
    }
    if (Arithmetic.isZero(adjoint)) {
      return adjoint;
    }
    List<Formula> factors = new ArrayList<>(others);
    factors.addFirst(adjoint);
    return formulas.sharedProduct(factors);
  }

  private static long branchesTaken(Piecewise piecewise) {
    return piecewise.cases().stream().filter(each -> !Arithmetic.isZero(each.value())).count()
        + (Arithmetic.isZero(piecewise.otherwise()) ? 0 : 1);
  }

  /** What the same branches contribute is added in each of them. */
  private Formula sum(List<Formula> parts) {
    if (parts.size() == 1
        || !(parts.getFirst() instanceof Piecewise first)
        || !parts.stream().allMatch(part -> part instanceof Piecewise p && isAlike(p, first))) {
      return formulas.sharedSum(parts);
    }
    List<Piecewise> choices = parts.stream().map(Piecewise.class::cast).toList();
    List<Case> cases = new ArrayList<>();
    for (int k = 0; k < first.cases().size(); k++) {
      int branch = k;
      cases.add(
          new Case(
              first.cases().get(branch).condition(),
              formulas.sharedSum(
                  choices.stream().map(p -> p.cases().get(branch).value()).toList())));
    }
    return formulas.piecewise(
        cases, formulas.sharedSum(choices.stream().map(Piecewise::otherwise).toList()));
  }

  private static boolean isAlike(Piecewise one, Piecewise other) {
    return one.cases().stream()
        .map(Case::condition)
        .toList()
        .equals(other.cases().stream().map(Case::condition).toList());
  }

  /**
   * {@code outside} is the product of all that is not among the factors; both halves share their
   * partial products.
   */
  private void factors(List<Formula> factors, Formula outside, Set<Formula> dependent) {
    if (factors.size() <= MAX_FACTORS) {
      for (int i = 0; i < factors.size(); i++) {
        if (dependent.contains(factors.get(i))) {
          List<Formula> others = new ArrayList<>(factors);
          others.remove(i);
          contribute(factors.get(i), product(outside, others, MAX_BRANCHES));
        }
      }
      return;
    }
    int middle = factors.size() / 2;
    List<Formula> left = factors.subList(0, middle);
    List<Formula> right = factors.subList(middle, factors.size());
    factors(left, times(outside, product(right)), dependent);
    factors(right, times(outside, product(left)), dependent);
  }

  private Formula product(List<Formula> factors) {
    if (factors.size() <= 2) {
      return formulas.sharedProduct(factors);
    }
    int middle = factors.size() / 2;
    return times(
        product(factors.subList(0, middle)), product(factors.subList(middle, factors.size())));
  }

  /** A branch that is not taken gets nothing, whatever its value there: no 0·∞. */
  private void branches(Piecewise piecewise, Formula adjoint) {
    List<Case> cases = piecewise.cases();
    for (int i = 0; i <= cases.size(); i++) {
      List<Case> selected = new ArrayList<>();
      for (int j = 0; j < cases.size(); j++) {
        selected.add(new Case(cases.get(j).condition(), j == i ? adjoint : Arithmetic.ZERO));
      }
      Formula value = i < cases.size() ? cases.get(i).value() : piecewise.otherwise();
      Formula last = i < cases.size() ? Arithmetic.ZERO : adjoint;
      contribute(value, formulas.piecewise(selected, last));
    }
  }
}
