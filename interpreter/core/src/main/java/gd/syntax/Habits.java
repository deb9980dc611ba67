package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.DecimalComma;
import gd.report.SyntaxProblem.MissingOperator;
import gd.report.SyntaxProblem.ThousandsMark;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Recognises what people write out of habit, from paper or other languages, and says how it is
 * written here.
 */
final class Habits {
  private final Original original;
  private final List<Token> tokens;

  /** How many brackets are open before each token, and after the last. */
  private final int[] depth;

  Habits(Original original, List<Token> tokens) {
    this.original = original;
    this.tokens = tokens;
    this.depth = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      depth[i + 1] = opens(i) ? depth[i] + 1 : closes(i) ? Math.max(0, depth[i] - 1) : depth[i];
    }
  }

  /** The habit behind the token at an index, which does not fit. */
  Optional<Problem> problem(int index) {
    int before = index == 0 ? EOF : type(index - 1);
    if (before == NABLA) {
      return otherwise(span(index - 1).to(span(index)), "a gradient", "∇f", "grad(x -> x^2)");
    }
    if (before == PARTIAL) {
      return otherwise(
          span(index - 1).to(span(index)),
          "a partial derivative",
          "∂f/∂x",
          "diff(f, x)",
          "diff(f, x, y)");
    }
    return switch (type(index)) {
      case FOREIGN -> Optional.of(foreign(index));
      case COMMA -> comma(index);
      case EQUALS -> equals(index);
      case COLON -> colon(index);
      case PRIME -> prime(index);
      case FACTORIAL -> otherwise(span(index), "`not`", "not " + text(index + 1));
      default -> Tokens.beginsOperand(tokens.get(index)) ? sideBySide(index) : Optional.empty();
    };
  }

  // ---------------------------------------------------------------- other languages' signs

  private Problem foreign(int index) {
    String sign = text(index);
    return switch (sign) {
      case ":=" -> written(span(index), "a definition", around(index, " = "));
      case "=>" ->
          written(
              span(index),
              "a function or a comparison",
              around(index, " -> "),
              around(index, " >= "));
      case "**" -> written(span(index), "a power", around(index, "^"));
      case "&&" -> written(span(index), "`and`", around(index, " and "));
      case "||" -> written(span(index), "`or`", around(index, " or "));
      case "<>" -> written(span(index), "a comparison", around(index, " != "));
      case "=<" -> written(span(index), "a comparison", around(index, " <= "));
      case "//" ->
          written(
              span(index),
              "a whole quotient or a comment",
              "floor(" + around(index, "/") + ")",
              "# comment");
      case "%" -> percent(index);
      default -> bars(index);
    };
  }

  private Problem bars(int index) {
    String sign = text(index);
    String function = sign.equals("‖") || sign.equals("||") ? "norm" : "abs";
    int close = index + 1;
    while (type(close) != EOF && !text(close).equals(sign)) {
      close++;
    }
    if (type(close) == EOF) {
      return written(span(index), "an absolute value", "abs(x)");
    }
    Span at = span(index).to(span(close));
    String what = function.equals("abs") ? "the absolute value" : "the length of a vector";
    return written(at, what, function + "(" + between(index + 1, close) + ")");
  }

  private Problem percent(int index) {
    if (text(index + 1).equals("of") && type(index + 2) != EOF) {
      String share = text(index - 1) + "/100*" + text(index + 2);
      return written(span(index - 1).to(span(index + 2)), "a share", share);
    }
    boolean infix = Tokens.beginsOperand(tokens.get(index + 1));
    if (index > 0 && type(index - 1) == NUMBER && !infix) {
      String decimal = new BigDecimal(text(index - 1)).movePointLeft(2).toPlainString();
      return written(
          span(index - 1).to(span(index)), "a percentage", decimal, text(index - 1) + "/100");
    }
    String fix = index > 0 ? "mod(" + text(index - 1) + ", " + text(index + 1) + ")" : "mod(a, b)";
    return written(span(index), "a remainder", fix);
  }

  private Optional<Problem> equals(int index) {
    int first = type(0);
    if (first == FOR && index == 2) {
      return otherwise(span(index), "a loop", around(index, " in ").replaceAll("\\s+", " "));
    }
    boolean condition = first == IF || first == IF_ELSE || first == WHILE || depth[index] > 0;
    return condition
        ? otherwise(span(index), "a comparison", around(index, " == "))
        : Optional.empty();
  }

  private Optional<Problem> colon(int index) {
    boolean subscript =
        type(opener(index)) == OPEN_BRACKET && Tokens.endsOperand(tokens.get(index - 1));
    return subscript ? otherwise(span(index), "a range", around(index, "..")) : Optional.empty();
  }

  private Optional<Problem> prime(int index) {
    if (index > 0 && Tokens.endsOperand(tokens.get(index - 1))) {
      return otherwise(
          span(index),
          "the derivative of an expression",
          "diff(" + inside(left(index), index) + ", x)",
          "f'(x)");
    }
    return otherwise(span(index), "a text", "\"text\"");
  }

  // ---------------------------------------------------------------- numbers

  private Optional<Problem> comma(int index) {
    if (braces(index).isPresent()) {
      return braces(index);
    }
    boolean numbers = index > 0 && type(index - 1) == NUMBER && type(index + 1) == NUMBER;
    boolean touching =
        numbers
            && Tokens.touch(tokens.get(index - 1), tokens.get(index))
            && Tokens.touch(tokens.get(index), tokens.get(index + 1));
    if (!touching) {
      return Optional.empty();
    }
    Span at = span(index - 1).to(span(index + 1));
    String left = text(index - 1);
    String right = text(index + 1);
    if (left.contains(".")) {
      return Optional.of(new ThousandsMark(at, left.replace(".", "") + "." + right));
    }
    if (right.contains(".") || type(index + 2) == COMMA) {
      int last = index + 1;
      while (type(last + 1) == COMMA && type(last + 2) == NUMBER) {
        last += 2;
      }
      return Optional.of(
          new ThousandsMark(
              span(index - 1).to(span(last)), between(index - 1, last + 1).replace(",", "")));
    }
    return Optional.of(new DecimalComma(at, left + "." + right));
  }

  /** {@code {1, 2, 3}}. */
  private Optional<Problem> braces(int index) {
    int from = opener(index);
    if (type(from) != OPEN_BRACE) {
      return Optional.empty();
    }
    int to = closing(from);
    Span at = span(from).to(span(to));
    return otherwise(at, "an array", "[" + between(from + 1, to) + "]");
  }

  /** {@code 1 000 000}. */
  private Optional<Problem> thousands(int index) {
    int from = index - 1;
    int to = index;
    while (type(to) == NUMBER && text(to).matches("[0-9]{3}(\\.[0-9]+)?")) {
      to++;
    }
    boolean digits = type(from) == NUMBER && text(from).matches("[0-9]{1,3}") && to > index;
    return digits && !inArray(index)
        ? Optional.of(
            new ThousandsMark(span(from).to(span(to - 1)), between(from, to).replaceAll("\\s", "")))
        : Optional.empty();
  }

  // ---------------------------------------------------------------- two values side by side

  private Optional<Problem> sideBySide(int index) {
    if (index == 0 || !Tokens.endsOperand(tokens.get(index - 1))) {
      return Optional.empty();
    }
    return thousands(index)
        .or(() -> remainder(index))
        .or(() -> leibniz(index))
        .or(() -> limit(index))
        .or(() -> header(index))
        .or(() -> elements(index))
        .or(() -> declared(index))
        .or(
            () ->
                Optional.of(
                    new MissingOperator(
                        right(index), span(left(index)).to(span(index - 1)), fixes(index))));
  }

  /** {@code 7 mod 3}. */
  private Optional<Problem> remainder(int index) {
    boolean mod = text(index).equals("mod") || text(index).equals("rem");
    if (mod && type(index + 1) != EOF) {
      return otherwise(
          span(index), "a remainder", "mod(" + text(index - 1) + ", " + text(index + 1) + ")");
    }
    return Optional.empty();
  }

  /** {@code let x = 3}. */
  private Optional<Problem> declared(int index) {
    boolean word =
        index == 1 && List.of("let", "var", "val", "const", "def", "function").contains(text(0));
    if (word) {
      return otherwise(span(0), "a definition", between(1, tokens.size() - 1));
    }
    boolean result = text(index - 1).equals("return");
    return result
        ? otherwise(span(index - 1), "the value of a block", between(index, end(index)))
        : Optional.empty();
  }

  /** {@code d/dx x^2}. */
  private Optional<Problem> leibniz(int index) {
    boolean d =
        index >= 3
            && text(index - 3).equals("d")
            && type(index - 2) == DIVIDE
            && text(index - 1).matches("d\\p{L}");
    if (!d) {
      return Optional.empty();
    }
    int to = end(index);
    String fix = "diff(" + between(index, to) + ", " + text(index - 1).substring(1) + ")";
    return otherwise(span(index - 3).to(span(to - 1)), "a derivative", fix);
  }

  /** {@code lim x->0 sin(x)/x}. */
  private Optional<Problem> limit(int index) {
    boolean lim = text(index - 1).equals("lim") || text(index - 1).equals("limit");
    if (!lim) {
      return Optional.empty();
    }
    int to = end(index);
    boolean arrow = type(index) == NAME && type(index + 1) == ARROW && index + 3 < to;
    int sign = arrow && type(index + 2) == MINUS ? 1 : 0;
    String fix =
        arrow
            ? "limit(%s, %s, %s)"
                .formatted(
                    between(index + 3 + sign, to),
                    text(index),
                    between(index + 2, index + 3 + sign))
            : "limit(f(x), x, 0)";
    return otherwise(span(index - 1).to(span(to - 1)), "a limit", fix);
  }

  /** {@code for i in 1..3 print(i)}, {@code if c a}. */
  private Optional<Problem> header(int index) {
    boolean outside = depth[index] == 0;
    if (outside && (type(0) == FOR || type(0) == WHILE)) {
      return otherwise(
          span(index),
          "what is to be repeated",
          between(0, index) + " { " + between(index, end(index)) + " }");
    }
    int last = index - 1;
    while (last >= 0 && type(last) != IF && type(last) != IF_ELSE && type(last) != THEN) {
      last--;
    }
    boolean condition = outside && last >= 0 && type(last) != THEN;
    return condition
        ? otherwise(
            span(index), "a choice", between(last, index) + " then " + between(index, end(index)))
        : Optional.empty();
  }

  /** {@code [1 2 3]}. */
  private Optional<Problem> elements(int index) {
    if (!inArray(index)) {
      return Optional.empty();
    }
    int from = opener(index);
    int to = closing(from);
    StringBuilder array = new StringBuilder();
    for (int i = from; i <= to && type(i) != EOF; i++) {
      boolean gap =
          i > from + 1
              && Tokens.endsOperand(tokens.get(i - 1))
              && Tokens.beginsOperand(tokens.get(i));
      boolean apart = i > from && !Tokens.touch(tokens.get(i - 1), tokens.get(i));
      array
          .append(gap && apart ? (line(i - 1) < line(i) ? "; " : ", ") : apart ? " " : "")
          .append(text(i));
    }
    return otherwise(span(from).to(span(to)), "an array", array.toString());
  }

  private boolean inArray(int index) {
    int from = opener(index);
    return type(from) == OPEN_BRACKET && (from == 0 || !Tokens.endsOperand(tokens.get(from - 1)));
  }

  /** A word before a value looks like a call, anything else like a product. */
  private List<String> fixes(int index) {
    int from = left(index);
    String left = between(from, index);
    String right = right(index).text();
    boolean one = from == index - 1;
    List<String> fixes = new ArrayList<>();
    if (one && type(from) == NAME && Names.pretty(Names.canonical(left)).matches("\\p{L}{2,}")) {
      fixes.add(left + "(" + right + ")");
    } else if (one
        && type(from) == NUMBER
        && type(index) == NAME
        && !right.matches("[eE][0-9].*")) {
      fixes.add(left + right);
    }
    boolean product = type(index + 1) == JUXTAPOSE;
    if (type(index) != STRING || fixes.isEmpty()) {
      fixes.add(left + "*" + (product ? "(" + right + ")" : right));
    }
    return fixes;
  }

  /**
   * Where the value begins that ends before an index: its call, its exponent and what touches it
   * belong to it.
   */
  private int left(int index) {
    int at = index - 1;
    while (true) {
      if (closes(at)) {
        at = Math.max(0, opening(at));
      }
      boolean call = type(at) == OPEN && at > 0 && (type(at - 1) == NAME || type(at - 1) == PRIME);
      boolean suffix =
          type(at) == PRIME
              || type(at) == SUPERSCRIPT
              || type(at) == TRANSPOSE
              || type(at) == FACTORIAL;
      int before = at > 0 ? type(at - 1) : EOF;
      boolean joins =
          before == POWER || before == EACH_POWER || before == DOT || before == JUXTAPOSE;
      if (call
          || suffix && at > 0
          || type(at) == OPEN_BRACKET && at > 0 && Tokens.endsOperand(tokens.get(at - 1))) {
        at--;
      } else if (joins && at > 1) {
        at -= 2;
      } else {
        return at;
      }
    }
  }

  /** The value that begins at an index. */
  private Span right(int index) {
    int to = opens(index) ? closing(index) : index;
    while (type(to + 1) == JUXTAPOSE || type(to + 1) == OPEN && type(to) == NAME) {
      int next = type(to + 1) == JUXTAPOSE ? to + 2 : to + 1;
      to = opens(next) ? closing(next) : next;
    }
    return span(index).to(span(to));
  }

  /** The text between two indices, without parentheses that surround all of it. */
  private String inside(int from, int to) {
    return type(from) == OPEN && opening(to - 1) == from
        ? between(from + 1, to - 1)
        : between(from, to);
  }

  // ---------------------------------------------------------------- the tokens around

  private boolean opens(int index) {
    return type(index) == OPEN || type(index) == OPEN_BRACKET || type(index) == OPEN_BRACE;
  }

  /** The index of the innermost bracket that is open before a token; -1 if none is. */
  private int opener(int index) {
    int at = index - 1;
    while (at >= 0 && !(opens(at) && depth[at] == depth[index] - 1)) {
      at--;
    }
    return at;
  }

  private boolean closes(int index) {
    return type(index) == CLOSE || type(index) == CLOSE_BRACKET || type(index) == CLOSE_BRACE;
  }

  /** The index of the bracket that the one at {@code close} closes; -1 if there is none. */
  private int opening(int close) {
    return closes(close) ? opener(close) : -1;
  }

  /** The index of the bracket that closes the one at {@code from}, or the last token. */
  private int closing(int from) {
    int to = from + 1;
    while (type(to) != EOF && depth[to + 1] > depth[from]) {
      to++;
    }
    return type(to) == EOF ? to - 1 : to;
  }

  /**
   * Where the part of the statement that begins at an index ends: before a comma or a closing
   * bracket of others.
   */
  private int end(int index) {
    int to = index;
    while (type(to) != EOF
        && depth[to + 1] >= depth[index]
        && !(type(to) == COMMA && depth[to] == depth[index])) {
      to++;
    }
    return to;
  }

  private String around(int index, String sign) {
    String left = index > 0 ? between(0, index) : "a";
    String right = type(index + 1) == EOF ? "b" : between(index + 1, tokens.size() - 1);
    return left + sign + right;
  }

  private Optional<Problem> otherwise(Span at, String what, String... instead) {
    return Optional.of(written(at, what, instead));
  }

  private static Problem written(Span at, String what, String... instead) {
    return new WrittenOtherwise(at, what, List.of(instead));
  }

  private int type(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).getType() : EOF;
  }

  private String text(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).getText() : "";
  }

  /** The user's text from one token up to, not including, another. */
  private String between(int from, int to) {
    return from >= to ? "" : span(from).to(span(to - 1)).text();
  }

  private int line(int index) {
    return span(index).source().line(span(index).start());
  }

  private Span span(int index) {
    Token token = tokens.get(index);
    return original.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
