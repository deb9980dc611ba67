package gd.report;

import gd.report.Report.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reports as text for a terminal: the title, the lines of the source with what is marked on them,
 * message, hints.
 */
public final class TextRenderer {
  /** Problems shown at once; the first is the earliest. */
  private static final int MOST = 5;

  /** Characters of a hint, of a line of a message and of a label. */
  private static final int LONGEST = 2_000;

  /** Columns of a line of prose. */
  private static final int WIDTH = 100;

  private TextRenderer() {}

  /** A problem, explained, ending with a line break. */
  public static String plain(Problem problem) {
    return plain(Explanations.explain(problem));
  }

  /** Several problems, at most five of them, with an empty line between. */
  public static String plain(List<Problem> problems) {
    String text =
        problems.stream().limit(MOST).map(TextRenderer::plain).collect(Collectors.joining("\n"));
    int more = problems.size() - MOST;
    return more > 0 ? text + "\n… and " + more + " more\n" : text;
  }

  /** One report, ending with a line break. */
  public static String plain(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(report.severity().name().toLowerCase(Locale.ROOT));
    text.append(": ").append(report.title()).append("\n");
    Map<Source, List<Label>> sources = new LinkedHashMap<>();
    for (Label label :
        report.labels().stream().sorted(Comparator.comparing(Label::secondary)).toList()) {
      sources.computeIfAbsent(label.span().source(), s -> new ArrayList<>()).add(label);
    }
    int margin =
        report.labels().stream().mapToInt(l -> String.valueOf(line(l)).length()).max().orElse(0);
    sources.forEach((source, labels) -> excerpts(text, source, labels, " ".repeat(margin)));
    if (!report.message().isEmpty()) {
      text.append("\n").append(wrapped(report.message().stripTrailing())).append("\n");
    }
    for (String hint : report.hints()) {
      text.append("\nHint: ").append(cut(hint).replace("\n", "\n      ")).append("\n");
    }
    return text.toString();
  }

  /** Breaks long lines of prose; indented ones are tables and code. */
  private static String wrapped(String message) {
    return message
        .lines()
        .map(TextRenderer::cut)
        .map(line -> line.startsWith(" ") ? line : broken(line, WIDTH))
        .collect(Collectors.joining("\n"));
  }

  /** What quotes a text without measure is no help in full. */
  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  /** Prose in lines of at most so many letters, broken between words. */
  public static String broken(String line, int width) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : line.split(" ", -1)) {
      boolean fits = column + 1 + word.length() <= width;
      text.append(column == 0 ? "" : fits ? " " : "\n").append(word);
      column = fits && column > 0 ? column + 1 + word.length() : word.length();
    }
    return text.toString();
  }

  private static int line(Label label) {
    return label.span().source().line(label.span().start());
  }

  private static void excerpts(
      StringBuilder text, Source source, List<Label> labels, String margin) {
    Label first = labels.stream().filter(l -> !l.secondary()).findFirst().orElse(labels.getFirst());
    int at = first.span().start();
    int start = at - source.column(at);
    int column =
        source
            .text()
            .codePointCount(
                Math.min(start, source.text().length()), Math.min(at, source.text().length()));
    String place = source.name() + ":" + source.line(at) + ":" + (column + 1);
    text.append(margin).append(" ┌─ ").append(place).append("\n");
    int previous = 0;
    for (int line : labels.stream().map(TextRenderer::line).sorted().distinct().toList()) {
      boolean gap = previous != 0 && line > previous + 1;
      text.append(margin).append(gap ? " ·" : " │").append("\n");
      List<Label> here =
          labels.stream()
              .filter(l -> line(l) == line)
              .sorted(Comparator.comparingInt(l -> l.span().start()))
              .toList();
      line(text, source.lineText(line), line, here, margin);
      previous = line;
    }
  }

  private static void line(
      StringBuilder text, String content, int line, List<Label> labels, String margin) {
    Label first = labels.stream().filter(l -> !l.secondary()).findFirst().orElse(labels.getFirst());
    Source source = first.span().source();
    Excerpt excerpt = new Excerpt(content, source.column(first.span().start()));
    String number = " ".repeat(margin.length() - String.valueOf(line).length()) + line;
    text.append(number).append(" │").append((" " + excerpt.text()).stripTrailing()).append("\n");
    for (Label label : labels) {
      int from = source.column(label.span().start());
      int to = Math.min(from + label.span().end() - label.span().start(), content.length());
      int column = excerpt.column(from);
      int width = Math.max(1, excerpt.column(to) - column);
      String marks = (label.secondary() ? "-" : "^").repeat(width);
      String marked = (marks + " " + cut(label.phrase())).stripTrailing();
      text.append(margin).append(" │").append(" ".repeat(column + 1)).append(marked).append("\n");
    }
  }
}
