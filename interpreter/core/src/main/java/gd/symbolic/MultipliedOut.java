package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Products of sums as the terms they come to. */
final class MultipliedOut {
  private static final int MOST_TERMS = 400;

  private MultipliedOut() {}

  /** The factors of every term, what is to be opened multiplied out; empty if they are too many. */
  static Optional<List<List<Formula>>> terms(
      Formulas formulas, Formula formula, Predicate<Formula> isOpened) {
    List<List<Formula>> done = new ArrayList<>();
    List<List<Formula>> open = new ArrayList<>(List.of(Antiderivatives.factors(formula)));
    while (!open.isEmpty()) {
      List<Formula> factors = open.removeLast();
      Optional<Formula> sum = factors.stream().filter(isOpened).findFirst();
      if (sum.isEmpty()) {
        done.add(factors);
      } else {
        List<Formula> others = new ArrayList<>(factors);
        others.remove(sum.get());
        if (sum.get() instanceof Power power) {
          Formula less = formulas.subtract(power.exponent(), formulas.integer(1));
          others.add(formulas.power(power.base(), less));
        }
        for (Formula term : ((Sum) Antiderivatives.base(sum.get())).terms()) {
          List<Formula> each = new ArrayList<>(others);
          each.addAll(Antiderivatives.factors(term));
          open.add(each);
        }
      }
      if (open.size() + done.size() > MOST_TERMS) {
        return Optional.empty();
      }
    }
    return Optional.of(done);
  }

  /** A sum, or a whole power of one. */
  static boolean isOfSum(Formula factor) {
    return Antiderivatives.base(factor) instanceof Sum
        && (factor instanceof Sum || natural(((Power) factor).exponent()) > 0);
  }

  /** As it is, or with products of sums multiplied out, or powers of sums as well. */
  static Formula shortest(Formulas formulas, Formula formula) {
    return Stream.<Predicate<Formula>>of(Sum.class::isInstance, MultipliedOut::isOfSum)
        .flatMap(opened -> terms(formulas, formula, opened).stream())
        .map(found -> formulas.sum(found.stream().map(formulas::product).toList()))
        .reduce(formula, (a, b) -> Dag.operations(List.of(b)) < Dag.operations(List.of(a)) ? b : a);
  }

  /** A small positive whole number; 0 for other exponents. */
  static int natural(Formula exponent) {
    return exponent instanceof Rational r
            && r.isInteger()
            && r.numerator().signum() > 0
            && r.numerator().bitLength() < 6
        ? r.numerator().intValue()
        : 0;
  }
}
