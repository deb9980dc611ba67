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
import gd.report.Refusal;
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

  /** Parts without a value, which a branch that is not taken may have. */
  private final Map<Formula, Refusal> refused = new HashMap<>();

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
        try {
          replaced.put(compound, now(compound));
        } catch (Refusal withoutValue) {
          refused.put(compound, withoutValue);
        }
      }
    }
    return get(formula);
  }

  /** The same by recursion, which most formulas are small enough for. */
  private Formula shallow(Formula node) {
    if (node instanceof Compound compound && !replaced.containsKey(compound)) {
      if (!(compound instanceof Piecewise)) {
        compound.children().forEach(this::shallow);
      }
      replaced.put(compound, now(compound));
    }
    return get(node);
  }

  private Formula now(Compound node) {
    return node instanceof Piecewise choice
        ? chosen(choice)
        : isTouched(node) ? rebuild(node) : node;
  }

  /** Conditions first: what they do not choose needs no value. */
  private Formula chosen(Piecewise choice) {
    List<Case> cases = new ArrayList<>();
    boolean same = true;
    for (Case each : choice.cases()) {
      Formula condition = reached(each.condition());
      if (condition == Formula.Truth.TRUE) {
        return formulas.piecewise(cases, reached(each.value()));
      }
      if (condition == Formula.Truth.FALSE) {
        same = false;
      } else {
        Case now = new Case(condition, reached(each.value()));
        same &= now.equals(each);
        cases.add(now);
      }
    }
    Formula otherwise = reached(choice.otherwise());
    return same && otherwise.equals(choice.otherwise())
        ? choice
        : formulas.piecewise(cases, otherwise);
  }

  private Formula reached(Formula node) {
    return refused.containsKey(node) ? get(node) : shallow(node);
  }

  private Formula get(Formula formula) {
    if (formula instanceof Rational) {
      return formula;
    }
    @Nullable Formula known = replaced.get(formula);
    if (known == null && !refused.isEmpty()) {
      @Nullable Refusal withoutValue = refused.get(formula);
      if (withoutValue != null) {
        throw withoutValue;
      }
    }
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
      case Piecewise choice -> chosen(choice);
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
