package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;

/** Recognises sums with their limits below and above, powers of a function's name, and words. */
final class PaperHabits extends Surroundings {
  /** What takes an equation or an expression as a whole. */
  private static final List<String> COMMANDS =
      List.of(
          "solve",
          "simplify",
          "expand",
          "factor",
          "collect",
          "diff",
          "integrate",
          "limit",
          "series",
          "explain",
          "latex",
          "print",
          "assert");

  PaperHabits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** The habit behind the token at an index, which does not fit. */
  Optional<Problem> problem(int index) {
    for (int i = index; i >= Math.max(0, index - 2); i--) {
      Optional<Problem> sum = sum(i);
      if (sum.isPresent()) {
        return sum;
      }
    }
    if (isSubscript(index)) {
      return otherwise(
          span(index - 1).to(span(index + 2)), "an index", between(index - 1, index + 3));
    }
    if (text(index).equals("∗")) {
      return otherwise(span(index), "a product", around(index, "*"));
    }
    if (text(index).equals("∛")) {
      int last = last(index + 1);
      return type(index + 1) == EOF
          ? Optional.empty()
          : otherwise(
              span(index).to(span(last)),
              "a cube root",
              "cbrt(" + inside(index + 1, last + 1) + ")");
    }
    if (type(index) == AT && endsOperand(index - 1) && type(index + 1) != EOF) {
      int from = left(index);
      int last = last(index + 1);
      String left = between(from, index).strip();
      String right = between(index + 1, last + 1);
      return otherwise(
          span(from).to(span(last)), "a product of arrays", left + "·" + right, left + "*" + right);
    }
    if (type(index) == IN) {
      return running(index);
    }
    boolean operands = index > 0 && endsOperand(index - 1) && beginsOperand(index);
    return operands ? beside(index) : Optional.empty();
  }

  // ---------------------------------------------------------------- sums

  /** <code>∑_{i=1}^n i</code>, <code>sum_{i=1}^{10} i</code>, from its first token. */
  private Optional<Problem> sum(int from) {
    int first = text(from).equals("\\") ? from + 1 : from;
    boolean apart = text(first + 1).equals("_");
    String sign = apart ? text(first) : text(first).replaceFirst("_$", "");
    int open = apart ? first + 2 : first + 1;
    String function =
        switch (sign) {
          case "∑", "Σ", "sum" -> "sum";
          case "∏", "Π", "prod", "product" -> "product";
          default -> "";
        };
    boolean limits =
        !function.isEmpty()
            && (apart || text(first).endsWith("_"))
            && opens(open)
            && type(open + 1) == NAME
            && type(open + 2) == EQUALS;
    int close = limits ? closing(open) : -1;
    if (!limits || type(close + 1) != POWER || type(close + 2) == EOF) {
      return Optional.empty();
    }
    int upper = close + 2;
    int body = (opens(upper) ? closing(upper) : upper) + 1;
    int end = end(body);
    int to = body;
    while (to < end && !(to > body && depth(to) == depth(body) && ends(to))) {
      to++;
    }
    if (to == body) {
      return Optional.empty();
    }
    String name = text(open + 1);
    String last = opens(upper) ? between(upper + 1, body - 1) : text(upper);
    String summand =
        inside(body, to)
            .strip()
            .replaceAll("\\b(\\p{L}+)_" + Pattern.quote(name) + "\\b", "$1[" + name + "]");
    String fix =
        "%s(%s for %s in %s..%s)"
            .formatted(function, summand, name, between(open + 3, close), last);
    return otherwise(span(from).to(span(to - 1)), "a " + function, fix);
  }

  private boolean ends(int index) {
    return switch (type(index)) {
      case PLUS, MINUS -> endsOperand(index - 1);
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUALS -> true;
      default -> false;
    };
  }

  /** {@code sum(i^2, i in 1..10)}. */
  private Optional<Problem> running(int index) {
    int open = opener(index);
    boolean call =
        type(index - 1) == NAME
            && type(index - 2) == COMMA
            && type(open) == OPEN
            && type(open - 1) == NAME;
    int close = call ? closing(open) : -1;
    if (!call || type(close) != CLOSE || end(index) != close) {
      return Optional.empty();
    }
    String fix = between(open - 1, index - 2) + " for " + between(index - 1, close + 1);
    return otherwise(span(open - 1).to(span(close)), "a value for every element", fix);
  }

  // ---------------------------------------------------------------- two values side by side

  private Optional<Problem> beside(int index) {
    int from = left(index);
    if (text(index).equals("where") && type(index + 1) == NAME && type(index + 2) == EQUALS) {
      int begin = index;
      while (begin > 0 && depth(begin - 1) >= depth(index) && type(begin - 1) != EQUALS) {
        begin--;
      }
      int end = end(index + 1);
      return otherwise(
          span(begin).to(span(end - 1)),
          "a value at a place",
          "at(" + between(begin, index).strip() + ", " + between(index + 1, end) + ")");
    }
    if (text(index).matches("d\\p{L}") && opener(index) > 0) {
      return differential(index);
    }
    boolean one = from == index - 1;
    int end = depth(index) == 0 ? statementEnd(index) : end(index);
    boolean words = one && COMMANDS.contains(text(from)) && type(index + 1) != ARROW;
    if (words && !opens(index) && end > last(index) + 1) {
      return otherwise(
          span(from).to(span(end - 1)), "a call", text(from) + "(" + between(index, end) + ")");
    }
    int name = index - 4;
    boolean inverse =
        isWord(name)
            && type(name + 1) == POWER
            && type(name + 2) == MINUS
            && text(name + 3).equals("1");
    if (inverse) {
      int last = base(index);
      String argument = "(" + inside(index, last + 1) + ")";
      return Optional.of(Readings.inverse(span(name).to(span(last)), text(name), argument));
    }
    boolean power =
        isWord(from)
            && (from == index - 3 && type(from + 1) == POWER
                || from == index - 2 && type(from + 1) == SUPERSCRIPT);
    if (power) {
      int last = base(index);
      String exponent = type(from + 1) == POWER ? "^" + text(index - 1) : text(index - 1);
      String fix = text(from) + "(" + inside(index, last + 1) + ")" + exponent;
      return Optional.of(
          new WrittenOtherwise(
              span(from).to(span(last)), "a power of a function's value", List.of(fix)));
    }
    return Optional.empty();
  }

  /** {@code integrate(x^2 dx, 0, 1)}. */
  private Optional<Problem> differential(int index) {
    int open = opener(index);
    int close = closing(open);
    boolean integral =
        type(open) == OPEN
            && text(open - 1).equals("integrate")
            && type(close) == CLOSE
            && (index + 1 == close || type(index + 1) == COMMA);
    if (!integral) {
      return Optional.empty();
    }
    String variable = text(index).substring(1);
    String rest = between(index + 1, close);
    boolean named = text(index + 2).equals(variable);
    String fix = between(open - 1, index).strip() + (named ? rest : ", " + variable + rest) + ")";
    Span at = span(open - 1).to(span(close));
    return otherwise(at, "an integral", fix);
  }
}
