package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Compound;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Sum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces symbols, slots and other parts of a formula, every shared part once, and puts the result
 * in normal form.
 */
final class Substitution {
  private static final int SHALLOW = 100;

  private final Formulas formulas;
  private final Map<Formula, Formula> given;
  private final Map<Formula, Formula> replaced;

  Substitution(Formulas formulas, Map<Formula, Formula> replacements) {
    this.formulas = formulas;
    this.given = replacements;
    this.replaced = new HashMap<>(replacements);
  }

  Formula in(Formula formula) {
    if (!(formula instanceof Compound whole) || whole.depth() <= SHALLOW) {
      return shallow(formula);
    }
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Compound compound && !replaced.containsKey(compound)) {
        replaced.put(compound, isTouched(compound) ? rebuild(compound) : compound);
      }
    }
    return get(formula);
  }

  /** The same by recursion, which most formulas are small enough for. */
  private Formula shallow(Formula node) {
    if (node instanceof Compound compound && !replaced.containsKey(compound)) {
      compound.children().forEach(this::shallow);
      replaced.put(compound, isTouched(compound) ? rebuild(compound) : compound);
    }
    return get(node);
  }

  private Formula get(Formula formula) {
    if (formula instanceof Rational) {
      return formula;
    }
    @Nullable Formula known = replaced.get(formula);
    return known == null ? formula : known;
  }

  /** Also what gradients left nested. */
  private boolean isTouched(Compound node) {
    for (Formula child : node.children()) {
      boolean nested =
          node instanceof Sum && child instanceof Sum
              || node instanceof Product && child instanceof Product;
      if (nested) {
        return true;
      }
      Formula now = get(child);
      if (now != child && !now.equals(child)) {
        return true;
      }
    }
    return false;
  }

  private Formula rebuild(Compound node) {
    return switch (node) {
      case Sum sum -> formulas.sum(all(sum.terms()));
      case Product product when !hasDenominator(product) ->
          formulas.product(all(product.factors()));
      case Product product -> product(product.factors());
      case Power power when Fraction.isReciprocal(power) -> quotient(Fraction.of(power));
      case Power power -> formulas.power(get(power.base()), get(power.exponent()));
      case Apply apply -> formulas.apply(apply.operation(), all(apply.arguments()));
      case Piecewise piecewise -> {
        List<Case> cases = new ArrayList<>();
        for (Case each : piecewise.cases()) {
          cases.add(new Case(get(each.condition()), get(each.value())));
        }
        yield formulas.piecewise(cases, get(piecewise.otherwise()));
      }
      case Relation relation ->
          formulas.relation(relation.comparator(), get(relation.left()), get(relation.right()));
      case Logic logic -> formulas.logic(logic.connective(), all(logic.operands()));
    };
  }

  /** A power that is replaced itself is no longer one of its base. */
  private Formula product(List<Formula> factors) {
    List<Formula> own = factors.stream().filter(given::containsKey).toList();
    if (own.stream().noneMatch(Power.class::isInstance)) {
      return quotient(Fraction.of(factors));
    }
    List<Formula> others = factors.stream().filter(factor -> !own.contains(factor)).toList();
    return formulas.multiply(quotient(Fraction.of(others)), formulas.product(all(own)));
  }

  private static boolean hasDenominator(Product product) {
    for (Formula factor : product.factors()) {
      if (factor instanceof Power power && Fraction.isReciprocal(power)
          || factor instanceof Rational number && !number.isInteger()) {
        return true;
      }
    }
    return false;
  }

  /** Divided once, as it prints: with decimals x·(1/y) is not x/y. */
  private Formula quotient(Fraction fraction) {
    return formulas.divide(side(fraction.numerator()), side(fraction.denominator()));
  }

  private Formula side(List<Fraction.Factor> factors) {
    List<Formula> replacedFactors = new ArrayList<>();
    for (Fraction.Factor factor : factors) {
      replacedFactors.add(formulas.power(get(factor.base()), get(factor.exponent())));
    }
    return formulas.product(replacedFactors);
  }

  private List<Formula> all(List<Formula> list) {
    List<Formula> all = new ArrayList<>(list.size());
    for (Formula each : list) {
      all.add(get(each));
    }
    return all;
  }
}
