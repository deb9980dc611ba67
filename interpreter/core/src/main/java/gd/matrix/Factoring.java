package gd.matrix;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Case;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers in front: what an elementwise formula has in common with all its elements. */
final class Factoring {
  /** Products of sums are multiplied out up to so many terms. */
  private static final int MOST_TERMS = 64;

  /** coefficient·rest; the rest is not multiplied out again. */
  record Split(Formula coefficient, Formula rest) {}

  private final Atoms atoms;
  private final Formulas formulas;
  private final Formula one;

  Factoring(Atoms atoms) {
    this.atoms = atoms;
    this.formulas = atoms.formulas();
    this.one = formulas.integer(1);
  }

  /** The factors that are no arrays, those common to all terms of a sum too. */
  Split split(Formula formula) {
    if (!atoms.isArray(formula)) {
      return new Split(formula, one);
    }
    Formula shortest = shortest(formula);
    if (shortest instanceof Sum sum) {
      return common(sum);
    }
    if (shortest instanceof Piecewise choice) {
      return common(choice);
    }
    if (!(shortest instanceof Product product)) {
      return new Split(one, shortest);
    }
    List<Formula> numbers = new ArrayList<>();
    List<Formula> arrays = new ArrayList<>();
    for (Formula factor : product.factors()) {
      if (!atoms.isArray(factor)) {
        numbers.add(factor);
      } else if (factor instanceof Sum sum) {
        Split inner = common(sum);
        numbers.add(inner.coefficient());
        arrays.add(inner.rest());
      } else if (factor instanceof Piecewise choice) {
        Split inner = common(choice);
        numbers.add(inner.coefficient());
        arrays.add(inner.rest());
      } else {
        arrays.add(factor);
      }
    }
    Formula coefficient = formulas.product(numbers);
    if (isNegative(coefficient) && arrays.stream().anyMatch(this::isBetterOpposite)) {
      arrays.add(formulas.integer(-1));
      coefficient = formulas.negate(coefficient);
    }
    return new Split(coefficient, formulas.product(arrays));
  }

  /** {@code t^2 - 1} beside a minus sign, which is written {@code 1 - t^2} without it. */
  boolean isBetterOpposite(Formula factor) {
    return factor instanceof Sum sum
        && sum.terms().size() == 2
        && sum.terms().contains(formulas.integer(-1));
  }

  /** Factors to be written with the other sign: one takes up a minus, two leave the sign alone. */
  List<Formula> opposites(Formula coefficient, List<Formula> factors) {
    List<Formula> better = factors.stream().filter(this::isBetterOpposite).limit(1).toList();
    if (better.isEmpty() || isNegative(coefficient)) {
      return better;
    }
    return factors.stream()
        .filter(factor -> factor instanceof Sum sum && sum.terms().size() == 2)
        .filter(factor -> ((Sum) factor).terms().stream().anyMatch(this::isNegative))
        .filter(factor -> !better.contains(factor))
        .findFirst()
        .map(other -> List.of(better.getFirst(), other))
        .orElse(List.of());
  }

  List<Formula> negated(Sum sum) {
    return sum.terms().stream().map(formulas::negate).toList();
  }

  /** As {@link #split}, but numbers stay with the terms: {@code 2w - 2c}, {@code (u - v)/n}. */
  Split symbolic(Sum sum) {
    Split split = split(sum);
    boolean numeric =
        numbers(split.coefficient()).stream().allMatch(Formula.Number.class::isInstance);
    return numeric ? new Split(one, shortest(sum)) : split;
  }

  private Split common(Sum sum) {
    Formula coefficient = shared(sum.terms());
    return new Split(
        coefficient,
        formulas.sum(sum.terms().stream().map(t -> formulas.divide(t, coefficient)).toList()));
  }

  /** The numbers in front of all branches but those that are 0. */
  private Split common(Piecewise choice) {
    List<Formula> values = new ArrayList<>(List.of(choice.otherwise()));
    choice.cases().forEach(each -> values.add(each.value()));
    values.removeIf(formulas.integer(0)::equals);
    if (values.isEmpty()) {
      return new Split(one, choice);
    }
    Formula coefficient = shared(values);
    return new Split(
        coefficient,
        formulas.piecewise(
            choice.cases().stream()
                .map(c -> new Case(c.condition(), formulas.divide(c.value(), coefficient)))
                .toList(),
            formulas.divide(choice.otherwise(), coefficient)));
  }

  /** The numbers that all terms have as factors, and their sign if all have one. */
  private Formula shared(List<Formula> all) {
    List<List<Formula>> terms = all.stream().map(this::numbers).toList();
    List<Formula> shared = new ArrayList<>();
    for (Formula factor : terms.getFirst()) {
      if (!(factor instanceof Formula.Number) && terms.stream().allMatch(t -> t.contains(factor))) {
        shared.add(factor);
      }
    }
    Formula size = magnitude(terms.getFirst());
    if (terms.stream().allMatch(t -> magnitude(t).equals(size))) {
      shared.add(size);
    }
    if (all.stream().allMatch(this::isNegative)) {
      shared.add(formulas.integer(-1));
    }
    return formulas.product(shared);
  }

  private List<Formula> numbers(Formula term) {
    List<Formula> factors = term instanceof Product product ? product.factors() : List.of(term);
    return factors.stream().filter(factor -> !atoms.isArray(factor)).toList();
  }

  private Formula magnitude(List<Formula> factors) {
    return factors.stream()
        .filter(Rational.class::isInstance)
        .<Formula>map(
            r -> formulas.rational(((Rational) r).numerator().abs(), ((Rational) r).denominator()))
        .findFirst()
        .orElse(one);
  }

  boolean isNegative(Formula term) {
    Formula first = term instanceof Product product ? product.factors().getFirst() : term;
    return switch (first) {
      case Rational r -> r.numerator().signum() < 0;
      case Formula.Decimal(var value) -> value < 0;
      case Formula _ -> false;
    };
  }

  /** The formula as it is, or multiplied out, whichever takes fewer operations. */
  Formula shortest(Formula formula) {
    Formula best = atoms.named(formula);
    for (Formula each : List.of(expanded(formula), expanded(complemented(formula)))) {
      Formula other = atoms.named(each);
      if (Dag.operations(List.of(other)) < Dag.operations(List.of(best))) {
        best = other;
      }
    }
    return best;
  }

  /** sigmoid(−z) is 1 − sigmoid(z). */
  private Formula complemented(Formula formula) {
    Map<Formula, Formula> replaced = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Apply apply
          && apply.operation().name().equals("sigmoid")
          && isNegative(apply.arguments().getFirst())) {
        Formula opposite = formulas.negate(apply.arguments().getFirst());
        replaced.put(
            node, formulas.subtract(one, formulas.apply(apply.operation(), List.of(opposite))));
      }
    }
    return replaced.isEmpty() ? formula : formulas.substitute(formula, replaced);
  }

  /** Multiplied out, up to a number of terms. */
  Formula expanded(Formula formula) {
    return switch (formula) {
      case Sum sum -> formulas.sum(sum.terms().stream().map(this::expanded).toList());
      case Product product -> {
        List<Formula> terms = List.of(one);
        for (Formula factor : product.factors()) {
          Formula each = expanded(factor);
          List<Formula> addends = each instanceof Sum sum ? sum.terms() : List.of(each);
          if (terms.size() * addends.size() > MOST_TERMS) {
            yield formula;
          }
          List<Formula> before = terms;
          terms =
              addends.stream()
                  .flatMap(a -> before.stream().map(b -> formulas.multiply(b, a)))
                  .toList();
        }
        yield formulas.sum(terms);
      }
      case Power power
          when power.base() instanceof Sum
              && power.exponent() instanceof Rational r
              && r.equals(formulas.integer(2)) -> {
        Formula base = expanded(power.base());
        yield base instanceof Sum sum && sum.terms().size() <= 4
            ? formulas.sum(
                sum.terms().stream()
                    .flatMap(a -> sum.terms().stream().map(b -> formulas.multiply(a, b)))
                    .toList())
            : formula;
      }
      case Formula other -> other;
    };
  }
}
