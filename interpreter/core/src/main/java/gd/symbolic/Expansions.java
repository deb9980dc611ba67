package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.symbolic.Growth.Leading;
import gd.symbolic.Growth.Unknown;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Formulas as series in ω, with real powers; the coefficients vary, but more slowly than every
 * power of ω. Each of the given exponentials is ω to its share, and what is left of it.
 */
final class Expansions {
  private static final int MOST_TERMS = 60;
  private static final double SAME = 1e-9;
  private static final Symbol INNER = new Symbol("\u0001v");

  private final Growth growth;
  private final Symja symja;
  private final Formulas formulas;
  private final Map<Formula, Formula> shares;

  /** Of ω. */
  private final Formula logarithm;

  private final int precision;
  private final Map<Formula, Expansion> known = new HashMap<>();
  private final Map<Formula, Boolean> varying = new HashMap<>();

  Expansions(Growth growth, Map<Formula, Formula> shares, Formula logarithm, int precision) {
    this.growth = growth;
    this.symja = growth.symja();
    this.formulas = symja.formulas();
    this.shares = shares;
    this.logarithm = logarithm;
    this.precision = precision;
  }

  /** coefficient·ω^exponent; the order is the number that the exponent is. */
  private record Term(Formula coefficient, Formula exponent, double order) {}

  /** In ascending order, none of them 0; what has order {@code end} or more is not known. */
  private record Expansion(List<Term> terms, double end) {
    Term first() {
      if (terms.isEmpty()) {
        throw end == Double.POSITIVE_INFINITY ? new Unknown("0") : new Imprecise();
      }
      return terms.getFirst();
    }
  }

  /** More powers of ω have to be known. */
  private static final class Imprecise extends RuntimeException {
    private static final long serialVersionUID = 1;

    Imprecise() {
      super("too few terms", null, false, false);
    }
  }

  /** The first term; empty if all that is known cancels. */
  Optional<Leading> leading(Formula formula) {
    try {
      return leading(of(formula));
    } catch (Imprecise none) {
      return Optional.empty();
    }
  }

  private Optional<Leading> leading(Expansion expansion) {
    if (expansion.terms().isEmpty() && expansion.end() == Double.POSITIVE_INFINITY) {
      return Optional.of(new Leading(formulas.integer(0), 0));
    }
    return expansion.terms().stream()
        .findFirst()
        .map(term -> new Leading(term.coefficient(), term.order()));
  }

  private Expansion of(Formula formula) {
    Expansion found = known.get(formula);
    if (found == null) {
      found = isSlow(formula) ? constant(formula) : expanded(formula);
      known.put(formula, found);
    }
    return found;
  }

  /** Whether none of the exponentials occurs in it. */
  private boolean isSlow(Formula formula) {
    Boolean slow = varying.get(formula);
    if (slow == null) {
      slow = Dag.postorder(List.of(formula)).stream().noneMatch(shares::containsKey);
      varying.put(formula, slow);
    }
    return slow;
  }

  private Expansion constant(Formula formula) {
    return cut(List.of(new Term(formula, formulas.integer(0), 0)), Double.POSITIVE_INFINITY);
  }

  private Expansion expanded(Formula formula) {
    Formula share = shares.get(formula);
    Optional<Formula> exponent = growth.exponent(formula);
    if (share != null) {
      Formula rest =
          MultipliedOut.shortest(
              formulas,
              formulas.subtract(exponent.orElseThrow(), formulas.multiply(share, logarithm)));
      Expansion left = growth.isZero(rest) ? constant(formulas.integer(1)) : exponential(of(rest));
      return times(left, new Term(formulas.integer(1), share, growth.number(share)));
    }
    if (exponent.isPresent()) {
      return exponential(of(exponent.get()));
    }
    return switch (formula) {
      case Sum sum -> sum(sum.terms().stream().map(this::of).toList());
      case Product product ->
          product.factors().stream().map(this::of).reduce(this::times).orElseThrow();
      case Power power -> power(of(power.base()), power.exponent());
      case Apply apply when apply.arguments().size() == 1 ->
          apply.operation().name().equals("log")
              ? logarithm(of(apply.arguments().getFirst()))
              : function(apply, of(apply.arguments().getFirst()));
      case Formula other -> throw new Unknown("no series of " + other);
    };
  }

  // ---------------------------------------------------------------- arithmetic

  private Expansion cut(List<Term> terms, double end) {
    Growth.checkTime();
    List<Term> sorted = new ArrayList<>(terms);
    sorted.sort(Comparator.comparingDouble(Term::order));
    List<Term> merged = new ArrayList<>();
    for (int i = 0; i < sorted.size(); ) {
      Term first = sorted.get(i);
      List<Formula> alike = new ArrayList<>();
      for (; i < sorted.size() && sorted.get(i).order() - first.order() < SAME; i++) {
        alike.add(sorted.get(i).coefficient());
      }
      Formula coefficient = formulas.sum(alike);
      if (first.order() < end - SAME && !growth.isZero(coefficient)) {
        merged.add(new Term(coefficient, first.exponent(), first.order()));
      }
    }
    if (merged.size() > MOST_TERMS) {
      throw new Unknown("too many terms");
    }
    return new Expansion(merged, end);
  }

  private Expansion sum(List<Expansion> parts) {
    List<Term> all = new ArrayList<>();
    double end = Double.POSITIVE_INFINITY;
    for (Expansion part : parts) {
      all.addAll(part.terms());
      end = Math.min(end, part.end());
    }
    return cut(all, end);
  }

  private Expansion times(Expansion part, Term factor) {
    List<Term> terms =
        part.terms().stream()
            .map(
                t ->
                    new Term(
                        formulas.multiply(t.coefficient(), factor.coefficient()),
                        formulas.add(t.exponent(), factor.exponent()),
                        t.order() + factor.order()))
            .toList();
    return cut(terms, part.end() + factor.order());
  }

  private Expansion times(Expansion a, Expansion b) {
    double lowA = a.terms().isEmpty() ? a.end() : a.terms().getFirst().order();
    double lowB = b.terms().isEmpty() ? b.end() : b.terms().getFirst().order();
    List<Term> all = new ArrayList<>();
    for (Term factor : b.terms()) {
      all.addAll(times(a, factor).terms());
    }
    return cut(all, Math.min(a.end() + lowB, b.end() + lowA));
  }

  // ---------------------------------------------------------------- functions

  /** The sum of factor(k)·smallᵏ, as far as the precision asks. */
  private Expansion powers(Expansion small, IntFunction<Formula> factor) {
    List<Expansion> parts = new ArrayList<>(List.of(constant(factor.apply(0))));
    double step = small.terms().isEmpty() ? small.end() : small.first().order();
    if (step <= SAME) {
      throw small.terms().isEmpty() ? new Imprecise() : new Unknown("not small");
    }
    Expansion power = constant(formulas.integer(1));
    int last =
        small.terms().isEmpty() ? 0 : (int) Math.min(MOST_TERMS, Math.ceil(precision / step));
    for (int k = 1; k <= last; k++) {
      power = times(power, small);
      parts.add(times(power, new Term(factor.apply(k), formulas.integer(0), 0)));
    }
    Expansion sum = sum(parts);
    return cut(sum.terms(), Math.min(sum.end(), Math.min(small.end(), (last + 1) * step)));
  }

  /** The term without ω, and the rest, which has to vanish. */
  private Formula level(Expansion expansion) {
    if (!expansion.terms().isEmpty() && expansion.first().order() < -SAME) {
      throw new Unknown("unbounded");
    }
    if (expansion.end() <= SAME) {
      throw new Imprecise();
    }
    return expansion.terms().isEmpty() || expansion.first().order() > SAME
        ? formulas.integer(0)
        : expansion.first().coefficient();
  }

  private Expansion without(Expansion expansion, Formula level) {
    return level.equals(formulas.integer(0))
        ? expansion
        : new Expansion(expansion.terms().subList(1, expansion.terms().size()), expansion.end());
  }

  private Expansion exponential(Expansion u) {
    Formula level = level(u);
    Term factor = new Term(symja.call("exp", level), formulas.integer(0), 0);
    return times(powers(without(u, level), k -> overFactorial(formulas.integer(1), k)), factor);
  }

  /** f(a + v) = Σ f⁽ᵏ⁾(a)·vᵏ/k!, or atan where u grows. */
  private Expansion function(Apply apply, Expansion u) {
    if (apply.operation().name().equals("atan") && u.first().order() < -SAME) {
      Formula quarter =
          formulas.multiply(
              formulas.rational(
                  BigInteger.valueOf(growth.sign(u.first().coefficient())), BigInteger.TWO),
              Constant.PI);
      Expansion inverse = function(apply, power(u, formulas.integer(-1)));
      return sum(
          List.of(
              constant(quarter),
              times(inverse, new Term(formulas.integer(-1), formulas.integer(0), 0))));
    }
    Formula level = level(u);
    List<Formula> derivatives = new ArrayList<>();
    derivatives.add(formulas.apply(apply.operation(), List.of(INNER)));
    return powers(
        without(u, level),
        k -> {
          while (derivatives.size() <= k) {
            derivatives.add(symja.differentiation().derivative(derivatives.getLast(), INNER));
          }
          return overFactorial(symja.at(derivatives.get(k), INNER, level), k);
        });
  }

  private Formula overFactorial(Formula formula, int k) {
    BigInteger factorial = BigInteger.ONE;
    for (int i = 2; i <= k; i++) {
      factorial = factorial.multiply(BigInteger.valueOf(i));
    }
    return formulas.multiply(formulas.rational(BigInteger.ONE, factorial), formula);
  }

  /** u over its first term, less 1. */
  private Expansion beside(Expansion u, Term first) {
    Formula one = formulas.integer(1);
    Term inverse =
        new Term(
            formulas.divide(one, first.coefficient()),
            formulas.negate(first.exponent()),
            -first.order());
    Expansion rest = new Expansion(u.terms().subList(1, u.terms().size()), u.end());
    return times(rest, inverse);
  }

  private Expansion logarithm(Expansion u) {
    Term first = u.first();
    if (growth.sign(first.coefficient()) < 0) {
      throw new Unknown("logarithm of a negative number");
    }
    Formula level =
        formulas.add(
            symja.call("log", first.coefficient()), formulas.multiply(first.exponent(), logarithm));
    Expansion rest =
        powers(
            beside(u, first),
            k ->
                k == 0
                    ? formulas.integer(0)
                    : formulas.rational(
                        BigInteger.valueOf(k % 2 == 0 ? -1 : 1), BigInteger.valueOf(k)));
    return sum(List.of(constant(level), rest));
  }

  private Expansion power(Expansion u, Formula exponent) {
    Term first = u.first();
    boolean whole = exponent instanceof Rational r && r.isInteger();
    if (!whole && growth.sign(first.coefficient()) < 0) {
      throw new Unknown("root of a negative number");
    }
    List<Formula> binomials = new ArrayList<>(List.of(formulas.integer(1)));
    Expansion rest =
        powers(
            beside(u, first),
            k -> {
              while (binomials.size() <= k) {
                int n = binomials.size();
                Formula next = formulas.subtract(exponent, formulas.integer(n - 1L));
                binomials.add(
                    formulas.multiply(
                        binomials.getLast(), formulas.divide(next, formulas.integer(n))));
              }
              return binomials.get(k);
            });
    Formula power = formulas.multiply(first.exponent(), exponent);
    return times(
        rest,
        new Term(
            formulas.power(first.coefficient(), exponent),
            power,
            first.order() * growth.number(exponent)));
  }
}
