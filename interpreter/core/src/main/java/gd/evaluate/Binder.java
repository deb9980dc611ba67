package gd.evaluate;

import gd.library.Declaration;
import gd.report.Failure;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Puts arguments in the places of declared parameters. */
final class Binder {
  private static final String ABSENT = "_";

  private final Interpreter in;
  private final Declaration declaration;
  private final Span at;
  private final Map<String, Arguments.Given> single = new LinkedHashMap<>();
  private final Map<String, List<Arguments.Given>> rest = new HashMap<>();
  private final BiFunction<Syntax.Expression, Map<String, Value>, Value> evaluation;
  private final int given;
  private int next;

  Binder(
      Interpreter in,
      Declaration declaration,
      Span at,
      int given,
      BiFunction<Syntax.Expression, Map<String, Value>, Value> evaluation) {
    this.in = in;
    this.declaration = declaration;
    this.at = at;
    this.given = given;
    this.evaluation = evaluation;
  }

  Syntax.Parameter parameter(Optional<String> name, Span span) {
    List<Syntax.Parameter> parameters = declaration.parameters();
    if (name.isPresent()) {
      Optional<Syntax.Parameter> named =
          parameters.stream().filter(p -> !p.rest() && p.name().equals(name.get())).findFirst();
      Optional<Syntax.Parameter> others =
          parameters.stream().filter(Syntax.Parameter::rest).findFirst();
      // at(e^x, x=2, e=3): the first e stands where it does, the second is of the rest.
      Arguments.Given before = single.get(name.get());
      boolean isOfTheRest = before != null && before.name().isEmpty() && others.isPresent();
      return named
          .filter(_ -> !isOfTheRest)
          .or(() -> others)
          .orElseThrow(() -> unknown(name.get(), span));
    }
    if (next >= parameters.size()) {
      throw new Failure(tooMany());
    }
    Syntax.Parameter parameter = parameters.get(next);
    if (!parameter.rest()) {
      next++;
    }
    return parameter;
  }

  private Failure unknown(String name, Span span) {
    return new Failure(
        new NameProblem.UnknownArgument(
            span,
            name,
            declaration.name(),
            Optional.of(declaration.span()),
            declaration.parameters().stream().map(Syntax.Parameter::name).toList()));
  }

  private Problem tooMany() {
    return new NameProblem.WrongNumberOfArguments(
        at,
        declaration.signature(),
        Optional.of(declaration.span()),
        given,
        "at most " + declaration.parameters().size(),
        "");
  }

  void give(Syntax.Parameter parameter, Arguments.Given argument) {
    if (parameter.rest()) {
      rest.computeIfAbsent(parameter.name(), k -> new ArrayList<>()).add(argument);
    } else if (single.put(parameter.name(), argument) != null) {
      throw new Failure(
          new NameProblem.ArgumentGivenTwice(at, parameter.name(), declaration.name()));
    }
  }

  Arguments finish(BiFunction<Syntax.Parameter, Arguments.Given, Arguments.Given> evaluated) {
    List<String> missing = new ArrayList<>();
    for (Syntax.Parameter parameter : declaration.parameters()) {
      if (parameter.rest()) {
        rest.computeIfPresent(
            parameter.name(),
            (k, all) -> all.stream().map(g -> evaluated.apply(parameter, g)).toList());
        continue;
      }
      Arguments.Given argument = single.get(parameter.name());
      if (argument != null) {
        single.put(parameter.name(), evaluated.apply(parameter, argument));
      } else if (parameter.byDefault().isPresent()) {
        Syntax.Expression byDefault = parameter.byDefault().get();
        if (!(byDefault instanceof Syntax.Name(_, var name) && name.equals(ABSENT))) {
          Value value = in.evaluator().evaluate(byDefault, in.globals());
          single.put(
              parameter.name(),
              new Arguments.Given(
                  byDefault.span(), byDefault, Optional.empty(), Optional.of(value)));
        }
      } else if (!isReduction(parameter)) {
        missing.add(parameter.name());
      }
    }
    if (!missing.isEmpty()) {
      throw new Failure(
          new NameProblem.WrongNumberOfArguments(
              at,
              declaration.signature(),
              Optional.of(declaration.span()),
              given,
              needed(),
              String.join(", ", missing)));
    }
    return new Arguments(declaration, at, single, rest, evaluation);
  }

  /** How many arguments there may be: {@code 3}, {@code 2 to 4}, {@code at least 2}. */
  private String needed() {
    List<Syntax.Parameter> parameters = declaration.parameters();
    long least =
        parameters.stream().filter(p -> p.byDefault().isEmpty() && !isReduction(p)).count();
    boolean more = parameters.stream().anyMatch(Syntax.Parameter::rest);
    return more
        ? "at least " + least
        : least == parameters.size() ? String.valueOf(least) : least + " to " + parameters.size();
  }

  /** {@code max(v)} of one array is a reduction: only the first of the two parameters is needed. */
  private boolean isReduction(Syntax.Parameter parameter) {
    return declaration.operation().isPresent()
        && in.builtins().find(declaration.name()).isPresent()
        && !parameter.equals(declaration.parameters().getFirst());
  }
}
