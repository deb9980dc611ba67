package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Operation;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.ShapeProblem;
import gd.report.Span;
import gd.tensor.DeclaredGradient;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Functions of numbers whose derivative is declared, as in {@code f'(x) = …}. Where such a function
 * meets a symbol, or a value that is being differentiated, it stays one operation, so that its
 * derivative is the declared one wherever it is used; where it meets numbers it is what its
 * definition says.
 */
final class OwnDerivatives {
  private final Interpreter in;

  /** Functions whose definition is being read: in it they are what they say. */
  private final Set<Value.Closure> open = new HashSet<>();

  OwnDerivatives(Interpreter in) {
    this.in = in;
  }

  /** The function applied as one operation; empty where its definition shall be run. */
  Optional<Value> applied(Value.Closure closure, Map<String, Value> arguments, Span at) {
    if (closure.name().isEmpty()
        || arguments.isEmpty()
        || !anyOpen(arguments)
        || open.contains(closure)
        || !isDeclared(closure)
        || !arguments.values().stream().allMatch(OwnDerivatives::isNumeric)) {
      return Optional.empty();
    }
    Optional<Value> gradient = closure.scope().find("∇" + closure.name());
    if (gradient.isPresent() && arguments.values().stream().anyMatch(OwnDerivatives::hasElements)) {
      return gradient.map(declared -> withGradient(closure, declared, arguments, at));
    }
    Optional<Formula> definition = definition(closure, at);
    if (definition.isEmpty()) {
      return Optional.empty();
    }
    Operation operation = new Operation(closure.name(), arguments.size(), definition.get());
    return Optional.of(
        in.arithmetic()
            .each(
                closure.name(),
                List.copyOf(arguments.values()),
                formulas -> in.formulas().apply(operation, formulas)));
  }

  private boolean isDeclared(Value.Closure closure) {
    String name = closure.name();
    if (closure.scope().find(name).orElse(null) != closure) {
      return false;
    }
    return closure.scope().find(name + "'").isPresent()
        || closure.scope().find("∇" + name).isPresent()
        || closure.parameters().stream()
            .anyMatch(p -> closure.scope().find(Names.partialKey(name, p.name())).isPresent());
  }

  private static boolean anyOpen(Map<String, Value> arguments) {
    for (Value argument : arguments.values()) {
      if (isOpen(argument)) {
        return true;
      }
    }
    return false;
  }

  /** A symbolic expression, or what is traced. */
  private static boolean isOpen(Value value) {
    return switch (value) {
      case Value.Scalar(var formula) -> !Formula.isClosed(formula);
      case Value.Array(var tensor, _) -> tensor.isTraced();
      case Value _ -> false;
    };
  }

  private static boolean isNumeric(Value value) {
    return value instanceof Value.Scalar(var formula) && !Arithmetic.isCondition(formula)
        || value instanceof Value.Array;
  }

  private static boolean hasElements(Value value) {
    return value instanceof Value.Array(var tensor, _) && tensor.shape().rank() > 0;
  }

  /** The function's value, a number, with the gradient that is declared. */
  private Value withGradient(
      Value.Closure closure, Value declared, Map<String, Value> arguments, Span at) {
    open.add(closure);
    try {
      Value value = in.evaluator().calls().run(closure, arguments, at).value();
      List<Value> given = List.copyOf(arguments.values());
      if (!in.arithmetic().isNumber(value) || !(declared instanceof Value.Callable gradient)) {
        return value;
      }
      Value slopes = in.evaluator().calls().apply(gradient, given, Map.of(), at);
      List<Tensor> by = given.stream().map(in.arithmetic()::tensor).toList();
      List<Tensor> parts = parts(slopes, arguments.keySet());
      return Arithmetic.of(
          DeclaredGradient.of(in.arithmetic().tensor(value), by, fitting(parts, by), in.tensors()));
    } finally {
      open.remove(closure);
    }
  }

  private List<Tensor> parts(Value gradient, Set<String> names) {
    return gradient instanceof Value.Fields(var fields)
        ? names.stream()
            .flatMap(name -> Stream.ofNullable(fields.get(name)))
            .map(in.arithmetic()::tensor)
            .toList()
        : List.of(in.arithmetic().tensor(gradient));
  }

  private static List<Tensor> fitting(List<Tensor> gradient, List<Tensor> by) {
    List<Shape> needed = by.stream().map(Tensor::shape).toList();
    List<Shape> given = gradient.stream().map(Tensor::shape).toList();
    if (!needed.equals(given)) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at, "a gradient of " + words(needed), words(given), List.of()));
    }
    return gradient;
  }

  private static String words(List<Shape> shapes) {
    return shapes.stream().map(Words::of).collect(Collectors.joining(" and "));
  }

  /** The function's formula in slots, if it works on numbers one by one. */
  private Optional<Formula> definition(Value.Closure closure, Span at) {
    Map<String, Value> slots = new HashMap<>();
    for (int k = 0; k < closure.parameters().size(); k++) {
      slots.put(closure.parameters().get(k).name(), new Value.Scalar(in.formulas().slot(k)));
    }
    open.add(closure);
    try {
      return in.evaluator().calls().run(closure, slots, at).value()
              instanceof Value.Scalar(var formula)
          ? Optional.of(formula)
          : Optional.empty();
    } catch (Failure | Refusal onArrays) {
      return Optional.empty();
    } finally {
      open.remove(closure);
    }
  }

  /** The declared derivative by one argument, in slots. */
  Optional<Formula> derivative(Operation operation, int argument) {
    if (!(in.find(operation.name()).orElse(null) instanceof Value.Closure function)
        || function.parameters().size() != operation.arity()
        || !isDeclared(function)) {
      return Optional.empty();
    }
    String name = operation.name();
    String variable = function.parameters().get(argument).name();
    Optional<Value> partial = function.scope().find(Names.partialKey(name, variable));
    if (operation.arity() == 1) {
      partial = partial.or(() -> function.scope().find(name + "'"));
    }
    if (partial.isPresent()) {
      return partial.flatMap(declared -> at(declared, operation.arity()));
    }
    return function
        .scope()
        .find("∇" + name)
        .flatMap(declared -> value(declared, operation.arity()))
        .flatMap(gradient -> element(gradient, argument, operation.arity()));
  }

  private Optional<Formula> at(Value declared, int arity) {
    return value(declared, arity)
        .flatMap(
            value ->
                value instanceof Value.Scalar(var formula)
                    ? Optional.of(formula)
                    : Optional.empty());
  }

  private Optional<Value> value(Value declared, int arity) {
    if (!(declared instanceof Value.Closure closure)) {
      return Optional.empty();
    }
    List<Value> slots = new ArrayList<>();
    for (int k = 0; k < arity; k++) {
      slots.add(new Value.Scalar(in.formulas().slot(k)));
    }
    return Optional.of(
        in.computing()
            .force(in.evaluator().calls().apply(closure, slots, Map.of(), closure.defined())));
  }

  private static Optional<Formula> element(Value gradient, int argument, int arity) {
    return switch (gradient) {
      case Value.Scalar(var formula) when arity == 1 -> Optional.of(formula);
      case Value.Array(Tensor.Data data, _) when data.shape().size() == arity ->
          Optional.of(data.elements().formula(argument));
      case Value _ -> Optional.empty();
    };
  }
}
