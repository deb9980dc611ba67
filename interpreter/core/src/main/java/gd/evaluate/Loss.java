package gd.evaluate;

import gd.data.Columns;
import gd.descent.Dataset;
import gd.descent.Noise;
import gd.formula.Formula;
import gd.report.NameProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.syntax.Syntax;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What {@code descend} makes small: a function of parameters, of which some have a start and are
 * trained, and others are columns of the data.
 *
 * @param function the loss, from its parameters by name
 */
record Loss(
    List<String> names,
    List<Value> starts,
    Optional<Dataset> data,
    Function<Map<String, Value>, Value> function) {

  /** The loss traced with the data, if there is any, as it is. */
  Gradients.Traced traced(Interpreter in, Optional<Dataset> bound) {
    Map<String, Value> columns = new LinkedHashMap<>();
    bound.ifPresent(
        d -> {
          for (int c = 0; c < d.names().size(); c++) {
            columns.put(d.names().get(c), new Value.Array(d.arrays().get(c)));
          }
        });
    return number(
        in.gradients()
            .trace(
                names,
                starts,
                values -> {
                  Map<String, Value> all = new LinkedHashMap<>(columns);
                  all.putAll(named(names, values));
                  return applied(all);
                }));
  }

  /** As above, with inputs for what is to be drawn anew in every step. */
  Gradients.Traced tracedForSteps(Interpreter in) {
    List<Noise.Draw> draws = new ArrayList<>();
    return in.drawingLater(draws, () -> traced(in, data)).with(draws);
  }

  /** The loss traced with inputs for the parameters, and after them for the columns. */
  Gradients.Traced tracedByBatch(Interpreter in, Dataset batch) {
    List<String> all = new ArrayList<>(names);
    all.addAll(batch.names());
    List<Value> values = new ArrayList<>(starts);
    batch.inputs().forEach(each -> values.add(new Value.Array(each)));
    List<Noise.Draw> draws = new ArrayList<>();
    return in.drawingLater(
            draws, () -> number(in.gradients().trace(all, values, v -> applied(named(all, v)))))
        .with(draws);
  }

  private Value applied(Map<String, Value> arguments) {
    Value value = function.apply(arguments);
    if (value instanceof Value.Condition) {
      throw notANumber();
    }
    return value;
  }

  private static Refusal notANumber() {
    return new Refusal(
        at ->
            new RunProblem.LossNotANumber(
                at, "a comparison", List.of("if … then 1 else 0 makes a number of it.")));
  }

  private static Map<String, Value> named(List<String> names, List<Value> values) {
    Map<String, Value> named = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      named.put(names.get(i), values.get(i));
    }
    return named;
  }

  private static Gradients.Traced number(Gradients.Traced traced) {
    Tensor value = traced.value();
    if (value.shape().rank() != 0) {
      String given = Words.of(value.shape());
      throw new Refusal(
          at ->
              new RunProblem.LossNotANumber(
                  at, given, List.of("mean(…) or sum(…) around the loss makes a number of it.")));
    }
    return traced;
  }

  /** The loss that the arguments of {@code descend} mean. */
  static Loss of(Interpreter in, Arguments a) {
    Loss loss = asked(in, a);
    for (Value start : loss.starts()) {
      if (start instanceof Value.Array array && array.tensor().shape().isEmpty()) {
        String given = Words.of(start);
        throw new Refusal(
            at ->
                new ShapeProblem.NotThatShape(
                    at, "a start with at least one element", given, List.of()));
      }
    }
    return loss;
  }

  private static Loss asked(Interpreter in, Arguments a) {
    return switch (a.value("f")) {
      case Value.Callable f -> ofFunction(in, a, f);
      case Value.Scalar(var formula) when Arithmetic.isCondition(formula) -> throw notANumber();
      case Value.Scalar(var formula) when Symbols.of(formula).size() == 1 ->
          ofExpression(in, a, formula);
      case Value other -> {
        String given = Words.of(other);
        String written = a.span("f").text();
        List<String> symbols =
            other instanceof Value.Scalar(var formula)
                ? List.copyOf(Symbols.of(formula))
                : List.of();
        throw new Refusal(
            at ->
                new RunProblem.WrongKind(
                    at,
                    "a function to descend on, or an expression in one symbol",
                    symbols.size() > 1 ? given + " in " + String.join(", ", symbols) : given,
                    symbols.size() > 1
                        ? List.of("(" + String.join(", ", symbols) + ") -> " + written)
                        : List.of()));
      }
    };
  }

  private static Loss ofExpression(Interpreter in, Arguments a, Formula formula) {
    Formula symbol = in.formulas().symbol(Symbols.of(formula).iterator().next());
    List<Arguments.Given> given = a.restGiven("starts");
    for (Arguments.Given each : given) {
      if (each.name().isPresent() && !Symbols.of(formula).contains(each.name().get())) {
        throw new Refusal(
            at ->
                new NameProblem.UnknownArgument(
                    each.span(),
                    each.name().get(),
                    "descend",
                    Optional.empty(),
                    known(a, List.copyOf(Symbols.of(formula)))));
      }
    }
    if (given.size() != 1) {
      throw new Refusal(at -> new RunProblem.NothingToTrain(at, List.copyOf(Symbols.of(formula))));
    }
    return new Loss(
        List.copyOf(Symbols.of(formula)),
        List.of(given.getFirst().value().orElseThrow()),
        Optional.empty(),
        v ->
            in.arithmetic()
                .each(
                    "The loss",
                    v.values().iterator().next(),
                    x -> in.formulas().substitute(formula, Map.of(symbol, x))));
  }

  private static Loss ofFunction(Interpreter in, Arguments a, Value.Callable f) {
    List<String> parameters = in.parameters(f);
    for (String name : parameters) {
      if (options(a).contains(name)) {
        throw new Refusal(
            at ->
                new NameProblem.NotAssignable(
                    at, name, "A parameter cannot be named like an option of descend."));
      }
    }
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
                    Words.title(f) + "(" + String.join(", ", parameters) + ")",
                    Optional.empty(),
                    a.restGiven("starts").size(),
                    "at most " + parameters.size(),
                    ""));
      }
      if (!parameters.contains(name)) {
        throw new Refusal(
            at ->
                new NameProblem.UnknownArgument(
                    given.span(), name, "descend", Optional.empty(), known(a, parameters)));
      }
      Value start = in.computing().force(given.value().orElseThrow());
      if (!(start instanceof Value.Scalar) && !(start instanceof Value.Array)) {
        throw new Refusal(
            at ->
                new RunProblem.WrongKind(
                    given.syntax().span(),
                    "a number or an array to start from",
                    Words.of(start),
                    List.of()));
      }
      if (starts.put(name, start) != null) {
        throw new Refusal(at -> new NameProblem.ArgumentGivenTwice(at, name, "descend"));
      }
    }
    if (starts.isEmpty()) {
      throw new Refusal(at -> new RunProblem.NothingToTrain(at, parameters));
    }
    return new Loss(
        List.copyOf(starts.keySet()),
        List.copyOf(starts.values()),
        data(in, a, f, starts.keySet()),
        values -> in.evaluator().calls().applyNamed(f, values, a.at()));
  }

  /** The columns of the table that the parameters without a start are bound to. */
  private static Optional<Dataset> data(
      Interpreter in, Arguments a, Value.Callable f, Set<String> started) {
    List<String> required = in.evaluator().calls().required(f);
    if (!a.given("data")) {
      required.stream()
          .filter(parameter -> !started.contains(parameter))
          .findFirst()
          .ifPresent(
              parameter -> {
                throw new Refusal(at -> new RunProblem.UnboundParameter(at, parameter, List.of()));
              });
      return Optional.empty();
    }
    if (!(a.value("data") instanceof Value.Table(_, Columns table))) {
      throw new Refusal(
          at ->
              new RunProblem.BadOption(
                  a.span("data"), "data", Words.of(a.value("data")), "a table"));
    }
    List<String> columns = new ArrayList<>();
    for (String parameter : in.parameters(f)) {
      if (started.contains(parameter)) {
        continue;
      }
      if (table.names().contains(parameter)) {
        columns.add(parameter);
      } else if (required.contains(parameter)) {
        throw new Refusal(at -> new RunProblem.UnboundParameter(at, parameter, table.names()));
      }
    }
    return Optional.of(Dataset.of(table, columns));
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
}
