package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Antiderivatives by what a course teaches: term by term, from a table, by partial fractions, by
 * substitution and by parts. An answer is a guess that {@link Integration} checks; where there is
 * none, Symja is asked, whose rules take seconds to load.
 */
final class Antiderivatives {
  private static final int DEEPEST = 8;

  /** Rules tried for one integral. */
  private static final int MOST_TRIES = 600;

  private final Symja symja;
  private final Formulas formulas;
  private final IntegralTable table;
  private final Set<Formula> open = new HashSet<>();
  private int tries;

  private Antiderivatives(Symja symja, List<Symbol> positive) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.table = new IntegralTable(symja, positive);
  }

  /** Empty if the rules end nowhere. */
  static Optional<Formula> of(Symja symja, Formula formula, Symbol x) {
    return wherePositive(symja, formula, x, List.of());
  }

  /** One that need only be right where these letters are positive. */
  static Optional<Formula> wherePositive(
      Symja symja, Formula formula, Symbol x, List<Symbol> positive) {
    try {
      return new Antiderivatives(symja, positive).of(formula, x);
    } catch (Refusal noDerivative) {
      return Optional.empty(); // of a part, or there is a division by zero on the way
    }
  }

  /** Without the terms that are constant. */
  private Formula moving(Formula answer, Symbol x) {
    return answer instanceof Sum sum
        ? formulas.sum(sum.terms().stream().filter(term -> Dag.contains(term, x)).toList())
        : answer;
  }

  /**
   * Whether x is raised to itself, as in sin(xˣ): of such integrals that are no substitution none
   * has a formula, and Symja would look for it long.
   */
  static boolean isHopeless(Formula formula, Symbol x) {
    return Dag.postorder(List.of(formula)).stream()
        .anyMatch(
            node ->
                node instanceof Power power
                    && Dag.contains(power.base(), x)
                    && Dag.contains(power.exponent(), x));
  }

  private Optional<Formula> of(Formula formula, Symbol x) {
    if (!Dag.contains(formula, x)) {
      return Optional.of(formulas.multiply(formula, x));
    }
    if (tries++ > MOST_TRIES || open.size() >= DEEPEST || !open.add(formula)) {
      return Optional.empty();
    }
    try {
      Optional<Formula> constant = withoutConstant(formula, x);
      return constant.or(() -> ofVarying(formula, x)).map(answer -> moving(answer, x));
    } finally {
      open.remove(formula);
    }
  }

  private Optional<Formula> withoutConstant(Formula formula, Symbol x) {
    List<Formula> moving = new ArrayList<>();
    List<Formula> constant = new ArrayList<>();
    for (Formula factor : factors(formula)) {
      (Dag.contains(factor, x) ? moving : constant).add(factor);
    }
    return constant.isEmpty()
        ? Optional.empty()
        : of(formulas.product(moving), x).map(rest -> spread(formulas.product(constant), rest));
  }

  private Formula spread(Formula constant, Formula integral) {
    return integral instanceof Sum sum
        ? formulas.sum(sum.terms().stream().map(term -> formulas.multiply(constant, term)).toList())
        : formulas.multiply(constant, integral);
  }

  private Optional<Formula> ofVarying(Formula formula, Symbol x) {
    return table
        .find(formula, x)
        .or(() -> sinesAndCosines(formula, x))
        .or(() -> Waves.of(symja, formula, x).map(Waves::antiderivative))
        .or(() -> RationalIntegral.of(symja, formula, x))
        .or(() -> termByTerm(formula, x))
        .or(() -> table.reduced(formula, x).flatMap(r -> plus(r.known(), of(r.rest(), x))))
        .or(() -> bySubstitution(formula, x))
        .or(() -> new RootIntegral(symja, table, x).of(formula))
        .or(() -> multipliedOut(formula, x, table.hasBell(formula, x)))
        .or(() -> byParts(formula, x))
        .or(() -> multipliedOut(formula, x, true));
  }

  private Optional<Formula> plus(Formula known, Optional<Formula> rest) {
    return rest.map(other -> formulas.add(known, other));
  }

  private Optional<Formula> termByTerm(Formula formula, Symbol x) {
    if (!(formula instanceof Sum sum)) {
      return Optional.empty();
    }
    List<Formula> integrals = new ArrayList<>();
    for (Formula term : sum.terms()) {
      Optional<Formula> integral = of(term, x);
      if (integral.isEmpty()) {
        return Optional.empty();
      }
      integrals.add(integral.get());
    }
    return Optional.of(formulas.sum(integrals));
  }

  /** sinᵐ·cosⁿ of one argument, m or n odd: a polynomial in the other one. */
  private Optional<Formula> sinesAndCosines(Formula formula, Symbol x) {
    Map<String, Integer> powers = new HashMap<>(Map.of("sin", 0, "cos", 0));
    Set<Formula> arguments = new HashSet<>();
    for (Formula factor : factors(formula)) {
      Formula base = factor instanceof Power power ? power.base() : factor;
      Optional<Integer> n = factor instanceof Power p ? natural(p.exponent()) : Optional.of(1);
      if (n.isEmpty()
          || !(base instanceof Apply apply && powers.containsKey(apply.operation().name()))) {
        return Optional.empty();
      }
      powers.merge(apply.operation().name(), n.get(), Integer::sum);
      arguments.add(apply.arguments().getFirst());
    }
    int sines = powers.getOrDefault("sin", 0);
    int cosines = powers.getOrDefault("cos", 0);
    if (arguments.size() != 1 || sines + cosines < 2 || sines % 2 == 0 && cosines % 2 == 0) {
      return Optional.empty();
    }
    Formula u = arguments.iterator().next();
    Formula slope = symja.differentiation().derivative(u, x);
    if (Dag.contains(slope, x)) {
      return Optional.empty();
    }
    boolean inCosines = sines % 2 == 1;
    Formula other = symja.call(inCosines ? "cos" : "sin", u);
    Symbol y = fresh();
    Formula square = formulas.subtract(number(1, 1), formulas.power(y, number(2, 1)));
    Formula polynomial =
        formulas.multiply(
            formulas.power(square, number((inCosines ? sines : cosines) / 2, 1)),
            formulas.power(y, number(inCosines ? cosines : sines, 1)));
    Formula signed = formulas.multiply(number(inCosines ? -1 : 1, 1), polynomial);
    return Waves.of(symja, signed, y)
        .map(Waves::antiderivative)
        .map(answer -> formulas.divide(symja.at(answer, y, other), slope));
  }

  /** ∫ h(g)·g' dx = ∫ h(u) du, u = g(x), for every g inside that leaves no x. */
  private Optional<Formula> bySubstitution(Formula formula, Symbol x) {
    for (Formula g : Dag.postorder(List.of(formula)).reversed()) {
      if (g.equals(x) || g.equals(formula) || !Dag.contains(g, x) || g instanceof Product) {
        continue;
      }
      Formula slope = symja.differentiation().derivative(g, x);
      if (slope.equals(number(0, 1)) || slope.equals(number(1, 1))) {
        continue;
      }
      if (isHopeless(g, x) && Check.same(slope, formula)) {
        return Optional.of(g);
      }
      Symbol u = fresh();
      Optional<Formula> inU = without(formulas.divide(formula, slope), g, u, x);
      Optional<Formula> answer = inU.flatMap(each -> of(each, u));
      if (answer.isPresent()) {
        return answer.map(each -> symja.at(each, u, g));
      }
    }
    return Optional.empty();
  }

  /** The formula in u = g alone; empty if some x is left. */
  private Optional<Formula> without(Formula formula, Formula g, Symbol u, Symbol x) {
    Map<Formula, Formula> known = new HashMap<>(Map.of(g, u));
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Power power && power.base().equals(base(g))) {
        ratio(power.exponent(), exponent(g)).ifPresent(n -> known.put(node, formulas.power(u, n)));
      } else if (isExp(node) && isExp(g)) {
        ratio(argument(node), argument(g)).ifPresent(n -> known.put(node, formulas.power(u, n)));
      } else if (g instanceof Apply tangent
          && tangent.operation().name().equals("tan")
          && node instanceof Power power
          && power.base() instanceof Apply cosine
          && cosine.operation().name().equals("cos")
          && cosine.arguments().equals(tangent.arguments())
          && power.exponent() instanceof Rational r
          && r.isInteger()
          && !r.numerator().testBit(0)) {
        Formula square = formulas.add(formulas.power(u, number(2, 1)), number(1, 1));
        known.put(node, formulas.power(square, formulas.divide(power.exponent(), number(-2, 1))));
      }
    }
    Formula replaced = formulas.substitute(formula, known);
    if (Dag.contains(replaced, x) && g instanceof Power power) {
      replaced = inverted(replaced, power, u, x).orElse(replaced);
    }
    return Dag.contains(replaced, x) ? Optional.empty() : Optional.of(replaced);
  }

  /** x itself where u is a root of a·x + b. */
  private Optional<Formula> inverted(Formula formula, Power root, Symbol u, Symbol x) {
    Formula a = symja.differentiation().derivative(root.base(), x);
    if (Dag.contains(a, x) || !(root.exponent() instanceof Rational n) || n.isInteger()) {
      return Optional.empty();
    }
    Formula b = symja.at(root.base(), x, number(0, 1));
    Formula back = formulas.power(u, formulas.divide(number(1, 1), n));
    return Optional.of(symja.at(formula, x, formulas.divide(formulas.subtract(back, b), a)));
  }

  /** node = g·n for a whole number n. */
  private Optional<Formula> ratio(Formula node, Formula g) {
    Formula ratio = formulas.divide(node, g);
    return ratio instanceof Rational r && r.isInteger() ? Optional.of(ratio) : Optional.empty();
  }

  /**
   * A logarithm or the like, which the derivative makes simpler, times what has an integral; or a
   * polynomial times what has one.
   */
  private Optional<Formula> byParts(Formula formula, Symbol x) {
    List<Formula> rest = new ArrayList<>();
    List<Formula> down = new ArrayList<>();
    for (Formula factor : factors(formula)) {
      (IntegralTable.isSimplerDerived(factor) ? down : rest).add(factor);
    }
    if (down.isEmpty()) {
      rest.clear();
      for (Formula factor : factors(formula)) {
        (isPolynomial(factor, x) ? down : rest).add(factor);
      }
    }
    if (down.isEmpty() || down.size() > 1 && IntegralTable.isSimplerDerived(down.getFirst())) {
      return Optional.empty();
    }
    Formula v = formulas.product(down);
    Formula slope = symja.differentiation().derivative(v, x);
    return of(formulas.product(rest), x)
        .flatMap(
            up ->
                of(formulas.multiply(slope, up), x)
                    .map(other -> formulas.subtract(formulas.multiply(v, up), other)));
  }

  private boolean isPolynomial(Formula factor, Symbol x) {
    return Waves.of(symja, factor, x).filter(Waves::isPolynomial).isPresent();
  }

  /** One sum among the factors, opened; a polynomial only if told so. */
  private Optional<Formula> multipliedOut(Formula formula, Symbol x, boolean polynomial) {
    List<Formula> factors = factors(formula);
    for (Formula factor : factors) {
      Formula base = base(factor);
      Optional<Integer> n = natural(exponent(factor));
      if (base instanceof Sum sum
          && n.isPresent()
          && factors.size() + n.get() > 2
          && (polynomial || !isPolynomial(base, x))) {
        List<Formula> rest = new ArrayList<>(factors);
        rest.remove(factor);
        rest.add(formulas.power(base, number(n.get() - 1, 1)));
        Formula others = formulas.product(rest);
        return termByTerm(
            formulas.sum(
                sum.terms().stream().map(term -> formulas.multiply(term, others)).toList()),
            x);
      }
    }
    return Optional.empty();
  }

  static List<Formula> factors(Formula formula) {
    return formula instanceof Product product ? product.factors() : List.of(formula);
  }

  static Formula base(Formula formula) {
    return formula instanceof Power power ? power.base() : formula;
  }

  private Formula exponent(Formula formula) {
    return formula instanceof Power power ? power.exponent() : number(1, 1);
  }

  private static boolean isExp(Formula formula) {
    return formula instanceof Apply apply && apply.operation().name().equals("exp");
  }

  private static Formula argument(Formula formula) {
    return formula.children().getFirst();
  }

  private static Optional<Integer> natural(Formula exponent) {
    return exponent instanceof Rational r
            && r.isInteger()
            && r.numerator().signum() > 0
            && r.numerator().bitLength() < 6
        ? Optional.of(r.numerator().intValue())
        : Optional.empty();
  }

  private Symbol fresh() {
    return new Symbol("u" + "'".repeat(1 + open.size()));
  }

  private Formula number(long above, long below) {
    return formulas.rational(BigInteger.valueOf(above), BigInteger.valueOf(below));
  }
}
