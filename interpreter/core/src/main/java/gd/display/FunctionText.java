package gd.display;

import gd.evaluate.Interpreter;
import gd.evaluate.Value;
import gd.formula.Formula;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How functions look: {@code x -> x^2}; a derived one with its body, if that is a formula. */
final class FunctionText {
  private FunctionText() {}

  static String of(Value.Callable function, Interpreter in, Display display) {
    return switch (function) {
      case Value.Closure closure -> Display.lambda(closure);
      case Value.Builtin(var declaration) -> declaration.signature();
      case Value.Derived derived -> derived(derived, in, display);
    };
  }

  private static String derived(Value.Derived derived, Interpreter in, Display display) {
    List<String> parameters = in.parameters(derived);
    String head =
        parameters.size() == 1
            ? parameters.getFirst()
            : parameters.stream().collect(Collectors.joining(", ", "(", ")"));
    // A parameter may have the name of an array symbol and yet be meant as a number.
    return body(derived, parameters.stream().map(in::symbol).toList(), in, display)
        .or(
            () ->
                body(derived, parameters.stream().map(FunctionText::number).toList(), in, display))
        .map(body -> head + " -> " + body)
        // Of a function of arrays there is no formula in numbers to show.
        .orElseGet(() -> head + " -> the derivative of " + of(derived.of(), in, display));
  }

  private static Optional<String> body(
      Value.Derived derived, List<Value> parameters, Interpreter in, Display display) {
    try {
      return Optional.of(display.text(in.call(derived, parameters, nowhere()), in.digits()));
    } catch (Failure | Refusal e) {
      return Optional.empty();
    }
  }

  private static Value number(String parameter) {
    return new Value.Scalar(new Formula.Symbol(parameter));
  }

  private static Span nowhere() {
    return new Span(new Source("", ""), 0, 0);
  }
}
