package gd.transcript;

import gd.report.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * A script as a page: paragraphs that are only comments become prose, every other paragraph an
 * exchange. So a page says what its script says, in the script's order, with the answers after each
 * paragraph.
 */
public record Script(String name, List<String> lines) {

  /** Lines from {@code start} (from 0) that belong together. */
  public record Paragraph(int start, List<String> lines) {
    boolean isProse() {
      return lines.stream().allMatch(line -> line.startsWith("#") && !line.startsWith("##"));
    }

    private String text() {
      return String.join("\n", lines);
    }
  }

  /** A test whether a text needs more lines. */
  public interface Incomplete {
    boolean test(String text);
  }

  /** Paragraphs end at a blank line, unless that stands inside a statement. */
  public List<Paragraph> paragraphs(Incomplete incomplete) {
    List<Paragraph> result = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      if (lines.get(at).isBlank()) {
        at++;
        continue;
      }
      int start = at;
      at = end(start);
      Paragraph paragraph = new Paragraph(start, lines.subList(start, at));
      while (at < lines.size() && !paragraph.isProse() && incomplete.test(paragraph.text())) {
        at = end(at + 1);
        paragraph = new Paragraph(start, lines.subList(start, at));
      }
      result.add(paragraph);
    }
    return result;
  }

  private int end(int start) {
    int at = start;
    while (at < lines.size() && !lines.get(at).isBlank()) {
      at++;
    }
    return at;
  }

  /** A paragraph where it stands in the script, so that problems name its lines. */
  public Source source(Paragraph paragraph) {
    return new Source(name, "\n".repeat(paragraph.start()) + paragraph.text());
  }

  /** The whole script. */
  public Source source() {
    return new Source(name, String.join("\n", lines));
  }

  /** How a paragraph stands in the page, with its answer. */
  static Transcript.Part part(Paragraph paragraph, List<String> answer) {
    if (!paragraph.isProse()) {
      return new Transcript.Exchange(0, "    ", paragraph.lines(), answer);
    }
    List<String> prose = new ArrayList<>();
    for (String line : paragraph.lines()) {
      boolean title = paragraph.start() == 0 && prose.isEmpty();
      prose.add(title ? line : line.replaceFirst("^# ?", ""));
      if (title && paragraph.lines().size() > 1 && !paragraph.lines().get(1).equals("#")) {
        prose.add("");
      }
    }
    return new Transcript.Prose(prose);
  }
}
