package gd.evaluate;

import gd.formula.Formulas;
import gd.library.Declaration;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Calling functions: arguments to parameters, bodies in their own scope, derivatives at arguments.
 */
final class Calls {
  private static final String ABSENT = "_";

  private final Interpreter in;
  private final Evaluator evaluator;
  private final FormulaDerivatives formulaDerivatives;

  Calls(Interpreter in, Evaluator evaluator) {
    this.in = in;
    this.evaluator = evaluator;
    this.formulaDerivatives = new FormulaDerivatives(in);
  }

  Value call(Syntax.Call call, Environment scope) {
    if (call.callee() instanceof Syntax.Name name) {
      Optional<Value> meaning = evaluator.names().find(name.name(), scope);
      if (meaning.isEmpty()) {
        throw new Failure(evaluator.names().unknown(name, scope, true));
      }
      if (!(meaning.get() instanceof Value.Callable function)) {
        throw new Failure(evaluator.names().notAFunction(name, meaning.get(), call.arguments()));
      }
      return apply(function, call.arguments(), call.span(), scope);
    }
    return apply(
        evaluator.names().function(call.callee(), scope), call.arguments(), call.span(), scope);
  }

  /** Evaluates the arguments and calls. */
  Value apply(
      Value.Callable function, List<Syntax.Argument> arguments, Span at, Environment scope) {
    if (function instanceof Value.Builtin(var declaration)) {
      return builtin(declaration, arguments, at, scope);
    }
    checkNames(function, arguments);
    List<Value> positional = new ArrayList<>();
    Map<String, Value> named = new LinkedHashMap<>();
    for (Syntax.Argument argument : arguments) {
      Value value = evaluator.evaluate(argument.value(), scope);
      if (argument.name().isEmpty()) {
        positional.add(value);
      } else if (named.put(argument.name().get(), value) != null) {
        throw new Failure(
            new NameProblem.ArgumentGivenTwice(
                argument.span(), argument.name().get(), Words.title(function)));
      }
    }
    if (isOptimizer(function)
        && !positional.isEmpty()
        && positional.getFirst() instanceof Value.Callable) {
      throw new Failure(ForeignArguments.minimizer(Words.title(function), arguments, at));
    }
    return apply(function, positional, named, at);
  }

  /** The library's functions whose value is a function of w, the gradient, … */
  private boolean isOptimizer(Value.Callable function) {
    return function instanceof Value.Closure closure
        && closure.scope() == in.libraryScope()
        && closure.body() instanceof Syntax.Lambda(_, var parameters, _)
        && parameters.getFirst().name().equals("w");
  }

  /** Refuses an argument by a name that is no parameter, where it is written. */
  private static void checkNames(Value.Callable function, List<Syntax.Argument> arguments) {
    if (function instanceof Value.Closure closure) {
      for (Syntax.Argument argument : arguments) {
        argument
            .name()
            .filter(name -> !names(closure.parameters()).contains(name))
            .ifPresent(
                name -> {
                  throw new Failure(unknown(closure, name, argument.span()));
                });
      }
    }
  }

  private static Problem unknown(Value.Closure closure, String name, Span at) {
    return new NameProblem.UnknownArgument(
        at,
        name,
        Words.title(closure),
        Optional.of(closure.defined()),
        names(closure.parameters()));
  }

  /** Calls with values. */
  Value apply(Value.Callable function, List<Value> positional, Map<String, Value> named, Span at) {
    return switch (function) {
      case Value.Closure closure -> {
        Map<String, Value> bound = bind(closure, positional, named, at);
        yield in.ownDerivatives()
            .applied(closure, bound, at)
            .orElseGet(() -> body(closure, bound, at));
      }
      case Value.Builtin(var declaration) -> builtin(declaration, positional, named, at);
      case Value.Derived derived -> derived(derived, positional, named, at);
    };
  }

  /** Calls with values by name; what is not given takes its default. */
  Value applyNamed(Value.Callable function, Map<String, Value> named, Span at) {
    return function instanceof Value.Closure
        ? apply(function, List.of(), named, at)
        : apply(function, List.copyOf(named.values()), Map.of(), at);
  }

  private Value body(Value.Closure closure, Map<String, Value> arguments, Span at) {
    return run(closure, arguments, at).value();
  }

  /** The value of a function's body, and what its names mean at its end. */
  record Ran(Value value, Environment scope) {}

  /** Runs a function's body with all its parameters bound. */
  Ran run(Value.Closure closure, Map<String, Value> arguments, Span at) {
    Environment scope = closure.scope().call();
    arguments.forEach(scope::set);
    long elements = arguments.values().stream().mapToLong(Calls::elements).sum();
    in.limits().enter(at);
    try {
      in.limits().give(elements, at);
      return new Ran(evaluator.evaluate(closure.body(), scope), scope);
    } catch (Failure failure) {
      throw closure.scope() == in.libraryScope() ? outside(failure, closure, at) : failure;
    } finally {
      in.limits().take(elements);
      in.limits().leave();
    }
  }

  private static long elements(Value value) {
    return value instanceof Value.Array(var tensor, _) ? tensor.shape().size() : 0;
  }

  /** What fails inside the library is told where the library was called. */
  private static Failure outside(Failure failure, Value.Closure closure, Span at) {
    boolean inside = failure.problem().at().source() == closure.defined().source();
    return inside ? new Failure(failure.problem().moved(at)) : failure;
  }

  /** Arguments by name in the order of the parameters, with the defaults of those not given. */
  Map<String, Value> bound(Value.Callable function, Map<String, Value> byName, Span at) {
    return switch (function) {
      case Value.Closure closure -> bind(closure, List.of(), byName, at);
      case Value.Derived(_, var of) -> bound(of, byName, at);
      case Value.Builtin builtin -> {
        Map<String, Value> bound = new LinkedHashMap<>();
        for (String name : parameters(builtin)) {
          Optional.ofNullable(byName.get(name)).ifPresent(value -> bound.put(name, value));
        }
        yield bound;
      }
    };
  }

  /** The arguments by parameter, in the order of the parameters. */
  private Map<String, Value> bind(
      Value.Closure closure, List<Value> positional, Map<String, Value> named, Span at) {
    List<Syntax.Parameter> parameters = closure.parameters();
    Map<String, Value> bound = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Syntax.Parameter parameter = parameters.get(i);
      Value byName = named.get(parameter.name());
      if (i < positional.size()) {
        if (byName != null) {
          throw new Failure(
              new NameProblem.ArgumentGivenTwice(at, parameter.name(), Words.title(closure)));
        }
        bound.put(parameter.name(), positional.get(i));
      } else if (byName != null) {
        bound.put(parameter.name(), byName);
      } else if (parameter.byDefault().isPresent()) {
        bound.put(parameter.name(), byDefault(closure, parameter.byDefault().get(), bound, at));
      } else {
        missing.add(parameter.name());
      }
    }
    for (String name : named.keySet()) {
      if (parameters.stream().noneMatch(p -> p.name().equals(name))) {
        throw new Failure(unknown(closure, name, at));
      }
    }
    if (!missing.isEmpty() || positional.size() > parameters.size()) {
      throw new Failure(wrongNumber(closure, positional.size() + named.size(), missing, at));
    }
    return bound;
  }

  /** In it the parameters before have their values; it may call the function again. */
  private Value byDefault(
      Value.Closure closure, Syntax.Expression value, Map<String, Value> bound, Span at) {
    Environment scope = closure.scope().call();
    bound.forEach(scope::set);
    in.limits().enter(at);
    try {
      return evaluator.evaluate(value, scope);
    } finally {
      in.limits().leave();
    }
  }

  /** Ends with a {@link Failure} if a function cannot be called with arguments written so. */
  void fit(Value.Callable function, List<Syntax.Argument> arguments, Span at) {
    switch (function) {
      case Value.Builtin(var declaration) -> {
        Binder binder =
            new Binder(
                in,
                declaration,
                at,
                arguments.size(),
                (byDefault, meanings) -> new Value.Nothing());
        for (Syntax.Argument a : arguments) {
          binder.give(
              binder.parameter(a.name(), a.span()),
              new Arguments.Given(a.span(), a.value(), a.name(), Optional.empty()));
        }
        binder.finish((parameter, given) -> given);
      }
      case Value.Closure closure -> {
        checkNames(closure, arguments);
        Value any = new Value.Nothing();
        long positional = arguments.stream().filter(a -> a.name().isEmpty()).count();
        Map<String, Value> named = new LinkedHashMap<>();
        arguments.forEach(a -> a.name().ifPresent(name -> named.put(name, any)));
        bind(withoutDefaults(closure), Collections.nCopies((int) positional, any), named, at);
      }
      case Value.Derived(_, var of) -> fit(of, arguments, at);
    }
  }

  /** The same function with defaults that need no evaluation. */
  private static Value.Closure withoutDefaults(Value.Closure f) {
    List<Syntax.Parameter> parameters =
        f.parameters().stream()
            .map(
                p ->
                    new Syntax.Parameter(
                        p.span(),
                        p.name(),
                        p.byDefault().map(e -> new Syntax.Truth(e.span(), true)),
                        p.rest(),
                        p.unevaluated()))
            .toList();
    return new Value.Closure(f.name(), parameters, f.body(), f.scope(), f.defined());
  }

  private static Problem wrongNumber(
      Value.Closure closure, int given, List<String> missing, Span at) {
    long required = closure.parameters().stream().filter(p -> p.byDefault().isEmpty()).count();
    int all = closure.parameters().size();
    String needed = required == all ? String.valueOf(all) : required + " to " + all;
    return new NameProblem.WrongNumberOfArguments(
        at,
        Words.title(closure) + "(" + String.join(", ", names(closure.parameters())) + ")",
        Optional.of(closure.defined()),
        given,
        needed,
        String.join(", ", missing));
  }

  private static List<String> names(List<Syntax.Parameter> parameters) {
    return parameters.stream().map(Syntax.Parameter::name).toList();
  }

  /** The names of a function's parameters. */
  List<String> parameters(Value.Callable function) {
    return switch (function) {
      case Value.Closure closure -> names(closure.parameters());
      case Value.Builtin(var declaration) -> names(declaration.parameters());
      case Value.Derived(_, var of) -> parameters(of);
    };
  }

  /** The parameters that have no default. */
  List<String> required(Value.Callable function) {
    return switch (function) {
      case Value.Closure closure ->
          names(closure.parameters().stream().filter(p -> p.byDefault().isEmpty()).toList());
      case Value.Builtin(var declaration) -> names(declaration.required());
      case Value.Derived(_, var of) -> required(of);
    };
  }

  // ---- built-ins

  private Value builtin(
      Declaration declaration, List<Syntax.Argument> written, Span at, Environment scope) {
    if (isElementary(declaration) && written.size() == 1 && written.getFirst().name().isEmpty()) {
      Value operand = evaluator.evaluate(written.getFirst().value(), scope);
      try {
        return in.operation(declaration.name(), List.of(operand));
      } catch (Refusal refusal) {
        throw new Failure(refusal.at(at));
      }
    }
    ForeignArguments.call(declaration, written, at)
        .ifPresent(
            problem -> {
              throw new Failure(problem);
            });
    Optional<Value> total = Totals.of(in, declaration.name(), written, at, scope);
    if (total.isPresent()) {
      return total.get();
    }
    Set<String> heldBefore = in.held();
    Binder binder =
        new Binder(
            in,
            declaration,
            at,
            written.size(),
            (e, meanings) -> in.holdingOnly(heldBefore, () -> evaluated(e, meanings, scope)));
    Set<String> held = new HashSet<>();
    for (Syntax.Argument argument : written) {
      Syntax.Parameter parameter = binder.parameter(argument.name(), argument.span());
      if (parameter.unevaluated()) {
        // The name is the one written, or in x=3 the one before the sign.
        argument
            .name()
            .filter(_ -> parameter.rest())
            .ifPresentOrElse(held::add, () -> held.addAll(names(argument.value())));
      }
      binder.give(
          parameter,
          new Arguments.Given(
              argument.span(), argument.value(), argument.name(), Optional.empty()));
    }
    // The variable of a derivative, an integral, … stands for itself while the other arguments are
    // evaluated.
    Dummies dummies = Dummies.of(in, held, scope);
    Value result =
        in.holding(
            held,
            () ->
                run(
                    declaration,
                    binder.finish(
                        (parameter, given) ->
                            parameter.unevaluated()
                                    && !(parameter.rest() && given.name().isPresent())
                                ? given
                                : new Arguments.Given(
                                    given.span(),
                                    given.syntax(),
                                    given.name(),
                                    Optional.of(
                                        argument(
                                            declaration,
                                            written.size(),
                                            given.syntax(),
                                            dummies.scope())))),
                    at));
    return Evaluator.at(at, () -> dummies.restored(result));
  }

  /** In a scope where names mean this besides. */
  private Value evaluated(Syntax.Expression e, Map<String, Value> meanings, Environment scope) {
    if (meanings.isEmpty()) {
      return evaluator.evaluate(e, scope);
    }
    Environment inside = scope.call();
    meanings.forEach(inside::set);
    return evaluator.equation(e, inside);
  }

  /** One operation of one number, whose argument is nothing but a value. */
  private boolean isElementary(Declaration declaration) {
    return declaration.operation().isPresent()
        && declaration.parameters().size() == 1
        && !declaration.parameters().getFirst().unevaluated()
        && !declaration.parameters().getFirst().rest()
        && in.builtins().find(declaration.name()).isEmpty();
  }

  /**
   * In solve the sides of an equation may be functions. In N a decimal may leave the real numbers:
   * N(√(-2.0)) is complex. Where N is given digits, the decimals written in its argument are the
   * numbers they are written as.
   */
  private Value argument(
      Declaration declaration, int given, Syntax.Expression written, Environment scope) {
    if (declaration.name().equals("solve")) {
      return evaluator.equation(written, scope);
    }
    Supplier<Value> evaluation = () -> evaluator.evaluate(written, scope);
    if (declaration.name().equals("diff") && given > 1) {
      return in.formalIntegrals().orFormally(evaluation);
    }
    if (!declaration.name().equals("N")) {
      return evaluation.get();
    }
    return Formulas.withComplexValues(
        () ->
            in.computing()
                .force(
                    given > 1 ? Evaluator.readingExactly(written, evaluation) : evaluation.get()));
  }

  private Value builtin(
      Declaration declaration, List<Value> positional, Map<String, Value> named, Span at) {
    int all = positional.size() + named.size();
    Binder binder =
        new Binder(in, declaration, at, all, (e, meanings) -> evaluated(e, meanings, in.globals()));
    Syntax.Expression nowhere = new Syntax.Name(at, ABSENT);
    for (Value value : positional) {
      binder.give(
          binder.parameter(Optional.empty(), at),
          new Arguments.Given(at, nowhere, Optional.empty(), Optional.of(value)));
    }
    named.forEach(
        (name, value) ->
            binder.give(
                binder.parameter(Optional.of(name), at),
                new Arguments.Given(at, nowhere, Optional.of(name), Optional.of(value))));
    return run(declaration, binder.finish((parameter, given) -> given), at);
  }

  /** The name written, or those in brackets. */
  private static List<String> names(Syntax.Expression written) {
    return switch (written) {
      case Syntax.Name(_, var name) -> List.of(name);
      case Syntax.Array array ->
          array.rows().stream()
              .flatMap(row -> row.elements().stream())
              .flatMap(element -> names(element).stream())
              .toList();
      case Syntax.Expression _ -> List.of();
    };
  }

  private Value run(Declaration declaration, Arguments arguments, Span at) {
    return Evaluator.at(
        at,
        () -> {
          Optional<Builtins.Implementation> implementation = in.builtins().find(declaration.name());
          if (implementation.isPresent()) {
            return implementation.get().call(in, arguments);
          }
          List<Value> operands =
              declaration.required().stream().map(p -> arguments.value(p.name())).toList();
          return in.operation(declaration.name(), operands);
        });
  }

  // ---- derivatives

  private Value derived(
      Value.Derived derived, List<Value> positional, Map<String, Value> named, Span at) {
    List<String> names = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    if (derived.of() instanceof Value.Closure closure) {
      bind(closure, positional, named, at)
          .forEach(
              (name, value) -> {
                names.add(name);
                values.add(value);
              });
    } else {
      if (!named.isEmpty()) {
        throw new Failure(
            new NameProblem.UnknownArgument(
                at,
                named.keySet().iterator().next(),
                Words.title(derived.of()),
                Optional.empty(),
                List.of()));
      }
      if (positional.size() < required(derived.of()).size()) {
        return apply(derived.of(), positional, named, at); // which says what is missing
      }
      values.addAll(positional);
      List<String> parameters = parameters(derived.of());
      for (int i = 0; i < values.size(); i++) {
        names.add(i < parameters.size() ? parameters.get(i) : "x" + (i + 1));
      }
    }
    Value value = Evaluator.at(at, () -> slope(derived, names, values, at));
    evaluator.conventions().corner(at);
    evaluator.conventions().gradient(derived, values, at);
    return value;
  }

  /** A function may have a value where its derivative has none: √x at 0. */
  private Value slope(Value.Derived derived, List<String> names, List<Value> values, Span at) {
    try {
      return derivative(derived, names, values, at);
    } catch (Refusal refusal) {
      if (refusal.at(at) instanceof MathProblem.DivisionByZero && hasValue(derived, values, at)) {
        String why = "The function has a value there, but its derivative would divide by 0.";
        throw new Refusal(place -> new MathProblem.NoDerivative(place, "", why));
      }
      throw refusal;
    }
  }

  private boolean hasValue(Value.Derived derived, List<Value> values, Span at) {
    try {
      in.computing().force(apply(derived.of(), values, Map.of(), at));
      return true;
    } catch (Refusal | Failure none) {
      return false;
    }
  }

  private Value derivative(Value.Derived derived, List<String> names, List<Value> values, Span at) {
    Gradients gradients = in.gradients();
    Function<List<Value>, Value> function = v -> apply(derived.of(), v, Map.of(), at);
    return switch (derived.derivation()) {
      case Value.Derivation.Prime(var order) -> {
        int by = Math.max(0, names.indexOf(required(derived.of()).getFirst()));
        yield formulaDerivatives.byOne(names, values, by, order, function);
      }
      case Value.Derivation.Partial(var x) -> {
        int by = names.indexOf(x);
        if (by < 0) {
          throw new Failure(
              new NameProblem.WrongNumberOfArguments(
                  at,
                  Words.title(derived) + "(" + String.join(", ", parameters(derived.of())) + ")",
                  Optional.empty(),
                  values.size(),
                  "at least " + (1 + parameters(derived.of()).indexOf(x)),
                  x));
        }
        if (!(in.computing().force(values.get(by)) instanceof Value.Array)) {
          yield formulaDerivatives.byOne(names, values, by, 1, function);
        }
        if (isByAnArray(derived.of(), names, values)) {
          throw new Failure(
              new SyntaxProblem.WrittenOtherwise(
                  at, "a matrix of second derivatives", List.of("hessian(f)", "jacobian(∇f)")));
        }
        yield gradients.partial(names, values, by, function);
      }
      case Value.Derivation.Gradient() -> {
        List<Integer> all = IntStream.range(0, names.size()).boxed().toList();
        yield formulaDerivatives
            .of(names, values, all, 1, function)
            .map(
                parts ->
                    parts.size() == 1
                        ? in.readable(new Value.Scalar(parts.getFirst()))
                        : ArrayBuiltins.vector(parts.stream().map(in::readable).toList()))
            .orElseGet(() -> gradients.gradient(names, values, function));
      }
      case Value.Derivation.Jacobian() -> gradients.jacobian(names, values, function);
      case Value.Derivation.Hessian() -> gradients.hessian(names, values, function);
    };
  }

  private boolean isByAnArray(Value.Callable function, List<String> names, List<Value> values) {
    return function instanceof Value.Derived(Value.Derivation.Partial(var x), var of)
        && (in.computing().force(values.get(names.indexOf(x))) instanceof Value.Array
            || isByAnArray(of, names, values));
  }
}
