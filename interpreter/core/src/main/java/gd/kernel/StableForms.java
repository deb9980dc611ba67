package gd.kernel;

import gd.formula.Formula;
import gd.formula.Formula.Comparator;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Forms of the logistic function and its kin that neither overflow nor cancel, and whose derivatives do not either. With
 * m = exp(−|v|): 1/(1 + exp v) is m/(1 + m) for v > 0, else 1/(1 + m); log(1 + exp v) is max(v, 0) + log1p(m) (Mächler,
 * Accurately Computing log(1 − exp(−|a|)), 2012).
 *
 * <p>A chain of maps of one argument is recognised by its composition, however it was traced.
 */
final class StableForms {
  private static final Operation LOG1P =
      new Operation(
          "log1p", 1, Optional.empty(), "log1p", "java.lang.Math.log1p", "\\log\\left(1 + #1\\right)");

  /** Maps in a chain that are looked at together. */
  private static final int LONGEST = 6;

  private record Form(String name, Formula stable) {}

  private final Tensors tensors;
  private final Formulas formulas;
  private final Map<Formula, Form> forms = new HashMap<>();

  /** What the last map of a chain does. */
  private final Set<Formula> heads = new HashSet<>();

  StableForms(Tensors tensors) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    Formula x = formulas.slot(0);
    for (Formula v : List.of(x, formulas.negate(x))) {
      Formula opposite = formulas.negate(v);
      Formula written = formulas.divide(one(), plusOne(apply(Operation.EXP, v)));
      add("logistic", written, logistic(v));
      add("1 - logistic", oneMinus(written), logistic(opposite));
      add("1 - logistic", oneMinus(logistic(v)), logistic(opposite));
      add("log(1 + exp x)", apply(Operation.LOG, plusOne(apply(Operation.EXP, v))), softplus(v));
      add("log of a logistic", apply(Operation.LOG, written), formulas.negate(softplus(v)));
      add("log of a logistic", apply(Operation.LOG, logistic(v)), formulas.negate(softplus(v)));
      add("log of 1 - logistic", apply(Operation.LOG, oneMinus(written)), formulas.negate(softplus(opposite)));
    }
    add("log(1 + x)", apply(Operation.LOG, plusOne(x)), apply(LOG1P, x));
    heads.addAll(forms.keySet());
    heads.addAll(List.of(formulas.divide(one(), x), oneMinus(x), apply(Operation.LOG, x)));
  }

  /** One rule a form. */
  List<Rewrite.Rule> rules() {
    return forms.values().stream()
        .map(Form::name)
        .distinct()
        .sorted()
        .map(name -> new Rewrite.Rule(name, tensor -> rewrite(tensor, name::equals)))
        .toList();
  }

  /** All of them at once. */
  Optional<Tensor> rewrite(Tensor tensor) {
    return rewrite(tensor, _ -> true);
  }

  private void add(String name, Formula written, Formula stable) {
    forms.putIfAbsent(written, new Form(name, stable));
  }

  /** The longest chain down from this map whose composition is a known form. */
  private Optional<Tensor> rewrite(Tensor tensor, Predicate<String> wanted) {
    if (!(tensor instanceof Tensor.Map last) || !heads.contains(last.body())) {
      return Optional.empty();
    }
    Optional<Tensor> best = Optional.empty();
    Tensor below = tensor;
    Formula composed = formulas.slot(0);
    for (int length = 0; length < LONGEST && below instanceof Tensor.Map map && map.arguments().size() == 1; length++) {
      composed = formulas.substitute(composed, Map.of(formulas.slot(0), map.body()));
      below = map.arguments().getFirst();
      Form form = forms.get(composed);
      if (form != null && wanted.test(form.name())) {
        best = Optional.of(tensors.map("", form.stable(), List.of(below)));
      }
    }
    return best;
  }

  private Formula logistic(Formula v) {
    Formula m = magnitude(v);
    Formula small = formulas.divide(one(), plusOne(m));
    return formulas.piecewise(List.of(new Formula.Case(isPositive(v), formulas.divide(m, plusOne(m)))), small);
  }

  private Formula softplus(Formula v) {
    Formula positive = formulas.piecewise(List.of(new Formula.Case(isPositive(v), v)), formulas.integer(0));
    return formulas.add(positive, apply(LOG1P, magnitude(v)));
  }

  /** exp(−|v|) */
  private Formula magnitude(Formula v) {
    Formula negative = formulas.piecewise(List.of(new Formula.Case(isPositive(v), formulas.negate(v))), v);
    return apply(Operation.EXP, negative);
  }

  private Formula isPositive(Formula v) {
    return formulas.relation(Comparator.GREATER, v, formulas.integer(0));
  }

  private Formula one() {
    return formulas.integer(1);
  }

  private Formula plusOne(Formula v) {
    return formulas.add(one(), v);
  }

  private Formula oneMinus(Formula v) {
    return formulas.subtract(one(), v);
  }

  private Formula apply(Operation operation, Formula argument) {
    return formulas.apply(operation, List.of(argument));
  }
}
