package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What antiderivatives tend to at the ends of the line where each term is plain: powers of x that
 * an exponential beats, and error functions and arc tangents of a·x + b. Parameters are positive.
 */
final class Ends {
  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;
  private final int sign;

  private Ends(Symja symja, Symbol x, int sign) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
    this.sign = sign;
  }

  /** The limit at ∞ (sign 1) or -∞ (-1); empty where a term is not plain. */
  static Optional<Formula> of(Symja symja, Formula formula, Symbol x, int sign) {
    Ends ends = new Ends(symja, x, sign);
    List<Formula> limits = new ArrayList<>();
    for (Formula term : formula instanceof Sum sum ? sum.terms() : List.of(formula)) {
      Optional<Formula> limit = ends.ofTerm(term);
      if (limit.isEmpty()) {
        return Optional.empty();
      }
      limits.add(limit.get());
    }
    return Optional.of(symja.formulas().sum(limits));
  }

  /** √(π·s²) as √π·s, of parameters that are positive. */
  static Formula positively(Formulas formulas, Formula formula) {
    Map<Formula, Formula> known = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Power power
          && power.exponent() instanceof Rational r
          && !r.isInteger()
          && Antiderivatives.factors(power.base()).stream().allMatch(Ends::isPlainlyPositive)) {
        List<Formula> roots = new ArrayList<>();
        for (Formula factor : Antiderivatives.factors(power.base())) {
          Formula inner = factor instanceof Power p ? formulas.multiply(p.exponent(), r) : r;
          roots.add(formulas.power(Antiderivatives.base(factor), inner));
        }
        known.put(node, formulas.product(roots));
      }
    }
    return Antiderivatives.rewritten(formulas, formula, known);
  }

  private static boolean isPlainlyPositive(Formula factor) {
    Formula base = Antiderivatives.base(factor);
    return base instanceof Symbol
        || Formula.isClosed(base) && Evaluation.constant(base).orElse(-1) > 0;
  }

  private Optional<Formula> ofTerm(Formula term) {
    List<Formula> limits = new ArrayList<>();
    boolean vanishes = false;
    boolean grows = false;
    for (Formula factor : Antiderivatives.factors(term)) {
      Formula base = Antiderivatives.base(factor);
      Optional<Formula> limit = limit(factor);
      if (limit.isPresent()) {
        limits.add(limit.get());
      } else if (factor instanceof Apply apply
          && apply.operation().name().equals("exp")
          && leading(apply.arguments().getFirst()) < 0) {
        vanishes = true;
      } else if (base.equals(x)
          && (factor.equals(x) || factor instanceof Power p && p.exponent() instanceof Rational)) {
        grows = true;
      } else {
        return Optional.empty();
      }
    }
    return vanishes
        ? Optional.of(formulas.integer(0))
        : grows ? Optional.empty() : Optional.of(formulas.product(limits));
  }

  /** Of a factor that has one which is neither 0 nor ∞ by itself. */
  private Optional<Formula> limit(Formula factor) {
    if (!Dag.contains(factor, x)) {
      return Optional.of(factor);
    }
    if (!(factor instanceof Apply apply) || apply.arguments().size() != 1) {
      return Optional.empty();
    }
    int side = leading(apply.arguments().getFirst());
    Formula one = formulas.integer(side);
    return side == 0
        ? Optional.empty()
        : switch (apply.operation().name()) {
          case "erf", "tanh" -> Optional.of(one);
          case "atan" ->
              Optional.of(
                  formulas.product(
                      List.of(
                          formulas.rational(BigInteger.ONE, BigInteger.TWO), Constant.PI, one)));
          default -> Optional.empty();
        };
  }

  /** The sign of a linear or quadratic formula at the end; 0 if it is another or unknown. */
  private int leading(Formula u) {
    Formula first = symja.differentiation().derivative(u, x);
    Formula second = symja.differentiation().derivative(first, x);
    if (Dag.contains(second, x)) {
      return 0;
    }
    return second.equals(formulas.integer(0)) ? sign * sign(first) : sign(second);
  }

  private static int sign(Formula value) {
    if (Formula.isClosed(value)) {
      return (int) Math.signum(Evaluation.constant(value).orElse(0));
    }
    boolean single =
        !(value instanceof Sum)
            && Antiderivatives.factors(value).stream().noneMatch(Sum.class::isInstance);
    boolean negative =
        value instanceof Product product
            && product.factors().getFirst() instanceof Rational r
            && r.numerator().signum() < 0;
    return single ? negative ? -1 : 1 : 0;
  }
}
