package gd.formula;

import gd.formula.Derivation.Chain;
import gd.formula.Derivation.Link;
import gd.formula.Derivation.Rule;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Piecewise;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Derivatives rule by rule, as a textbook would find them. */
public final class Derivations {
  /** Steps that are written out; what is left is derived without showing how. */
  private static final int MOST_STEPS = 60;

  private static final List<String> LETTERS = List.of("g", "h", "u", "v", "p", "q", "r", "s");

  private final Formulas formulas;
  private final Differentiation differentiation;

  public Derivations(Formulas formulas, Differentiation differentiation) {
    this.formulas = formulas;
    this.differentiation = differentiation;
  }

  /** The derivation of ∂formula/∂x. */
  public Derivation of(Formula formula, Symbol x) {
    List<Formula> order = Dag.postorder(List.of(formula));
    return new Walk(x, Dag.dependents(order, List.of(x)), Dag.symbols(formula)).of(formula);
  }

  private final class Walk {
    private final Symbol x;
    private final Set<Formula> dependent;
    private final List<Symbol> taken;
    private int steps;

    Walk(Symbol x, Set<Formula> dependent, List<Symbol> taken) {
      this.x = x;
      this.dependent = dependent;
      this.taken = new ArrayList<>(taken);
    }

    Derivation of(Formula formula) {
      steps++;
      if (!dependent.contains(formula)) {
        return leaf(Rule.CONSTANT, formula);
      }
      if (formula.equals(x)) {
        return leaf(Rule.VARIABLE, formula);
      }
      if (steps > MOST_STEPS) {
        return leaf(Rule.CUT, formula);
      }
      return switch (formula) {
        case Sum sum -> derivation(Rule.SUM, sum, sum.terms());
        case Product product -> product(product);
        case Power power when !dependent.contains(power.exponent()) ->
            power.base().equals(x) ? leaf(Rule.POWER, power) : chain(power, power.children());
        case Power power when !dependent.contains(power.base()) ->
            power.exponent().equals(x) ? leaf(Rule.TABLE, power) : chain(power, power.children());
        case Power power -> chain(power, power.children());
        case Apply apply ->
            apply.arguments().stream().filter(dependent::contains).toList().equals(List.of(x))
                ? leaf(Rule.TABLE, apply)
                : chain(apply, apply.arguments());
        case Piecewise piecewise -> {
          List<Formula> values =
              new ArrayList<>(piecewise.cases().stream().map(Formula.Case::value).toList());
          values.add(piecewise.otherwise());
          yield derivation(Rule.CASES, piecewise, values);
        }
        case Formula other -> leaf(Rule.CUT, other);
      };
    }

    private Derivation product(Product product) {
      List<Formula> constant = new ArrayList<>();
      List<Formula> moving = new ArrayList<>();
      for (Formula factor : product.factors()) {
        (dependent.contains(factor) ? moving : constant).add(factor);
      }
      if (!constant.isEmpty()) {
        Formula rest = formulas.product(moving);
        dependent.add(rest);
        return derivation(Rule.FACTOR, product, List.of(rest));
      }
      Fraction fraction = Fraction.of(product);
      List<Formula> below = new ArrayList<>();
      List<Formula> above = new ArrayList<>();
      for (Formula factor : moving) {
        (factor instanceof Power power && Fraction.isReciprocal(power) ? below : above).add(factor);
      }
      if (!below.isEmpty() && !above.isEmpty() && !fraction.denominator().isEmpty()) {
        Formula numerator = formulas.product(above);
        Formula denominator = formulas.power(formulas.product(below), Arithmetic.MINUS_ONE);
        dependent.add(numerator);
        dependent.add(denominator);
        return derivation(Rule.QUOTIENT, product, List.of(numerator, denominator));
      }
      Formula rest = formulas.product(moving.subList(1, moving.size()));
      dependent.add(rest);
      return derivation(Rule.PRODUCT, product, List.of(moving.getFirst(), rest));
    }

    private Derivation chain(Formula formula, List<Formula> arguments) {
      List<Formula> inner = arguments.stream().filter(dependent::contains).toList();
      List<Symbol> letters = inner.stream().map(_ -> letter()).toList();
      List<Formula> written = new ArrayList<>(arguments);
      Map<Formula, Formula> back = new HashMap<>();
      int next = 0;
      for (int k = 0; k < written.size(); k++) {
        if (dependent.contains(written.get(k))) {
          back.put(letters.get(next), written.get(k));
          written.set(k, letters.get(next++));
        }
      }
      Formula outer =
          formula instanceof Apply apply
              ? formulas.apply(apply.operation(), written)
              : formulas.power(written.getFirst(), written.getLast());
      List<Link> links = new ArrayList<>();
      for (int k = 0; k < inner.size(); k++) {
        Formula slope = differentiation.derivative(outer, letters.get(k));
        Formula there = formulas.substitute(slope, back);
        links.add(new Link(letters.get(k), inner.get(k), slope, there));
      }
      return new Derivation(
          Rule.CHAIN,
          formula,
          differentiation.derivative(formula, x),
          Optional.of(new Chain(outer, links)),
          inner.stream().map(this::of).toList());
    }

    private Symbol letter() {
      Symbol free =
          LETTERS.stream()
              .map(Symbol::new)
              .filter(symbol -> !taken.contains(symbol))
              .findFirst()
              .orElseGet(() -> new Symbol("g_" + taken.size()));
      taken.add(free);
      return free;
    }

    private Derivation derivation(Rule rule, Formula formula, List<Formula> parts) {
      return new Derivation(
          rule,
          formula,
          differentiation.derivative(formula, x),
          Optional.empty(),
          parts.stream().map(this::of).toList());
    }

    private Derivation leaf(Rule rule, Formula formula) {
      return new Derivation(
          rule, formula, differentiation.derivative(formula, x), Optional.empty(), List.of());
    }
  }
}
