package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions by exponentials and logarithms, far out: exactly those that are made of them, and erfc
 * gamma and digamma by the first terms of their asymptotic series (Abramowitz and Stegun 7.1.23,
 * 6.1.41, 6.3.18).
 */
final class Asymptotics {
  private final Symja symja;
  private final Formulas formulas;
  private final Growth growth;

  Asymptotics(Symja symja, Growth growth) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.growth = growth;
  }

  Formula written(Formula formula) {
    Map<Formula, Formula> known = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Apply apply && apply.arguments().size() == 1 && growth.varies(node)) {
        Formula u = formulas.substitute(apply.arguments().getFirst(), known);
        known.put(node, of(apply, u));
      }
    }
    return formulas.substitute(formula, known);
  }

  private Formula of(Apply apply, Formula u) {
    Formula one = formulas.integer(1);
    return switch (apply.operation().name()) {
      case "sigmoid" -> formulas.divide(one, formulas.add(one, exp(formulas.negate(u))));
      case "softplus" -> log(formulas.add(one, exp(u)));
      case "log1p" -> log(formulas.add(one, u));
      case "expm1" -> formulas.subtract(exp(u), one);
      case "tanh" ->
          formulas.divide(
              formulas.subtract(exp(u), exp(formulas.negate(u))),
              formulas.add(exp(u), exp(formulas.negate(u))));
      case "sinh" -> half(formulas.subtract(exp(u), exp(formulas.negate(u))));
      case "cosh" -> half(formulas.add(exp(u), exp(formulas.negate(u))));
      case "abs" -> growth.sign(u) > 0 ? u : formulas.negate(u);
      case "erf" -> formulas.subtract(one, erfc(u));
      case "erfc" -> erfc(u);
      case "lgamma" -> stirling(apply, u);
      case "digamma" -> digamma(apply, u);
      case "gamma" ->
          Growth.infinite(growth.limit(u)) > 0 ? exp(stirling(apply, u)) : same(apply, u);
      default -> same(apply, u);
    };
  }

  private Formula same(Apply apply, Formula u) {
    return formulas.apply(apply.operation(), List.of(u));
  }

  private Formula erfc(Formula u) {
    int side = Growth.infinite(growth.limit(u));
    if (side == 0) {
      return symja.call("erfc", u);
    }
    if (side < 0) {
      return formulas.subtract(formulas.integer(2), erfc(formulas.negate(u)));
    }
    Formula bell = exp(formulas.negate(power(u, 2)));
    Formula root = formulas.power(Constant.PI, fraction(1, 2));
    return formulas.multiply(
        formulas.divide(bell, formulas.multiply(u, root)),
        formulas.sum(
            List.of(
                formulas.integer(1),
                formulas.multiply(fraction(-1, 2), power(u, -2)),
                formulas.multiply(fraction(3, 4), power(u, -4)),
                formulas.multiply(fraction(-15, 8), power(u, -6)))));
  }

  private Formula stirling(Apply apply, Formula u) {
    if (Growth.infinite(growth.limit(u)) <= 0) {
      return same(apply, u);
    }
    Formula circle = formulas.multiply(formulas.integer(2), Constant.PI);
    return formulas.sum(
        List.of(
            formulas.multiply(formulas.subtract(u, fraction(1, 2)), log(u)),
            formulas.negate(u),
            half(log(circle)),
            formulas.multiply(fraction(1, 12), power(u, -1)),
            formulas.multiply(fraction(-1, 360), power(u, -3)),
            formulas.multiply(fraction(1, 1260), power(u, -5))));
  }

  private Formula digamma(Apply apply, Formula u) {
    if (Growth.infinite(growth.limit(u)) <= 0) {
      return same(apply, u);
    }
    return formulas.sum(
        List.of(
            log(u),
            formulas.multiply(fraction(-1, 2), power(u, -1)),
            formulas.multiply(fraction(-1, 12), power(u, -2)),
            formulas.multiply(fraction(1, 120), power(u, -4)),
            formulas.multiply(fraction(-1, 252), power(u, -6))));
  }

  private Formula exp(Formula u) {
    return symja.call("exp", u);
  }

  private Formula log(Formula u) {
    return symja.call("log", u);
  }

  private Formula half(Formula u) {
    return formulas.multiply(fraction(1, 2), u);
  }

  private Formula power(Formula u, int exponent) {
    return formulas.power(u, formulas.integer(exponent));
  }

  private Formula fraction(long numerator, long denominator) {
    return formulas.rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }
}
