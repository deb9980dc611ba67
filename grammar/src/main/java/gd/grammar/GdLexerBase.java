package gd.grammar;

import static gd.grammar.GdLexer.*;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/**
 * Layout: the two things a reader sees and a grammar does not. A line break that ends a statement
 * becomes a {@code NEWLINE}, all others vanish; between neighbours that touch and are multiplied
 * stands an empty {@code JUXTAPOSE}.
 */
public abstract class GdLexerBase extends Lexer {
  private static final BitSet CANNOT_END =
      set(
          PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          INNER,
          EACH_TIMES,
          EACH_DIVIDE,
          POWER,
          EACH_POWER,
          EQUALS,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_EQUAL,
          GREATER,
          GREATER_EQUAL,
          ARROW,
          RANGE,
          COMMA,
          COLON,
          DOT,
          AT,
          IN,
          BY,
          AND,
          OR,
          NOT,
          IF,
          THEN,
          ELSE,
          FOR,
          WHILE,
          OPEN,
          OPEN_BRACKET,
          OPEN_BRACE,
          ROOT,
          NABLA,
          PARTIAL,
          IMPORT,
          EXTERNAL,
          SYMBOL);
  private static final BitSet CANNOT_BEGIN =
      set(
          PLUS,
          TIMES,
          DIVIDE,
          INNER,
          EACH_TIMES,
          EACH_DIVIDE,
          POWER,
          EACH_POWER,
          EQUALS,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_EQUAL,
          GREATER,
          GREATER_EQUAL,
          ARROW,
          RANGE,
          ELLIPSIS,
          COMMA,
          COLON,
          DOT,
          IN,
          BY,
          AND,
          OR,
          THEN,
          ELSE,
          PRIME,
          SUPERSCRIPT,
          TRANSPOSE,
          FACTORIAL,
          DEGREE);
  private static final BitSet FACTOR_END = set(NUMBER, CLOSE, SUPERSCRIPT, TRANSPOSE);
  private static final BitSet FACTOR_BEGIN = set(NAME, OPEN, ROOT, NABLA, PARTIAL);

  private final Deque<Token> queue = new ArrayDeque<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  /** The last token that was handed out and is no documentation; null at the start. */
  private Token previous;

  /** Whether the last token is the point of {@code 5.}, which lacks digits and goes on nowhere. */
  private boolean halfNumber;

  /**
   * Between {@code for}, {@code while} or {@code if} and its block: the block may begin on the next
   * line.
   */
  private boolean header;

  /** Whether the last token is ∂, or a name behind one: a superscript is an order there. */
  private boolean orderMayFollow;

  protected GdLexerBase(CharStream input) {
    super(input);
  }

  @Override
  public Token nextToken() {
    if (queue.isEmpty()) {
      read();
    }
    Token token = queue.remove();
    if (token.getChannel() == Token.DEFAULT_CHANNEL) {
      follow(token.getType());
      halfNumber =
          token.getType() == DOT
              && previous != null
              && previous.getType() == NUMBER
              && previous.getStopIndex() + 1 == token.getStartIndex();
      orderMayFollow =
          token.getType() == PARTIAL
              || token.getType() == NAME && previous != null && previous.getType() == PARTIAL;
      previous = token;
    }
    return token;
  }

  private void follow(int type) {
    switch (type) {
      case OPEN, OPEN_BRACKET, OPEN_BRACE -> {
        open.push(type);
        header = header && type != OPEN_BRACE;
      }
      case CLOSE, CLOSE_BRACKET, CLOSE_BRACE -> open.poll();
      case FOR, WHILE, IF -> header = !insideBrackets();
      case NEWLINE, SEMICOLON, THEN -> header = false;
      default -> {}
    }
  }

  private void read() {
    Token token = significant();
    if (token.getType() == NEWLINE) {
      readAfter(token);
    } else {
      if (orderMayFollow && token.getType() == SUPERSCRIPT) {
        ((CommonToken) token).setType(ORDER);
      }
      if (juxtaposed(previous, token)) {
        queue.add(invisible(token));
      }
      queue.add(token);
    }
  }

  /**
   * A line break separates unless a bracket is open, the line cannot end here, or the next cannot
   * begin there.
   */
  private void readAfter(Token newline) {
    Deque<Token> documentation = new ArrayDeque<>();
    Token next = significant();
    while (next.getType() == NEWLINE || next.getChannel() != Token.DEFAULT_CHANNEL) {
      if (next.getType() != NEWLINE) {
        documentation.add(next);
      }
      next = significant();
    }
    boolean unfinished =
        previous == null
            || in(CANNOT_END, previous) && !halfNumber
            || header && next.getType() == OPEN_BRACE;
    if (!insideBrackets() && !unfinished && next.getType() != EOF && !in(CANNOT_BEGIN, next)) {
      queue.add(newline);
    }
    queue.addAll(documentation);
    queue.add(next);
  }

  /** The next token of any channel, as the rules see it. */
  private Token significant() {
    Token token = super.nextToken();
    if (token.getType() == BOM && token.getStartIndex() == 0) {
      return super.nextToken();
    }
    if (token.getType() == BOM || token.getType() == NAME && !isName(token.getText())) {
      ((CommonToken) token).setType(UNKNOWN);
    }
    return token;
  }

  /**
   * Whether all signs of a name are letters, digits, marks or subscripts; the grammar's blocks hold
   * others, too.
   */
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int sign = name.codePointAt(i);
      boolean letter = sign < 128 || Character.isLetter(sign);
      boolean digit = i > 0 && (Character.isDigit(sign) || sign >= '₀' && sign <= '₉');
      boolean mark = Character.getType(sign) == Character.NON_SPACING_MARK && i > 0;
      if (!letter && !digit && !mark && sign != '∞' && sign != '∑' && sign != '∏') {
        return false;
      }
    }
    return true;
  }

  private boolean insideBrackets() {
    return !open.isEmpty() && open.peek() != OPEN_BRACE;
  }

  private static boolean juxtaposed(Token left, Token right) {
    return left != null
        && in(FACTOR_END, left)
        && in(FACTOR_BEGIN, right)
        && left.getStopIndex() + 1 == right.getStartIndex();
  }

  private Token invisible(Token before) {
    CommonToken token =
        new CommonToken(
            _tokenFactorySourcePair,
            JUXTAPOSE,
            Token.DEFAULT_CHANNEL,
            before.getStartIndex(),
            before.getStartIndex() - 1);
    token.setText("");
    return token;
  }

  private static boolean in(BitSet types, Token token) {
    return token.getType() > 0 && types.get(token.getType());
  }

  private static BitSet set(int... types) {
    BitSet set = new BitSet();
    for (int type : types) {
      set.set(type);
    }
    return set;
  }
}
