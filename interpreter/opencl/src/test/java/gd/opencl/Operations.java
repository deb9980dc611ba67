package gd.opencl;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.formula.Special;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The elementary operations that tests use, as the library would declare them, and what they
 * compute.
 */
final class Operations {
  static final Map<String, DoubleUnaryOperator> UNARY =
      Map.of(
          "exp", Math::exp,
          "log", Math::log,
          "sin", Math::sin,
          "cos", Math::cos,
          "tanh", Math::tanh,
          "abs", Math::abs,
          "sign", Special::sign,
          "sigmoid", Special::sigmoid,
          "softplus", Special::softplus);

  static final Map<String, DoubleBinaryOperator> BINARY =
      Map.of("max", Math::max, "min", Math::min);

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

  private Operations() {}

  static Formula apply(Formulas formulas, String name, Formula... arguments) {
    return formulas.apply(operation(name, arguments.length), List.of(arguments));
  }

  static Operation operation(String name, int arity) {
    return new Operation(
        name, arity, Optional.empty(), SPELLING.getOrDefault(name, name), "", name);
  }
}
