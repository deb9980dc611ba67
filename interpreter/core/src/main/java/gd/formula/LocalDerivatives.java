package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Slot;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The partial derivatives of one node with respect to its children. */
final class LocalDerivatives {
  /** ∂node/∂child number {@code argument}. */
  record Partial(int argument, Formula derivative) {}

  private final Formulas formulas;
  private final Derivatives derivatives;

  LocalDerivatives(Formulas formulas, Derivatives derivatives) {
    this.formulas = formulas;
    this.derivatives = derivatives;
  }

  /** Of base^exponent, for those of the two that depend on a variable. */
  List<Partial> of(Power power, Set<Formula> dependent) {
    Formula base = power.base();
    Formula exponent = power.exponent();
    List<Partial> partials = new ArrayList<>();
    if (dependent.contains(base)) {
      Formula lower = formulas.power(base, formulas.subtract(exponent, Arithmetic.ONE));
      partials.add(new Partial(0, formulas.multiply(exponent, lower)));
    }
    if (dependent.contains(exponent)) {
      Formula logarithm = formulas.apply(Operation.LOG, List.of(base));
      partials.add(new Partial(1, formulas.multiply(power, logarithm)));
    }
    return partials;
  }

  /** Of an operation, for those arguments that depend on a variable. */
  List<Partial> of(Apply apply, Set<Formula> dependent) {
    List<Partial> partials = new ArrayList<>();
    List<Formula> arguments = apply.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (dependent.contains(arguments.get(i))) {
        Formula pattern = pattern(apply.operation(), i);
        boolean isItself = pattern instanceof Apply same && isSlots(same, apply.operation());
        partials.add(new Partial(i, isItself ? apply : at(pattern, arguments)));
      }
    }
    return partials;
  }

  /** Of e^x the derivative is e^x itself. */
  private static boolean isSlots(Apply pattern, Operation operation) {
    return pattern.operation().equals(operation)
        && pattern.arguments().size() == 1
        && pattern.arguments().getFirst() instanceof Slot;
  }

  private Formula pattern(Operation operation, int argument) {
    return derivatives
        .derivative(operation, argument)
        .orElseThrow(
            () ->
                new Refusal(
                    at ->
                        new MathProblem.NoDerivative(
                            at,
                            operation.name(),
                            "No derivative of " + operation.name() + " is known.")));
  }

  private Formula at(Formula pattern, List<Formula> arguments) {
    Map<Formula, Formula> replacements = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      replacements.put(new Slot(i), arguments.get(i));
    }
    return formulas.substitute(pattern, replacements);
  }
}
