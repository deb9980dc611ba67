package gd.evaluate;

import gd.report.Problem;
import gd.report.Span;
import gd.report.SyntaxProblem;
import gd.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** {@code sum(1/k, k, 1, 10)} of computer algebra. */
  static Optional<Problem> call(String function, List<Syntax.Argument> arguments, Span at) {
    boolean summed =
        (function.equals("sum") || function.equals("product"))
            && arguments.size() == 4
            && arguments.get(1).value() instanceof Syntax.Name
            && arguments.stream().allMatch(a -> a.name().isEmpty());
    if (!summed) {
      return Optional.empty();
    }
    List<String> texts = arguments.stream().map(a -> a.span().text()).toList();
    String instead =
        "%s(%s for %s in %s..%s)"
            .formatted(function, texts.get(0), texts.get(1), texts.get(2), texts.get(3));
    return Optional.of(new SyntaxProblem.WrittenOtherwise(at, "a " + function, List.of(instead)));
  }

  /** {@code newton(f, 0)} of numerical libraries. */
  static Problem minimizer(String optimizer, List<Syntax.Argument> arguments, Span at) {
    String function = arguments.getFirst().span().text();
    String start = arguments.size() > 1 ? arguments.get(1).span().text() : "0";
    String instead = "descend(%s, %s, optimizer=%s)".formatted(function, start, optimizer);
    return new SyntaxProblem.WrittenOtherwise(at, "a descent", List.of(instead));
  }

  /** The problem of a name that has no meaning here but one elsewhere. */
  static Optional<Problem> problem(Span at, String name) {
    Optional<Meaning> meaning =
        name.matches("d\\p{L}")
            ? Optional.of(derivative(at, name.substring(1)))
            : Optional.ofNullable(MEANINGS.get(name));
    return meaning.map(m -> new SyntaxProblem.WrittenOtherwise(at, m.what(), m.instead()));
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
