package gd.evaluate;

import gd.formula.Formula;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The variables of {@code diff}, {@code integrate}, {@code solve}, …: the names that are given, or
 * else the only one there is.
 */
final class Variables {
  private Variables() {}

  /** The variable of the argument {@code e}. */
  static String one(Interpreter in, Arguments a) {
    return a.given("x") ? a.variable("x") : only(in, a);
  }

  /** One variable, or as many as there are equations. */
  static List<String> unknowns(Interpreter in, Arguments a) {
    if (a.given("x")) {
      return a.names("x");
    }
    if (a.value("e") instanceof Value.Array(var tensor, _) && tensor.shape().rank() == 1) {
      Set<String> free = free(in, a.value("e"));
      if (free.size() == tensor.shape().size()) {
        return List.copyOf(free);
      }
    }
    return List.of(only(in, a));
  }

  static String only(Interpreter in, Arguments a) {
    Set<String> free = free(in, a.value("e"));
    if (free.size() == 1) {
      return free.iterator().next();
    }
    if (a.value("e") instanceof Value.Scalar(Formula.Symbol(var name))) {
      throw a.missing("the variable (or a definition of `" + gd.syntax.Names.pretty(name) + "`)");
    }
    throw a.missing(free.isEmpty() ? "x" : "the variable (" + String.join(" or ", free) + ")");
  }

  /**
   * In alphabetical order: the parameters of a function, the symbols of an expression. A letter
   * alone may be a function that is not defined yet.
   */
  private static Set<String> free(Interpreter in, Value value) {
    if (value instanceof Value.Scalar(Formula.Symbol _)) {
      return Set.of();
    }
    return value instanceof Value.Callable function
        ? new TreeSet<>(in.parameters(function))
        : Symbols.of(value);
  }
}
