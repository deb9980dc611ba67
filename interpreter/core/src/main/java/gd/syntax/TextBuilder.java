package gd.syntax;

import gd.report.Failure;
import gd.report.Span;
import gd.report.SyntaxProblem.BraceNeverClosed;
import gd.report.SyntaxProblem.Unexpected;
import gd.syntax.Syntax.Interpolation;
import gd.syntax.Syntax.Literal;
import gd.syntax.Syntax.Text;
import gd.syntax.Syntax.TextPart;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Takes a quoted text apart: characters, and the expressions in its braces. */
final class TextBuilder {
  private final Original original;
  private final List<TextPart> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();

  TextBuilder(Original original) {
    this.original = original;
  }

  /** Escapes are {@code \n \t \" \\ \{ \}}; any other backslash is one. */
  Text text(Token token) {
    int[] quoted = token.getText().codePoints().toArray();
    int start = token.getStartIndex();
    int from = 1;
    int at = 1;
    while (at < quoted.length - 1) {
      int c = quoted[at];
      if (c == '\\' && at + 1 < quoted.length - 1) {
        at += escape(quoted[at + 1]);
      } else if (c == '{') {
        flush(start + from, start + at);
        at = insert(quoted, at, start);
        from = at;
      } else {
        literal.appendCodePoint(c);
        at++;
      }
    }
    flush(start + from, start + at);
    return new Text(original.span(start, token.getStopIndex() + 1), List.copyOf(parts));
  }

  private int escape(int escaped) {
    switch (escaped) {
      case 'n' -> literal.append('\n');
      case 't' -> literal.append('\t');
      case '"', '\\', '{', '}' -> literal.appendCodePoint(escaped);
      default -> {
        literal.append('\\');
        return 1;
      }
    }
    return 2;
  }

  private void flush(int from, int to) {
    if (!literal.isEmpty()) {
      parts.add(new Literal(original.span(from, to), literal.toString()));
      literal.setLength(0);
    }
  }

  /** Reads {@code {expression}}; the braces inside it are balanced. */
  private int insert(int[] quoted, int open, int start) {
    int depth = 0;
    int close = open;
    do {
      depth += quoted[close] == '{' ? 1 : quoted[close] == '}' ? -1 : 0;
      close++;
    } while (depth > 0 && close < quoted.length - 1);
    Span span = original.span(start + open, start + close);
    if (depth > 0) {
      throw new Failure(new BraceNeverClosed(original.span(start + open, start + open + 1)));
    }
    String inside = new String(quoted, open + 1, close - open - 2);
    if (inside.isBlank()) {
      throw new Failure(
          new Unexpected(
              span, "`{}`", "an expression between the braces", List.of("For a brace: \\{")));
    }
    parts.add(new Interpolation(span, Parser.insert(original.piece(inside, start + open + 1))));
    return close;
  }
}
