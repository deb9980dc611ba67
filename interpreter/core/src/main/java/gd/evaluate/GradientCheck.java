package gd.evaluate;

import gd.backend.Device;
import gd.formula.Formula;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The gradient of a function at a point in every way there is: in reverse over the graph, on each
 * device, symbolically, forward and in reverse over the formula, and by central differences.
 */
final class GradientCheck {
  /** Formulas are written out for so many variables. */
  private static final int MOST_VARIABLES = 64;

  /** Near the cube root of the rounding error, where central differences are best. */
  private static final double STEP = 6e-6;

  private final Interpreter in;

  GradientCheck(Interpreter in) {
    this.in = in;
  }

  Value check(Value.Callable gradient, Map<String, Value> arguments) {
    Value.Callable function = function(gradient);
    List<String> names = List.copyOf(arguments.keySet());
    List<Value> values = new ArrayList<>();
    arguments.values().forEach(v -> values.add(in.computing().inDecimals(v)));
    Map<String, double[]> found = new LinkedHashMap<>();
    Gradients.Traced traced = in.gradients().trace(names, values, v -> apply(function, v));
    List<Tensor> graphs = in.gradients().graphs(traced);
    found.put("reverse", numbers(in.computing().force(graphs)));
    for (Device device : in.computing().devices()) {
      found.put("reverse, on " + device.name(), numbers(in.computing().on(device, graphs)));
    }
    if (gradient instanceof Value.Closure declared) {
      found.put("as declared", numbers(List.of(in.computing().force(apply(declared, values)))));
    }
    double[] point = numbers(values);
    if (point.length <= MOST_VARIABLES) {
      symbolic(function, values, point, found);
    }
    found.put("central differences", differences(function, values, point));
    double[] first = found.values().iterator().next();
    List<Value.Way> ways = new ArrayList<>();
    found.forEach((way, numbers) -> ways.add(way(way, numbers, first)));
    return new Value.Agreement(ways);
  }

  /** The f of ∇f, however it is given. */
  private Value.Callable function(Value.Callable gradient) {
    if (gradient instanceof Value.Derived(var how, var of)
        && (how instanceof Value.Derivation.Gradient
            || how instanceof Value.Derivation.Prime(int order) && order == 1)) {
      return of;
    }
    String name = gradient instanceof Value.Closure closure ? closure.name() : "";
    String plain = name.replaceFirst("^∇", "").replaceFirst("'$", "");
    if (!plain.equals(name) && in.find(plain).orElse(null) instanceof Value.Callable function) {
      return function;
    }
    String given = Words.of(gradient);
    String shown = Words.title(gradient).matches("\\w+") ? Words.title(gradient) : "f";
    throw new Refusal(
        at ->
            new RunProblem.WrongKind(at, "a gradient", given, List.of("check(∇" + shown + ", …)")));
  }

  private Value apply(Value.Callable function, List<Value> values) {
    return in.evaluator()
        .calls()
        .apply(function, values, Map.of(), new gd.report.Span(new gd.report.Source("", ""), 0, 0));
  }

  private double[] numbers(List<Value> values) {
    return values.stream().flatMapToDouble(v -> java.util.Arrays.stream(in.decimals(v))).toArray();
  }

  /** Over the formula of the function, if it has one. */
  private void symbolic(
      Value.Callable function, List<Value> values, double[] point, Map<String, double[]> found) {
    List<Formula.Symbol> symbols = new ArrayList<>();
    List<Value> written = new ArrayList<>();
    for (Value value : values) {
      Tensor tensor = in.arithmetic().tensor(value);
      List<Formula> elements = new ArrayList<>();
      for (int k = 0; k < tensor.shape().size(); k++) {
        Formula.Symbol symbol = new Formula.Symbol("x_" + (symbols.size() + 1));
        symbols.add(symbol);
        elements.add(symbol);
      }
      written.add(
          tensor.shape().rank() == 0
              ? new Value.Scalar(elements.getFirst())
              : new Value.Array(new Tensor.Data(tensor.shape(), new Elements.Formulas(elements))));
    }
    Formula formula;
    try {
      if (!(in.computing().force(apply(function, written)) instanceof Value.Scalar(var f))) {
        return;
      }
      formula = f;
    } catch (gd.report.Failure | Refusal noFormula) {
      return; // a loop over values, a condition on symbols: there is no one formula
    }
    UnaryOperator<Formula> at =
        derivative -> in.formulas().substitute(derivative, at(symbols, point));
    List<Formula> forward =
        symbols.stream().map(x -> in.differentiation().derivative(formula, x)).toList();
    List<Formula> reverse = in.differentiation().gradient(formula, symbols);
    found.put("symbolic, forward", decimals(forward, at));
    found.put("symbolic, in reverse", decimals(reverse, at));
  }

  private double[] decimals(List<Formula> derivatives, UnaryOperator<Formula> at) {
    return derivatives.stream().mapToDouble(d -> in.computing().decimal(at.apply(d))).toArray();
  }

  private Map<Formula, Formula> at(List<Formula.Symbol> symbols, double[] point) {
    Map<Formula, Formula> values = new java.util.HashMap<>();
    for (int k = 0; k < point.length; k++) {
      values.put(symbols.get(k), in.formulas().decimal(point[k]));
    }
    return values;
  }

  private double[] differences(Value.Callable function, List<Value> values, double[] point) {
    double[] slopes = new double[point.length];
    for (int k = 0; k < point.length; k++) {
      double step = STEP * Math.max(1, Math.abs(point[k]));
      double[] moved = point.clone();
      moved[k] = point[k] + step;
      double above = numbers(List.of(apply(function, like(values, moved))))[0];
      moved[k] = point[k] - step;
      double below = numbers(List.of(apply(function, like(values, moved))))[0];
      slopes[k] = (above - below) / (2 * step);
    }
    return slopes;
  }

  /** Values of the same shapes with other numbers. */
  private List<Value> like(List<Value> values, double[] numbers) {
    List<Value> made = new ArrayList<>();
    int from = 0;
    for (Value value : values) {
      Tensor tensor = in.arithmetic().tensor(value);
      int size = tensor.shape().size();
      double[] part = java.util.Arrays.copyOfRange(numbers, from, from + size);
      from += size;
      made.add(
          tensor.shape().rank() == 0
              ? new Value.Scalar(in.formulas().decimal(part[0]))
              : new Value.Array(new Tensor.Data(tensor.shape(), new Elements.Decimals(part))));
    }
    return made;
  }

  private Value.Way way(String name, double[] numbers, double[] first) {
    double size = 1;
    double distance = 0;
    for (int k = 0; k < numbers.length; k++) {
      size = Math.max(size, Math.abs(first[k]));
      distance = Math.max(distance, Math.abs(numbers[k] - first[k]));
    }
    Value gradient =
        numbers.length == 1
            ? new Value.Scalar(in.formulas().decimal(numbers[0]))
            : new Value.Array(
                new Tensor.Data(
                    gd.tensor.Shape.of(numbers.length), new Elements.Decimals(numbers)));
    return new Value.Way(name, gradient, distance / size);
  }
}
