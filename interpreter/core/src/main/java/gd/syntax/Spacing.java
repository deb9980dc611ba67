package gd.syntax;

import static gd.grammar.GdLexer.*;

import java.util.BitSet;
import org.antlr.v4.runtime.Token;

/** Where a space stands between two words or signs of a line; the style of {@link Printer}. */
final class Spacing {
  /** Words, and operators that stand free. */
  private static final BitSet FREE =
      Tokens.set(
          PLUS,
          MINUS,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_EQUAL,
          GREATER,
          GREATER_EQUAL,
          ARROW,
          IMPORT,
          EXTERNAL,
          SYMBOL,
          IF,
          THEN,
          ELSE,
          FOR,
          IN,
          WHILE,
          BY,
          AND,
          OR,
          NOT);

  /** What its operand follows at once. */
  private static final BitSet PREFIXES = Tokens.set(ROOT, NABLA, PARTIAL, AT, DOT);

  private Spacing() {}

  static boolean opens(Token token) {
    int type = token.getType();
    return type == OPEN || type == OPEN_BRACKET || type == OPEN_BRACE;
  }

  static boolean closes(Token token) {
    int type = token.getType();
    return type == CLOSE || type == CLOSE_BRACKET || type == CLOSE_BRACE;
  }

  /**
   * @param leftSign whether the left one is a sign, as in {@code -x}
   * @param rightSign whether the right one is
   * @param inside the innermost open bracket
   */
  static boolean between(Token left, boolean leftSign, Token right, boolean rightSign, int inside) {
    int before = left.getType();
    int after = right.getType();
    if (after == CLOSE || after == CLOSE_BRACKET || after == COMMA || after == SEMICOLON) {
      return false;
    }
    if (before == OPEN_BRACE || after == CLOSE_BRACE) {
      return before != OPEN_BRACE || after != CLOSE_BRACE;
    }
    if (before == OPEN || before == OPEN_BRACKET || leftSign || PREFIXES.get(before)) {
      return false;
    }
    if (before == COMMA || before == SEMICOLON || after == OPEN_BRACE || after == AT) {
      return true;
    }
    if (before == EQUALS && inside == OPEN) {
      return false; // class=if z > 0 then 1 else 0
    }
    if (free(before, false, inside) || free(after, rightSign, inside)) {
      return true;
    }
    if (after == OPEN || after == OPEN_BRACKET) {
      return false;
    }
    boolean apart = Tokens.endsOperand(left) && Tokens.beginsOperand(right);
    boolean dots = before == RANGE && right.getText().startsWith(".");
    return apart && !Tokens.touch(left, right) || dots;
  }

  /** {@code =} stands free in a definition, not before the value of an argument. */
  private static boolean free(int type, boolean sign, int inside) {
    return type == EQUALS ? inside != OPEN : FREE.get(type) && !sign;
  }
}
