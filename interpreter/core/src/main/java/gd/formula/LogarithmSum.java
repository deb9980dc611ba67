package gd.formula;

import gd.formula.Formula.Number;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums q₁·log(r₁) + q₂·log(r₂) + … of fractions q and r, exactly: where the r are products of
 * powers of whole numbers of which no two have a factor in common, the sum is 0 only if all these
 * have exponent 0.
 */
public final class LogarithmSum {
  private static final int MOST_TERMS = 100;
  private static final int MOST_BITS = 20_000;

  private LogarithmSum() {}

  /** Whether such a sum, perhaps with a fraction more, is 0; empty for other formulas. */
  static Optional<Boolean> isZero(Formula formula) {
    if (!(formula instanceof Sum sum)) {
      return Optional.empty();
    }
    List<Formula> logarithms = new ArrayList<>();
    boolean fraction = false; // the logarithm of a fraction is none, unless it is 0
    for (Formula term : sum.terms()) {
      if (term instanceof Rational) {
        fraction = true;
      } else {
        logarithms.add(term);
      }
    }
    boolean isAlone = !fraction;
    return exponents(logarithms).map(all -> isAlone && all.isEmpty());
  }

  /** The same number with fewer logarithms: log(2)/2 + log(3)/2 - log(4)/2 is log(3/2)/2. */
  public static Formula combined(Formulas formulas, Formula formula) {
    if (!(formula instanceof Sum sum)) {
      return formula;
    }
    List<Formula> logarithms = new ArrayList<>();
    List<Formula> others = new ArrayList<>();
    sum.terms().forEach(t -> (argument(t).isPresent() ? logarithms : others).add(t));
    Optional<Map<BigInteger, Number>> exponents = exponents(logarithms);
    if (exponents.isEmpty()) {
      return formula;
    }
    Map<Number, Rational> arguments = new LinkedHashMap<>();
    exponents
        .get()
        .forEach(
            (base, exponent) -> {
              boolean below = Arithmetic.signum(exponent) < 0;
              Rational factor =
                  below
                      ? Arithmetic.rational(BigInteger.ONE, base)
                      : Arithmetic.rational(base, BigInteger.ONE);
              Number size = below ? Arithmetic.negate(exponent) : exponent;
              arguments.merge(
                  size,
                  factor,
                  (a, b) ->
                      Arithmetic.rational(
                          a.numerator().multiply(b.numerator()),
                          a.denominator().multiply(b.denominator())));
            });
    if (arguments.size() >= logarithms.size()) {
      return formula;
    }
    arguments.forEach(
        (size, argument) -> {
          boolean below = argument.numerator().compareTo(argument.denominator()) < 0;
          Rational above =
              below ? Arithmetic.rational(argument.denominator(), argument.numerator()) : argument;
          others.add(
              formulas.multiply(
                  below ? Arithmetic.negate(size) : size,
                  formulas.apply(Operation.LOG, List.of(above))));
        });
    return formulas.sum(others);
  }

  /**
   * Whole numbers above 1 without common factors, and their exponents, none of which is 0; empty
   * where a term is no such logarithm, or the numbers are too long.
   */
  private static Optional<Map<BigInteger, Number>> exponents(List<Formula> terms) {
    Deque<Factor> open = new ArrayDeque<>();
    long bits = 0;
    for (Formula term : terms) {
      Optional<Rational> argument = argument(term);
      if (argument.isEmpty() || !(Sums.coefficient(term) instanceof Rational times)) {
        return Optional.empty();
      }
      Rational r = argument.get();
      bits += r.numerator().bitLength() + r.denominator().bitLength();
      open.add(new Factor(r.numerator(), times));
      open.add(new Factor(r.denominator(), Arithmetic.negate(times)));
    }
    if (terms.size() > MOST_TERMS || bits > MOST_BITS) {
      return Optional.empty();
    }
    List<Factor> coprime = new ArrayList<>();
    while (!open.isEmpty()) {
      Factor next = open.remove();
      if (!next.base().equals(BigInteger.ONE) && !meets(next, coprime, open)) {
        coprime.add(next);
      }
    }
    Map<BigInteger, Number> exponents = new LinkedHashMap<>();
    for (Factor factor : coprime) {
      if (Arithmetic.signum(factor.exponent()) != 0) {
        exponents.put(factor.base(), factor.exponent());
      }
    }
    return Optional.of(exponents);
  }

  private record Factor(BigInteger base, Number exponent) {}

  /**
   * Takes a·b apart where they have a factor in common: (a/g)·(b/g)·g, which are looked at anew.
   */
  private static boolean meets(Factor next, List<Factor> coprime, Deque<Factor> open) {
    for (Factor other : coprime) {
      BigInteger common = next.base().gcd(other.base());
      if (!common.equals(BigInteger.ONE)) {
        coprime.remove(other);
        open.add(new Factor(next.base().divide(common), next.exponent()));
        open.add(new Factor(other.base().divide(common), other.exponent()));
        open.add(new Factor(common, Arithmetic.add(next.exponent(), other.exponent())));
        return true;
      }
    }
    return false;
  }

  /** r of q·log(r). */
  private static Optional<Rational> argument(Formula term) {
    return Sums.coefficient(term) instanceof Rational
            && Sums.unit(term) instanceof Formula.Apply apply
            && apply.operation().equals(Operation.LOG)
            && apply.arguments().getFirst() instanceof Rational r
            && r.numerator().signum() > 0
        ? Optional.of(r)
        : Optional.empty();
  }
}
