package gd.report;

import gd.report.Report.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report as text, on the user's own lines:
 *
 * <pre>
 * error: Unknown name
 *   ┌─ fit.gd:2:8
 *   │
 * 2 │ best = descnd(L, w0)
 *   │        ^^^^^^
 * </pre>
 */
public final class TextRenderer {
  /** Longer lines are cut around the labels. */
  private static final int WIDTH = 100;

  private static final int BEFORE = 30;

  private TextRenderer() {}

  /** A problem, explained, without colours. */
  public static String plain(Problem problem) {
    return plain(Explanations.explain(problem));
  }

  public static String plain(Report report) {
    StringBuilder out = new StringBuilder();
    out.append(report.severity().name().toLowerCase(Locale.ROOT)).append(": ").append(report.title()).append('\n');
    int margin =
        report.labels().stream().mapToInt(l -> String.valueOf(line(l)).length()).max().orElse(1);
    Map<Source, List<Label>> bySource = new LinkedHashMap<>();
    report.labels().stream()
        .sorted(Comparator.comparing(Label::secondary))
        .forEach(l -> bySource.computeIfAbsent(l.span().source(), s -> new ArrayList<>()).add(l));
    bySource.forEach((source, labels) -> excerpt(out, source, labels, margin));
    if (!report.message().isEmpty()) {
      out.append('\n').append(report.message()).append('\n');
    }
    for (String hint : report.hints()) {
      out.append("\nHint: ").append(hint.replace("\n", "\n      ")).append('\n');
    }
    return out.toString();
  }

  private static int line(Label label) {
    return label.span().source().line(label.span().start());
  }

  private static void excerpt(StringBuilder out, Source source, List<Label> labels, int margin) {
    Label first = labels.getFirst();
    String space = " ".repeat(margin);
    out.append(
        "%s ┌─ %s:%d:%d\n"
            .formatted(space, source.name(), line(first), source.column(first.span().start()) + 1));
    int previous = 0;
    for (int line : labels.stream().map(TextRenderer::line).sorted().distinct().toList()) {
      out.append(space).append(previous != 0 && line > previous + 1 ? " ·\n" : " │\n");
      List<Label> here =
          labels.stream()
              .filter(l -> line(l) == line)
              .sorted(Comparator.comparing(l -> l.span().start()))
              .toList();
      Line shown = Line.of(source.lineText(line), source.column(here.getFirst().span().start()));
      out.append("%s │ %s\n".formatted(" ".repeat(margin - String.valueOf(line).length()) + line, shown.text));
      for (Label label : here) {
        String mark =
            shown.padding(source.column(label.span().start()))
                + shown.underline(
                    source.column(label.span().start()),
                    label.span().end() - label.span().start(),
                    label.secondary() ? '-' : '^');
        out.append("%s │ %s %s".formatted(space, mark, label.phrase()).stripTrailing()).append('\n');
      }
      previous = line;
    }
  }

  /** The part of a line that is shown, from {@code from} on. */
  private record Line(String whole, int from, String text) {
    static Line of(String line, int column) {
      if (line.length() <= WIDTH) {
        return new Line(line, 0, expanded(line));
      }
      int from = column < WIDTH - BEFORE ? 0 : column - BEFORE;
      int end = Math.min(line.length(), from + WIDTH);
      String part = expanded(line.substring(from, end));
      return new Line(line, from, (from > 0 ? "…" : "") + part + (end < line.length() ? "…" : ""));
    }

    String padding(int column) {
      int end = Math.clamp(column, from, whole.length());
      return (from > 0 ? " " : "") + " ".repeat(cells(whole.substring(from, end)));
    }

    String underline(int column, int length, char mark) {
      int start = Math.clamp(column, from, whole.length());
      int end = Math.clamp((long) column + length, start, Math.min(whole.length(), from + WIDTH));
      return String.valueOf(mark).repeat(Math.max(1, cells(whole.substring(start, end))));
    }

    private static String expanded(String text) {
      return text.replace("\t", "    ").replaceAll("\\p{Cntrl}", "·");
    }

    /** How many columns of a terminal a text takes. */
    private static int cells(String text) {
      return text.codePoints().map(Line::cells).sum();
    }

    private static int cells(int codePoint) {
      if (codePoint == '\t') {
        return 4;
      }
      return switch (Character.getType(codePoint)) {
        case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
        default -> isWide(codePoint) ? 2 : 1;
      };
    }

    private static boolean isWide(int codePoint) {
      return Character.isIdeographic(codePoint)
          || codePoint >= 0x1100 && codePoint <= 0x115f
          || codePoint >= 0xac00 && codePoint <= 0xd7a3
          || codePoint >= 0xff01 && codePoint <= 0xff60
          || codePoint >= 0x3041 && codePoint <= 0x33ff
          || codePoint >= 0x1f300 && codePoint <= 0x1faff;
    }
  }
}
