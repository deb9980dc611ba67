package gd.formula;

import gd.formula.Formula.Decimal;
import gd.formula.Formula.Power;
import gd.formula.Formula.Precise;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings fractions of a sum that have the same denominators, up to their powers, over the highest
 * of these, where that is shorter to read: what the quotient rule leaves, 1/(x + 1) − (x − 1)/(x +
 * 1)², becomes 2/(x + 1)². The value stays the same wherever the sum has one.
 */
public final class CommonDenominator {
  /** Numerators are multiplied out; beyond so many terms nobody would read the result. */
  private static final int MOST_TERMS = 40;

  private static final int HIGHEST_POWER = 8;

  private final Formulas formulas;

  public CommonDenominator(Formulas formulas) {
    this.formulas = formulas;
  }

  /** The formula, its outermost sum (or those that are factors of a product) put together. */
  public Formula of(Formula formula) {
    return switch (formula) {
      case Sum sum -> together(sum);
      case Product product -> {
        List<Formula> factors = new ArrayList<>();
        product.factors().forEach(f -> factors.add(f instanceof Sum sum ? together(sum) : f));
        yield factors.equals(product.factors()) ? product : formulas.product(factors);
      }
      case Formula.Number _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Power _,
          Formula.Apply _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          formula;
    };
  }

  private Formula together(Sum sum) {
    if (sum.terms().size() > MOST_TERMS
        || Dag.postorder(List.of(sum)).stream()
            .anyMatch(f -> f instanceof Decimal || f instanceof Precise)) {
      return sum;
    }
    Formula bySums = together(sum, CommonDenominator::sums);
    return bySums instanceof Sum rest ? together(rest, CommonDenominator::symbols) : bySums;
  }

  private Formula together(Sum sum, Function<Formula, Map<Denominator, Rational>> denominators) {
    Map<Set<Denominator>, List<Formula>> groups = new LinkedHashMap<>();
    for (Formula term : sum.terms()) {
      groups.computeIfAbsent(denominators.apply(term).keySet(), _ -> new ArrayList<>()).add(term);
    }
    List<Formula> parts = new ArrayList<>();
    groups.forEach(
        (key, terms) ->
            parts.add(
                key.isEmpty() || terms.size() == 1
                    ? formulas.sum(terms)
                    : together(terms.stream().map(denominators).toList(), terms)
                        .orElseGet(() -> formulas.sum(terms))));
    return groups.size() == sum.terms().size() ? sum : formulas.sum(parts);
  }

  /**
   * What is below a bar. Sums with powers that differ by whole numbers meet, so the class of a
   * power is what it has beside these (½ under a root); symbols meet only in the same power, for
   * 3/x⁴ − 2/x³ is how one writes it.
   */
  private record Denominator(Formula base, Rational powerClass) {}

  /** The sums a term is divided by, with their powers; a root above the bar has a negative one. */
  private static Map<Denominator, Rational> sums(Formula term) {
    Map<Denominator, Rational> found = new LinkedHashMap<>();
    below(term)
        .forEach(
            (base, power) -> {
              if (base instanceof Sum && (power.numerator().signum() > 0 || !power.isInteger())) {
                BigInteger rest = power.numerator().mod(power.denominator());
                Rational part = Arithmetic.rational(rest, power.denominator());
                found.put(new Denominator(base, part), power);
              }
            });
    return found;
  }

  /** The symbols a term is divided by, with their powers. */
  private static Map<Denominator, Rational> symbols(Formula term) {
    Map<Denominator, Rational> found = new LinkedHashMap<>();
    below(term)
        .forEach(
            (base, power) -> {
              if (base instanceof Formula.Symbol && power.numerator().signum() > 0) {
                found.put(new Denominator(base, power), power);
              }
            });
    return found;
  }

  /** The factors that are powers, with their exponents as they would be below a bar. */
  private static Map<Formula, Rational> below(Formula term) {
    Map<Formula, Rational> found = new LinkedHashMap<>();
    for (Formula factor : factors(term)) {
      if (factor instanceof Power power && power.exponent() instanceof Rational exponent) {
        found.put(
            power.base(),
            Arithmetic.rational(exponent.numerator().negate(), exponent.denominator()));
      }
    }
    return found;
  }

  private static List<Formula> factors(Formula term) {
    return term instanceof Product product ? product.factors() : List.of(term);
  }

  /** Terms whose denominators, in the same order, are of the same bases. */
  private Optional<Formula> together(List<Map<Denominator, Rational>> powers, List<Formula> terms) {
    List<Formula> numerators = new ArrayList<>(terms);
    List<Formula> bars = new ArrayList<>();
    for (Denominator denominator : powers.getFirst().keySet()) {
      Rational highest =
          powers.stream().map(each -> each.get(denominator)).max(Arithmetic::compare).orElseThrow();
      bars.add(formulas.power(denominator.base(), Arithmetic.negate(highest)));
      Formula multiplied = formulas.power(denominator.base(), highest);
      numerators.replaceAll(term -> formulas.multiply(term, multiplied));
    }
    Optional<List<Formula>> expanded = expanded(numerators);
    if (expanded.isEmpty() || expanded.get().stream().anyMatch(CommonDenominator::isFraction)) {
      return Optional.empty();
    }
    bars.addFirst(contentTakenOut(formulas.sum(expanded.get())));
    Formula result = formulas.product(bars);
    return length(result) < length(formulas.sum(terms)) ? Optional.of(result) : Optional.empty();
  }

  private static boolean isFraction(Formula term) {
    return below(term).values().stream().anyMatch(power -> power.numerator().signum() > 0);
  }

  private static int length(Formula formula) {
    return new FormulaPrinter(FormulaPrinter.EXACT).print(formula).length();
  }

  /** 4x³ − 8x as 4x·(x² − 2): the common divisor of the coefficients, and powers of symbols. */
  private Formula contentTakenOut(Formula numerator) {
    if (!(numerator instanceof Sum sum)) {
      return numerator;
    }
    BigInteger divisor = BigInteger.ZERO;
    Map<Formula, BigInteger> common = monomial(sum.terms().getFirst());
    for (Formula term : sum.terms()) {
      if (!(Sums.coefficient(term) instanceof Rational coefficient) || !coefficient.isInteger()) {
        return numerator;
      }
      divisor = divisor.gcd(coefficient.numerator());
      Map<Formula, BigInteger> present = monomial(term);
      common.keySet().retainAll(present.keySet());
      common.replaceAll((symbol, power) -> power.min(present.get(symbol)));
    }
    List<Formula> content = new ArrayList<>();
    content.add(new Rational(divisor, BigInteger.ONE));
    common.forEach(
        (symbol, power) ->
            content.add(formulas.power(symbol, new Rational(power, BigInteger.ONE))));
    Formula whole = formulas.product(content);
    List<Formula> rest = sum.terms().stream().map(term -> formulas.divide(term, whole)).toList();
    return formulas.multiply(whole, formulas.sum(rest));
  }

  /** The symbols that are factors of a term, with their powers, if these are whole and positive. */
  private static Map<Formula, BigInteger> monomial(Formula term) {
    Map<Formula, BigInteger> found = new LinkedHashMap<>();
    for (Formula factor : factors(term)) {
      switch (factor) {
        case Formula.Symbol symbol -> found.put(symbol, BigInteger.ONE);
        case Power power
            when power.base() instanceof Formula.Symbol symbol
                && power.exponent() instanceof Rational n
                && n.isInteger()
                && n.numerator().signum() > 0 ->
            found.put(symbol, n.numerator());
        case Formula _ -> {}
      }
    }
    return found;
  }

  /** The terms multiplied out; empty if they are too many. */
  private Optional<List<Formula>> expanded(List<Formula> products) {
    List<Formula> all = new ArrayList<>();
    for (Formula product : products) {
      List<Formula> terms = List.of(Arithmetic.ONE);
      for (Formula factor : factors(product)) {
        Sum base = null;
        int times = 1;
        if (factor instanceof Sum sum) {
          base = sum;
        } else if (factor instanceof Power power
            && power.base() instanceof Sum sum
            && power.exponent() instanceof Rational n
            && n.isInteger()
            && n.numerator().signum() > 0
            && n.numerator().bitLength() < Integer.SIZE) {
          base = sum;
          times = n.numerator().intValue();
        }
        if (times > HIGHEST_POWER) {
          return Optional.empty();
        }
        for (int k = 0; k < times; k++) {
          List<Formula> by = base == null ? List.of(factor) : base.terms();
          if (terms.size() * by.size() > MOST_TERMS) {
            return Optional.empty();
          }
          terms =
              terms.stream().flatMap(a -> by.stream().map(b -> formulas.multiply(a, b))).toList();
        }
      }
      all.addAll(terms);
      if (all.size() > MOST_TERMS) {
        return Optional.empty();
      }
    }
    return Optional.of(all);
  }
}
