package gd.syntax;

import static gd.grammar.GdLexer.*;

import gd.grammar.GdLexer;
import gd.report.MathProblem.LimitReached;
import gd.report.Problem;
import gd.report.Span;
import gd.syntax.Syntax.Documentation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into statements at the separators outside brackets, before any of them is parsed. So
 * a mistake stays in its statement, and what would nest too deep for the parser's recursion is
 * never handed to it.
 */
final class Cutter {
  /**
   * What is being nested: an open bracket, or the text itself, with the prefixes and exponents in a
   * row there.
   */
  private static final class Level {
    /** Signs, roots and exponents up to the next looser operator. */
    private int tight;

    /** {@code if}s and {@code ->}s up to the next comma or separator. */
    private int sticky;

    private final Deque<CommonToken> ifs = new ArrayDeque<>();
  }

  private final Original original;
  private final List<Slice> slices = new ArrayList<>();
  private final Map<Token, Documentation> documentation = new IdentityHashMap<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private List<Token> tokens = new ArrayList<>();
  private List<Token> comment = new ArrayList<>();
  private Optional<Problem> problem = Optional.empty();
  private Optional<Problem> limit = Optional.empty();
  private int depth;
  private int deepest;

  Cutter(Original original) {
    this.original = original;
    levels.push(new Level());
    cut();
  }

  List<Slice> slices() {
    return slices;
  }

  /** The documentation directly above a token. */
  Map<Token, Documentation> documentation() {
    return documentation;
  }

  /** The limit that ended the cutting; what follows was not read. */
  Optional<Problem> limit() {
    return limit;
  }

  private void cut() {
    GdLexer lexer = new GdLexer(CharStreams.fromString(original.text()));
    lexer.removeErrorListeners();
    int count = 0;
    for (Token token = lexer.nextToken(); limit.isEmpty(); token = lexer.nextToken()) {
      if (token.getChannel() == DOCUMENTATION) {
        remember(token);
      } else if (token.getType() == EOF) {
        end(token, true);
        return;
      } else if (++count > Limits.TOKENS) {
        limit =
            reached(
                token,
                "words and signs in one text",
                Limits.TOKENS,
                "Cut the text into several files.");
      } else {
        take(token);
      }
    }
  }

  private void take(Token token) {
    int type = token.getType();
    boolean separator = type == NEWLINE || type == SEMICOLON;
    if (separator && levels.size() == 1 && !(type == NEWLINE && Tokens.onlyAnnotations(tokens))) {
      end(token, false);
      return;
    }
    if (separator && levels.size() == 1) {
      return;
    }
    follow(token);
    deepest = Math.max(deepest, depth + levels.size() - 1);
    if (deepest > Limits.DEPTH) {
      limit =
          reached(
              token,
              "depth of nesting",
              Limits.DEPTH,
              "Give inner parts a name in statements of their own.");
    }
    measure(token);
    document(token);
    tokens.add(token);
  }

  private void end(Token token, boolean last) {
    if (!tokens.isEmpty()) {
      CommonToken end = new CommonToken(EOF, "");
      end.setStartIndex(token.getStartIndex());
      end.setStopIndex(token.getStartIndex() - 1);
      tokens.add(end);
      slices.add(new Slice(tokens, deepest, last, problem));
    }
    tokens = new ArrayList<>();
    problem = Optional.empty();
    deepest = 0;
    reset(levels.peek());
  }

  /** Counts what the parser, or the binding of operators, would have to nest. */
  private void follow(Token token) {
    Level level = levels.element();
    Token before = tokens.isEmpty() ? null : tokens.getLast();
    boolean operand = Tokens.endsOperand(before);
    switch (token.getType()) {
      case OPEN, OPEN_BRACKET, OPEN_BRACE -> levels.push(new Level());
      case CLOSE, CLOSE_BRACKET, CLOSE_BRACE -> {
        if (levels.size() > 1) {
          reset(levels.pop());
        }
      }
      case COMMA, SEMICOLON, NEWLINE -> reset(level);
      case POWER, EACH_POWER, ROOT, NOT -> tight(level, level.tight + 1);
      case MINUS -> tight(level, operand ? 0 : level.tight + 1);
      case PLUS,
          TIMES,
          DIVIDE,
          INNER,
          EACH_TIMES,
          EACH_DIVIDE,
          JUXTAPOSE,
          AND,
          OR,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_EQUAL,
          GREATER,
          GREATER_EQUAL,
          RANGE,
          BY,
          THEN,
          IN ->
          tight(level, 0);
      case ARROW -> sticky(level);
      case IF -> {
        sticky(level);
        if (!operand) {
          level.ifs.push((CommonToken) token);
        }
      }
      case ELSE -> {
        tight(level, 0);
        if (!level.ifs.isEmpty()) {
          level.ifs.pop().setType(IF_ELSE);
        }
      }
      default -> {}
    }
  }

  private void tight(Level level, int count) {
    depth += count - level.tight;
    level.tight = count;
  }

  private void sticky(Level level) {
    depth++;
    level.sticky++;
  }

  private void reset(@Nullable Level level) {
    if (level != null) {
      depth -= level.tight + level.sticky;
      level.tight = 0;
      level.sticky = 0;
      level.ifs.clear();
    }
  }

  private void measure(Token token) {
    int length = token.getStopIndex() - token.getStartIndex() + 1;
    if (problem.isEmpty() && token.getType() == NAME && length > Limits.NAME) {
      problem = reached(token, "letters of a name", Limits.NAME, "Choose a shorter name.");
    } else if (problem.isEmpty() && token.getType() == NUMBER && length > Limits.DIGITS) {
      problem =
          reached(token, "digits of a number", Limits.DIGITS, "Compute it, as in 10^20000 + 1.");
    }
  }

  private Optional<Problem> reached(Token token, String limit, int value, String instead) {
    Span at = original.span(token.getStartIndex(), token.getStopIndex() + 1);
    return Optional.of(new LimitReached(at, limit, "%,d".formatted(value), instead));
  }

  // ---------------------------------------------------------------- documentation

  private void remember(Token line) {
    if (!comment.isEmpty() && !adjacent(comment.getLast(), line)) {
      comment.clear();
    }
    comment.add(line);
  }

  private void document(Token token) {
    if (!comment.isEmpty()) {
      if (adjacent(comment.getLast(), token)) {
        documentation.put(token, documentation(comment));
      }
      comment = new ArrayList<>();
    }
  }

  /** Whether one line break and nothing else lies between them. */
  private boolean adjacent(Token above, Token below) {
    String between = original.span(above.getStopIndex() + 1, below.getStartIndex()).text();
    int breaks = 0;
    for (int i = 0; i < between.length(); i++) {
      char c = between.charAt(i);
      breaks += c == '\n' || c == '\r' && !between.startsWith("\n", i + 1) ? 1 : 0;
    }
    return breaks == 1 && between.isBlank();
  }

  private Documentation documentation(List<Token> lines) {
    StringBuilder text = new StringBuilder();
    for (Token line : lines) {
      String content = line.getText().substring(2).stripTrailing();
      text.append(text.isEmpty() ? "" : "\n")
          .append(content.startsWith(" ") ? content.substring(1) : content);
    }
    Span span = original.span(lines.getFirst().getStartIndex(), lines.getLast().getStopIndex() + 1);
    return new Documentation(span, text.toString());
  }
}
