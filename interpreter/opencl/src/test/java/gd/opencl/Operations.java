package gd.opencl;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The elementary operations that tests use, as the library would declare them, and what they
 * compute.
 */
final class Operations {
  /** Operations of one argument, defined wherever |x| < 1 (log is for x + 2). */
  static final List<String> UNARY =
      List.of("exp", "log", "sin", "cos", "tanh", "abs", "sign", "sigmoid", "softplus");

  private static final Map<String, String> SPELLING =
      Map.of(
          "abs",
          "fabs",
          "max",
          "fmax",
          "min",
          "fmin",
          "sigmoid",
          "gd_sigmoid",
          "softplus",
          "gd_softplus");

  private static final List<String> SPECIAL = List.of("sign", "sigmoid", "softplus");

  private Operations() {}

  static Formula apply(Formulas formulas, String name, Formula... arguments) {
    return formulas.apply(operation(name, arguments.length), List.of(arguments));
  }

  static Operation operation(String name, int arity) {
    String jvm = (SPECIAL.contains(name) ? "gd.formula.Special." : "java.lang.Math.") + name;
    return new Operation(
        name, arity, Optional.empty(), SPELLING.getOrDefault(name, name), jvm, name);
  }
}
