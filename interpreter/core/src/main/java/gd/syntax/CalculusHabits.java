package gd.syntax;

import static gd.grammar.GdParser.*;

import gd.report.Problem;
import gd.report.Source;
import gd.report.Span;
import gd.report.SyntaxProblem.WrittenOtherwise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * Recognises calls of computer algebra: a variable and its bounds as a list, an equation or an
 * arrow, and names with capitals before square brackets.
 */
final class CalculusHabits extends Surroundings {
  private static final List<String> NAMES =
      List.of("integrate", "diff", "limit", "series", "sum", "product");

  private static final Map<String, String> CAPITALS =
      Map.ofEntries(
          Map.entry("D", "diff"),
          Map.entry("Integrate", "integrate"),
          Map.entry("NIntegrate", "integrate"),
          Map.entry("Limit", "limit"),
          Map.entry("Series", "series"),
          Map.entry("Sum", "sum"),
          Map.entry("Product", "product"),
          Map.entry("Table", "table"),
          Map.entry("Solve", "solve"),
          Map.entry("NSolve", "solve"),
          Map.entry("Simplify", "simplify"),
          Map.entry("FullSimplify", "simplify"),
          Map.entry("Expand", "expand"),
          Map.entry("Factor", "factor"),
          Map.entry("N", "N"),
          Map.entry("Sin", "sin"),
          Map.entry("Cos", "cos"),
          Map.entry("Tan", "tan"),
          Map.entry("ArcSin", "asin"),
          Map.entry("ArcCos", "acos"),
          Map.entry("ArcTan", "atan"),
          Map.entry("Sinh", "sinh"),
          Map.entry("Cosh", "cosh"),
          Map.entry("Tanh", "tanh"),
          Map.entry("Exp", "exp"),
          Map.entry("Log", "log"),
          Map.entry("Sqrt", "sqrt"),
          Map.entry("Abs", "abs"),
          Map.entry("Max", "max"),
          Map.entry("Min", "min"),
          Map.entry("Mod", "mod"),
          Map.entry("Det", "det"),
          Map.entry("Inverse", "inv"),
          Map.entry("Transpose", "transpose"),
          Map.entry("Eigenvalues", "eigenvalues"),
          Map.entry("Print", "print"));

  private static final Map<String, String> CONSTANTS =
      Map.of("Pi", "π", "Infinity", "∞", "oo", "∞");

  CalculusHabits(Original original, List<Token> tokens) {
    super(original, tokens);
  }

  /** What is written for a call that can be read but means nothing. */
  static Optional<Problem> of(Span call) {
    Original original = Original.of(new Source("", call.text()));
    List<Slice> slices = new Cutter(original).slices();
    return slices.size() != 1
        ? Optional.empty()
        : new CalculusHabits(original, slices.getFirst().tokens())
            .rewritten(0)
            .map(fix -> new WrittenOtherwise(call, what(fix), List.of(fix)));
  }

  /** Whether a name before square brackets is a function of Mathematica. */
  static boolean isForeign(String name) {
    return CAPITALS.containsKey(name);
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
    String function = type(open) == OPEN ? text(name) : CAPITALS.getOrDefault(text(name), "");
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

  private List<int[]> parts(int open, int separator) {
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

  /** The text between two tokens with the calls in it rewritten. */
  private String value(int from, int to) {
    StringBuilder text = new StringBuilder();
    int start = from;
    for (int i = from; i < to; i++) {
      boolean call = isCall(i) && closing(i + 1) < to;
      if (call || CONSTANTS.containsKey(text(i))) {
        text.append(
            i > start
                ? span(start)
                    .to(new Span(span(i).source(), span(i).start(), span(i).start()))
                    .text()
                : "");
        text.append(call ? call(i) : CONSTANTS.get(text(i)));
        i = call ? closing(i + 1) : i;
        start = i + 1;
        text.append(start < to && !touchesNext(i) ? " " : "");
      }
    }
    return text.append(between(start, to)).toString();
  }
}
