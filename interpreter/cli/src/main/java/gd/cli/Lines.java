package gd.cli;

import gd.Session;
import java.util.List;
import java.util.Optional;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser;

/** Tells the line editor when a text is whole and what word stands at the cursor. */
final class Lines implements Parser {
  private final Session session;

  Lines(Session session) {
    this.session = session;
  }

  @Override
  public Line parse(String text, int cursor, ParseContext context) {
    boolean entered = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
    if (entered && !text.startsWith("?") && session.isIncomplete(text)) {
      throw new EOFError(-1, cursor, "incomplete");
    }
    int start = cursor;
    while (start > 0 && Character.isUnicodeIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    if (start > 0 && text.charAt(start - 1) == '\\') {
      start--;
    }
    return new Line(text, cursor, text.substring(start, cursor));
  }

  /** A text with the beginning of a name before the cursor, as it was typed. */
  record Line(String line, int cursor, String typed) implements CompletingParsedLine {
    /** The editor offers only what begins so, and θ does not begin with {@code \\the}. */
    @Override
    public String word() {
      return typed.startsWith("\\") ? "" : typed;
    }

    /** The function whose argument stands at the cursor. */
    Optional<String> call() {
      int open = 0;
      for (int k = cursor - typed.length() - 1; k >= 0; k--) {
        char c = line.charAt(k);
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (open > 0) {
          int start = k;
          while (start > 0 && Character.isUnicodeIdentifierPart(line.charAt(start - 1))) {
            start--;
          }
          return Optional.of(line.substring(start, k)).filter(name -> !name.isEmpty());
        }
      }
      return Optional.empty();
    }

    @Override
    public int wordCursor() {
      return word().length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return typed.length();
    }

    @Override
    public int rawWordLength() {
      return typed.length();
    }
  }
}
