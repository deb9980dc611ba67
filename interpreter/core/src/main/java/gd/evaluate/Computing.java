package gd.evaluate;

import gd.backend.Device;
import gd.backend.Devices;
import gd.backend.GraphComputing;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.List;

/** Computes values: their graphs, unless they wait for an input. */
final class Computing extends GraphComputing {
  private final Formulas formulas;
  private final Tensors tensors;

  Computing(Formulas formulas, Tensors tensors, Devices devices) {
    super(formulas, tensors, devices);
    this.formulas = formulas;
    this.tensors = tensors;
  }

  /** The value computed, unless it is traced; a number becomes a scalar. */
  Value force(Value value) {
    return switch (value) {
      case Value.Array(Tensor.Data data, var origin) ->
          data.shape().rank() == 0 ? Arithmetic.of(data) : new Value.Array(data, origin);
      case Value.Array(var tensor, var origin) -> {
        if (tensor.isTraced()) {
          yield value;
        }
        Tensor.Data data = compute(List.of(tensor)).getFirst();
        yield data.shape().rank() == 0 ? Arithmetic.of(data) : new Value.Array(data, origin);
      }
      case Value.Condition(var body, var arguments) -> {
        if (arguments.stream().anyMatch(Tensor::isTraced)) {
          yield value;
        }
        Formula zeroOrOne =
            formulas.piecewise(
                List.of(new Formula.Case(body, formulas.integer(1))), formulas.integer(0));
        yield force(new Value.Array(tensors.map("Comparison", zeroOrOne, arguments)));
      }
      case Value other -> other;
    };
  }

  /** As {@link #force}, but a condition stays one: {@code m = v > 0} chooses in {@code v[m]}. */
  Value kept(Value value) {
    return kept(value, force(value));
  }

  /** What is kept of a value that is computed already. */
  Value kept(Value value, Value forced) {
    return value instanceof Value.Condition
            && forced instanceof Value.Array(Tensor.Data data, _)
            && data.shape().rank() > 0
        ? Arithmetic.condition(formulas, data)
        : forced;
  }

  List<Value> force(List<Tensor> graphs) {
    if (graphs.stream().anyMatch(Tensor::isTraced)) {
      return graphs.stream().map(Arithmetic::of).toList();
    }
    return compute(graphs).stream().map(Arithmetic::of).toList();
  }

  /** The graphs' values on one device; in decimals. */
  List<Value> on(Device device, List<Tensor> graphs) {
    return computedOn(device, graphs).stream().map(Arithmetic::of).toList();
  }

  Value inDecimals(Value value) {
    Value forced = force(value);
    return forced instanceof Value.Array(Tensor.Data data, var origin)
        ? new Value.Array(inDecimals(data), origin)
        : forced;
  }

  double decimal(Value value) {
    return decimal(CalculusBuiltins.formula(force(value)));
  }
}
