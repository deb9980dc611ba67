package gd.cli;

import gd.report.Explanations;
import gd.report.Problem;
import gd.report.Report;

/** Problems as the command shows them. */
final class Problems {
  private Problems() {}

  static String text(Problem problem, Style style) {
    return text(Explanations.explain(problem), style);
  }

  static String text(Report report, Style style) {
    String severity =
        switch (report.severity()) {
          case ERROR -> style.red("error");
          case WARNING -> style.yellow("warning");
          case NOTE -> style.dim("note");
        };
    return severity + ": " + report.title();
  }
}
