package gd.report;

import gd.report.Report.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What to say of things that go wrong while a script runs. */
final class RunExplanations {
  private RunExplanations() {}

  static Report explain(RunProblem problem) {
    return switch (problem) {
      case RunProblem.WrongKind p ->
          Explanations.error(
              p, "Another kind of value is needed", "this is " + p.given(), capital(p.needed()) + " is needed here.", p.hints());
      case RunProblem.AssertionFailed p ->
          Explanations.error(p, "An assertion failed", p.message(), p.detail().isEmpty() ? "" : "It asserts " + p.detail() + ".", List.of());
      case RunProblem.Cancelled p -> Explanations.error(p, "Stopped", "here", "", List.of());
      case RunProblem.TooDeep p ->
          Explanations.error(
              p,
              "Calls nested too deep",
              "",
              "There are more than %,d calls inside calls; a function that calls itself may never end.".formatted(p.limit()),
              List.of("Give it a case that ends: if n == 0 then … else …"));
      case RunProblem.TooLong p ->
          Explanations.error(p, "Too long", p.what(), "The limit is " + p.limit() + ".", List.of(p.instead()));
      case RunProblem.Diverged p -> diverged(p);
      case RunProblem.NoNumberAtStart p ->
          Explanations.error(p, "No loss at the start", "the loss is " + p.loss(), "", p.hints());
      case RunProblem.LossNotANumber p ->
          Explanations.error(
              p, "The loss is not a number", "the loss is " + p.given(), "A descent makes one number smaller.", p.hints());
      case RunProblem.NothingToTrain p ->
          Explanations.error(
              p,
              "No start is given",
              "",
              "A parameter with a start is trained.\n\n"
                  + Explanations.indented(List.of("parameters    " + String.join(", ", p.parameters()))),
              p.parameters().stream().limit(1).map(x -> "descend(…, " + x + "=0)").toList());
      case RunProblem.BadOption p ->
          Explanations.error(
              p, "A value that cannot be", "this is " + p.given(), "`" + p.option() + "` takes " + p.needed() + ".", List.of());
      case RunProblem.Remark p -> Explanations.note(p, "Note", p.text(), List.of());
      case RunProblem.Internal p ->
          Explanations.error(
              p,
              "A fault of gd",
              "",
              "This is not your fault. Nothing was changed, and the session goes on.\n\n"
                  + Explanations.indented(List.of(p.detail())),
              List.of("Please report it with the text above."));
    };
  }

  private static Report diverged(RunProblem.Diverged p) {
    List<Label> labels = new ArrayList<>();
    labels.add(Label.at(p.at(), "stopped at step " + p.step() + ": the loss is no longer finite"));
    p.rate().ifPresent(rate -> labels.add(Label.cause(rate, "steps of this size overshoot")));
    List<String> rows = new ArrayList<>();
    rows.add("step          loss      |gradient|");
    for (RunProblem.Trace row : p.trace()) {
      rows.add("%4d  %12s    %12s".formatted(row.step(), number(row.loss()), number(row.gradient())));
    }
    return new Report(
        Report.Severity.ERROR,
        "Descent diverged",
        labels,
        p.trace().isEmpty() ? "" : Explanations.indented(rows),
        p.hints());
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : Double.isNaN(value) ? "no number" : "∞";
  }

  private static String capital(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
