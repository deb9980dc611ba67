package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Recognises calls of computer algebra: a variable and its bounds as a list, an equation or an
 * arrow, and names with capitals before square brackets.
 */
final class CalculusHabits extends Surroundings {
  private static final List<String> NAMES =
      List.of("integrate", "diff", "limit", "series", "sum", "product");

  CalculusHabits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** What is written for a call that can be read but means nothing. */
  static Optional<Problem> of(Span call) {
    Original original = Original.of(call);
    List<Slice> slices = new Cutter(original).slices();
    return slices.size() != 1
        ? Optional.empty()
        : new CalculusHabits(original, slices.getFirst().tokens())
            .rewritten(0)
            .map(fix -> new WrittenOtherwise(call, what(fix), List.of(fix)));
  }

  /** Whether a name before square brackets is a function of Mathematica. */
  static boolean isForeign(String name) {
    return ForeignNames.bracketed(name).isPresent();
  }

  /** Whether calls of a function are written with lists and equations elsewhere. */
  static boolean isOfCalculus(String function) {
    return NAMES.contains(function);
  }

  /** The habit behind the token at an index, which does not fit: it stands in a list. */
  Optional<Problem> problem(int index) {
    int name = -1;
    for (int open = opener(index); open > 0; open = opener(open)) {
      name = isCall(open - 1) ? open - 1 : name;
    }
    int call = name;
    return call < 0
        ? Optional.empty()
        : rewritten(call)
            .map(
                fix ->
                    new WrittenOtherwise(
                        span(call).to(span(closing(call + 1))), what(fix), List.of(fix)));
  }

  private static String what(String fix) {
    return switch (fix.replaceFirst("\\(.*", "")) {
      case "integrate" -> "an integral";
      case "diff" -> "a derivative";
      case "limit" -> "a limit";
      case "series" -> "a series";
      case "sum" -> "a sum";
      case "product" -> "a product";
      default -> "a call";
    };
  }

  private Optional<String> rewritten(int name) {
    if (!isCall(name) || !closes(closing(name + 1))) {
      return Optional.empty();
    }
    String fix = call(name);
    boolean readable = !fix.contains("{") && !fix.isEmpty();
    return readable && !fix.equals(between(name, closing(name + 1) + 1))
        ? Optional.of(fix)
        : Optional.empty();
  }

  private boolean isCall(int name) {
    return type(name) == NAME
        && (type(name + 1) == OPEN && NAMES.contains(text(name))
            || type(name + 1) == OPEN_BRACKET && isForeign(text(name)));
  }

  private String call(int name) {
    int open = name + 1;
    String function =
        type(open) == OPEN ? text(name) : ForeignNames.bracketed(text(name)).orElse("");
    List<String> arguments = new ArrayList<>();
    for (int[] part : parts(open, COMMA)) {
      arguments.addAll(
          arguments.isEmpty()
              ? List.of(value(part[0], part[1]))
              : places(function, part[0], part[1]));
    }
    boolean runs = function.equals("sum") || function.equals("product") || function.equals("table");
    if (runs && arguments.size() >= 3) {
      boolean bounds = arguments.size() > 3;
      String generator =
          "%s for %s in %s..%s"
              .formatted(
                  arguments.get(0),
                  arguments.get(1),
                  bounds ? arguments.get(2) : "1",
                  arguments.get(bounds ? 3 : 2));
      return function.equals("table") ? "[" + generator + "]" : function + "(" + generator + ")";
    }
    return function + "(" + String.join(", ", arguments) + ")";
  }

  /** The variable and its bounds. */
  private List<String> places(String function, int from, int to) {
    boolean list = opens(from) && closing(from) == to - 1 && type(from + 1) == NAME;
    boolean calculus = NAMES.contains(function) || function.equals("table");
    if (calculus && list) {
      return parts(from, COMMA).stream().map(p -> value(p[0], p[1])).toList();
    }
    boolean assigned = type(from) == NAME && (type(from + 1) == EQUALS || type(from + 1) == ARROW);
    if (calculus && assigned && !function.equals("diff") && from + 2 < to) {
      List<String> both = new ArrayList<>(List.of(text(from)));
      both.addAll(bounds(from + 2, to));
      return both;
    }
    return function.equals("integrate") ? bounds(from, to) : List.of(value(from, to));
  }

  private List<String> bounds(int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      if (type(i) == RANGE && depth(i) == depth(from)) {
        return List.of(value(from, i), value(i + 1, to));
      }
    }
    return List.of(value(from, to));
  }

  /** The text between two tokens with the calls and constants in it rewritten. */
  private String value(int from, int to) {
    return between(from, to, i -> instead(i, i > from && isProduct(i) ? "* " : "", to));
  }

  /** Whether a gap before a token is a product, {@code x Sin[x]}, and not a call, {@code sin x}. */
  private boolean isProduct(int index) {
    return endsOperand(index - 1)
        && beginsOperand(index)
        && !touchesNext(index - 1)
        && !isWord(index - 1);
  }

  private Optional<Instead> instead(int index, String sign, int to) {
    if (isCall(index) && closing(index + 1) < to) {
      return Optional.of(new Instead(sign + call(index), closing(index + 1)));
    }
    return ForeignNames.constant(text(index))
        .or(() -> sign.isEmpty() ? Optional.empty() : Optional.of(span(index).text()))
        .map(text -> new Instead(sign + text, index));
  }
}
