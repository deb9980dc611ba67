package gd.formula;

import gd.formula.Formula.Constant;
import gd.formula.Formula.Decimal;
import gd.formula.Formula.Number;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sums in normal form: flat, each term a number times a product, like terms collected, in canonical
 * order.
 */
final class Sums {
  /** A number times a sum of more terms than this is one term; with fewer it is multiplied out. */
  private static final int MAX_DISTRIBUTED = 100;

  private static final int LONG = 32;

  private final Formulas formulas;

  Sums(Formulas formulas) {
    this.formulas = formulas;
  }

  /** Numbers are added from left to right. */
  Formula sum(List<Formula> all) {
    List<Formula> terms = withoutZeros(all);
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    if (terms.size() == 2 && terms.get(0) instanceof Number a && terms.get(1) instanceof Number b) {
      return Arithmetic.add(a, b);
    }
    if (terms.size() == 2 && isPlain(terms.get(0)) && isPlain(terms.get(1))) {
      Formula left = terms.get(0);
      Formula right = terms.get(1);
      if (!unit(left).equals(unit(right))) {
        return make(
            Order.CANONICAL.compare(left, right) <= 0
                ? List.of(left, right)
                : List.of(right, left));
      }
    }
    if (isLongSumAndTerms(terms)) {
      return insert((Sum) terms.getFirst(), terms.subList(1, terms.size()));
    }
    Collector collector = new Collector();
    for (Formula term : terms) {
      collector.add(Arithmetic.ONE, term);
    }
    return collector.sum();
  }

  /**
   * A fraction, or a fraction times what has symbols and is no sum: two such need no collecting.
   */
  private static boolean isPlain(Formula term) {
    return term instanceof Rational
        || !Formula.isClosed(term)
            && !(term instanceof Sum)
            && coefficient(term) instanceof Rational
            && !sumInside(term);
  }

  /**
   * The opposite of a sum of plain terms, which are in order then too; empty if there are others.
   */
  Optional<Formula> negated(Sum sum) {
    List<Formula> opposites = new ArrayList<>(sum.terms().size());
    for (Formula term : sum.terms()) {
      if (!isPlain(term) || !Formula.isReal(term)) {
        return Optional.empty();
      }
      opposites.add(
          term instanceof Number number
              ? Arithmetic.negate(number)
              : formulas.scaled(Arithmetic.negate(coefficient(term)), unit(term)));
    }
    return Optional.of(make(opposites));
  }

  private static List<Formula> withoutZeros(List<Formula> terms) {
    for (Formula term : terms) {
      if (Arithmetic.isZero(term)) {
        List<Formula> others = terms.stream().filter(each -> !Arithmetic.isZero(each)).toList();
        return others.isEmpty() ? List.of(Arithmetic.ZERO) : others;
      }
    }
    return terms;
  }

  /** As {@link #sum}, but sums in it are not opened: what is shared stays shared. */
  Formula shared(List<Formula> terms) {
    Collector collector = new Collector();
    for (Formula term : terms) {
      collector.addTerm(Arithmetic.ONE, term);
    }
    return collector.sum();
  }

  private static boolean isLongSumAndTerms(List<Formula> terms) {
    if (!(terms.getFirst() instanceof Sum first)
        || first.terms().size() < LONG
        || terms.size() > 4) {
      return false;
    }
    for (Formula term : terms.subList(1, terms.size())) {
      if (Formula.isClosed(term) || term instanceof Sum || sumInside(term)) {
        return false;
      }
    }
    return true;
  }

  /** number·(a + b). */
  private static boolean sumInside(Formula term) {
    return term instanceof Product product
        && product.unit().isPresent()
        && product.unit().get() instanceof Sum;
  }

  /** A sum that grows term by term (a loop of 10,000) must not be collected anew each time. */
  private Formula insert(Sum sum, List<Formula> additions) {
    List<Formula> terms = new ArrayList<>(sum.terms());
    Traits traits = sum.traits();
    double degree = sum.degree();
    boolean onlyAdded = true;
    for (Formula addition : additions) {
      Formula unit = unit(addition);
      int at =
          Collections.binarySearch(
              terms, unit, (a, b) -> Order.CANONICAL.compare(unit(a), unit(b)));
      if (at < 0) {
        terms.add(-at - 1, addition);
        traits = traits.with(addition);
        degree = Math.max(degree, Order.degree(addition));
        continue;
      }
      onlyAdded = false;
      Number coefficient = Arithmetic.add(coefficient(terms.get(at)), coefficient(addition));
      if (Arithmetic.isZero(coefficient)) {
        terms.remove(at);
      } else {
        terms.set(at, formulas.scaled(coefficient, unit));
      }
    }
    return onlyAdded
        ? formulas.intern(new Sum(Collections.unmodifiableList(terms), traits, degree))
        : make(terms);
  }

  private Formula make(List<Formula> terms) {
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    double degree = Double.NEGATIVE_INFINITY;
    for (Formula term : terms) {
      degree = Math.max(degree, Order.degree(term));
    }
    List<Formula> all = List.copyOf(terms);
    return formulas.intern(new Sum(all, Traits.of("+", all), degree));
  }

  static Number coefficient(Formula term) {
    if (term instanceof Number number) {
      return number;
    }
    return term instanceof Product product && product.factors().getFirst() instanceof Number number
        ? number
        : Arithmetic.ONE;
  }

  /** The term without its number. */
  static Formula unit(Formula term) {
    if (term instanceof Number) {
      return Arithmetic.ONE;
    }
    return term instanceof Product product ? product.unit().orElse(product) : term;
  }

  /** Of a sum and its opposite, one does: (-1 - 2i)·x counts as negative, and so does -x. */
  static boolean startsNegative(Sum sum) {
    Formula first = sum.terms().getFirst();
    if (Formula.isReal(first)) {
      return Arithmetic.signum(coefficient(first)) < 0;
    }
    Number leading = coefficient(first);
    for (Formula factor : first.children()) {
      if (factor instanceof Sum inner) {
        leading = Gaussian.of(inner).map(Gaussian::real).orElse(leading);
      }
    }
    return Arithmetic.signum(leading) < 0;
  }

  private final class Collector {
    /** By what a term is without its number, the first such term. */
    private final Map<Formula, Formula> collected = new LinkedHashMap<>();

    /** The coefficients that are not those of the first terms. */
    private final Map<Formula, Number> coefficients = new HashMap<>();

    private Number number = Arithmetic.ZERO;

    void add(Number factor, Formula term) {
      if (term instanceof Sum sum) {
        for (Formula each : sum.terms()) {
          addTerm(factor, each);
        }
      } else if (sumInside(term)
          && unit(term) instanceof Sum sum
          && sum.terms().size() <= MAX_DISTRIBUTED
          && Sums.coefficient(term) instanceof Rational outer) {
        for (Formula each : sum.terms()) {
          addTerm(Arithmetic.multiply(factor, outer), each);
        }
      } else {
        addTerm(factor, term);
      }
    }

    void addTerm(Number factor, Formula term) {
      if (term instanceof Number value) {
        number =
            Arithmetic.add(
                number, Arithmetic.isOne(factor) ? value : Arithmetic.multiply(factor, value));
        return;
      }
      Formula unit = unit(term);
      Formula first = collected.putIfAbsent(unit, term);
      if (first == null && Arithmetic.isOne(factor)) {
        return;
      }
      Number coefficient =
          Arithmetic.isOne(factor)
              ? Sums.coefficient(term)
              : Arithmetic.multiply(factor, Sums.coefficient(term));
      coefficients.put(
          unit,
          first == null ? coefficient : Arithmetic.add(coefficient(unit, first), coefficient));
    }

    private Number coefficient(Formula unit, Formula first) {
      Number changed = coefficients.get(unit);
      return changed != null ? changed : Sums.coefficient(first);
    }

    /** Of a complex number with a decimal both parts are decimals. */
    private void makePartsAlike() {
      Formula first = collected.get(Constant.I);
      if (first == null) {
        return;
      }
      Number imaginary = coefficient(Constant.I, first);
      if (Arithmetic.signum(imaginary) != 0
          && Arithmetic.signum(number) != 0
          && (imaginary instanceof Decimal || number instanceof Decimal)) {
        number = Arithmetic.add(number, Arithmetic.decimal(0));
        coefficients.put(Constant.I, Arithmetic.add(imaginary, Arithmetic.decimal(0)));
      }
    }

    Formula sum() {
      makePartsAlike();
      Formula infinite = collected.remove(Constant.INFINITY);
      List<Formula> terms = new ArrayList<>(collected.size() + 1);
      collected.forEach(
          (unit, first) -> {
            Number coefficient = coefficient(unit, first);
            if (Arithmetic.signum(coefficient) != 0) {
              terms.add(
                  coefficients.containsKey(unit) ? formulas.scaled(coefficient, unit) : first);
            } else if (coefficient instanceof Decimal) {
              number = Arithmetic.add(number, coefficient);
            }
          });
      if (infinite != null) {
        return infinity(coefficient(Constant.INFINITY, infinite), terms);
      }
      if (number instanceof Decimal) {
        terms.removeIf(this::addConstant);
      }
      if (!Arithmetic.isZero(number) || terms.isEmpty()) {
        terms.add(number);
      }
      terms.sort(Order.CANONICAL);
      return make(terms);
    }

    /** A decimal that meets a constant makes a decimal. */
    private boolean addConstant(Formula term) {
      OptionalDouble value = Evaluation.constant(term);
      value.ifPresent(known -> number = Arithmetic.add(number, Arithmetic.decimal(known)));
      return value.isPresent();
    }

    private Formula infinity(Number coefficient, List<Formula> terms) {
      if (Arithmetic.signum(coefficient) == 0) {
        throw Refusals.outsideDomain("-", "∞ - ∞", "∞ - ∞ has no value.");
      }
      Formula infinite = formulas.scaled(coefficient, Constant.INFINITY);
      terms.removeIf(Formula::isClosed);
      terms.add(infinite);
      terms.sort(Order.CANONICAL);
      return make(terms);
    }
  }
}
