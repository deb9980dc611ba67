package gd.evaluate;

import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.library.Declaration;
import gd.report.NameProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Syntax;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The arguments of one call of a built-in, bound to the parameters that the library declares. */
final class Arguments {
  /**
   * An argument: where it stands (with its name), what was written, and its value unless the
   * parameter takes it unevaluated.
   */
  record Given(Span span, Syntax.Expression syntax, Optional<String> name, Optional<Value> value) {}

  private final Declaration declaration;
  private final Span at;
  private final Map<String, Given> single;
  private final Map<String, List<Given>> rest;
  private final BiFunction<Syntax.Expression, Map<String, Value>, Value> evaluation;

  /**
   * {@code evaluation} is for arguments that are taken unevaluated, with what names mean there
   * besides.
   */
  Arguments(
      Declaration declaration,
      Span at,
      Map<String, Given> single,
      Map<String, List<Given>> rest,
      BiFunction<Syntax.Expression, Map<String, Value>, Value> evaluation) {
    this.declaration = declaration;
    this.at = at;
    this.single = single;
    this.rest = rest;
    this.evaluation = evaluation;
  }

  Declaration declaration() {
    return declaration;
  }

  String function() {
    return declaration.name();
  }

  /** The call. */
  Span at() {
    return at;
  }

  /** Whether the argument was given (a default that is no value does not count). */
  boolean given(String name) {
    return single.containsKey(name);
  }

  /** Whether the argument stands in the call itself, not only as a default. */
  boolean written(String name) {
    return given(name) && span(name).source() == at.source();
  }

  Value value(String name) {
    Given given = single.get(name);
    if (given == null) {
      throw missing(name);
    }
    return given.value().orElseThrow();
  }

  /** One argument more is needed: {@code what}. */
  Refusal missing(String what) {
    int written = single.size() + rest.values().stream().mapToInt(List::size).sum();
    return new Refusal(
        at ->
            new NameProblem.WrongNumberOfArguments(
                at,
                declaration.signature(),
                Optional.of(declaration.span()),
                written,
                String.valueOf(written + 1),
                what));
  }

  /** The value of an argument that a parameter takes unevaluated. */
  Value evaluated(String name) {
    Syntax.Expression syntax = syntax(name);
    Optional<Value> known = Optional.ofNullable(single.get(name)).flatMap(Given::value);
    return known.orElseGet(() -> evaluation.apply(syntax, Map.of()));
  }

  /** The same of one of the rest. */
  Value evaluated(Given given) {
    return given.value().orElseGet(() -> evaluation.apply(given.syntax(), Map.of()));
  }

  /** The value of what was written, where names mean this. */
  Value valueWhere(String name, Map<String, Value> meanings) {
    return evaluation.apply(syntax(name), meanings);
  }

  Span span(String name) {
    Given given = single.get(name);
    return given == null ? at : given.syntax().span();
  }

  Syntax.Expression syntax(String name) {
    Given given = single.get(name);
    if (given == null) {
      throw missing(name);
    }
    return given.syntax();
  }

  List<Given> restGiven(String name) {
    return rest.getOrDefault(name, List.of());
  }

  /** The rest, none of it given by name. */
  List<Value> rest(String name) {
    return restGiven(name).stream().map(this::unnamed).toList();
  }

  private Value unnamed(Given given) {
    given
        .name()
        .ifPresent(
            name -> {
              throw new Refusal(
                  _ ->
                      new NameProblem.UnknownArgument(
                          given.span(),
                          name,
                          declaration.name(),
                          Optional.of(declaration.span()),
                          declaration.parameters().stream()
                              .filter(p -> !p.rest())
                              .map(Syntax.Parameter::name)
                              .toList()));
            });
    return given.value().orElseThrow();
  }

  /** The rest, all of it given by name. */
  Map<String, Value> restByName(String name) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Given given : restGiven(name)) {
      String key =
          given
              .name()
              .orElseThrow(
                  () ->
                      new Refusal(
                          at ->
                              new RunProblem.WrongKind(
                                  given.syntax().span(),
                                  "name=value",
                                  "a value without a name",
                                  List.of(
                                      declaration.name()
                                          + "(…, x="
                                          + given.syntax().span().text()
                                          + ")"))));
      if (values.put(key, given.value().orElseThrow()) != null) {
        throw new Refusal(
            at ->
                new NameProblem.ArgumentGivenTwice(given.syntax().span(), key, declaration.name()));
      }
    }
    return values;
  }

  /** The names written for a parameter that takes one, or several in brackets. */
  List<String> names(String name) {
    return syntax(name) instanceof Syntax.Array array && array.rows().size() == 1
        ? array.rows().getFirst().elements().stream().map(this::name).toList()
        : List.of(variable(name));
  }

  /** The name written for a parameter that takes names. */
  String variable(String name) {
    return name(syntax(name));
  }

  private String name(Syntax.Expression syntax) {
    if (syntax instanceof Syntax.Name(_, var name)) {
      return name;
    }
    throw notAVariable(syntax, syntax.span().text());
  }

  /** The name that a rest parameter takes there, if a name is written. */
  Optional<String> variable(Given given) {
    if (given.name().isPresent()) {
      throw notAVariable(given.syntax(), given.name().get() + "=…");
    }
    return given.syntax() instanceof Syntax.Name(_, var name)
        ? Optional.of(name)
        : Optional.empty();
  }

  Refusal notAVariable(Syntax.Expression syntax, String given) {
    return new Refusal(
        at -> new NameProblem.NotAVariable(syntax.span(), declaration.name(), given));
  }

  /** An argument that is a whole number between two bounds. */
  int integer(String name, int least, int most) {
    return Evaluator.at(
        written(name) ? span(name) : at, () -> integer(value(name), name, least, most));
  }

  /** A whole number between two bounds. */
  static int integer(Value value, String what, int least, int most) {
    Optional<BigInteger> whole = Numbers.whole(value);
    if (whole.isEmpty()
        || whole.get().compareTo(BigInteger.valueOf(least)) < 0
        || whole.get().compareTo(BigInteger.valueOf(most)) > 0) {
      String given =
          value instanceof Value.Scalar(Formula.Number number)
              ? new FormulaPrinter(FormulaPrinter.EXACT).print(number)
              : Words.of(value);
      throw new Refusal(
          at ->
              new RunProblem.BadOption(
                  at,
                  what,
                  given,
                  least == most
                      ? String.valueOf(least)
                      : "a whole number from " + least + " to " + most));
    }
    return whole.get().intValueExact();
  }
}
