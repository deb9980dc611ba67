package gd.formula;

import gd.formula.Formula.Case;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Product;
import gd.formula.Formula.Sum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the branches of an {@code if} together as one reads them: {@code 2(if c then 0 else 1) + (if
 * c then 1 else 0)}, which the derivative of a maximum leaves, becomes {@code if c then 1 else 2}.
 * The value stays the same wherever the formula has one.
 */
public final class Branches {
  /** Beyond it nobody would read the result. */
  private static final int LARGEST = 300;

  private final Formulas formulas;

  public Branches(Formulas formulas) {
    this.formulas = formulas;
  }

  public Formula of(Formula formula) {
    if (Formula.isSmooth(formula)) {
      return formula;
    }
    Formula before;
    Formula result = formula;
    do {
      before = result;
      List<Formula> order = Dag.postorder(List.of(before));
      if (order.size() > LARGEST || order.stream().noneMatch(Piecewise.class::isInstance)) {
        return before;
      }
      Map<Formula, Formula> replacements = new HashMap<>();
      for (Formula node : order) {
        Optional<Formula> together =
            switch (node) {
              case Product product -> inside(product);
              case Sum sum -> together(sum);
              case Piecewise choice ->
                  guarded(choice).or(() -> nested(choice)).or(() -> turned(choice));
              case Formula.Number _,
                  Formula.Constant _,
                  Formula.Symbol _,
                  Formula.Slot _,
                  Formula.Power _,
                  Formula.Apply _,
                  Formula.Relation _,
                  Formula.Logic _,
                  Formula.Truth _ ->
                  Optional.empty();
            };
        together.ifPresent(shorter -> replacements.put(node, shorter));
      }
      result = formulas.substitute(before, replacements);
    } while (result != before);
    return result;
  }

  /** Factors go into the branches of the only {@code if} among them, if either are numbers. */
  private Optional<Formula> inside(Product product) {
    List<Formula> others = new ArrayList<>(product.factors());
    List<Piecewise> choices = new ArrayList<>();
    for (Formula factor : product.factors()) {
      if (factor instanceof Piecewise choice) {
        choices.add(choice);
        others.remove(factor);
      }
    }
    if (choices.size() != 1
        || !isOfNumbers(choices.getFirst())
            && !isOnOrOff(choices.getFirst())
            && !others.stream().allMatch(Formula.Number.class::isInstance)) {
      return Optional.empty();
    }
    Formula rest = formulas.product(others);
    return Optional.of(each(choices, values -> formulas.multiply(values.getFirst(), rest)));
  }

  /** Two branches, one of them 0. */
  private static boolean isOnOrOff(Piecewise choice) {
    return choice.cases().size() == 1
        && (choice.otherwise().equals(Arithmetic.ZERO)
            || choice.cases().getFirst().value().equals(Arithmetic.ZERO));
  }

  private static boolean isOfNumbers(Piecewise choice) {
    return choice.otherwise() instanceof Formula.Number
        && choice.cases().stream().allMatch(each -> each.value() instanceof Formula.Number);
  }

  /**
   * {@code if p == 0 then p else f(p)}, which a slope that must not count where p is 0 leaves, with
   * p an {@code if} between 0 and what is never 0: f goes into the branch.
   */
  private Optional<Formula> guarded(Piecewise choice) {
    Case only = choice.cases().getFirst();
    if (choice.cases().size() != 1
        || !(only.condition() instanceof Formula.Relation relation)
        || relation.comparator() != Formula.Comparator.EQUAL
        || !relation.right().equals(Arithmetic.ZERO)
        || !(relation.left() instanceof Piecewise inner)
        || !isOnOrOff(inner)
        || !only.value().equals(inner) && !only.value().equals(Arithmetic.ZERO)) {
      return Optional.empty();
    }
    Case branch = inner.cases().getFirst();
    boolean on = inner.otherwise().equals(Arithmetic.ZERO);
    Formula value = on ? branch.value() : inner.otherwise();
    if (!isNeverZero(value)) {
      return Optional.empty();
    }
    Formula result = formulas.substitute(choice.otherwise(), Map.of(inner, value));
    return Optional.of(
        formulas.piecewise(
            List.of(new Case(branch.condition(), on ? result : Arithmetic.ZERO)),
            on ? Arithmetic.ZERO : result));
  }

  private static boolean isNeverZero(Formula formula) {
    return switch (formula) {
      case Formula.Number number -> !number.equals(Arithmetic.ZERO);
      case Product product -> product.factors().stream().allMatch(Branches::isNeverZero);
      case Formula.Power power ->
          power.exponent() instanceof Formula.Rational r && r.numerator().signum() < 0;
      case Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Sum _,
          Formula.Apply _,
          Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          false;
    };
  }

  /** A condition is not asked again in its own branches, nor after them. */
  private Optional<Formula> nested(Piecewise choice) {
    Map<Formula, Case> cases = new LinkedHashMap<>();
    for (Case each : choice.cases()) {
      Formula value = taken(each.value(), each.condition(), true);
      cases.putIfAbsent(each.condition(), new Case(each.condition(), value));
    }
    Formula otherwise = choice.otherwise();
    for (Formula condition : cases.keySet()) {
      otherwise = taken(otherwise, condition, false);
    }
    List<Case> left = List.copyOf(cases.values());
    return left.equals(choice.cases()) && otherwise == choice.otherwise()
        ? Optional.empty()
        : Optional.of(formulas.piecewise(left, otherwise));
  }

  private static Formula taken(Formula value, Formula condition, boolean holds) {
    return value instanceof Piecewise inner
            && inner.cases().size() == 1
            && inner.cases().getFirst().condition().equals(condition)
        ? holds ? inner.cases().getFirst().value() : inner.otherwise()
        : value;
  }

  /** {@code if 0 >= z then 0 else 1}, the slope of max(0, z), is {@code if z > 0 then 1 else 0}. */
  private Optional<Formula> turned(Piecewise choice) {
    Case only = choice.cases().getFirst();
    return choice.cases().size() == 1
            && only.value().equals(Arithmetic.ZERO)
            && only.condition() instanceof Formula.Relation relation
            && relation.left() instanceof Formula.Number
        ? Optional.of(
            formulas.piecewise(
                List.of(new Case(swapped(relation), choice.otherwise())), Arithmetic.ZERO))
        : Optional.empty();
  }

  /** Holds where the relation does not, with its sides exchanged. */
  private Formula swapped(Formula.Relation relation) {
    Formula.Comparator comparator =
        switch (relation.comparator()) {
          case EQUAL -> Formula.Comparator.NOT_EQUAL;
          case NOT_EQUAL -> Formula.Comparator.EQUAL;
          case LESS -> Formula.Comparator.LESS_EQUAL;
          case LESS_EQUAL -> Formula.Comparator.LESS;
          case GREATER -> Formula.Comparator.GREATER_EQUAL;
          case GREATER_EQUAL -> Formula.Comparator.GREATER;
        };
    return formulas.relation(comparator, relation.right(), relation.left());
  }

  /** Terms with the same conditions are added branch by branch. */
  private Optional<Formula> together(Sum sum) {
    List<Formula> terms = new ArrayList<>();
    Map<List<Formula>, List<Piecewise>> groups = new LinkedHashMap<>();
    for (Formula term : sum.terms()) {
      if (term instanceof Piecewise choice) {
        List<Formula> conditions = choice.cases().stream().map(Case::condition).toList();
        groups.computeIfAbsent(conditions, _ -> new ArrayList<>()).add(choice);
      } else {
        terms.add(term);
      }
    }
    if (terms.size() + groups.size() == sum.terms().size()) {
      return Optional.empty();
    }
    groups.values().forEach(choices -> terms.add(each(choices, formulas::sum)));
    return Optional.of(formulas.sum(terms));
  }

  /** One choice of several with the same conditions, each branch made of theirs. */
  private Formula each(List<Piecewise> choices, Function<List<Formula>, Formula> value) {
    List<Case> cases = new ArrayList<>();
    for (int k = 0; k < choices.getFirst().cases().size(); k++) {
      int branch = k;
      cases.add(
          new Case(
              choices.getFirst().cases().get(branch).condition(),
              value.apply(choices.stream().map(c -> c.cases().get(branch).value()).toList())));
    }
    return formulas.piecewise(
        cases, value.apply(choices.stream().map(Piecewise::otherwise).toList()));
  }
}
