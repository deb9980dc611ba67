package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;

/** The gamma function, its logarithmic derivative, and quotients of gammas that cancel. */
final class Gammas {
  private static final int MOST_FACTORS = 20;

  private final Symja symja;
  private final Formulas formulas;

  Gammas(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
  }

  Formula gamma(Formula z) {
    return symja.call("gamma", z);
  }

  /** Of a small whole number with ψ(1) alone, so that sums cancel. */
  Formula digamma(Formula z) {
    double value = Evaluation.constant(z).orElse(0);
    int steps = value > 1 && value <= MOST_FACTORS ? (int) Math.ceil(value) - 1 : 0;
    List<Formula> terms = new ArrayList<>();
    terms.add(symja.call("digamma", formulas.subtract(z, formulas.integer(steps))));
    for (int k = 1; k <= steps; k++) {
      terms.add(formulas.power(formulas.subtract(z, formulas.integer(k)), formulas.integer(-1)));
    }
    return formulas.sum(terms);
  }

  /** ψ(a) - ψ(b), of arguments a whole number apart by fractions. */
  Formula digammas(Formula a, Formula b) {
    if (formulas.subtract(b, a) instanceof Rational r
        && r.isInteger()
        && r.numerator().signum() >= 0
        && r.numerator().bitLength() < 5) {
      List<Formula> terms = new ArrayList<>();
      for (int k = 0; k < r.numerator().intValue(); k++) {
        Formula below = formulas.add(a, formulas.integer(k));
        terms.add(formulas.negate(formulas.power(below, formulas.integer(-1))));
      }
      return formulas.sum(terms);
    }
    return formulas.subtract(digamma(a), digamma(b));
  }

  /** Γ(a)·Γ(b)/Γ(a + b). */
  Formula beta(Formula a, Formula b) {
    return formulas.divide(formulas.multiply(gamma(a), gamma(b)), gamma(formulas.add(a, b)));
  }

  /** Γ(a + 2)/Γ(a) as a·(a + 1). */
  Formula cancelled(Formula product) {
    List<Formula> factors = Antiderivatives.factors(product);
    for (Formula above : factors) {
      for (Formula below : factors) {
        int steps = steps(above, below);
        if (steps != 0) {
          List<Formula> rest = new ArrayList<>(factors);
          rest.remove(above);
          rest.remove(below);
          Formula lower = argument(steps > 0 ? below : above);
          Formula sign = formulas.integer(Integer.signum(steps));
          for (int k = 0; k < Math.abs(steps); k++) {
            rest.add(formulas.power(formulas.add(lower, formulas.integer(k)), sign));
          }
          return cancelled(formulas.product(rest));
        }
      }
    }
    return product;
  }

  /** How much further the gamma above the line is than the one below; 0 if they are no such pair. */
  private int steps(Formula above, Formula below) {
    boolean pair =
        isGamma(above)
            && below instanceof Power power
            && power.exponent().equals(formulas.integer(-1))
            && isGamma(power.base());
    return pair
            && formulas.subtract(argument(above), argument(below)) instanceof Rational r
            && r.isInteger()
            && r.numerator().bitLength() < 5
        ? r.numerator().intValue()
        : 0;
  }

  private static boolean isGamma(Formula formula) {
    return formula instanceof Apply apply && apply.operation().name().equals("gamma");
  }

  private static Formula argument(Formula gamma) {
    return Antiderivatives.base(gamma).children().getFirst();
  }
}
