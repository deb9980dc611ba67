package gd.evaluate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the built-ins do that are no elementary operations; their names and parameters are the
 * library's.
 */
final class Builtins {
  /** What one built-in does. */
  interface Implementation {
    Value call(Interpreter in, Arguments arguments);
  }

  private final Map<String, Implementation> implementations = new HashMap<>();

  Builtins() {
    implementations.putAll(ArrayBuiltins.all());
    implementations.putAll(CalculusBuiltins.all());
    implementations.putAll(NumberBuiltins.all());
    implementations.putAll(SystemBuiltins.all());
    implementations.putAll(ArrangingBuiltins.all());
    implementations.putAll(ImageBuiltins.all());
    implementations.putAll(LinearBuiltins.all());
    implementations.putAll(RandomBuiltins.all());
    implementations.putAll(DescentBuiltin.all());
    implementations.putAll(ExplainingBuiltins.all());
    implementations.putAll(KernelBuiltin.all());
  }

  Optional<Implementation> find(String name) {
    return Optional.ofNullable(implementations.get(name));
  }

  Set<String> names() {
    return implementations.keySet();
  }
}
