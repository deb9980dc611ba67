package gd.evaluate;

import gd.formula.Formula;
import gd.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * {@code M(x) = diff(x^2, x)}: where a call gave x a number, x stands for itself in the arguments
 * of diff all the same, and has its number in what comes out, so that M(2) is what M(x) says at 2.
 *
 * @param scope in which the arguments are evaluated
 * @param given what a call gave the names that stand for themselves there
 */
record Dummies(Interpreter in, Environment scope, Map<String, Value> given) {
  static Dummies of(Interpreter in, Set<String> held, Environment scope) {
    Map<String, Value> given = new LinkedHashMap<>();
    for (String name : held) {
      scope
          .findLocal(name)
          .filter(value -> isNumber(value, name))
          .ifPresent(v -> given.put(name, v));
    }
    if (given.isEmpty()) {
      return new Dummies(in, scope, given);
    }
    Environment inside = scope.call();
    given.keySet().forEach(name -> inside.set(name, new Value.Scalar(new Formula.Symbol(name))));
    return new Dummies(in, inside, given);
  }

  private static boolean isNumber(Value value, String name) {
    return switch (value) {
      case Value.Scalar(var formula) ->
          !formula.equals(new Formula.Symbol(name)) && !Arithmetic.isCondition(formula);
      case Value.Array(var tensor, _) -> tensor.shape().rank() == 0;
      case Value _ -> false;
    };
  }

  /** A result where the names have what they were given; a condition is on the names themselves. */
  Value restored(Value result) {
    if (given.isEmpty()) {
      return result;
    }
    return switch (result) {
      case Value.Scalar(var formula) when Arithmetic.isCondition(formula) -> result;
      case Value.Scalar _, Value.Array _ -> restored(in.arithmetic().tensor(result));
      case Value.Fields(var fields) -> {
        Map<String, Value> each = new LinkedHashMap<>();
        fields.forEach((name, value) -> each.put(name, restored(value)));
        yield new Value.Fields(each);
      }
      case Value other -> other;
    };
  }

  private Value restored(Tensor result) {
    Tensor tensor = result;
    for (Map.Entry<String, Value> each : given.entrySet()) {
      Tensor number = in.arithmetic().tensor(each.getValue());
      tensor = in.tensors().replaced(tensor, new Formula.Symbol(each.getKey()), number);
    }
    return in.computing().force(Arithmetic.of(tensor));
  }
}
