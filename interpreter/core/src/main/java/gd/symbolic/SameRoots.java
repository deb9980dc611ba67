package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plainer formula that is zero where another one is. */
record SameRoots(Symja symja, Symbol x) {
  private static final Set<String> ENTIRE = Set.of("exp", "sin", "cos", "sinh", "cosh");

  Formula of(Formula difference) {
    return withoutExponentials(withoutPowers(elementary(difference)));
  }

  /** Each root once: of (x - 1)⁵·x² those of (x - 1)·x. */
  private Formula withoutPowers(Formula difference) {
    List<Formula> factors = Antiderivatives.factors(difference);
    return symja
        .formulas()
        .product(
            factors.stream()
                .map(
                    factor ->
                        factor instanceof Formula.Power power
                                && MultipliedOut.natural(power.exponent()) > 0
                            ? power.base()
                            : factor)
                .toList());
  }

  /** Of exp(-x)·sin(x) those of sin(x): an exponential that has a value everywhere is never 0. */
  private Formula withoutExponentials(Formula difference) {
    List<Formula> rest =
        Antiderivatives.factors(difference).stream()
            .filter(
                factor ->
                    !(factor instanceof Formula.Apply apply
                        && apply.operation().name().equals("exp")
                        && Dag.postorder(List.of(factor)).stream().allMatch(SameRoots::isEntire)))
            .toList();
    Formula left = symja.formulas().product(rest);
    return Dag.contains(left, x) ? left : difference;
  }

  /** Whether a node has a value wherever its parts have. */
  private static boolean isEntire(Formula node) {
    return switch (node) {
      case Formula.Number _, Formula.Constant _, Symbol _, Formula.Sum _, Formula.Product _ -> true;
      case Formula.Power power -> MultipliedOut.natural(power.exponent()) > 0;
      case Formula.Apply apply -> ENTIRE.contains(apply.operation().name());
      case Formula.Slot _,
          Formula.Truth _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _ ->
          false;
    };
  }

  /** With what the algebra system does not take apart, written by exponentials. */
  private Formula elementary(Formula formula) {
    Formulas formulas = symja.formulas();
    Map<Formula, Formula> written = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (node instanceof Formula.Apply apply && apply.operation().arity() == 1) {
        Formula of = apply.arguments().getFirst();
        Formula one = formulas.integer(1);
        switch (apply.operation().name()) {
          case "sigmoid" ->
              written.put(
                  node,
                  formulas.divide(one, formulas.add(one, symja.call("exp", formulas.negate(of)))));
          case "softplus" ->
              written.put(node, symja.call("log", formulas.add(one, symja.call("exp", of))));
          default -> {}
        }
      }
    }
    return written.isEmpty() ? formula : elementary(formulas.substitute(formula, written));
  }
}
