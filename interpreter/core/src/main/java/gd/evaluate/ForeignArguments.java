package gd.evaluate;

import gd.library.Declaration;
import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.ForeignCalls;
import gd.syntax.Syntax;
import java.util.List;
import java.util.Optional;

/** Calls with arguments as other systems take them, and what is written for them here. */
final class ForeignArguments {
  private ForeignArguments() {}

  /** {@code sum(1/k, k, 1, 10)}, {@code limit(f, x=0)} of computer algebra. */
  static Optional<Problem> call(Declaration declaration, List<Syntax.Argument> written, Span at) {
    List<String> parameters =
        declaration.parameters().stream().map(Syntax.Parameter::name).toList();
    boolean foreign =
        ForeignCalls.isOfCalculus(declaration.name())
            && written.size() > 1
            && (isSummed(declaration.name(), written)
                || written.stream().skip(1).anyMatch(a -> isForeign(a, parameters)));
    if (foreign && declaration.name().equals("diff") && written.size() == 2) {
      Optional<String> place = written.get(1).name();
      if (place.isPresent()) {
        String of = written.getFirst().span().text();
        String instead =
            "at(diff(%s, %s), %s)".formatted(of, place.get(), written.get(1).span().text());
        return Optional.of(
            new SyntaxProblem.WrittenOtherwise(at, "a derivative at a place", List.of(instead)));
      }
    }
    return foreign ? ForeignCalls.of(at) : Optional.empty();
  }

  private static boolean isSummed(String function, List<Syntax.Argument> written) {
    return (function.equals("sum") || function.equals("product"))
        && written.size() == 4
        && written.get(1).value() instanceof Syntax.Name
        && written.stream().allMatch(a -> a.name().isEmpty());
  }

  /** What no variable, and no bound, looks like. */
  private static boolean isForeign(Syntax.Argument argument, List<String> parameters) {
    return switch (argument.value()) {
      case Syntax.Array(_, var rows) ->
          rows.size() == 1
              && !rows.getFirst().elements().isEmpty()
              && rows.getFirst().elements().size() <= 3
              && rows.getFirst().elements().getFirst() instanceof Syntax.Name
              && !rows.getFirst().elements().stream().allMatch(Syntax.Name.class::isInstance);
      case Syntax.Lambda _, Syntax.Range _ -> true;
      case Syntax.Name _ -> false;
      case Syntax.Expression _ ->
          argument
              .name()
              .filter(name -> name.equals("x") || !parameters.contains(name))
              .isPresent();
    };
  }

  /** {@code newton(f, 0)} of numerical libraries. */
  static Problem minimizer(String optimizer, List<Syntax.Argument> arguments, Span at) {
    String function = arguments.getFirst().span().text();
    String start = arguments.size() > 1 ? arguments.get(1).span().text() : "0";
    String instead = "descend(%s, %s, optimizer=%s)".formatted(function, start, optimizer);
    return new SyntaxProblem.WrittenOtherwise(at, "a descent", List.of(instead));
  }
}
