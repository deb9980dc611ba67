package gd.syntax;

import static gd.grammar.GdLexer.*;

import gd.grammar.GdLexer;
import gd.report.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Lays a text out in the language's own style: {@link Spacing} decides what stands between two
 * words or signs, indentation follows the brackets, at most one empty line separates. Words, signs,
 * comments and line breaks stay the user's own; only a {@code ;} at the end of a line goes.
 */
public final class Formatter {
  private static final int STEP = 2;

  /** An open bracket: where its closing one and the lines inside begin. */
  private record Frame(int type, int closing, int content) {}

  /** A line: its indented text, and the comment behind it. */
  private record Line(String code, String comment) {}

  /** What stands between two tokens. */
  private record Gap(Optional<String> behind, List<Above> comments, boolean breaks, boolean blank) {
    /** A comment on a line of its own; {@code blank}: after an empty line. */
    private record Above(String text, boolean blank) {}
  }

  private final Original original;
  private final List<Line> lines = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private StringBuilder code = new StringBuilder();
  private int indent;

  private Formatter(Original original) {
    this.original = original;
    frames.push(new Frame(EOF, 0, 0));
  }

  /** The text in the language's layout; as it is if it has problems, which come with it. */
  public static Formatted format(Source source) {
    Parsed before = Parser.parse(source);
    if (!before.problems().isEmpty()) {
      return new Formatted(source.text(), before.problems());
    }
    String text = new Formatter(Original.of(source)).text();
    Parsed after = Parser.parse(new Source(source.name(), text));
    if (!Printer.print(after.statements()).equals(Printer.print(before.statements()))) {
      throw new IllegalStateException("formatting would change what " + source.name() + " says");
    }
    return new Formatted(text, List.of());
  }

  private String text() {
    int end = original.text().codePointCount(0, original.text().length());
    List<Token> tokens = tokens();
    int from = 0;
    Token left = null;
    boolean leftSign = false;
    boolean separated = true;
    for (int i = 0; i < tokens.size(); i++) {
      Token right = tokens.get(i);
      if (right.getType() == NEWLINE) {
        separated = true;
        continue;
      }
      Gap gap = gap(from, right.getStartIndex());
      boolean sign = right.getType() == MINUS && (separated || !Tokens.endsOperand(left));
      if (left == null || gap.breaks()) {
        begin(gap, right, left, separated);
      } else if (Spacing.between(left, leftSign, right, sign, frames.element().type())) {
        code.append(' ');
      }
      from = right.getStopIndex() + 1;
      write(right, gap(from, i + 1 < tokens.size() ? tokens.get(i + 1).getStartIndex() : end));
      separated = right.getType() == SEMICOLON && !insideBrackets();
      left = right;
      leftSign = sign;
    }
    Gap rest = gap(from, end);
    finish(rest.behind().orElse(""));
    rest.comments().forEach(comment -> comment(comment, 0, !lines.isEmpty()));
    return joined();
  }

  private List<Token> tokens() {
    GdLexer lexer = new GdLexer(CharStreams.fromString(original.text()));
    lexer.removeErrorListeners();
    List<Token> tokens = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != EOF; token = lexer.nextToken()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != JUXTAPOSE) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  // ---------------------------------------------------------------- lines

  /** Ends the line before, writes the comments between, and begins the line of a token. */
  private void begin(Gap gap, Token token, @Nullable Token left, boolean separated) {
    finish(gap.behind().orElse(""));
    Frame frame = frames.element();
    boolean closes = Spacing.closes(token);
    boolean first = left == null || left.getType() == OPEN_BRACE;
    boolean goesOn = !separated && !first && !insideBrackets() && token.getType() != OPEN_BRACE;
    indent = closes ? frame.closing() : frame.content() + (goesOn ? STEP : 0);
    for (Gap.Above comment : gap.comments()) {
      comment(comment, closes ? frame.content() : indent, !first);
      first = false;
    }
    if (gap.blank() && !first && !closes) {
      lines.add(new Line("", ""));
    }
    code.append(" ".repeat(indent));
  }

  private void comment(Gap.Above comment, int column, boolean mayBeApart) {
    if (comment.blank() && mayBeApart) {
      lines.add(new Line("", ""));
    }
    lines.add(new Line(" ".repeat(column) + comment.text(), ""));
  }

  private void finish(String behind) {
    if (!code.isEmpty() || !behind.isEmpty()) {
      boolean statements = !insideBrackets();
      while (statements && !code.isEmpty() && code.charAt(code.length() - 1) == ';') {
        code.setLength(code.length() - 1);
      }
      lines.add(new Line(code.toString().stripTrailing(), behind));
      code = new StringBuilder();
    }
  }

  private void write(Token token, Gap after) {
    code.append(original.span(token.getStartIndex(), token.getStopIndex() + 1).text());
    if (Spacing.opens(token)) {
      boolean block = token.getType() == OPEN_BRACE || after.breaks();
      int column = code.codePointCount(0, code.length());
      frames.push(
          block
              ? new Frame(token.getType(), indent, indent + STEP)
              : new Frame(token.getType(), column - 1, column));
    } else if (Spacing.closes(token) && frames.size() > 1) {
      frames.pop();
    }
  }

  private boolean insideBrackets() {
    int type = frames.element().type();
    return type == OPEN || type == OPEN_BRACKET;
  }

  // ---------------------------------------------------------------- gaps

  /** What stands between two places where tokens end and begin. */
  private Gap gap(int from, int to) {
    String text = original.span(from, to).text();
    Optional<String> behind = Optional.empty();
    List<Gap.Above> comments = new ArrayList<>();
    int breaks = 0;
    boolean broken = false;
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      if (sign == '\n' || sign == '\r') {
        boolean pair = sign == '\r' && text.startsWith("\n", at + 1);
        at += pair ? 1 : 0;
        breaks++;
        broken = true;
      } else if (sign == '#') {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
          end++;
        }
        String comment = text.substring(at, end).stripTrailing();
        if (broken || from == 0) {
          comments.add(new Gap.Above(comment, breaks > 1));
        } else {
          behind = Optional.of(comment);
        }
        at = end - 1;
        breaks = 0;
        broken = true;
      }
    }
    return new Gap(behind, comments, broken, breaks > 1);
  }

  // ---------------------------------------------------------------- the whole

  /** Comments behind neighbouring lines begin in one column. */
  private String joined() {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      int end = at;
      int width = 0;
      while (end < lines.size() && !lines.get(end).comment().isEmpty()) {
        width = Math.max(width, length(lines.get(end).code()));
        end++;
      }
      for (Line line : lines.subList(at, Math.max(end, at + 1))) {
        text.append(line.code());
        if (!line.comment().isEmpty()) {
          text.append(" ".repeat(width - length(line.code()) + STEP)).append(line.comment());
        }
        text.append('\n');
      }
      at = Math.max(end, at + 1);
    }
    return text.toString();
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }
}
