package gd.evaluate;

import gd.library.Declaration;
import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.ForeignCalls;
import gd.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that mean something in other languages, and what is written for them here. */
final class ForeignNames {
  /** What the name stands for, and what to write. */
  private record Meaning(String what, List<String> instead) {
    static Meaning of(String what, String... instead) {
      return new Meaning(what, List.of(instead));
    }
  }

  private static final Meaning PREFIX =
      Meaning.of("a name of the library", "sqrt(2) without a prefix");

  private static final Meaning PICTURE =
      Meaning.of(
          "a picture",
          "write(\"curve.csv\", table(x=x, y=f(x))) for a program that draws; gd does not");

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry("arcsin", Meaning.of("an inverse function", "asin")),
          Map.entry("arccos", Meaning.of("an inverse function", "acos")),
          Map.entry("arctan", Meaning.of("an inverse function", "atan")),
          Map.entry("arcsinh", Meaning.of("an inverse function", "asinh")),
          Map.entry("arccosh", Meaning.of("an inverse function", "acosh")),
          Map.entry("arctanh", Meaning.of("an inverse function", "atanh")),
          Map.entry("arsinh", Meaning.of("an inverse function", "asinh")),
          Map.entry("arcosh", Meaning.of("an inverse function", "acosh")),
          Map.entry("artanh", Meaning.of("an inverse function", "atanh")),
          Map.entry("lg", Meaning.of("the logarithm to base 10", "log10")),
          Map.entry("ld", Meaning.of("the logarithm to base 2", "log2")),
          Map.entry("map", Meaning.of("a value for every element", "[f(x) for x in v]")),
          Map.entry("True", Meaning.of("`true`", "true")),
          Map.entry("False", Meaning.of("`false`", "false")),
          Map.entry("range", Meaning.of("a range", "1..10", "1..10 by 2")),
          Map.entry("arange", Meaning.of("a range", "0..1 by 0.1")),
          Map.entry("array", Meaning.of("an array", "[1, 2, 3]", "[1, 2; 3, 4]")),
          Map.entry("tensor", Meaning.of("an array", "[1, 2, 3]", "[1, 2; 3, 4]")),
          Map.entry("matrix", Meaning.of("a matrix", "[1, 2; 3, 4]")),
          Map.entry("inf", Meaning.of("infinity", "∞", "infinity")),
          Map.entry("PI", Meaning.of("π", "π", "pi")),
          Map.entry("Pi", Meaning.of("π", "π", "pi")),
          Map.entry("Inf", Meaning.of("infinity", "∞", "infinity")),
          Map.entry("oo", Meaning.of("infinity", "∞", "infinity")),
          Map.entry("pow", Meaning.of("a power", "x^2")),
          Map.entry("derivative", Meaning.of("a derivative", "diff(x^2, x)", "f'(x)")),
          Map.entry("gradient", Meaning.of("a gradient", "∇f", "grad(f)")),
          Map.entry("inverse", Meaning.of("an inverse", "inv(A)")),
          Map.entry("D", Meaning.of("a derivative", "diff(x^2, x)", "f'(x)")),
          Map.entry(
              "minimize",
              Meaning.of("a minimum", "descend(f, 0, lr=auto)", "solve(f'(x) == 0, x)")),
          Map.entry(
              "minimise",
              Meaning.of("a minimum", "descend(f, 0, lr=auto)", "solve(f'(x) == 0, x)")),
          Map.entry("factorial", Meaning.of("a factorial", "5!")),
          Map.entry("concat", Meaning.of("a joined array", "concatenate(u, v)")),
          Map.entry("append", Meaning.of("a joined array", "concatenate(u, [3])")),
          Map.entry("len", Meaning.of("a length", "length(v)")),
          Map.entry("end", Meaning.of("the last index", "v[length(v)]")),
          Map.entry("size", Meaning.of("a size", "shape(A)", "length(v)")),
          Map.entry("clip", Meaning.of("a bounded number", "max(0, min(1, x))")),
          Map.entry("clamp", Meaning.of("a bounded number", "max(0, min(1, x))")),
          Map.entry("disp", Meaning.of("output", "print(x)")),
          Map.entry("printf", Meaning.of("output", "print(\"x = {x}\")")),
          Map.entry("println", Meaning.of("output", "print(x)")),
          Map.entry("help", Meaning.of("a question", "?diff  (the name, without brackets)")),
          Map.entry("matmul", Meaning.of("a matrix product", "A*B")),
          Map.entry("normal", Meaning.of("a random number", "randn()", "randn(2, 3)")),
          Map.entry("uniform", Meaning.of("a random number", "rand()", "a + (b - a)*rand(3)")),
          Map.entry("lim", Meaning.of("a limit", "limit(sin(x)/x, x, 0)")),
          Map.entry("gradient_descent", Meaning.of("a descent", "descend(f, 0, lr=0.1)")),
          Map.entry("plot", PICTURE),
          Map.entry("plt", PICTURE),
          Map.entry("quit", Meaning.of("the end of a session", "Ctrl-D")),
          Map.entry("exit", Meaning.of("the end of a session", "Ctrl-D")),
          Map.entry("break", Meaning.of("the end of a loop", "while x > 1e-6 { … }")),
          Map.entry("continue", Meaning.of("a turn that is skipped", "if x > 0 { … }")),
          Map.entry("np", PREFIX),
          Map.entry("numpy", PREFIX),
          Map.entry("math", PREFIX),
          Map.entry("Math", PREFIX),
          Map.entry("torch", PREFIX),
          Map.entry("jnp", PREFIX));

  private ForeignNames() {}

  /** {@code sum(1/k, k, 1, 10)}, {@code limit(f, x=0)} of computer algebra. */
  static Optional<Problem> call(Declaration declaration, List<Syntax.Argument> written, Span at) {
    List<String> parameters =
        declaration.parameters().stream().map(Syntax.Parameter::name).toList();
    boolean foreign =
        ForeignCalls.isOfCalculus(declaration.name())
            && written.size() > 1
            && (isSummed(declaration.name(), written)
                || written.stream().skip(1).anyMatch(a -> isForeign(a, parameters)));
    if (foreign && declaration.name().equals("diff") && written.size() == 2) {
      Optional<String> place = written.get(1).name();
      if (place.isPresent()) {
        String of = written.getFirst().span().text();
        String instead =
            "at(diff(%s, %s), %s)".formatted(of, place.get(), written.get(1).span().text());
        return Optional.of(
            new SyntaxProblem.WrittenOtherwise(at, "a derivative at a place", List.of(instead)));
      }
    }
    return foreign ? ForeignCalls.of(at) : Optional.empty();
  }

  private static boolean isSummed(String function, List<Syntax.Argument> written) {
    return (function.equals("sum") || function.equals("product"))
        && written.size() == 4
        && written.get(1).value() instanceof Syntax.Name
        && written.stream().allMatch(a -> a.name().isEmpty());
  }

  /** What no variable, and no bound, looks like. */
  private static boolean isForeign(Syntax.Argument argument, List<String> parameters) {
    return switch (argument.value()) {
      case Syntax.Array(_, var rows) ->
          rows.size() == 1
              && !rows.getFirst().elements().isEmpty()
              && rows.getFirst().elements().size() <= 3
              && rows.getFirst().elements().getFirst() instanceof Syntax.Name
              && !rows.getFirst().elements().stream().allMatch(Syntax.Name.class::isInstance);
      case Syntax.Lambda _, Syntax.Range _ -> true;
      case Syntax.Name _ -> false;
      case Syntax.Expression _ ->
          argument
              .name()
              .filter(name -> name.equals("x") || !parameters.contains(name))
              .isPresent();
    };
  }

  /** {@code newton(f, 0)} of numerical libraries. */
  static Problem minimizer(String optimizer, List<Syntax.Argument> arguments, Span at) {
    String function = arguments.getFirst().span().text();
    String start = arguments.size() > 1 ? arguments.get(1).span().text() : "0";
    String instead = "descend(%s, %s, optimizer=%s)".formatted(function, start, optimizer);
    return new SyntaxProblem.WrittenOtherwise(at, "a descent", List.of(instead));
  }

  /** The problem of a name that has no meaning here but one elsewhere. */
  static Optional<Problem> problem(Span at, String name, Set<String> known) {
    Meaning listed = MEANINGS.get(name);
    if (PREFIX.equals(listed)) {
      return Optional.of(prefixed(at, known));
    }
    if (name.equals("map")) {
      Optional<Problem> call = mapped(at);
      if (call.isPresent()) {
        return call;
      }
    }
    Optional<Meaning> meaning =
        name.matches("d\\p{L}")
            ? Optional.of(derivative(at, name.substring(1)))
            : Optional.ofNullable(listed);
    return meaning.map(m -> new SyntaxProblem.WrittenOtherwise(at, m.what(), m.instead()));
  }

  /** {@code map(f, v)} with the user's own function and array. */
  private static Optional<Problem> mapped(Span at) {
    String arguments = parentheses(at.source().text().substring(at.end()));
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    List<String> given = List.of(arguments.substring(1, arguments.length() - 1).split(",", 2));
    Span call = new Span(at.source(), at.start(), at.end() + arguments.length());
    return given.size() == 2 && given.get(0).matches("\\s*\\w+\\s*")
        ? Optional.of(
            new SyntaxProblem.WrittenOtherwise(
                call,
                "a value for every element",
                List.of(
                    "[%s(x) for x in %s]".formatted(given.get(0).strip(), given.get(1).strip()))))
        : Optional.empty();
  }

  /** {@code np.sin(1)} without the prefix, if the library has such a name. */
  private static Problem prefixed(Span at, Set<String> known) {
    String text = at.source().text().substring(at.end());
    Matcher names = Pattern.compile("(?:\\.(\\w+))+").matcher(text);
    if (!names.lookingAt()) {
      return new SyntaxProblem.WrittenOtherwise(at, PREFIX.what(), PREFIX.instead());
    }
    String name = names.group(1);
    String arguments = parentheses(text.substring(names.end()));
    Span whole = new Span(at.source(), at.start(), at.end() + names.end() + arguments.length());
    boolean array = name.equals("array") || name.equals("tensor") || name.equals("asarray");
    if (array && arguments.startsWith("([")) {
      String elements = arguments.substring(1, arguments.length() - 1);
      return new SyntaxProblem.WrittenOtherwise(whole, "an array", List.of(elements));
    }
    Meaning meaning = MEANINGS.getOrDefault(name, PREFIX);
    if (known.contains(name)) {
      return new SyntaxProblem.WrittenOtherwise(whole, PREFIX.what(), List.of(name + arguments));
    }
    String first = meaning.instead().getFirst();
    return meaning.instead().size() == 1 && first.matches("\\w+|∞")
        ? new SyntaxProblem.WrittenOtherwise(whole, PREFIX.what(), List.of(first + arguments))
        : new SyntaxProblem.WrittenOtherwise(whole, meaning.what(), meaning.instead());
  }

  /** The parentheses that a text begins with, and what is in them. */
  private static String parentheses(String text) {
    int depth = 0;
    for (int i = 0; i < text.length() && (i > 0 || text.charAt(0) == '('); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return text.substring(0, i + 1);
      }
    }
    return "";
  }

  /** {@code v.append(4)}: an array is joined, which makes a new one. */
  static Optional<Problem> method(Syntax.Field field) {
    Span at = field.span();
    String arguments = parentheses(at.source().text().substring(at.end()));
    if (!field.name().equals("append") || arguments.length() < 3) {
      return Optional.empty();
    }
    String array = field.of().span().text();
    String joined =
        "concatenate(%s, [%s])".formatted(array, arguments.substring(1, arguments.length() - 1));
    Span call = new Span(at.source(), at.start(), at.end() + arguments.length());
    List<String> instead =
        field.of() instanceof Syntax.Name ? List.of(array + " = " + joined) : List.of(joined);
    return Optional.of(new SyntaxProblem.WrittenOtherwise(call, "a joined array", instead));
  }

  /** {@code dy/dx} as a whole where it is written so. */
  private static Meaning derivative(Span at, String of) {
    String text = at.source().text().substring(at.end());
    Matcher by = Pattern.compile("\\s*/\\s*d(\\p{L})\\b").matcher(text);
    return Meaning.of(
        "a derivative",
        by.lookingAt() ? "diff(%s, %s)".formatted(of, by.group(1)) : "diff(x^2, " + of + ")");
  }
}
