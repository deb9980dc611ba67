package gd.report;

import gd.report.Report.Label;
import gd.report.Report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts a report together: one place marked, perhaps its causes, a message, hints. */
final class Prose {
  private final Severity severity;
  private final String title;
  private final List<Label> labels = new ArrayList<>();
  private final List<String> message = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();

  private Prose(Severity severity, String title) {
    this.severity = severity;
    this.title = title;
  }

  static Prose error(String title) {
    return new Prose(Severity.ERROR, title);
  }

  static Prose warning(String title) {
    return new Prose(Severity.WARNING, title);
  }

  static Prose note(String title) {
    return new Prose(Severity.NOTE, title);
  }

  Prose at(Span span, String phrase) {
    labels.add(Label.at(span, phrase));
    return this;
  }

  Prose cause(Span span, String phrase) {
    labels.add(Label.cause(span, phrase));
    return this;
  }

  Prose cause(Optional<Span> span, String phrase) {
    span.ifPresent(s -> cause(s, phrase));
    return this;
  }

  /** Adds a paragraph; empty ones are left out. */
  Prose say(String paragraph) {
    if (!paragraph.isBlank()) {
      message.add(paragraph);
    }
    return this;
  }

  Prose hint(String hint) {
    if (!hint.isBlank()) {
      hints.add(hint);
    }
    return this;
  }

  Prose hints(List<String> all) {
    all.forEach(this::hint);
    return this;
  }

  Report report() {
    return new Report(
        severity, title, List.copyOf(labels), String.join("\n\n", message), List.copyOf(hints));
  }

  /** With a capital letter, unless it begins with a name, and a full stop. */
  static String sentence(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return "";
    }
    boolean word = stripped.matches("(?s)[a-z]+[ ,].*");
    String begun =
        word ? stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1) : stripped;
    return begun.matches("(?s).*[.!?…:]") ? begun : begun + ".";
  }

  /** {@code a}, {@code a or b}, {@code a, b or c}. */
  static String either(List<String> texts) {
    return listed(texts, " or ");
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String all(List<String> texts) {
    return listed(texts, " and ");
  }

  private static String listed(List<String> texts, String last) {
    return texts.size() < 2
        ? String.join("", texts)
        : String.join(", ", texts.subList(0, texts.size() - 1)) + last + texts.getLast();
  }

  /** As text of the language. */
  static String code(String text) {
    return "`" + text + "`";
  }
}
