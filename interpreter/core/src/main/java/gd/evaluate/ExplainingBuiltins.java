package gd.evaluate;

import gd.formula.Derivation;
import gd.formula.Derivations;
import gd.formula.Formula;
import gd.matrix.MatrixFormula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.syntax.Syntax;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What shows how derivatives come about: rule by rule, on a graph, and in several ways. */
final class ExplainingBuiltins {
  /** A graph of more nodes is nothing to read. */
  private static final int MOST_NODES = 500;

  private ExplainingBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of(
        "explain", ExplainingBuiltins::explain,
        "backprop", ExplainingBuiltins::backprop,
        "check", (in, a) -> new GradientCheck(in).check(function(a, "g"), arguments(in, a)));
  }

  private static Value explain(Interpreter in, Arguments a) {
    String x = Variables.one(in, a);
    Value e = CalculusBuiltins.expression(in, a, List.of(x));
    Optional<Tensor.Input> array = ArraySymbols.named(in.globals(), x);
    if (array.isPresent()
        && e instanceof Value.Array(var number, _)
        && number.shape().rank() == 0) {
      return new ArrayExplanation(in, number, array.get()).explained();
    }
    Formula formula = CalculusBuiltins.formula(e);
    Derivation derivation =
        new Derivations(in.formulas(), in.differentiation()).of(formula, new Formula.Symbol(x));
    return new Value.Explanation(derivation, x, expanded(in, derivation.derivative()));
  }

  /** Multiplied out, if it is a polynomial that can be. */
  private static Optional<Formula> expanded(Interpreter in, Formula derivative) {
    boolean factored =
        derivative instanceof Formula.Product product
            && product.factors().stream()
                .anyMatch(
                    factor ->
                        factor instanceof Formula.Sum
                            || factor instanceof Formula.Power power
                                && power.base() instanceof Formula.Sum
                                && power.exponent() instanceof Formula.Rational r
                                && r.isInteger()
                                && r.numerator().signum() > 0);
    if (!factored || gd.formula.Dag.size(derivative) > 40) {
      return Optional.empty();
    }
    try {
      return Optional.of(in.algebra().expand(derivative)).filter(e -> !e.equals(derivative));
    } catch (Refusal tooLarge) {
      return Optional.empty();
    }
  }

  static Value.Callable function(Arguments a, String name) {
    if (a.value(name) instanceof Value.Callable callable) {
      return callable;
    }
    String given = Words.of(a.value(name));
    throw new Refusal(
        at ->
            new RunProblem.WrongKind(
                at, "a function", given, List.of("f(x) = … makes one of an expression")));
  }

  /** What stands after the function: values in order, or by the names of its parameters. */
  static Map<String, Value> arguments(Interpreter in, Arguments a) {
    Value.Callable function = function(a, a.declaration().parameters().getFirst().name());
    List<String> parameters = in.parameters(function);
    Map<String, Value> byName = new HashMap<>();
    int place = 0;
    for (Arguments.Given given : a.restGiven("values")) {
      String name =
          given.name().isPresent()
              ? given.name().get()
              : place < parameters.size() ? parameters.get(place++) : "argument " + ++place;
      byName.put(name, in.computing().force(given.value().orElseThrow()));
    }
    return in.evaluator().calls().bound(function, byName, a.at());
  }

  private static Value backprop(Interpreter in, Arguments a) {
    Value.Callable function = function(a, "f");
    Map<String, Value> arguments = arguments(in, a);
    Gradients.Traced traced =
        in.gradients()
            .trace(
                List.copyOf(arguments.keySet()),
                List.copyOf(arguments.values()),
                values -> in.evaluator().calls().apply(function, values, Map.of(), a.at()));
    Map<Tensor, Tensor> adjoints = in.gradients().adjoints(traced, "backprop");
    List<Tensor> shown =
        Graph.order(List.of(traced.value())).stream().filter(adjoints::containsKey).toList();
    if (shown.size() > MOST_NODES) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the nodes that backprop shows",
                  String.valueOf(MOST_NODES),
                  "Show a part of the function."));
    }
    List<Tensor> graphs = new ArrayList<>(shown);
    shown.forEach(node -> graphs.add(adjoints.get(node)));
    List<Value> values =
        in.computing().force(in.tensors().substitute(graphs, new HashMap<>(traced.arguments())));
    return new Value.Backpropagation(nodes(in, shown, values));
  }

  /** Inputs keep their names, other nodes are numbered. */
  private static List<Value.Node> nodes(Interpreter in, List<Tensor> shown, List<Value> values) {
    Map<Tensor, Tensor> named = new IdentityHashMap<>();
    List<Value.Node> nodes = new ArrayList<>();
    String letter = letter(in, shown.getLast());
    int number = 0;
    for (int k = 0; k < shown.size(); k++) {
      Tensor node = shown.get(k);
      Value value = values.get(k);
      Value gradient = values.get(shown.size() + k);
      if (node instanceof Tensor.Input input) {
        nodes.add(new Value.Node(input.name(), Optional.empty(), value, gradient));
        continue;
      }
      List<Tensor> arguments =
          Graph.arguments(node).stream()
              .map(argument -> named.computeIfAbsent(argument, each -> known(in, each)))
              .toList();
      if (node instanceof Tensor.View) {
        named.put(node, in.tensors().with(node, arguments)); // a bias, a transpose: no step
        continue;
      }
      Tensor alone = node instanceof Tensor.Data ? node : in.tensors().with(node, arguments);
      String name = letter + ++number;
      Syntax.Expression made =
          MatrixFormula.of(alone, in.formulas()).orElseGet(() -> new Syntax.Name(nowhere(), "…"));
      nodes.add(new Value.Node(name, Optional.of(made), value, gradient));
      named.put(node, new Tensor.Input(name, node.shape()));
    }
    return nodes;
  }

  /** What the nodes are numbered with: a letter with which no name of the session or graph is. */
  static String letter(Interpreter in, Tensor graph) {
    Set<String> names = new HashSet<>(in.globals().keys());
    names.addAll(Symbols.of(new Value.Array(graph)));
    return Stream.of("n", "m", "h", "s", "t", "v", "a")
        .filter(letter -> names.stream().noneMatch(name -> name.matches(letter + "\\d+")))
        .findFirst()
        .orElse("node");
  }

  /** An array of the session goes by its name. */
  private static Tensor known(Interpreter in, Tensor tensor) {
    Shape shape = tensor.shape();
    if (!(tensor instanceof Tensor.Data) || shape.rank() == 0) {
      return tensor;
    }
    return in.globals().keys().stream()
        .sorted()
        .filter(
            key ->
                in.globals().here(key).orElse(new Value.Nothing())
                        instanceof Value.Array(var known, _)
                    && known == tensor)
        .findFirst()
        .<Tensor>map(key -> new Tensor.Input(key, shape))
        .orElse(tensor);
  }

  private static gd.report.Span nowhere() {
    return new gd.report.Span(new gd.report.Source("", ""), 0, 0);
  }
}
