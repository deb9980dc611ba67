package gd.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of other languages and tools, and what is written for them here: a line each. */
final class ForeignNames {
  /** What a name stands for. */
  sealed interface Meaning {}

  /** A function whose arguments stay: {@code arcsin(x)}. */
  record Renamed(String what, String name) implements Meaning {}

  /** The first of the signs stands for it everywhere. */
  record Constant(String what, List<String> signs) implements Meaning {}

  /** Something that is written in another way. */
  record Idea(String what, List<String> instead) implements Meaning {}

  /** A function of Mathematica, before square brackets; what its name means elsewhere. */
  record Bracketed(String function, Optional<Idea> alone) implements Meaning {}

  /** {@code np} in {@code np.sin(1)}. */
  record Prefix(String what, String instead) implements Meaning {}

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry("arcsin", inverse("asin")),
          Map.entry("arccos", inverse("acos")),
          Map.entry("arctan", inverse("atan")),
          Map.entry("arcsinh", inverse("asinh")),
          Map.entry("arccosh", inverse("acosh")),
          Map.entry("arctanh", inverse("atanh")),
          Map.entry("arsinh", inverse("asinh")),
          Map.entry("arcosh", inverse("acosh")),
          Map.entry("artanh", inverse("atanh")),
          Map.entry("lg", new Renamed("the logarithm to base 10", "log10")),
          Map.entry("ld", new Renamed("the logarithm to base 2", "log2")),
          Map.entry("map", idea("a value for every element", "[f(x) for x in v]")),
          Map.entry("True", constant("`true`", "true")),
          Map.entry("False", constant("`false`", "false")),
          Map.entry("range", idea("a range", "1..10", "1..10 by 2")),
          Map.entry("arange", idea("a range", "0..1 by 0.1")),
          Map.entry("array", idea("an array", "[1, 2, 3]", "[1, 2; 3, 4]")),
          Map.entry("tensor", idea("an array", "[1, 2, 3]", "[1, 2; 3, 4]")),
          Map.entry("matrix", idea("a matrix", "[1, 2; 3, 4]")),
          Map.entry("inf", constant("infinity", "∞", "infinity")),
          Map.entry("PI", constant("π", "π", "pi")),
          Map.entry("Pi", constant("π", "π", "pi")),
          Map.entry("Inf", constant("infinity", "∞", "infinity")),
          Map.entry("oo", constant("infinity", "∞", "infinity")),
          Map.entry("pow", idea("a power", "x^2")),
          Map.entry("derivative", derivative()),
          Map.entry("gradient", idea("a gradient", "∇f", "grad(f)")),
          Map.entry("inverse", idea("an inverse", "inv(A)")),
          Map.entry("D", bracketed("diff", derivative())),
          Map.entry("minimize", minimum()),
          Map.entry("minimise", minimum()),
          Map.entry("factorial", idea("a factorial", "5!")),
          Map.entry("concat", idea("a joined array", "concatenate(u, v)")),
          Map.entry("append", idea("a joined array", "concatenate(u, [3])")),
          Map.entry("len", idea("a length", "length(v)")),
          Map.entry("end", idea("the last index", "v[length(v)]")),
          Map.entry("size", idea("a size", "shape(A)", "length(v)")),
          Map.entry("clip", idea("a bounded number", "max(0, min(1, x))")),
          Map.entry("clamp", idea("a bounded number", "max(0, min(1, x))")),
          Map.entry("disp", idea("output", "print(x)")),
          Map.entry("printf", idea("output", "print(\"x = {x}\")")),
          Map.entry("println", idea("output", "print(x)")),
          Map.entry("help", idea("a question", "?diff  (the name, without brackets)")),
          Map.entry("matmul", idea("a matrix product", "A*B")),
          Map.entry("normal", idea("a random number", "randn()", "randn(2, 3)")),
          Map.entry("uniform", idea("a random number", "rand()", "a + (b - a)*rand(3)")),
          Map.entry("lim", idea("a limit", "limit(sin(x)/x, x, 0)")),
          Map.entry("gradient_descent", idea("a descent", "descend(f, 0, lr=0.1)")),
          Map.entry("plot", picture()),
          Map.entry("plt", picture()),
          Map.entry("quit", idea("the end of a session", "Ctrl-D")),
          Map.entry("exit", idea("the end of a session", "Ctrl-D")),
          Map.entry("break", idea("the end of a loop", "while x > 1e-6 { … }")),
          Map.entry("continue", idea("a turn that is skipped", "if x > 0 { … }")),
          Map.entry("np", prefix()),
          Map.entry("numpy", prefix()),
          Map.entry("math", prefix()),
          Map.entry("Math", prefix()),
          Map.entry("torch", prefix()),
          Map.entry("jnp", prefix()),
          Map.entry("Infinity", constant("infinity", "∞", "infinity")),
          Map.entry("expm", matrixExponential()),
          Map.entry("Integrate", function("integrate")),
          Map.entry("NIntegrate", function("integrate")),
          Map.entry("Limit", function("limit")),
          Map.entry("Series", function("series")),
          Map.entry("Sum", function("sum")),
          Map.entry("Product", function("product")),
          Map.entry("Table", function("table")),
          Map.entry("Solve", function("solve")),
          Map.entry("NSolve", function("solve")),
          Map.entry("Simplify", function("simplify")),
          Map.entry("FullSimplify", function("simplify")),
          Map.entry("Expand", function("expand")),
          Map.entry("Factor", function("factor")),
          Map.entry("N", function("N")),
          Map.entry("Sin", function("sin")),
          Map.entry("Cos", function("cos")),
          Map.entry("Tan", function("tan")),
          Map.entry("ArcSin", function("asin")),
          Map.entry("ArcCos", function("acos")),
          Map.entry("ArcTan", function("atan")),
          Map.entry("Sinh", function("sinh")),
          Map.entry("Cosh", function("cosh")),
          Map.entry("Tanh", function("tanh")),
          Map.entry("Exp", function("exp")),
          Map.entry("Log", function("log")),
          Map.entry("Sqrt", function("sqrt")),
          Map.entry("Abs", function("abs")),
          Map.entry("Max", function("max")),
          Map.entry("Min", function("min")),
          Map.entry("Mod", function("mod")),
          Map.entry("Det", function("det")),
          Map.entry("Inverse", function("inv")),
          Map.entry("Transpose", function("transpose")),
          Map.entry("Eigenvalues", function("eigenvalues")),
          Map.entry("Print", function("print")));

  private ForeignNames() {}

  /** What a name means elsewhere, if it does. */
  static Optional<Meaning> meaning(String name) {
    return Optional.ofNullable(MEANINGS.get(name));
  }

  /** The function here for a name that stands before square brackets. */
  static Optional<String> bracketed(String name) {
    return meaning(name)
        .flatMap(
            meaning ->
                meaning instanceof Bracketed(var function, _)
                    ? Optional.of(function)
                    : Optional.empty());
  }

  /** The sign here for a constant. */
  static Optional<String> constant(String name) {
    return meaning(name)
        .flatMap(
            meaning ->
                meaning instanceof Constant(_, var signs)
                    ? Optional.of(signs.getFirst())
                    : Optional.empty());
  }

  private static Idea idea(String what, String... instead) {
    return new Idea(what, List.of(instead));
  }

  private static Constant constant(String what, String... signs) {
    return new Constant(what, List.of(signs));
  }

  private static Renamed inverse(String name) {
    return new Renamed("an inverse function", name);
  }

  private static Bracketed bracketed(String function, Idea alone) {
    return new Bracketed(function, Optional.of(alone));
  }

  private static Bracketed function(String name) {
    return new Bracketed(name, Optional.empty());
  }

  private static Prefix prefix() {
    return new Prefix("a name of the library", "sqrt(2) without a prefix");
  }

  private static Idea derivative() {
    return idea("a derivative", "diff(x^2, x)", "f'(x)");
  }

  private static Idea minimum() {
    return idea("a minimum", "descend(f, 0, lr=auto)", "solve(f'(x) == 0, x)");
  }

  private static Idea matrixExponential() {
    return idea(
        "the exponential of a matrix",
        "{ T = eye(length(A)); S = T; for k in 1..40 { T = T*A/k; S = S + T }; S }");
  }

  private static Idea picture() {
    return idea(
        "a picture",
        "write(\"curve.csv\", table(x=x, y=f(x))) for a program that draws; gd does not");
  }
}
