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

/**
 * The chain rule over the shared graph of a formula: forward for one variable, in reverse for all
 * at once (Linnainmaa 1970; Griewank and Walther, Evaluating Derivatives, 2008). Refuses where an
 * operation has no derivative.
 */
public final class Differentiation {
  /**
   * A product of more factors is differentiated by halves: n factors one by one cost n² operations.
   */
  private static final int MAX_FACTORS = 16;

  /** Larger gradients stay shared; smaller ones are put in normal form where that is no dearer. */
  private static final int MAX_FLAT = 2_000;

  private final Formulas formulas;
  private final LocalDerivatives local;

  public Differentiation(Formulas formulas, Derivatives derivatives) {
    this.formulas = formulas;
    this.local = new LocalDerivatives(formulas, derivatives);
  }

  /** ∂formula/∂variable in normal form; the variable is a symbol or a slot. */
  public Formula derivative(Formula formula, Formula variable) {
    List<Formula> order = Dag.postorder(List.of(formula));
    Set<Formula> dependent = Dag.dependents(order, List.of(variable));
    Map<Formula, Formula> derivatives = new HashMap<>();
    derivatives.put(variable, Arithmetic.ONE);
    for (Formula node : order) {
      if (dependent.contains(node) && !node.equals(variable)) {
        derivatives.put(node, derivative(node, derivatives));
      }
    }
    return derivatives.getOrDefault(formula, Arithmetic.ZERO);
  }

  /**
   * The partial derivatives with respect to all variables, in their order. Together with the
   * formula they take at most five times the operations of the formula alone, if local derivatives
   * are cheap: parts are shared, not written out.
   */
  public List<Formula> gradient(Formula formula, List<? extends Formula> variables) {
    List<Formula> shared = new Adjoints(formulas, local).gradient(formula, variables);
    if (Dag.postorder(shared).size() > MAX_FLAT) {
      return shared;
    }
    List<Formula> flat = shared.stream().map(each -> formulas.substitute(each, Map.of())).toList();
    long allowed = Math.max(operations(formula, shared), 4 * Dag.operations(List.of(formula)));
    return operations(formula, flat) <= allowed ? flat : shared;
  }

  private static long operations(Formula formula, List<Formula> gradient) {
    List<Formula> all = new ArrayList<>(gradient);
    all.add(formula);
    return Dag.operations(all);
  }

  private Formula derivative(Formula node, Map<Formula, Formula> known) {
    return switch (node) {
      case Sum sum -> {
        List<Formula> terms = new ArrayList<>();
        for (Formula term : sum.terms()) {
          Formula derivative = known.get(term);
          if (derivative != null) {
            terms.add(derivative);
          }
        }
        yield formulas.sum(terms);
      }
      case Product product -> product(product.factors(), known);
      case Power power -> chain(local.of(power, known.keySet()), power.children(), known);
      case Apply apply -> chain(local.of(apply, known.keySet()), apply.arguments(), known);
      case Piecewise piecewise -> {
        List<Case> cases = new ArrayList<>();
        for (Case each : piecewise.cases()) {
          cases.add(new Case(each.condition(), known.getOrDefault(each.value(), Arithmetic.ZERO)));
        }
        yield formulas.piecewise(cases, known.getOrDefault(piecewise.otherwise(), Arithmetic.ZERO));
      }
      // conditions are constant wherever they do not jump
      case Relation _, Logic _, Truth _, Number _, Constant _, Symbol _, Slot _ -> Arithmetic.ZERO;
    };
  }

  private Formula product(List<Formula> factors, Map<Formula, Formula> known) {
    if (factors.size() > MAX_FACTORS) {
      return halves(factors, known).derivative();
    }
    List<Formula> terms = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      Formula derivative = known.get(factors.get(i));
      if (derivative != null) {
        List<Formula> others = new ArrayList<>(factors);
        others.set(i, derivative);
        terms.add(formulas.product(others));
      }
    }
    return formulas.sum(terms);
  }

  private record Pair(Formula value, Formula derivative) {}

  private Pair halves(List<Formula> factors, Map<Formula, Formula> known) {
    if (factors.size() == 1) {
      return new Pair(factors.getFirst(), known.getOrDefault(factors.getFirst(), Arithmetic.ZERO));
    }
    int middle = factors.size() / 2;
    Pair left = halves(factors.subList(0, middle), known);
    Pair right = halves(factors.subList(middle, factors.size()), known);
    Formula first = formulas.sharedProduct(List.of(left.derivative(), right.value()));
    Formula second = formulas.sharedProduct(List.of(left.value(), right.derivative()));
    return new Pair(
        formulas.sharedProduct(List.of(left.value(), right.value())),
        formulas.sharedSum(List.of(first, second)));
  }

  private Formula chain(
      List<LocalDerivatives.Partial> partials,
      List<Formula> arguments,
      Map<Formula, Formula> known) {
    List<Formula> terms = new ArrayList<>();
    for (LocalDerivatives.Partial partial : partials) {
      Formula inner = known.get(arguments.get(partial.argument()));
      if (inner != null) {
        terms.add(times(partial.derivative(), inner));
      }
    }
    return formulas.sum(terms);
  }

  private Formula times(Formula outer, Formula inner) {
    return isLong(inner)
        ? formulas.sharedProduct(List.of(outer, inner))
        : formulas.multiply(outer, inner);
  }

  /** Many factors, or products left closed in it: opened at each step they would be n² factors. */
  private static boolean isLong(Formula formula) {
    return formula instanceof Product product
        && (product.factors().size() > MAX_FACTORS
            || product.factors().stream().anyMatch(Product.class::isInstance));
  }
}
