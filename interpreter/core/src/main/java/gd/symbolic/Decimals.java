package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Logic;
import gd.formula.Formula.Number;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Relation;
import gd.formula.Formula.Slot;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formula.Truth;
import gd.formula.Formulas;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decimals in exact algebra: on the way in the fractions they are written as, on the way out
 * decimals again.
 */
final class Decimals {
  private final Formulas formulas;

  Decimals(Formulas formulas) {
    this.formulas = formulas;
  }

  static boolean occurIn(Formula formula) {
    return Dag.postorder(List.of(formula)).stream().anyMatch(Decimal.class::isInstance);
  }

  /** 0.1 as 1/10. */
  Formula exact(Formula formula) {
    Map<Formula, Formula> fractions = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Decimal decimal) {
        BigDecimal written = new BigDecimal(Double.toString(decimal.value()));
        fractions.put(decimal, formulas.rational(written));
      }
    }
    return formulas.substitute(formula, fractions);
  }

  /** Numbers and constants as decimals, but for the exponents of powers. */
  Formula inexact(Formula formula) {
    Map<Formula, Formula> done = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      done.put(node, inexact(node, done));
    }
    return Objects.requireNonNull(done.get(formula));
  }

  private Formula inexact(Formula node, Map<Formula, Formula> done) {
    return switch (node) {
      case Rational r -> toDecimal(r);
      case Constant.E, Constant.PI -> formulas.multiply(formulas.decimal(1), node);
      case Number _, Constant _, Symbol _, Slot _, Truth _ -> node;
      case Sum sum -> formulas.sum(all(sum.terms(), done));
      case Product product -> {
        List<Formula> factors = new ArrayList<>(all(product.factors(), done));
        // -x stays -x
        if (product.factors().getFirst().equals(formulas.integer(-1))) {
          factors.set(0, formulas.integer(-1));
        }
        yield formulas.product(factors);
      }
      case Power power -> {
        Formula base = Objects.requireNonNull(done.get(power.base()));
        Formula exponent =
            power.exponent() instanceof Number
                ? power.exponent()
                : Objects.requireNonNull(done.get(power.exponent()));
        yield power.exponent().equals(formulas.integer(-1))
            ? formulas.divide(formulas.integer(1), base)
            : formulas.power(base, exponent);
      }
      case Apply apply -> formulas.apply(apply.operation(), all(apply.arguments(), done));
      case Piecewise piecewise -> {
        List<Case> cases = new ArrayList<>();
        for (Case each : piecewise.cases()) {
          cases.add(new Case(each.condition(), Objects.requireNonNull(done.get(each.value()))));
        }
        yield formulas.piecewise(cases, Objects.requireNonNull(done.get(piecewise.otherwise())));
      }
      case Relation relation -> {
        List<Formula> sides = all(relation.children(), done);
        yield formulas.relation(relation.comparator(), sides.get(0), sides.get(1));
      }
      case Logic logic -> formulas.logic(logic.connective(), all(logic.operands(), done));
    };
  }

  private Formula toDecimal(Rational number) {
    return formulas.multiply(formulas.decimal(1), number);
  }

  private static List<Formula> all(List<Formula> formulas, Map<Formula, Formula> done) {
    return formulas.stream().map(formula -> Objects.requireNonNull(done.get(formula))).toList();
  }
}
