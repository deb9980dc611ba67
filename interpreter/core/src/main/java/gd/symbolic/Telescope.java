package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.matheclipse.core.expression.F;

/**
 * Sums to infinity of fractions that cancel each other, as those of 1/(k(k + 1)): in partial
 * fractions c/(k + a) the c add up to 0, and what is left are the first ones.
 */
final class Telescope {
  private static final BigInteger FARTHEST = BigInteger.valueOf(1_000);

  private final Symja symja;
  private final Request request;
  private final Symbol k;

  Telescope(Symja symja, Request request, Symbol k) {
    this.symja = symja;
    this.request = request;
    this.k = k;
  }

  /** From a whole number on; empty for terms of other kinds. */
  Optional<Formula> sum(Formula term, BigInteger from) {
    Formulas formulas = symja.formulas();
    Map<Rational, Formula> shares = new HashMap<>(); // by the part of a that is no whole number
    List<Formula> left = new ArrayList<>();
    try {
      Formula apart = symja.ask(request, to -> F.Apart(to.convert(term), to.convert(k)));
      for (Formula part : apart instanceof Sum sum ? sum.terms() : List.of(apart)) {
        Formula below = formulas.power(part, formulas.integer(-1)); // (k + a)/c
        Formula slope = symja.differentiation().derivative(below, k);
        Formula a = formulas.divide(symja.at(below, k, formulas.integer(0)), slope);
        if (Dag.symbols(slope).contains(k)
            || !(formulas.add(a, formulas.rational(from, BigInteger.ONE)) instanceof Rational first)
            || first.numerator().signum() <= 0
            || first.numerator().divide(first.denominator()).compareTo(FARTHEST) > 0) {
          return Optional.empty();
        }
        Formula share = formulas.power(slope, formulas.integer(-1));
        int steps =
            first.numerator().subtract(BigInteger.ONE).divide(first.denominator()).intValue();
        Rational begin = (Rational) formulas.subtract(first, formulas.integer(steps));
        shares.merge(begin, share, formulas::add);
        left.add(formulas.negate(formulas.multiply(share, reciprocals(begin, steps))));
      }
    } catch (Refusal none) {
      return Optional.empty();
    }
    return shares.values().stream().allMatch(formulas.integer(0)::equals)
        ? Optional.of(formulas.sum(left))
        : Optional.empty();
  }

  /** 1/b + 1/(b + 1) + …, so many of them. */
  private Formula reciprocals(Formula begin, int count) {
    Formulas formulas = symja.formulas();
    return formulas.sum(
        IntStream.range(0, count)
            .mapToObj(j -> formulas.add(begin, formulas.integer(j)))
            .map(below -> formulas.power(below, formulas.integer(-1)))
            .toList());
  }
}
