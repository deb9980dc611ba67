package gd.evaluate;

import gd.formula.Derivatives;
import gd.formula.Formula;
import gd.formula.Operation;
import gd.library.Declaration;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The derivatives of elementary operations: as the library declares them, otherwise as Symja finds them. */
final class LibraryDerivatives implements Derivatives {
  private record Key(String operation, int argument) {}

  private final Interpreter in;
  private final Map<Key, Optional<Formula>> known = new ConcurrentHashMap<>();

  LibraryDerivatives(Interpreter in) {
    this.in = in;
  }

  @Override
  public Optional<Formula> derivative(Operation operation, int argument) {
    Key key = new Key(operation.name(), argument);
    Optional<Formula> derivative = known.get(key);
    if (derivative == null) {
      // Not computeIfAbsent: a declared derivative may itself need derivatives of other operations.
      derivative = find(operation, argument);
      known.put(key, derivative);
    }
    return derivative;
  }

  private Optional<Formula> find(Operation operation, int argument) {
    Declaration declaration = in.library().declaration(operation.name()).orElseThrow();
    if (declaration.jumps().isPresent()) {
      return Optional.empty();
    }
    Syntax.Parameter parameter = declaration.parameters().get(argument);
    String name =
        operation.arity() == 1 ? operation.name() + "'" : Names.partialKey(operation.name(), parameter.name());
    if (in.libraryScope().here(name).orElse(new Value.Nothing()) instanceof Value.Closure declared) {
      Span at = declared.defined();
      Value value =
          in.evaluator()
              .calls()
              .apply(
                  declared,
                  IntStream.range(0, operation.arity())
                      .<Value>mapToObj(i -> new Value.Scalar(in.formulas().slot(i)))
                      .toList(),
                  Map.of(),
                  at);
      return Optional.of(CalculusBuiltins.formula(value));
    }
    return in.algebra().derivative(operation, argument);
  }
}
