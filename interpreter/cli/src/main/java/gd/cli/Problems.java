package gd.cli;

import gd.report.Explanations;
import gd.report.Problem;
import gd.report.Report;
import gd.report.TextRenderer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Problems as the command shows them: the plain text, in colours where they are wanted. */
final class Problems {
  private static final Pattern EXCERPT = Pattern.compile("( *\\d* [┌│·]─?)(.*)");
  private static final Pattern MARK = Pattern.compile(" *[\\^-]+( .*)?");

  /** Problems shown at once. */
  private static final int MOST = 5;

  private Problems() {}

  /** Several: at most five, the earliest first, and how many more there are. */
  static String text(List<Problem> problems, Style style) {
    String text =
        problems.stream()
            .limit(MOST)
            .map(problem -> text(problem, style))
            .collect(Collectors.joining("\n\n"));
    int more = problems.size() - MOST;
    return more > 0 ? text + "\n\n… and " + more + " more" : text;
  }

  static String text(Problem problem, Style style) {
    return text(Explanations.explain(problem), style);
  }

  static String text(Report report, Style style) {
    String plain = TextRenderer.plain(report).stripTrailing();
    if (style == Style.PLAIN) {
      return plain;
    }
    int colon = plain.indexOf(':');
    String severity = plain.substring(0, colon);
    String coloured =
        switch (report.severity()) {
          case ERROR -> style.red(severity);
          case WARNING -> style.yellow(severity);
          case NOTE -> style.dim(severity);
        };
    return coloured
        + plain
            .substring(colon)
            .lines()
            .map(line -> coloured(line, style))
            .collect(Collectors.joining("\n"));
  }

  /** The frame recedes; a mark under the place stands out, one under a cause less so. */
  private static String coloured(String line, Style style) {
    Matcher excerpt = EXCERPT.matcher(line);
    if (!excerpt.matches()) {
      return line;
    }
    String rest = excerpt.group(2);
    boolean below = excerpt.group(1).strip().equals("│");
    if (below && MARK.matcher(rest).matches()) {
      rest = rest.contains("^") ? style.red(rest) : style.yellow(rest);
    }
    return style.dim(excerpt.group(1)) + rest;
  }
}
