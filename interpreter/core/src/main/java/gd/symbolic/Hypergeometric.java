package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Terms r(k)·c^k·Γ(ak + b)^e·…, r a quotient of polynomials, a and e whole numbers: every sum is
 * split into parts of one kind each, those that differ in r alone.
 */
final class Hypergeometric {
  private static final int STEEPEST = 4;
  private static final BigInteger FARTHEST = BigInteger.valueOf(40);

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol k;

  /**
   * c^k and gammas of ak + b, whose b has a number in (0, 1] as its last term, with exponents.
   *
   * @param ratio c
   */
  record Kind(Formula ratio, Map<Gamma, Integer> gammas) {
    Kind {
      gammas = Map.copyOf(gammas);
    }
  }

  /** Γ(slope·k + constant). */
  record Gamma(int slope, Formula constant) {}

  private record Linear(Formula slope, Formula constant) {}

  Hypergeometric(Symja symja, Symbol k) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.k = k;
  }

  /** The r of every kind; empty if a term is something else. */
  Optional<Map<Kind, Formula>> parts(Formula term) {
    Map<Kind, Formula> parts = new LinkedHashMap<>();
    Optional<List<List<Formula>>> terms =
        MultipliedOut.terms(
            formulas, term, factor -> MultipliedOut.isOfSum(factor) && !isRational(factor));
    if (terms.isEmpty()) {
      return Optional.empty();
    }
    for (List<Formula> factors : terms.get()) {
      List<Formula> rational = new ArrayList<>();
      Optional<Kind> kind = kind(factors, rational);
      if (kind.isEmpty()) {
        return Optional.empty();
      }
      parts.merge(kind.get(), formulas.product(rational), formulas::add);
    }
    return Optional.of(parts);
  }

  private boolean isRational(Formula formula) {
    return RationalField.letters(k, List.of(formula)).isPresent();
  }

  private Optional<Kind> kind(Collection<Formula> factors, List<Formula> rational) {
    List<Formula> bases = new ArrayList<>();
    Map<Gamma, Integer> gammas = new HashMap<>();
    for (Formula factor : factors) {
      boolean taken =
          switch (factor) {
            case Formula plain when isRational(plain) -> rational.add(plain);
            case Power power when !Dag.contains(power.base(), k) ->
                linear(power.exponent())
                    .map(
                        u ->
                            bases.add(formulas.power(power.base(), u.slope()))
                                && rational.add(formulas.power(power.base(), u.constant())))
                    .orElse(false);
            case Apply apply when apply.operation().name().equals("exp") ->
                linear(apply.arguments().getFirst())
                    .map(
                        u ->
                            bases.add(symja.call("exp", u.slope()))
                                && rational.add(symja.call("exp", u.constant())))
                    .orElse(false);
            case Apply apply when apply.operation().name().equals("gamma") ->
                gamma(apply, 1, gammas, rational);
            case Power power
                when power.base() instanceof Apply apply
                    && apply.operation().name().equals("gamma")
                    && power.exponent() instanceof Rational e
                    && e.isInteger()
                    && e.numerator().bitLength() < STEEPEST ->
                gamma(apply, e.numerator().intValue(), gammas, rational);
            default -> false;
          };
      if (!taken) {
        return Optional.empty();
      }
    }
    gammas.values().removeIf(e -> e == 0);
    return Optional.of(new Kind(formulas.product(bases), gammas));
  }

  private Optional<Linear> linear(Formula u) {
    Formula slope = symja.differentiation().derivative(u, k);
    return Dag.contains(slope, k)
        ? Optional.empty()
        : Optional.of(new Linear(slope, symja.at(u, k, formulas.integer(0))));
  }

  /** Γ(ak + b) as Γ(ak + b − m), times or over what is between. */
  private boolean gamma(
      Apply gamma, int times, Map<Gamma, Integer> gammas, List<Formula> rational) {
    Optional<Linear> argument = linear(gamma.arguments().getFirst());
    if (argument.isEmpty()
        || !(argument.get().slope() instanceof Rational a)
        || !a.isInteger()
        || a.numerator().abs().compareTo(BigInteger.valueOf(STEEPEST)) > 0
        || a.numerator().signum() == 0) {
      return false;
    }
    Formula b = argument.get().constant();
    Rational number = number(b);
    BigInteger steps = ceiling(number).subtract(BigInteger.ONE);
    if (steps.abs().compareTo(FARTHEST) > 0) {
      return false;
    }
    int m = steps.intValue();
    Formula begin = formulas.subtract(b, formulas.integer(m));
    gammas.merge(new Gamma(a.numerator().intValue(), begin), times, Integer::sum);
    Formula lower = formulas.add(formulas.multiply(a, k), m > 0 ? begin : b);
    for (int i = 0; i < Math.abs(m); i++) {
      Formula factor = formulas.add(lower, formulas.integer(i));
      rational.add(formulas.power(factor, formulas.integer(m > 0 ? times : -times)));
    }
    return true;
  }

  private Rational number(Formula b) {
    Rational zero = (Rational) formulas.integer(0);
    return switch (b) {
      case Rational r -> r;
      case Sum sum ->
          sum.terms().stream()
              .filter(Rational.class::isInstance)
              .map(Rational.class::cast)
              .findFirst()
              .orElse(zero);
      default -> zero;
    };
  }

  private static BigInteger ceiling(Rational r) {
    BigInteger[] parts = r.numerator().divideAndRemainder(r.denominator());
    return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
  }

  /** h(k + 1)/h(k) of h = c^k·Γ…, above and below the line. */
  List<Formula> ratio(Kind kind) {
    List<Formula> above = new ArrayList<>(List.of(kind.ratio()));
    List<Formula> below = new ArrayList<>();
    kind.gammas()
        .forEach(
            (gamma, times) -> {
              Formula u = argument(gamma, k);
              for (int i = Math.min(0, gamma.slope()); i < Math.max(0, gamma.slope()); i++) {
                Formula factor = formulas.add(u, formulas.integer(i));
                boolean up = gamma.slope() > 0 == times > 0;
                (up ? above : below).add(formulas.power(factor, formulas.integer(Math.abs(times))));
              }
            });
    return List.of(formulas.product(above), formulas.product(below));
  }

  Formula argument(Gamma gamma, Formula at) {
    Formula slope = formulas.integer(gamma.slope());
    return formulas.add(formulas.multiply(slope, at), gamma.constant());
  }

  /** h at a place. */
  Formula value(Kind kind, Formula at) {
    List<Formula> factors = new ArrayList<>();
    Antiderivatives.factors(kind.ratio()).forEach(c -> factors.add(raised(c, at)));
    kind.gammas()
        .forEach(
            (gamma, times) ->
                factors.add(
                    formulas.power(
                        symja.call("gamma", argument(gamma, at)), formulas.integer(times))));
    return formulas.product(factors);
  }

  private Formula raised(Formula c, Formula at) {
    return switch (c) {
      case Rational r when r.numerator().equals(BigInteger.ONE) ->
          formulas.power(formulas.rational(r.denominator(), BigInteger.ONE), formulas.negate(at));
      case Power power when power.exponent() instanceof Rational ->
          formulas.power(power.base(), formulas.multiply(power.exponent(), at));
      case Apply apply when apply.operation().name().equals("exp") ->
          symja.call("exp", formulas.multiply(apply.arguments().getFirst(), at));
      default -> formulas.power(c, at);
    };
  }

  /** h(next)/h(next − steps). */
  Formula between(Kind kind, Formula next, int steps) {
    List<Formula> ratio = ratio(kind);
    Formula each = formulas.divide(ratio.getFirst(), ratio.getLast());
    List<Formula> factors = new ArrayList<>();
    for (int i = Math.min(0, -steps); i < Math.max(0, -steps); i++) {
      Formula place = formulas.add(next, formulas.integer(i));
      factors.add(
          formulas.power(symja.at(each, k, place), formulas.integer(Integer.signum(steps))));
    }
    return formulas.product(factors);
  }
}
