package gd;

import gd.report.Source;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import java.util.stream.Collectors;

/**
 * The text of {@code gd kernel}: its last statement is not computed, but what runs for it shown.
 */
final class KernelQuestion {
  private KernelQuestion() {}

  /**
   * The text with {@code kernel(f, values…)} for a call {@code f(values…)} at its end, and {@code
   * kernel(() -> e)} for any other expression e. A text that cannot be read stays as it is.
   */
  static Source of(Source source) {
    Parsed parsed = Parser.parse(source);
    if (!parsed.problems().isEmpty()
        || parsed.statements().isEmpty()
        || !(parsed.statements().getLast() instanceof Syntax.Evaluation(var span, var asked))) {
      return source;
    }
    String question =
        switch (asked) {
          case Syntax.Call(var _, var callee, var arguments) ->
              callee.span().text()
                  + arguments.stream()
                      .map(argument -> ", " + argument.span().text())
                      .collect(Collectors.joining());
          case Syntax.CallOrProduct call
              when call.left() instanceof Syntax.Name
                  && call.leftPower().isEmpty()
                  && call.rightPower().isEmpty() ->
              call.left().span().text() + ", " + call.right().span().text();
          case Syntax.Expression other -> "() -> (" + other.span().text() + ")";
        };
    String before = source.text().substring(0, span.start());
    return new Source(source.name(), before + "kernel(" + question + ")");
  }
}
