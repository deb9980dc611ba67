package gd.report;

import java.util.List;

/**
 * A problem as a reader meets it. Rendered to text here; editors and notebooks render the same
 * data.
 */
public record Report(
    Severity severity, String title, List<Label> labels, String message, List<String> hints) {
  /** How bad it is: an error ends its statement, a warning or a note does not. */
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  /**
   * A phrase on a piece of the user's own text; secondary ones (the causes) are underlined with
   * dashes.
   */
  public record Label(Span span, String phrase, boolean secondary) {
    public static Label at(Span span, String phrase) {
      return new Label(span, phrase, false);
    }

    public static Label cause(Span span, String phrase) {
      return new Label(span, phrase, true);
    }
  }

  public static Report error(String title, List<Label> labels, String message, String... hints) {
    return new Report(Severity.ERROR, title, labels, message, List.of(hints));
  }
}
