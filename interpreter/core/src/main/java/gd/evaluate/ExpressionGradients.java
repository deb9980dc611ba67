package gd.evaluate;

import gd.formula.Formula;
import gd.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gradients, Jacobians and Hessians of an expression by the names that are given. */
final class ExpressionGradients {
  private final Interpreter in;
  private final List<String> names;
  private final Tensor expression;

  ExpressionGradients(Interpreter in, List<String> names, Value expression) {
    this.in = in;
    this.names = names;
    this.expression = in.arithmetic().tensor(expression);
  }

  Value of(Value.Derivation derivation) {
    List<Value> symbols = names.stream().map(in::symbol).toList();
    return switch (derivation) {
      case Value.Derivation.Jacobian() -> in.gradients().jacobian(names, symbols, this::at);
      case Value.Derivation.Hessian() -> in.gradients().hessian(names, symbols, this::at);
      case Value.Derivation.Gradient(), Value.Derivation.Prime(_), Value.Derivation.Partial(_) ->
          gradient();
    };
  }

  private Value gradient() {
    Map<String, Value> parts = new LinkedHashMap<>();
    for (String name : names) {
      Value value = Arithmetic.of(expression);
      parts.put(name, in.readable(ArraySymbols.derivative(in, value, name)));
    }
    if (parts.size() == 1) {
      return parts.values().iterator().next();
    }
    return parts.values().stream().allMatch(Value.Scalar.class::isInstance)
        ? ArrayBuiltins.vector(parts.values().stream().map(CalculusBuiltins::formula).toList())
        : new Value.Fields(parts);
  }

  /** The expression where the names have these values, which are inputs of a graph. */
  Value at(List<Value> values) {
    Tensor result = expression;
    for (int k = 0; k < names.size(); k++) {
      String name = names.get(k);
      Tensor value = in.arithmetic().tensor(values.get(k));
      Tensor before = result;
      result =
          ArraySymbols.named(in.globals(), name)
              .map(array -> in.tensors().substitute(before, Map.of(array, value)))
              .orElseGet(() -> in.tensors().replaced(before, new Formula.Symbol(name), value));
    }
    return Arithmetic.of(result);
  }
}
