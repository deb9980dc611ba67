package gd.report;

import static gd.report.Prose.code;

import gd.report.RunProblem.*;
import java.util.List;
import java.util.Locale;

/** What is said about statements that fail while they run. */
final class RunExplanations {
  private RunExplanations() {}

  static Report explain(RunProblem problem) {
    return switch (problem) {
      case WrongKind p ->
          Prose.error("Wrong kind of value")
              .at(p.at(), "this is " + p.given())
              .say("Needed here: " + p.needed() + ".")
              .hints(p.hints())
              .report();
      case AssertionFailed p ->
          Prose.error("Assertion failed")
              .at(p.at(), "does not hold")
              .say(p.message().isBlank() ? "" : p.message())
              .say(p.detail().isBlank() ? "" : "    " + p.detail())
              .report();
      case Cancelled p ->
          Prose.error("Stopped").at(p.at(), "stopped on request; nothing was changed").report();
      case TooDeep p ->
          Prose.error("Calls without end")
              .at(p.at(), "calls inside calls, more than " + "%,d".formatted(p.limit()))
              .say(p.undecided().orElse(""))
              .hint(
                  p.undecided().isPresent()
                      ? ""
                      : "A function that calls itself needs a case that does not: if n == 0 then 1"
                          + " else n*f(n - 1)")
              .report();
      case Diverged p -> diverged(p);
      case NoNumberAtStart p ->
          Prose.error("No number at the start")
              .at(p.at(), "the " + p.what() + " at the start is " + p.given())
              .say("A descent begins where the " + p.what() + " has a value.")
              .hints(p.hints())
              .report();
      case LossNotANumber p ->
          Prose.error("Loss is no number")
              .at(p.at(), "the loss is " + p.given())
              .say("Descent and gradient need one number to follow downhill.")
              .hints(p.hints().isEmpty() ? List.of("Put mean(…) or sum(…) round it.") : p.hints())
              .report();
      case NothingToTrain p ->
          Prose.error("Nothing to train")
              .at(p.at(), "no parameter has a start")
              .say(
                  p.parameters().isEmpty()
                      ? ""
                      : "The parameters are " + Prose.all(p.parameters()) + ".")
              .hint(
                  p.parameters().isEmpty()
                      ? ""
                      : "Give a start: descend(L, " + p.parameters().getFirst() + "=0)")
              .report();
      case UnboundParameter p ->
          Prose.error("Parameter without a value")
              .at(
                  p.at(),
                  code(p.parameter())
                      + (p.columns().isEmpty()
                          ? " has no start, and there is no data"
                          : " has no start, and the data has no such column"))
              .say(p.columns().isEmpty() ? "" : "The columns are " + Prose.all(p.columns()) + ".")
              .hint(
                  "To train it, give it a start: "
                      + p.parameter()
                      + "=0"
                      + (p.columns().isEmpty() ? "\nAs a column of a table: data=t" : ""))
              .report();
      case BadOption p ->
          Prose.error("Option out of range")
              .at(p.at(), code(p.option()) + " is " + p.given())
              .say("It must be " + p.needed() + ".")
              .report();
      case Remark p ->
          Prose.note("Remark").at(p.at(), "here").say(Prose.sentence(p.text())).report();
      case Internal p ->
          Prose.error("Fault in gd")
              .at(p.at(), "this should not have happened, and is not your fault")
              .say("    " + p.detail())
              .hint("Please report it with the statement that led to it.")
              .report();
    };
  }

  private static Report diverged(Diverged p) {
    Prose prose =
        Prose.error("Descent diverged")
            .at(p.at(), "stopped at step " + p.step() + ": the loss is no longer finite")
            .cause(p.rate(), "steps of this size overshoot");
    if (!p.trace().isEmpty()) {
      Columns trace = new Columns().row("step", "loss", "|gradient|");
      p.trace()
          .forEach(
              t -> trace.row(String.valueOf(t.step()), number(t.loss()), number(t.gradient())));
      prose.say(trace.text());
    }
    return prose.hints(p.hints()).report();
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    return Double.isNaN(value)
        ? "no number"
        : String.format(Locale.ROOT, "%.3g", value).replace("e+", "e");
  }
}
