package gd.display;

import gd.evaluate.Interpreter;
import gd.evaluate.Value;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.List;
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
    List<Value> symbols = parameters.stream().map(in::symbol).toList();
    String head =
        parameters.size() == 1
            ? parameters.getFirst()
            : parameters.stream().collect(Collectors.joining(", ", "(", ")"));
    try {
      return head + " -> " + display.text(in.call(derived, symbols, nowhere()), in.digits());
    } catch (Failure | Refusal e) {
      // Of a function of arrays there is no formula in numbers to show.
      return head + " -> the derivative of " + of(derived.of(), in, display);
    }
  }

  private static Span nowhere() {
    return new Span(new Source("", ""), 0, 0);
  }
}
