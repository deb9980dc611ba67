package gd.report;

import java.util.List;

/** What to say where mathematics has no answer. */
final class MathExplanations {
  private MathExplanations() {}

  static Report explain(MathProblem problem) {
    return switch (problem) {
      case MathProblem.DivisionByZero p ->
          Explanations.error(
              p,
              "Division by zero",
              "the divisor is 0",
              "",
              List.of("limit(e, x, a) tells where an expression goes when its divisor goes to 0."));
      case MathProblem.OutsideDomain p ->
          Explanations.error(p, "Outside the domain", p.function() + " of " + p.argument(), p.why(), List.of());
      case MathProblem.NoDerivative p ->
          Explanations.error(
              p,
              "No derivative here",
              p.function() + " has none",
              p.why(),
              List.of("To choose one, define it: " + p.function() + "'(x) = …"));
      case MathProblem.NoAnswer p ->
          Explanations.error(p, "No answer found", "", "No answer was found for " + p.request() + ". " + p.why(), List.of());
      case MathProblem.LimitReached p ->
          Explanations.error(
              p,
              "A limit was reached",
              "",
              "This would go beyond a limit of gd:\n\n"
                  + Explanations.indented(List.of(p.limit() + "    at most " + p.value())),
              p.instead().isEmpty() ? List.of() : List.of(p.instead()));
      case MathProblem.SymbolLeft p ->
          Explanations.error(
              p,
              "A symbol has no value",
              "`" + p.symbol() + "` is still a symbol",
              "A number is needed in " + p.where() + ", and `" + p.symbol() + "` stands only for itself.",
              List.of("Give it a value first: " + p.symbol() + " = …"));
      case MathProblem.Convention p ->
          Explanations.note(p, "A convention was used", p.what(), p.instead().stream().toList());
      case MathProblem.DerivativeDisagrees p ->
          new Report(
              Report.Severity.WARNING,
              "The derivative disagrees",
              List.of(Report.Label.at(p.at(), "")),
              "At %s the declared derivative of %s is %s, and differences give %s."
                  .formatted(p.point(), p.function(), p.declared(), p.differences()),
              List.of());
    };
  }
}
