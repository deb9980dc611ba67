package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.DecimalComma;
import gd.report.SyntaxProblem.MissingOperator;
import gd.report.SyntaxProblem.Reading;
import gd.report.SyntaxProblem.ThousandsMark;
import gd.report.SyntaxProblem.TwoWaysToRead;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Recognises what people write on paper, or with a comma for a point, and says how it is written
 * here.
 */
final class Habits extends Surroundings {
  Habits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** The habit behind the token at an index, which does not fit. */
  Optional<Problem> problem(int index) {
    int before = index == 0 ? EOF : type(index - 1);
    if (before == NABLA) {
      return gradient(index);
    }
    if (before == PARTIAL) {
      return partial(index);
    }
    if (before == ORDER && index > 1 && type(index - 2) == PARTIAL) {
      return higher(index - 2, index);
    }
    return switch (type(index)) {
      case FOREIGN -> foreign(index);
      case COMMA -> comma(index);
      case EQUALS -> equals(index);
      case PRIME -> prime(index);
      default -> beginsOperand(index) ? sideBySide(index) : Optional.empty();
    };
  }

  // ---------------------------------------------------------------- derivatives

  /** {@code ∇(w·w)}. */
  private Optional<Problem> gradient(int index) {
    int to = type(index) == OPEN ? closing(index) + 1 : index;
    String inside = inside(index, to);
    if (to == index + 3 && type(index + 1) == NAME) {
      return otherwise(
          span(index - 1).to(span(index)), "a gradient", "∇" + inside, "grad(" + inside + ")");
    }
    String instead =
        inside.isBlank()
            ? "grad(x^2*y, [x, y])"
            : inside.contains("->")
                ? "grad(" + inside + ")"
                : "grad(" + inside + ", " + variable(index, to) + ")";
    return otherwise(span(index - 1).to(span(index)), "a gradient", "∇f", instead);
  }

  /** {@code ∂²(t^2)/∂t²}, {@code ∂^2f/∂t^2}. */
  private Optional<Problem> higher(int from, int index) {
    return otherwise(
        span(from).to(span(index)),
        "a partial derivative of higher order",
        "∂²f/∂x²",
        "∂²f/∂x∂y",
        "diff(f, x, 2)");
  }

  /** {@code ∂(t^2)/∂t}. */
  private Optional<Problem> partial(int index) {
    if (type(index) == POWER) {
      return higher(index - 1, index);
    }
    int close = type(index) == OPEN ? closing(index) : index;
    boolean quotient =
        type(close + 1) == DIVIDE && type(close + 2) == PARTIAL && type(close + 3) == NAME;
    return quotient
        ? otherwise(
            span(index - 1).to(span(close + 3)),
            "the partial derivative of an expression",
            "diff(" + inside(index, close + 1) + ", " + text(close + 3) + ")")
        : otherwise(
            span(index - 1).to(span(index)),
            "a partial derivative",
            "∂f/∂x",
            "diff(f, x)",
            "diff(f, x, y)");
  }

  /** {@code (t^2)'}, {@code (t -> t^2)'}. */
  private Optional<Problem> derivative(int index) {
    int from = left(index);
    String inside = inside(from, index);
    String[] function = inside.split("\\s*(->|→|↦)\\s*", 2);
    if (function.length == 2) {
      String parameters = function[0].replaceAll("[()]", "");
      return otherwise(
          span(index),
          "the derivative of a function without a name",
          "f(" + parameters + ") = " + function[1] + "; f'");
    }
    return otherwise(
        span(index),
        "the derivative of an expression",
        "diff(" + inside + ", " + variable(from, index) + ")",
        "f'(x)");
  }

  /** The letter that an expression is most likely a function of. */
  private String variable(int from, int to) {
    List<String> letters = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String name = type(i) == NAME && type(i + 1) != OPEN ? text(i) : "";
      if (name.matches("\\p{L}[0-9₀-₉]*") && !name.matches("[eiπ]")) {
        letters.add(name);
      }
    }
    return letters.isEmpty() || letters.contains("x") ? "x" : letters.getFirst();
  }

  // ---------------------------------------------------------------- signs

  private Optional<Problem> foreign(int index) {
    return text(index).equals("%") ? percent(index) : bars(index);
  }

  private Optional<Problem> bars(int index) {
    String sign = text(index);
    String function = sign.equals("‖") || sign.equals("||") ? "norm" : "abs";
    int close = index + 1;
    while (type(close) != EOF && !text(close).equals(sign)) {
      close++;
    }
    if (type(close) == EOF) {
      return otherwise(span(index), "an absolute value", "abs(x)");
    }
    Span at = span(index).to(span(close));
    String what = function.equals("abs") ? "the absolute value" : "the length of a vector";
    return otherwise(at, what, function + "(" + between(index + 1, close) + ")");
  }

  private Optional<Problem> percent(int index) {
    if (index > 0 && text(index + 1).equals("of") && type(index + 2) != EOF) {
      String share = text(index - 1) + "/100*" + text(index + 2);
      return otherwise(span(index - 1).to(span(index + 2)), "a share", share);
    }
    boolean infix = beginsOperand(index + 1);
    if (index > 0 && type(index - 1) == NUMBER && !infix) {
      String decimal = new BigDecimal(text(index - 1)).movePointLeft(2).toPlainString();
      return otherwise(
          span(index - 1).to(span(index)), "a percentage", decimal, text(index - 1) + "/100");
    }
    return index > 0 ? Optional.of(mod(index)) : otherwise(span(index), "a remainder", "mod(a, b)");
  }

  private Optional<Problem> equals(int index) {
    int first = type(0);
    boolean condition = first == IF || first == IF_ELSE || first == WHILE || depth(index) > 0;
    return condition
        ? otherwise(span(index), "a comparison", around(index, " == "))
        : Optional.empty();
  }

  private Optional<Problem> prime(int index) {
    if (isThousands(index)) {
      int last = index + 1;
      while (isThousands(last + 1)) {
        last += 2;
      }
      String digits = between(index - 1, last + 1).replaceAll("[^0-9]", "");
      return Optional.of(new ThousandsMark(span(index - 1).to(span(last)), digits));
    }
    if (index > 0 && endsOperand(index - 1)) {
      return derivative(index);
    }
    return otherwise(span(index), "a text", "\"text\"");
  }

  /** {@code 1'000}. */
  private boolean isThousands(int mark) {
    return type(mark) == PRIME
        && text(mark - 1).matches("[0-9]{1,3}")
        && text(mark + 1).matches("[0-9]{3}")
        && touchesNext(mark - 1)
        && touchesNext(mark);
  }

  // ---------------------------------------------------------------- numbers

  private Optional<Problem> comma(int index) {
    if (braces(index).isPresent()) {
      return braces(index);
    }
    boolean numbers = index > 0 && type(index - 1) == NUMBER && type(index + 1) == NUMBER;
    boolean touching = numbers && touchesNext(index - 1) && touchesNext(index);
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
    return Optional.of(
        right.length() == 3 && left.matches("[1-9][0-9]{0,2}")
            ? new TwoWaysToRead(
                at,
                List.of(
                    new Reading(left + right, "the comma stands between thousands"),
                    new Reading(left + "." + right, "the comma is a decimal point")))
            : new DecimalComma(at, left + "." + right));
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

  /** {@code 1 000 000}, {@code 1.000.000}. */
  private Optional<Problem> thousands(int index) {
    int from = index - 1;
    if (type(index) == NUMBER && text(from).matches("[0-9]{1,3}\\.[0-9]{3}")) {
      int last = from;
      while (touchesNext(last) && text(last + 1).matches("\\.[0-9]{3}")) {
        last++;
      }
      return last == from
          ? Optional.empty()
          : Optional.of(
              new ThousandsMark(
                  span(from).to(span(last)), between(from, last + 1).replace(".", "")));
    }
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
    if (index == 0 || !endsOperand(index - 1)) {
      return Optional.empty();
    }
    return thousands(index)
        .or(() -> remainder(index))
        .or(() -> leibniz(index))
        .or(() -> limit(index))
        .or(() -> header(index))
        .or(() -> elements(index))
        .or(() -> texts(index))
        .or(
            () ->
                Optional.of(
                    new MissingOperator(
                        right(index), span(left(index)).to(span(index - 1)), fixes(index))));
  }

  /** {@code "a" x}, {@code "say "hello""}. */
  private Optional<Problem> texts(int index) {
    return type(index - 1) == STRING || type(index) == STRING && type(index - 1) != NAME
        ? otherwise(
            span(index - 1).to(span(index)),
            "a text of several parts",
            "\"{a}{b}\"",
            "\\\" for a quotation mark inside a text")
        : Optional.empty();
  }

  /** {@code 7 mod 3}. */
  private Optional<Problem> remainder(int index) {
    boolean mod = text(index).equals("mod") || text(index).equals("rem");
    if (mod && type(index + 1) != EOF) {
      return Optional.of(mod(index));
    }
    return Optional.empty();
  }

  /** Of the product before a sign, with its own sign, and the value behind it. */
  private Problem mod(int index) {
    int from = signed(left(index));
    while (from > 1 && (type(from - 1) == TIMES || type(from - 1) == DIVIDE)) {
      from = signed(left(from - 1));
    }
    int last = type(index + 1) == EOF ? index : last(index + 1);
    String divisor = last == index ? "b" : inside(index + 1, last + 1);
    String fix = "mod(" + inside(from, index).strip() + ", " + divisor + ")";
    return new WrittenOtherwise(span(from).to(span(last)), "a remainder", List.of(fix));
  }

  /** Where the signs before a value begin. */
  private int signed(int index) {
    int from = index;
    while (from > 0 && type(from - 1) == MINUS && !endsOperand(from - 2)) {
      from--;
    }
    return from;
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
    boolean outside = depth(index) == 0;
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
      boolean gap = i > from + 1 && endsOperand(i - 1) && beginsOperand(i);
      boolean apart = i > from && !touchesNext(i - 1);
      array
          .append(gap && apart ? (line(i - 1) < line(i) ? "; " : ", ") : apart ? " " : "")
          .append(text(i));
    }
    return otherwise(span(from).to(span(to)), "an array", array.toString());
  }

  private boolean inArray(int index) {
    int from = opener(index);
    return type(from) == OPEN_BRACKET && (from == 0 || !endsOperand(from - 1));
  }

  /** A word before a value looks like a call, anything else like a product. */
  private List<String> fixes(int index) {
    int from = left(index);
    String left = between(from, index);
    int last = last(index);
    String right = inside(index, last + 1);
    boolean one = from == index - 1;
    List<String> fixes = new ArrayList<>();
    if (one && isWord(from)) {
      if (type(index) == OPEN_BRACE) {
        return List.of(left + "(" + between(index + 1, closing(index)) + ")");
      }
      fixes.add(left + "(" + right + ")");
      int base = base(index);
      if (base < last) {
        fixes.add(left + "(" + inside(index, base + 1) + ")" + between(base + 1, last + 1));
      } else if (type(last) == SUPERSCRIPT && type(last - 1) != OPEN_BRACE) {
        fixes.add(left + "(" + inside(index, last) + ")" + text(last));
      }
      if (type(index) == NUMBER && type(index + 1) == JUXTAPOSE) {
        fixes.add(left + "(" + text(index) + ")*" + right.substring(text(index).length()));
      }
    } else if (one
        && type(from) == NUMBER
        && type(index) == NAME
        && !right.matches("[eE][0-9].*")) {
      fixes.add(left + right);
    }
    boolean product = type(index + 1) == JUXTAPOSE;
    if (type(index) != STRING || fixes.isEmpty()) {
      fixes.add(left + "*" + (product ? "(" + right + ")" : between(index, last + 1)));
    }
    return fixes;
  }
}
