package gd.evaluate;

import gd.formula.Formula;
import gd.report.NameProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Syntax;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code descend(f, starts..., lr=…, steps=…)}: from the arguments to a plan, and from the run to a
 * result.
 */
final class DescentBuiltin {
  private DescentBuiltin() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of("descend", DescentBuiltin::descend);
  }

  /** The loss as a function of the parameters that are trained. */
  private record Loss(
      List<String> names, List<Value> starts, Function<List<Value>, Value> function) {}

  private static Value descend(Interpreter in, Arguments a) {
    Loss loss = loss(in, a);
    DescentOptions options = DescentOptions.of(in, a);
    int every = Arguments.integer(a.value("trace"), "trace", 0, DescentOptions.MOST_STEPS);
    Gradients.Traced traced = in.gradients().trace(loss.names(), loss.starts(), loss.function());
    Tensor value = number(traced.value());
    StepGraph graph = options.step(loss.names(), traced, value);
    Value.Result result =
        ExactDescent.applies(graph)
            ? new ExactDescent(in, a.at()).run(graph, options.stop())
            : inDecimals(in, a, options, options.inDecimals(graph, loss.names(), traced, value));
    if (every > 0) {
      Reports.trace(in, result, every).forEach(in.listener()::printed);
    }
    return new Value.Descent(result);
  }

  private static Value.Result inDecimals(
      Interpreter in, Arguments a, DescentOptions options, StepGraph graph) {
    Optional<Span> written = a.written("lr") ? Optional.of(a.span("lr")) : Optional.empty();
    Descent.Plan plan = new Descent.Plan(graph, options.stop(), written);
    Descent.Run run = new Descent(in.computing(), plan, Progress.silent()).run();
    Map<String, Value> parameters = new LinkedHashMap<>();
    Map<String, Value> path = new LinkedHashMap<>();
    for (int i = 0; i < run.path().size(); i++) {
      String name = graph.parameters().get(i).name();
      Shape shape = graph.parameters().get(i).input().shape();
      parameters.put(
          name,
          Arithmetic.of(new Tensor.Data(shape, new Elements.Decimals(run.parameters().get(i)))));
      path.put(name, points(shape, new Elements.Decimals(run.path().get(i))));
    }
    double[] losses = run.losses();
    return new Value.Result(
        parameters,
        new Value.Scalar(new Formula.Decimal(losses[losses.length - 1])),
        losses.length - 1L,
        new Value.Array(new Tensor.Data(Shape.of(losses.length), new Elements.Decimals(losses))),
        path,
        run.why(),
        run.device(),
        run.time());
  }

  /** Points of a shape, one after the other, as an array with a first dimension more. */
  static Value points(Shape shape, Elements elements) {
    List<Integer> dimensions = new ArrayList<>();
    dimensions.add(elements.size() / Math.max(1, shape.size()));
    dimensions.addAll(shape.dimensions());
    return new Value.Array(new Tensor.Data(new Shape(dimensions), elements));
  }

  private static Loss loss(Interpreter in, Arguments a) {
    return switch (a.value("f")) {
      case Value.Callable f -> ofFunction(in, a, f);
      case Value.Scalar(var formula) when Symbols.of(formula).size() == 1 ->
          ofExpression(in, a, formula);
      case Value other -> {
        String given = Words.of(other);
        throw new Refusal(
            at ->
                new RunProblem.WrongKind(
                    at,
                    "a function to descend on, or an expression in one symbol",
                    given,
                    List.of()));
      }
    };
  }

  private static Loss ofExpression(Interpreter in, Arguments a, Formula formula) {
    Formula symbol = in.formulas().symbol(Symbols.of(formula).iterator().next());
    List<Arguments.Given> given = a.restGiven("starts");
    if (given.size() != 1) {
      throw new Refusal(at -> new RunProblem.NothingToTrain(at, List.copyOf(Symbols.of(formula))));
    }
    return new Loss(
        List.copyOf(Symbols.of(formula)),
        a.rest("starts"),
        v ->
            in.arithmetic()
                .each(
                    "The loss",
                    v.getFirst(),
                    x -> in.formulas().substitute(formula, Map.of(symbol, x))));
  }

  private static Loss ofFunction(Interpreter in, Arguments a, Value.Callable f) {
    List<String> parameters = in.parameters(f);
    Map<String, Value> starts = new LinkedHashMap<>();
    int next = 0;
    for (Arguments.Given given : a.restGiven("starts")) {
      String name;
      if (given.name().isPresent()) {
        name = given.name().get();
      } else if (next < parameters.size()) {
        name = parameters.get(next++);
      } else {
        throw new Refusal(
            at ->
                new NameProblem.WrongNumberOfArguments(
                    at,
                    Calls.title(f) + "(" + String.join(", ", parameters) + ")",
                    Optional.empty(),
                    a.restGiven("starts").size(),
                    "at most " + parameters.size() + " starts",
                    ""));
      }
      if (!parameters.contains(name)) {
        throw new Refusal(
            at ->
                new NameProblem.UnknownArgument(
                    at, name, "descend", Optional.empty(), known(a, parameters)));
      }
      if (options(a).contains(name)) {
        throw new Refusal(
            at ->
                new NameProblem.NotAssignable(
                    at, name, "A parameter cannot be named like an option of descend."));
      }
      if (starts.put(name, in.computing().force(given.value().orElseThrow())) != null) {
        throw new Refusal(at -> new NameProblem.ArgumentGivenTwice(at, name, "descend"));
      }
    }
    if (starts.isEmpty()) {
      throw new Refusal(at -> new RunProblem.NothingToTrain(at, parameters));
    }
    List<String> names = List.copyOf(starts.keySet());
    return new Loss(
        names,
        List.copyOf(starts.values()),
        values -> {
          Map<String, Value> named = new LinkedHashMap<>();
          for (int i = 0; i < values.size(); i++) {
            named.put(names.get(i), values.get(i));
          }
          return in.evaluator().calls().applyNamed(f, named, a.at());
        });
  }

  private static List<String> known(Arguments a, List<String> parameters) {
    List<String> all = new ArrayList<>(parameters);
    all.addAll(options(a));
    return all;
  }

  /** The names of the options, as the library declares them. */
  private static List<String> options(Arguments a) {
    return a.declaration().parameters().stream()
        .filter(p -> p.byDefault().isPresent())
        .map(Syntax.Parameter::name)
        .sorted()
        .toList();
  }

  private static Tensor number(Tensor value) {
    if (value.shape().rank() != 0) {
      String given = Words.of(value.shape());
      throw new Refusal(
          at ->
              new RunProblem.LossNotANumber(
                  at, given, List.of("mean(…) or sum(…) around the loss makes a number of it.")));
    }
    return value;
  }
}
