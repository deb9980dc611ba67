package gd.evaluate;

import gd.formula.Derivatives;
import gd.formula.Formula;
import gd.formula.Operation;
import gd.library.Declaration;
import gd.syntax.Syntax;
import gd.tensor.DeclaredGradient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The derivatives of elementary operations: as the session or the library declares them, otherwise
 * as Symja finds them.
 */
final class LibraryDerivatives implements Derivatives {
  private record Key(String operation, int argument) {}

  private final Interpreter in;
  private final Map<Key, Optional<Formula>> known = new ConcurrentHashMap<>();

  LibraryDerivatives(Interpreter in) {
    this.in = in;
  }

  @Override
  public Optional<Formula> derivative(Operation operation, int argument) {
    if (operation.definition().isPresent()) {
      return DeclaredGradient.derivative(operation, argument)
          .or(() -> in.ownDerivatives().derivative(operation, argument))
          .or(
              () ->
                  Optional.of(
                      in.differentiation()
                          .derivative(operation.definition().get(), in.formulas().slot(argument))));
    }
    Declaration declaration = in.library().declaration(operation.name()).orElseThrow();
    Syntax.Parameter parameter = declaration.parameters().get(argument);
    String name =
        operation.arity() == 1
            ? operation.name() + "'"
            : Names.partialKey(operation.name(), parameter.name());
    Optional<Formula> declared = declared(in.globals().here(name), operation);
    if (declared.isPresent()) {
      return declared;
    }
    Key key = new Key(operation.name(), argument);
    Optional<Formula> derivative = known.get(key);
    if (derivative == null) {
      // Not computeIfAbsent: a declared derivative may itself need derivatives of other operations.
      derivative =
          declared(in.libraryScope().here(name), operation)
              .or(() -> in.algebra().derivative(operation, argument));
      known.put(key, derivative);
    }
    return derivative;
  }

  /**
   * A definition such as {@code abs'(x) = sign(x)}, the session's or the library's, with slots for
   * its parameters.
   */
  private Optional<Formula> declared(Optional<Value> definition, Operation operation) {
    if (definition.orElse(new Value.Nothing()) instanceof Value.Closure closure) {
      List<Value> slots =
          IntStream.range(0, operation.arity())
              .<Value>mapToObj(i -> new Value.Scalar(in.formulas().slot(i)))
              .toList();
      Value value = in.evaluator().calls().apply(closure, slots, Map.of(), closure.defined());
      return Optional.of(CalculusBuiltins.formula(value));
    }
    return Optional.empty();
  }
}
