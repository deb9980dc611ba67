package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.antlr.v4.runtime.Token;

/** The tokens of a text that cannot be read, their brackets, and the user's text behind them. */
abstract sealed class Surroundings
    permits CalculusHabits, CodeHabits, Habits, ListHabits, NameHabits, PaperHabits, RangeHabits {
  private final Original original;
  private final List<Token> tokens;

  /** How many brackets are open before each token, and after the last. */
  private final int[] depth;

  Surroundings(Original original, List<Token> tokens) {
    this.original = original;
    this.tokens = tokens;
    this.depth = new int[tokens.size() + 1];
    for (int i = 0; i < tokens.size(); i++) {
      depth[i + 1] = opens(i) ? depth[i] + 1 : closes(i) ? Math.max(0, depth[i] - 1) : depth[i];
    }
  }

  /** How many brackets are open before a token. */
  int depth(int index) {
    return depth[index];
  }

  boolean beginsOperand(int index) {
    return index >= 0 && index < tokens.size() && Tokens.beginsOperand(tokens.get(index));
  }

  boolean endsOperand(int index) {
    return index >= 0 && index < tokens.size() && Tokens.endsOperand(tokens.get(index));
  }

  /** Whether nothing stands between a token and the next. */
  boolean touchesNext(int index) {
    return type(index) != EOF
        && type(index + 1) != EOF
        && Tokens.touch(tokens.get(index), tokens.get(index + 1));
  }

  /** Whether all this stands inside a text: {@code "x = {x}"}. */
  boolean isInText() {
    return original.isPart();
  }

  /** The text from a token to the end. */
  String from(int index) {
    return between(index, tokens.size() - 1);
  }

  /** The problem of something that is written otherwise here. */
  static Optional<Problem> otherwise(Span at, String what, String... instead) {
    return Optional.of(new WrittenOtherwise(at, what, List.of(instead)));
  }

  /**
   * Where the value begins that ends before an index: its call, its exponent and what touches it
   * belong to it.
   */
  int left(int index) {
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
      if (call || suffix && at > 0 || type(at) == OPEN_BRACKET && at > 0 && endsOperand(at - 1)) {
        at--;
      } else if (joins && at > 1) {
        at -= 2;
      } else {
        return at;
      }
    }
  }

  /** The value that begins at an index. */
  Span right(int index) {
    return span(index).to(span(last(index)));
  }

  /** The last token of the value that begins at an index: its exponent belongs to it. */
  int last(int index) {
    int to = base(index);
    while (type(to + 1) == POWER || type(to + 1) == EACH_POWER || text(to + 1).equals("**")) {
      to = base(to + 2);
    }
    return to;
  }

  /** The same without an exponent behind a sign; signs before it belong to it. */
  int base(int index) {
    int from = index;
    while (type(from) == MINUS && type(from + 1) != EOF) {
      from++;
    }
    int to = opens(from) ? closing(from) : from;
    while (true) {
      int next =
          switch (type(to + 1)) {
            case JUXTAPOSE, DOT -> to + 2;
            case OPEN -> type(to) == NAME || type(to) == PRIME ? to + 1 : to;
            case OPEN_BRACKET -> touchesNext(to) ? to + 1 : to;
            case SUPERSCRIPT, TRANSPOSE, FACTORIAL, DEGREE, PRIME -> to + 1;
            default -> to;
          };
      if (next == to || type(next) == EOF) {
        return to;
      }
      to = opens(next) ? closing(next) : next;
    }
  }

  /** The text between two indices, without parentheses that surround all of it. */
  String inside(int from, int to) {
    return type(from) == OPEN && opening(to - 1) == from
        ? between(from + 1, to - 1)
        : between(from, to);
  }

  boolean opens(int index) {
    return type(index) == OPEN || type(index) == OPEN_BRACKET || type(index) == OPEN_BRACE;
  }

  /** The index of the innermost bracket that is open before a token; -1 if none is. */
  int opener(int index) {
    int at = index - 1;
    while (at >= 0 && !(opens(at) && depth[at] == depth[index] - 1)) {
      at--;
    }
    return at;
  }

  boolean closes(int index) {
    return type(index) == CLOSE || type(index) == CLOSE_BRACKET || type(index) == CLOSE_BRACE;
  }

  /** The index of the bracket that the one at {@code close} closes; -1 if there is none. */
  int opening(int close) {
    return closes(close) ? opener(close) : -1;
  }

  /** The index of the bracket that closes the one at {@code from}, or the last token. */
  int closing(int from) {
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
  int end(int index) {
    int to = index;
    while (type(to) != EOF
        && depth[to + 1] >= depth[index]
        && !(type(to) == COMMA && depth[to] == depth[index])) {
      to++;
    }
    return to;
  }

  /** Where the line that an index stands on ends, outside brackets. */
  int statementEnd(int index) {
    int to = index;
    while (type(to) != EOF && !(type(to) == NEWLINE && depth[to] == 0)) {
      to++;
    }
    return to;
  }

  /** The whole statement with a sign for powers. */
  String whole(String power) {
    return between(0, tokens.size() - 1, power);
  }

  String around(int index, String sign) {
    String left = index > 0 ? between(0, index) : "a";
    String right = type(index + 1) == EOF ? "b" : between(index + 1, tokens.size() - 1);
    return left + sign + right;
  }

  int type(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).getType() : EOF;
  }

  String text(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index).getText() : "";
  }

  /** Whether a name is a word, which before a value looks like a function. */
  boolean isWord(int index) {
    return type(index) == NAME
        && Names.pretty(Names.canonical(text(index))).matches("\\p{L}{2,}(_?[0-9]+)?");
  }

  /**
   * The user's text from one token up to, not including, another, with the signs of this language.
   */
  String between(int from, int to) {
    return between(from, to, "^");
  }

  /** The same with a sign for powers. */
  private String between(int from, int to, String power) {
    return between(from, to, power, _ -> Optional.empty());
  }

  /** What stands for the tokens up to {@code last}. */
  record Instead(String text, int last) {}

  /** The text between two indices with something else for what begins at some tokens. */
  String between(int from, int to, IntFunction<Optional<Instead>> others) {
    return between(from, to, "^", others);
  }

  private String between(int from, int to, String power, IntFunction<Optional<Instead>> others) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      int index = i;
      Instead instead = others.apply(i).orElseGet(() -> here(index, to, power));
      text.append(i > from ? gap(i - 1) : "").append(instead.text());
      i = instead.last();
    }
    return text.toString();
  }

  /** The parts between an opening bracket and the one that closes it, from and to. */
  List<int[]> parts(int open, int separator) {
    List<int[]> parts = new ArrayList<>();
    int close = closing(open);
    int start = open + 1;
    for (int i = start; i <= close; i++) {
      if (i == close || type(i) == separator && depth(i) == depth(open) + 1) {
        parts.add(new int[] {start, i});
        start = i + 1;
      }
    }
    return parts;
  }

  /** Whether <code>x_{1}</code> stands before an index, with the brace there. */
  boolean isSubscript(int brace) {
    return type(brace) == OPEN_BRACE
        && type(brace - 1) == NAME
        && text(brace - 1).endsWith("_")
        && touchesNext(brace - 1)
        && (type(brace + 1) == NUMBER || type(brace + 1) == NAME)
        && type(brace + 2) == CLOSE_BRACE;
  }

  /** How a token is written here, or <code>x_{1}</code>. */
  private Instead here(int index, int to, String power) {
    if (isSubscript(index) && index + 2 < to) {
      return new Instead(text(index + 1), index + 2);
    }
    String written =
        switch (text(index)) {
          case "**" -> power;
          case "&&" -> touchesNext(index) ? " and " : "and";
          case "<>" -> "!=";
          case "=<" -> "<=";
          case "∗" -> "*";
          default -> span(index).text();
        };
    return new Instead(written, index);
  }

  private String gap(int index) {
    int from = tokens.get(index).getStopIndex() + 1;
    int to = tokens.get(index + 1).getStartIndex();
    return from < to ? original.span(from, to).text() : "";
  }

  int line(int index) {
    return span(index).source().line(span(index).start());
  }

  Span span(int index) {
    Token token = tokens.get(index);
    return original.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
