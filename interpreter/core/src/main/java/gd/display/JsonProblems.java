package gd.display;

import gd.report.Explanations;
import gd.report.Problem;
import gd.report.Report;
import gd.report.Source;
import java.util.Locale;

/** Problems in JSON: their stable name, what is said about them, and where. */
public final class JsonProblems {
  private JsonProblems() {}

  /** {@code {"event":"error","problem":"unknown-name",…}}. */
  public static String of(Problem problem) {
    Report report = Explanations.explain(problem);
    return Json.object("event", report.severity().name().toLowerCase(Locale.ROOT))
        .with("problem", problem.kind())
        .with("title", report.title())
        .json("labels", Json.array(report.labels().stream().map(JsonProblems::label).toList()))
        .with("message", report.message())
        .json("hints", Json.array(report.hints().stream().map(Json::string).toList()))
        .text();
  }

  /** Lines and columns count from 1, columns in characters as Unicode has them. */
  private static String label(Report.Label label) {
    Source source = label.span().source();
    int start = label.span().start();
    int line = source.line(start);
    int column =
        source
            .text()
            .codePointCount(start - source.column(start), Math.min(start, source.text().length()));
    return Json.object("source", source.name())
        .json("line", String.valueOf(line))
        .json("column", String.valueOf(column + 1))
        .with("text", label.span().text())
        .with("phrase", label.phrase())
        .json("cause", String.valueOf(label.secondary()))
        .text();
  }
}
