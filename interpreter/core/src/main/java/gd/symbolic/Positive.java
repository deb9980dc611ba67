package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Formulas as they may be written where some symbols are positive: √(π·s²) as √π·s, and
 * log(l·exp(-l·x)) as log(l) - l·x.
 */
final class Positive {
  private final Symja symja;
  private final Formulas formulas;
  private final Set<Symbol> symbols;

  Positive(Symja symja, Collection<Symbol> symbols) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.symbols = Set.copyOf(symbols);
  }

  /** Every root and logarithm of a product taken apart. */
  Formula written(Formula formula) {
    Map<Formula, Formula> known = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (!node.children().isEmpty()) {
        Formula here = formulas.substitute(node, known);
        Formula apart = apart(here);
        if (!apart.equals(node)) {
          known.put(node, apart);
        }
      }
    }
    return formulas.substitute(formula, known);
  }

  private Formula apart(Formula node) {
    if (node instanceof Power power && !isWhole(power.exponent())) {
      return root(power);
    }
    if (node instanceof Apply apply && apply.arguments().size() == 1) {
      Formula of = apply.arguments().getFirst();
      return switch (apply.operation().name()) {
        case "log" -> logarithm(of).orElse(apply);
        case "abs" -> is(of) ? of : apply;
        default -> apply;
      };
    }
    return node;
  }

  private static boolean isWhole(Formula exponent) {
    return exponent instanceof Rational r && r.isInteger();
  }

  /** (a·bⁿ)^r = a^r·b^(n·r). */
  private Formula root(Power power) {
    List<Formula> factors = Antiderivatives.factors(power.base());
    boolean apart =
        factors.size() > 1 || factors.getFirst() instanceof Power || isExp(power.base());
    if (!apart || !factors.stream().allMatch(this::is)) {
      return power;
    }
    List<Formula> roots = new ArrayList<>();
    for (Formula factor : factors) {
      Formula own = factor instanceof Power p && is(p.base()) ? p.exponent() : formulas.integer(1);
      Formula base = own.equals(formulas.integer(1)) ? factor : Antiderivatives.base(factor);
      roots.add(
          isExp(factor)
              ? symja.call("exp", times(factor.children().getFirst(), power.exponent()))
              : formulas.power(base, times(own, power.exponent())));
    }
    return formulas.product(roots);
  }

  /** Multiplied out, so that exponents cancel. */
  private Formula times(Formula a, Formula b) {
    return a instanceof Sum sum
        ? formulas.sum(sum.terms().stream().map(term -> times(term, b)).toList())
        : b instanceof Sum ? times(b, a) : formulas.multiply(a, b);
  }

  private Optional<Formula> logarithm(Formula of) {
    List<Formula> factors = Antiderivatives.factors(of);
    boolean apart = factors.size() > 1 || factors.getFirst() instanceof Power || isExp(of);
    if (Formula.isClosed(of) || !apart || !factors.stream().allMatch(this::is)) {
      return Optional.empty();
    }
    List<Formula> logs = new ArrayList<>();
    for (Formula factor : factors) {
      logs.add(
          isExp(factor)
              ? factor.children().getFirst()
              : factor instanceof Power p && is(p.base())
                  ? formulas.multiply(p.exponent(), symja.call("log", p.base()))
                  : symja.call("log", factor));
    }
    return Optional.of(formulas.sum(logs));
  }

  static boolean isExp(Formula formula) {
    return formula instanceof Apply apply && apply.operation().name().equals("exp");
  }

  /** Whether a formula is plainly positive. */
  boolean is(Formula formula) {
    if (Formula.isClosed(formula)) {
      return Evaluation.constant(formula).orElse(-1) > 0;
    }
    return switch (formula) {
      case Symbol symbol -> symbols.contains(symbol);
      case Sum sum -> sum.terms().stream().allMatch(this::is);
      case Product product -> product.factors().stream().allMatch(this::is);
      case Power power -> is(power.base()) || isEven(power.exponent());
      case Apply apply ->
          switch (apply.operation().name()) {
            case "exp", "sigmoid", "softplus", "cosh" -> true;
            default -> false;
          };
      case Formula.Number _,
          Formula.Constant _,
          Formula.Slot _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          false;
    };
  }

  boolean isNotNegative(Formula formula) {
    return formula.equals(formulas.integer(0)) || is(formula);
  }

  /** Of a real base, which is 0 nowhere but at single points. */
  private static boolean isEven(Formula exponent) {
    return exponent instanceof Rational r && r.isInteger() && !r.numerator().testBit(0);
  }
}
