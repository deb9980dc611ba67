package gd.report;

/**
 * Where something stands in a source: from {@code start} up to, not including, {@code end}, in
 * UTF-16 units.
 */
public record Span(Source source, int start, int end) {
  /** From the start of this one to the end of {@code last}. */
  public Span to(Span last) {
    return new Span(source, start, Math.max(end, last.end));
  }

  /** Whether the other one lies in it. */
  public boolean covers(Span other) {
    return source == other.source && start <= other.start && other.end <= end;
  }

  /** The text it covers. */
  public String text() {
    return source.text().substring(start, Math.min(end, source.text().length()));
  }
}
