package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;

/** Recognises what people write in other programming languages, and says how it is written here. */
final class CodeHabits extends Surroundings {
  private static final List<String> DECLARING = List.of("let", "var", "val", "const");
  private static final List<String> DEFINING = List.of("def", "function", "fn", "fun", "func");

  CodeHabits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** The habit behind the token at an index, which does not fit. */
  Optional<Problem> problem(int index) {
    return switch (type(index)) {
      case FOREIGN -> foreign(index);
      case EQUALS -> updated(index);
      case COLON -> header(index);
      case FACTORIAL -> otherwise(span(index), "`not`", "not " + text(index + 1));
      case TIMES, EACH_TIMES, DIVIDE -> comment(index);
      case STRING -> formatted(index);
      case OPEN -> broadcast(index);
      case PLUS, MINUS -> dotted(index);
      case IF, IF_ELSE -> choice(index);
      case ELSE -> inBrackets(index);
      default -> index > 0 && beginsOperand(index) ? word(index) : Optional.empty();
    };
  }

  private Optional<Problem> foreign(int index) {
    return switch (text(index)) {
      case ":=" -> otherwise(span(index), "a definition", around(index, " = "));
      case "=>" ->
          otherwise(
              span(index),
              "a function or a comparison",
              around(index, " -> "),
              around(index, " >= "));
      case "**" -> power(index);
      case "&&" -> otherwise(span(index), "`and`", around(index, " and "));
      case "||" ->
          endsOperand(index - 1)
              ? otherwise(span(index), "`or`", around(index, " or "))
              : Optional.empty();
      case "<>" -> otherwise(span(index), "a comparison", around(index, " != "));
      case "=<" -> otherwise(span(index), "a comparison", around(index, " <= "));
      case "//" ->
          otherwise(
              span(index),
              "a whole quotient or a comment",
              "floor(" + around(index, "/") + ")",
              "# comment");
      default -> Optional.empty();
    };
  }

  /** {@code x**2}, which goes element by element where x is an array. */
  private Optional<Problem> power(int index) {
    int base = left(index);
    boolean array = type(base) == OPEN_BRACKET;
    String number = whole("^");
    String each = whole(".^");
    return array
        ? otherwise(span(index), "a power", each)
        : type(base) == NUMBER
            ? otherwise(span(index), "a power", number)
            : otherwise(span(index), "a power", number, each);
  }

  /** {@code u .+ v}: a sum goes element by element anyway. */
  private Optional<Problem> dotted(int index) {
    return index > 1 && text(index - 1).equals(".")
        ? otherwise(span(index - 1).to(span(index)), "a sum of arrays", "u " + text(index) + " v")
        : Optional.empty();
  }

  /** {@code x += 1}. */
  private Optional<Problem> updated(int index) {
    boolean operator =
        switch (type(index - 1)) {
          case PLUS, MINUS, TIMES, DIVIDE -> touchesNext(index - 1);
          default -> false;
        };
    if (!operator || !endsOperand(index - 2)) {
      return Optional.empty();
    }
    String name = between(0, index - 1);
    String change = type(index + 1) == EOF ? "1" : from(index + 1);
    return otherwise(
        span(index - 1).to(span(index)),
        "a new value",
        name + " = " + name + " " + text(index - 1) + " " + change);
  }

  /** {@code for i in r: a}, {@code while c: a}, {@code if c: a}, {@code "{x:.2f}"}. */
  private Optional<Problem> header(int index) {
    if (depth(index) > 0) {
      return Optional.empty();
    }
    String body = type(index + 1) == EOF ? "…" : from(index + 1);
    return switch (type(0)) {
      case FOR, WHILE ->
          otherwise(span(index), "what is to be repeated", between(0, index) + " { " + body + " }");
      case IF, IF_ELSE -> otherwise(span(index), "a choice", between(0, index) + " then " + body);
      default ->
          isInText()
              ? otherwise(
                  span(index),
                  "a number format",
                  "{round(" + between(0, index).strip() + ", 2)}",
                  "digits(3)")
              : Optional.empty();
    };
  }

  /** {@code /* … }. */
  private Optional<Problem> comment(int index) {
    int slash = type(index) == DIVIDE ? index : index - 1;
    boolean star = type(slash + 1) == TIMES || type(slash + 1) == EACH_TIMES;
    return type(slash) == DIVIDE && star && touchesNext(slash)
        ? otherwise(span(slash).to(span(slash + 1)), "a comment", "# comment")
        : Optional.empty();
  }

  /** {@code f"…"}: a text may contain expressions without a mark. */
  private Optional<Problem> formatted(int index) {
    return index > 0 && text(index - 1).matches("[fru]") && touchesNext(index - 1)
        ? otherwise(span(index - 1).to(span(index)), "a text", text(index))
        : Optional.empty();
  }

  /** {@code sin.(v)}: functions of numbers go element by element by themselves. */
  private Optional<Problem> broadcast(int index) {
    boolean dotted = index > 1 && type(index - 1) == DOT && type(index - 2) == NAME;
    return dotted
        ? otherwise(
            span(index - 1),
            "a call for every element",
            text(index - 2) + between(index, closing(index) + 1),
            "[%s(x) for x in %s]"
                .formatted(text(index - 2), between(index + 1, closing(index)).strip()))
        : Optional.empty();
  }

  /** {@code a if c else b}. */
  private Optional<Problem> choice(int index) {
    int first = index;
    while (first > 0 && first - 1 != opener(index) && !separates(first - 1, depth(index))) {
      first--;
    }
    int otherwise = index;
    while (type(otherwise) != EOF && type(otherwise) != ELSE) {
      otherwise++;
    }
    boolean loops = IntStream.range(first, index).anyMatch(i -> type(i) == FOR);
    if (first == index || loops || type(otherwise) == EOF) {
      return Optional.empty();
    }
    String condition = between(index + 1, otherwise);
    String last = between(otherwise + 1, end(otherwise + 1));
    return otherwise(
        span(index),
        "a choice",
        "if " + condition + " then " + between(first, index) + " else " + last);
  }

  /** The same where the `if` could have been the condition of a comprehension. */
  private Optional<Problem> inBrackets(int otherwise) {
    int index = otherwise;
    while (index > 0 && !(type(index) == IF && depth(index) == depth(otherwise))) {
      index--;
    }
    return endsOperand(index - 1) ? choice(index) : Optional.empty();
  }

  private boolean separates(int index, int depth) {
    return depth(index) == depth
        && switch (type(index)) {
          case EQUALS, COMMA, ARROW, SEMICOLON, NEWLINE -> true;
          default -> false;
        };
  }

  // ---------------------------------------------------------------- words

  private Optional<Problem> word(int index) {
    String word = text(index - 1);
    if (index == 1 && DECLARING.contains(word)) {
      return otherwise(span(0), "a definition", from(1));
    }
    if (index == 1 && DEFINING.contains(word)) {
      return otherwise(span(0), "a definition", definition());
    }
    if (type(0) == IMPORT && text(index).equals("as")) {
      return otherwise(
          span(index).to(span(index + 1)), "an import", "import stats", "import \"mine.gd\"");
    }
    return switch (word) {
      case "return" ->
          otherwise(span(index - 1), "the value of a block", between(index, end(index)));
      case "lambda" -> lambda(index);
      default -> Optional.empty();
    };
  }

  /** {@code def f(x): return x^2} and <code>function f(x) { return x^2 }</code>. */
  private String definition() {
    int open = 1;
    while (type(open) != OPEN && type(open) != EOF) {
      open++;
    }
    if (type(open) == EOF) {
      return "f(x) = …";
    }
    int close = closing(open);
    String header = between(open - 1, close + 1);
    int body = close + 1;
    while (type(body) != EOF && type(body) != COLON && type(body) != OPEN_BRACE) {
      body++;
    }
    int begin = text(body + 1).equals("return") ? body + 2 : body + 1;
    int end = type(body) == OPEN_BRACE ? closing(body) : begin;
    while (type(body) == COLON && type(end) != EOF) {
      end++;
    }
    String value = begin < end ? between(begin, end) : "";
    return header + " = " + (value.isBlank() ? "…" : value);
  }

  /** {@code lambda x, y: x*y}. */
  private Optional<Problem> lambda(int index) {
    int colon = index;
    while (type(colon) != COLON && type(colon) != EOF) {
      colon++;
    }
    String parameters = between(index, colon);
    String body =
        type(colon) == EOF || type(colon + 1) == EOF ? "…" : between(colon + 1, end(colon + 1));
    String shown = parameters.contains(",") ? "(" + parameters + ")" : parameters;
    return otherwise(span(index - 1), "a function", shown + " -> " + body);
  }
}
