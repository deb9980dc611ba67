package gd.evaluate;

import gd.formula.Formula;
import gd.report.RunProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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

  /** One variable of what is to be solved, or as many as there are equations. */
  static List<String> unknowns(Interpreter in, Arguments a, Value equations) {
    if (a.given("x")) {
      return a.names("x");
    }
    if (equations instanceof Value.Array(var tensor, _) && tensor.shape().rank() == 1) {
      Set<String> free = free(in, equations);
      if (free.size() == tensor.shape().size()) {
        return List.copyOf(free);
      }
    }
    return List.of(only(in, a));
  }

  /**
   * By what {@code diff} differentiates, one time after the other: names, and after a name perhaps
   * its order. A name of which the expression knows nothing, and whose value is a whole number, is
   * such an order: the derivative by it would be 0, which nobody asks for.
   */
  static List<String> ofDerivative(Interpreter in, Arguments a, int highestOrder) {
    List<Arguments.Given> written = a.restGiven("x");
    if (written.isEmpty()) {
      return List.of(only(in, a));
    }
    List<String> variables = new ArrayList<>();
    boolean mayBeOrder = false;
    for (Arguments.Given given : written) {
      Optional<String> name = a.variable(given);
      OptionalInt order =
          mayBeOrder ? order(in, a, given, name, highestOrder) : OptionalInt.empty();
      if (order.isPresent()) {
        String last = variables.removeLast();
        variables.addAll(Collections.nCopies(order.getAsInt(), last));
      } else {
        variables.add(
            name.orElseThrow(() -> a.notAVariable(given.syntax(), given.syntax().span().text())));
      }
      mayBeOrder = order.isEmpty();
    }
    return variables;
  }

  private static OptionalInt order(
      Interpreter in, Arguments a, Arguments.Given given, Optional<String> name, int highest) {
    if (name.isPresent() && occurs(in, a, name.get())) {
      return OptionalInt.empty();
    }
    Value value = a.evaluated(given);
    if (name.isPresent()
        && value instanceof Value.Scalar(Formula number)
        && !(number instanceof Formula.Number)) {
      String text =
          "`%s` has no number, so it is a variable, and the derivative by it is 0. For the order of"
              + " a derivative, give it a whole number first.";
      in.listener().noted(new RunProblem.Remark(given.syntax().span(), text.formatted(name.get())));
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        Evaluator.at(given.syntax().span(), () -> Arguments.integer(value, "order", 0, highest)));
  }

  private static boolean occurs(Interpreter in, Arguments a, String name) {
    Value e = a.value("e");
    return e instanceof Value.Callable function && in.parameters(function).contains(name)
        || Symbols.of(in.expressionOf(e, a, List.of())).contains(name)
        || in.formalIntegrals().mention(name);
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
