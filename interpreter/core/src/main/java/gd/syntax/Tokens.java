package gd.syntax;

import static gd.grammar.GdLexer.*;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Questions about tokens that the cutter and the explanation of mistakes share. */
final class Tokens {
  private static final BitSet ENDS_OPERAND =
      set(
          NUMBER,
          NAME,
          STRING,
          TRUE,
          FALSE,
          CLOSE,
          CLOSE_BRACKET,
          CLOSE_BRACE,
          SUPERSCRIPT,
          ORDER,
          TRANSPOSE,
          FACTORIAL,
          DEGREE,
          PRIME);
  private static final BitSet BEGINS_OPERAND =
      set(NUMBER, NAME, STRING, TRUE, FALSE, OPEN, OPEN_BRACKET, OPEN_BRACE, NABLA, PARTIAL, ROOT);

  private Tokens() {}

  /** Whether a value may be complete with this token. */
  static boolean endsOperand(@Nullable Token token) {
    return token != null && token.getType() > 0 && ENDS_OPERAND.get(token.getType());
  }

  /** Whether a value may begin with this token. */
  static boolean beginsOperand(Token token) {
    return token.getType() > 0 && BEGINS_OPERAND.get(token.getType());
  }

  /** Whether nothing stands between them. */
  static boolean touch(Token left, Token right) {
    return left.getStopIndex() + 1 == right.getStartIndex();
  }

  /**
   * Whether they are annotations so far, each complete: what they annotate comes on the next line.
   */
  static boolean onlyAnnotations(List<Token> tokens) {
    int at = 0;
    while (at + 3 < tokens.size()
        && tokens.get(at).getType() == AT
        && tokens.get(at + 2).getType() == OPEN) {
      at += 3;
      while (at < tokens.size() && tokens.get(at).getType() != CLOSE) {
        at++;
      }
      at++;
    }
    return at > 0 && at == tokens.size();
  }

  /** The brackets that are open before the token at {@code end}, innermost first. */
  static Deque<Token> open(List<Token> tokens, int end) {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens.subList(0, end)) {
      switch (token.getType()) {
        case OPEN, OPEN_BRACKET, OPEN_BRACE -> open.push(token);
        case CLOSE, CLOSE_BRACKET, CLOSE_BRACE -> open.poll();
        default -> {}
      }
    }
    return open;
  }

  /** The closing bracket that belongs to an opening one. */
  static String closing(Token opening) {
    return switch (opening.getType()) {
      case OPEN -> ")";
      case OPEN_BRACKET -> "]";
      default -> "}";
    };
  }

  /** The token at an index, if there is one. */
  static Optional<Token> at(List<Token> tokens, int index) {
    return index >= 0 && index < tokens.size() ? Optional.of(tokens.get(index)) : Optional.empty();
  }

  static BitSet set(int... types) {
    BitSet set = new BitSet();
    for (int type : types) {
      set.set(type);
    }
    return set;
  }
}
