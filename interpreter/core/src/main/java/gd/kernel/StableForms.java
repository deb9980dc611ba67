package gd.kernel;

import gd.formula.Formula;
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
 * Forms of the logistic function and its kin that neither overflow nor cancel, and whose
 * derivatives do not either (Mächler, Accurately Computing log(1 − exp(−|a|)), 2012): 1/(1 + exp v)
 * becomes sigmoid(−v), log(1 + exp v) becomes softplus(v). A chain of maps of one argument is
 * recognised by its composition, however it was traced.
 */
final class StableForms {
  private static final Operation LOG1P =
      operation(
          "log1p", Optional.empty(), "log1p", "java.lang.Math.log1p", "\\log\\left(1 + #1\\right)");
  private static final Operation SIGMOID =
      operation(
          "sigmoid",
          Optional.of("LogisticSigmoid"),
          "gd_sigmoid",
          "gd.formula.Special.sigmoid",
          "\\sigma\\left(#1\\right)");
  private static final Operation SOFTPLUS =
      operation(
          "softplus",
          Optional.empty(),
          "gd_softplus",
          "gd.formula.Special.softplus",
          "\\operatorname{softplus}\\left(#1\\right)");

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
      Formula sigmoid = apply(SIGMOID, opposite);
      add("logistic", written, sigmoid);
      add("1 - logistic", oneMinus(written), apply(SIGMOID, v));
      add("1 - logistic", oneMinus(sigmoid), apply(SIGMOID, v));
      add(
          "log(1 + exp x)",
          apply(Operation.LOG, plusOne(apply(Operation.EXP, v))),
          apply(SOFTPLUS, v));
      add("log of a logistic", apply(Operation.LOG, written), formulas.negate(apply(SOFTPLUS, v)));
      add("log of a logistic", apply(Operation.LOG, sigmoid), formulas.negate(apply(SOFTPLUS, v)));
      Formula logOfRest = formulas.negate(apply(SOFTPLUS, opposite));
      add("log of 1 - logistic", apply(Operation.LOG, oneMinus(written)), logOfRest);
      add("log of 1 - logistic", apply(Operation.LOG, oneMinus(sigmoid)), logOfRest);
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
    for (int length = 0;
        length < LONGEST && below instanceof Tensor.Map map && map.arguments().size() == 1;
        length++) {
      composed = formulas.substitute(composed, Map.of(formulas.slot(0), map.body()));
      below = map.arguments().getFirst();
      Form form = forms.get(composed);
      if (form != null && wanted.test(form.name())) {
        best = Optional.of(tensors.map("", form.stable(), List.of(below)));
      }
    }
    return best;
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

  private static Operation operation(
      String name, Optional<String> symja, String openCl, String jvm, String latex) {
    return new Operation(name, 1, symja, openCl, jvm, latex);
  }

  private Formula apply(Operation operation, Formula argument) {
    return formulas.apply(operation, List.of(argument));
  }
}
