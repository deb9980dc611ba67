package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The gamma function, its logarithmic derivative, and quotients of gammas that cancel. */
final class Gammas {
  private static final int MOST_FACTORS = 20;
  private static final int MOST_BITS = 5;

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

  /**
   * Γ(u), or its logarithm's derivatives, near a pole by Γ(u) = Γ(u + n)/(u·(u + 1)·…) and what
   * follows from it; empty elsewhere and for other functions.
   */
  Optional<Formula> awayFromPole(String name, Formula near, Formula u) {
    if (!(near instanceof Rational r)
        || !r.isInteger()
        || r.numerator().signum() > 0
        || r.numerator().bitLength() >= MOST_BITS
        || !List.of("gamma", "digamma", "trigamma").contains(name)) {
      return Optional.empty();
    }
    int steps = 1 - r.numerator().intValue();
    Formula power = formulas.integer(name.equals("trigamma") ? -2 : -1);
    List<Formula> below =
        IntStream.range(0, steps)
            .mapToObj(k -> formulas.power(formulas.add(u, formulas.integer(k)), power))
            .toList();
    Formula moved = symja.call(name, formulas.add(u, formulas.integer(steps)));
    return Optional.of(
        switch (name) {
          case "gamma" -> formulas.multiply(moved, formulas.product(below));
          case "digamma" -> formulas.subtract(moved, formulas.sum(below));
          default -> formulas.add(moved, formulas.sum(below));
        });
  }

  /** ψ(a) - ψ(b), of arguments a whole number apart by fractions. */
  Formula digammas(Formula a, Formula b) {
    if (formulas.subtract(b, a) instanceof Rational r
        && r.isInteger()
        && r.numerator().signum() >= 0
        && r.numerator().bitLength() < MOST_BITS) {
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

  /** The same in every product inside: (n + 1)!/n! is n + 1. */
  Formula cancelledWithin(Formula formula) {
    Map<Formula, Formula> cancelled = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Formula.Product && !cancelled(node).equals(node)) {
        cancelled.put(node, cancelled(node));
      }
    }
    return cancelled.isEmpty() ? formula : formulas.substitute(formula, cancelled);
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

  /**
   * How much further the gamma above the line is than the one below; 0 if they are no such pair.
   */
  private int steps(Formula above, Formula below) {
    boolean pair =
        isGamma(above)
            && below instanceof Power power
            && power.exponent().equals(formulas.integer(-1))
            && isGamma(power.base());
    return pair
            && formulas.subtract(argument(above), argument(below)) instanceof Rational r
            && r.isInteger()
            && r.numerator().bitLength() < MOST_BITS
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
