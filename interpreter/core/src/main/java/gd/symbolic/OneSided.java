package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Limits from one side: the first term of a series in the distance, or in 1/x at infinity. Where
 * what grows faster than every power is multiplied, as in n!/nⁿ, the series is that of the
 * logarithm.
 */
final class OneSided {
  /** How many powers are computed, since some are lost where terms cancel. */
  private static final int[] POWERS = {3, 8, 14};

  /** How near the side that |x| takes is looked at. */
  private static final double NEAR = 1e-6;

  /** A coefficient is a polynomial in the logarithm of the distance up to this degree. */
  private static final int HIGHEST = 6;

  private static final Symbol STEP = new Symbol("\u0001s");
  private static final Symbol LOG = new Symbol("\u0001l");

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;
  private final Formula to;
  private final int side;

  /** From above (1) or below (-1); towards infinity {@code side} is its sign. */
  OneSided(Symja symja, Symbol x, Formula to, int side) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
    this.to = to;
    this.side = side;
  }

  /** Empty where it is not known; ∞ and -∞ are answers. */
  Optional<Formula> limit(Formula formula) {
    try {
      return ofSteps(inSteps(smooth(formula)));
    } catch (Refusal noValue) {
      return Optional.empty();
    }
  }

  private boolean isInfinite() {
    return Dag.postorder(List.of(to)).contains(Constant.INFINITY);
  }

  /** |x| as x or as -x. */
  private Formula smooth(Formula formula) {
    double place = Evaluation.constant(to).orElse(Double.NaN);
    return isInfinite() || Double.isNaN(place) || !Check.symbols(formula).equals(List.of(x))
        ? formula
        : new Pieces(symja, x).smooth(formula, place + side * NEAR * Math.max(1, Math.abs(place)));
  }

  /** In a variable that falls to 0. */
  private Formula inSteps(Formula formula) {
    Formula sign = formulas.integer(side);
    int roots = Series.roots(isInfinite() ? symja.at(formula, x, formulas.divide(sign, x)) : formula, x);
    Formula step = formulas.power(STEP, formulas.integer(isInfinite() ? -roots : roots));
    Formula inner = formulas.multiply(sign, step);
    Formula moved = isInfinite() ? inner : formulas.add(to, inner);
    return new Positive(symja, List.of(STEP)).written(symja.at(formula, x, moved));
  }

  private Optional<Formula> ofSteps(Formula formula) {
    return bySeries(formula).or(() -> byLogarithm(formula));
  }

  private Optional<Formula> bySeries(Formula formula) {
    for (int powers : POWERS) {
      Laurent laurent = new Laurent(symja, STEP, formulas.integer(0), powers, LOG, true);
      Optional<Formula> limit = laurent.leading(formula).flatMap(this::ofTerm);
      if (limit.isPresent()) {
        return limit;
      }
    }
    return Optional.empty();
  }

  private Optional<Formula> ofTerm(Laurent.Leading term) {
    Formula zero = formulas.integer(0);
    if (term.power() > 0) {
      return isPolynomial(term.coefficient()) ? Optional.of(zero) : Optional.empty();
    }
    Formula highest = term.coefficient();
    int degree = 0;
    while (Dag.contains(highest, LOG) && degree <= HIGHEST) {
      highest = symja.differentiation().derivative(highest, LOG);
      degree++;
      if (Check.same(highest, zero)) {
        highest = symja.at(term.coefficient(), LOG, zero); // the logarithms cancel
        return degree == 1 && term.power() == 0 ? Optional.of(highest) : Optional.empty();
      }
    }
    if (degree == 0 && term.power() == 0) {
      return Optional.of(term.coefficient());
    }
    double sign = degree > HIGHEST ? 0 : Math.signum(Evaluation.constant(highest).orElse(0));
    if (sign == 0) {
      return Optional.empty();
    }
    boolean falls = sign < 0 != (degree % 2 == 1);
    return Optional.of(falls ? formulas.negate(Constant.INFINITY) : Constant.INFINITY);
  }

  /** In the logarithm, so that a power of the distance beats it. */
  private boolean isPolynomial(Formula coefficient) {
    Formula derivative = coefficient;
    for (int k = 0; k <= HIGHEST && Dag.contains(derivative, LOG); k++) {
      derivative = symja.differentiation().derivative(derivative, LOG);
    }
    return !Dag.contains(derivative, LOG);
  }

  private Optional<Formula> byLogarithm(Formula formula) {
    List<Formula> constant = new ArrayList<>();
    List<Formula> logarithms = new ArrayList<>();
    for (Formula factor : Antiderivatives.factors(formula)) {
      if (Dag.contains(factor, STEP)) {
        logarithms.add(logarithm(factor));
      } else {
        constant.add(factor);
      }
    }
    Formula scale = formulas.product(constant);
    return bySeries(formulas.sum(logarithms)).flatMap(limit -> exponential(limit, scale));
  }

  private Formula logarithm(Formula positive) {
    if (positive instanceof Power power) {
      return formulas.multiply(power.exponent(), logarithm(power.base()));
    }
    if (Positive.isExp(positive)) {
      return positive.children().getFirst();
    }
    return positive instanceof Apply apply && apply.operation().name().equals("gamma")
        ? symja.call("lgamma", apply.arguments().getFirst())
        : symja.call("log", positive);
  }

  private Optional<Formula> exponential(Formula exponent, Formula scale) {
    if (exponent.equals(Constant.INFINITY)) {
      double sign = Math.signum(Evaluation.constant(scale).orElse(0));
      return sign == 0
          ? Optional.empty()
          : Optional.of(sign > 0 ? exponent : formulas.negate(exponent));
    }
    return Optional.of(
        exponent.equals(formulas.negate(Constant.INFINITY))
            ? formulas.integer(0)
            : formulas.multiply(scale, raised(exponent)));
  }

  /** exp(log(2)/2 + a) as √2·exp(a). */
  private Formula raised(Formula exponent) {
    List<Formula> rest = new ArrayList<>();
    List<Formula> powers = new ArrayList<>();
    for (Formula term : exponent instanceof Formula.Sum sum ? sum.terms() : List.of(exponent)) {
      List<Formula> factors = Antiderivatives.factors(term);
      Formula log = factors.getLast();
      if (log instanceof Apply apply && apply.operation().name().equals("log")) {
        Formula share = formulas.product(factors.subList(0, factors.size() - 1));
        powers.add(formulas.power(apply.arguments().getFirst(), share));
      } else {
        rest.add(term);
      }
    }
    powers.add(symja.call("exp", formulas.sum(rest)));
    return formulas.product(powers);
  }
}
