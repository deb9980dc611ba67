package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether sums to infinity converge, as the growth of their terms tells: terms that tend to 0 and
 * have alternating signs (Leibniz), and comparison with 1/k^p and 1/(k·log(k)^p) (Bertrand). What
 * {@link Growth} knows has no oscillations, so from some place on it keeps its sign and its
 * direction.
 */
final class Convergence {
  /** A place far out, for signs. */
  private static final Formula FAR = new Formula.Decimal(1e6);

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol k;

  Convergence(Symja symja, Symbol k) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.k = k;
  }

  /** What is known, and why. */
  record Verdict(boolean converges, String why) {}

  /** Of the sum of terms whose one symbol is k; empty if it is not known. */
  Optional<Verdict> ofSum(Formula term) {
    Formula magnitude = withoutSigns(term);
    Optional<Formula> limit = limit(magnitude);
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    boolean alternates = !magnitude.equals(term);
    if (!isZero(limit.get())) {
      return Optional.of(
          new Verdict(
              false,
              alternates
                  ? "its terms do not tend to 0."
                  : "its terms tend to %s, not to 0.".formatted(print(limit.get()))));
    }
    return alternates
        ? Optional.of(new Verdict(true, "its terms tend to 0 and change their signs."))
        : ofPositive(sign(magnitude) < 0 ? formulas.negate(magnitude) : magnitude);
  }

  /** 1, 0 or -1 for the sign of terms far out. */
  int sign(Formula term) {
    return Signs.at(term, Map.of(k, FAR)).orElse(0);
  }

  private Optional<Verdict> ofPositive(Formula term) {
    Formula log = symja.call("log", k);
    Formula size = logarithm(term);
    Optional<Verdict> byPower = compared(limit(formulas.divide(size, log)), "k");
    if (byPower.isPresent()) {
      return byPower;
    }
    if (isNoSmaller(formulas.multiply(term, k))) {
      return Optional.of(slow("k"));
    }
    Formula beside = formulas.add(size, log);
    Formula loglog = symja.call("log", log);
    return compared(limit(formulas.divide(beside, loglog)), "(k*log(k))")
        .or(
            () ->
                isNoSmaller(formulas.product(List.of(term, k, log)))
                    ? Optional.of(slow("(k*log(k))"))
                    : Optional.empty());
  }

  private boolean isNoSmaller(Formula share) {
    return limit(share).filter(limit -> !isZero(limit)).isPresent();
  }

  /** Of what is positive far out, by its factors. */
  private Formula logarithm(Formula term) {
    List<Formula> logarithms = new ArrayList<>();
    for (Formula factor : Antiderivatives.factors(term)) {
      Formula exponent = factor instanceof Power power ? power.exponent() : formulas.integer(1);
      boolean apart = sign(Antiderivatives.base(factor)) > 0;
      Formula log = symja.call("log", apart ? Antiderivatives.base(factor) : factor);
      logarithms.add(apart ? formulas.multiply(exponent, log) : log);
    }
    return formulas.sum(logarithms);
  }

  /** By the exponent of the power; empty if that is -1, or not known. */
  private Optional<Verdict> compared(Optional<Formula> exponent, String slowest) {
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    int infinite = Growth.infinite(exponent.get());
    OptionalInt beside =
        infinite != 0
            ? OptionalInt.of(infinite)
            : Signs.of(formulas.add(exponent.get(), formulas.integer(1)));
    return beside.isEmpty() || beside.getAsInt() == 0
        ? Optional.empty()
        : Optional.of(
            beside.getAsInt() < 0
                ? new Verdict(true, "its terms fall faster than 1/%s.".formatted(slowest))
                : slow(slowest));
  }

  private Verdict slow(String slowest) {
    String what = slowest.replaceAll("\\bk\\b", k.name());
    return new Verdict(false, "its terms fall no faster than 1/%s.".formatted(what));
  }

  private Optional<Formula> limit(Formula formula) {
    Approach approach = new Approach(symja, formula, k, Constant.INFINITY, Map.of());
    return Dag.contains(formula, k)
        ? Growth.limit(symja, formula, k, Constant.INFINITY, 1, Map.of())
            .filter(limit -> approach.tendsTo(limit, 1))
        : Optional.of(formula);
  }

  private static boolean isZero(Formula limit) {
    return Signs.of(limit).orElse(1) == 0;
  }

  /** (-2)^k as 2^k. */
  private Formula withoutSigns(Formula term) {
    List<Formula> factors = new ArrayList<>();
    for (Formula factor : Antiderivatives.factors(term)) {
      boolean turns =
          factor instanceof Power power
              && Evaluation.constant(power.base()).orElse(0) < 0
              && symja.differentiation().derivative(power.exponent(), k) instanceof Rational r
              && r.isInteger()
              && r.numerator().testBit(0);
      Formula base = Antiderivatives.base(factor);
      factors.add(
          turns ? formulas.power(formulas.negate(base), ((Power) factor).exponent()) : factor);
    }
    return formulas.product(factors);
  }

  private static String print(Formula limit) {
    return new FormulaPrinter(6).print(limit);
  }
}
