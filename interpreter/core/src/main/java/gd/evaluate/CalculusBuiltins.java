package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Calculus on expressions and functions. */
final class CalculusBuiltins {
  /** That a decimal of 64 bits has. */
  private static final int DECIMAL_DIGITS = 17;

  private static final int HIGHEST_ORDER = 100;
  private static final int MOST_DIGITS = 1000;

  private CalculusBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.ofEntries(
        Map.entry("diff", CalculusBuiltins::diff),
        Map.entry("grad", (in, a) -> derived(in, a, new Value.Derivation.Gradient())),
        Map.entry("jacobian", (in, a) -> derived(in, a, new Value.Derivation.Jacobian())),
        Map.entry("hessian", (in, a) -> derived(in, a, new Value.Derivation.Hessian())),
        Map.entry("integrate", CalculusBuiltins::integrate),
        Map.entry("limit", CalculusBuiltins::limit),
        Map.entry("series", CalculusBuiltins::series),
        Map.entry("solve", CalculusBuiltins::solve),
        Map.entry("simplify", rewriting(in -> f -> in.algebra().simplify(in.readable(f)))),
        Map.entry("expand", rewriting(in -> in.algebra()::expand)),
        Map.entry("together", rewriting(in -> in.algebra()::together)),
        Map.entry("collect", (in, a) -> byVariable(in, a, in.algebra()::collect)),
        Map.entry("apart", (in, a) -> byVariable(in, a, in.algebra()::apart)),
        Map.entry("factor", rewriting(in -> in.algebra()::factor)),
        Map.entry("at", CalculusBuiltins::at),
        Map.entry("N", CalculusBuiltins::decimal));
  }

  private static Value diff(Interpreter in, Arguments a) {
    List<String> variables = Variables.ofDerivative(in, a, HIGHEST_ORDER);
    Value result = expression(in, a, variables);
    if (in.formalIntegrals().occurIn(result)) {
      List<Symbol> by = variables.stream().map(Symbol::new).toList();
      return in.readable(eachFormula(in, result, f -> in.formalIntegrals().derivative(f, by)));
    }
    if (a.value("e") instanceof Value.Scalar(Symbol(var name)) && !variables.contains(name)) {
      String text = "`" + name + "` has no value: it stands for itself, and depends on nothing.";
      in.listener().noted(new RunProblem.Remark(a.span("e"), text));
    }
    if (result instanceof Value.Scalar(var formula)) {
      in.corners().watch(formula);
      in.evaluator().conventions().corner(a.at());
    }
    for (String variable : variables) {
      result = ArraySymbols.derivative(in, result, variable);
    }
    return in.readable(result);
  }

  /** What a function of calculus is asked of, which is no equation. */
  static Value expression(Interpreter in, Arguments a, List<String> variables) {
    Value e = in.expressionOf(a.value("e"), a, variables);
    if (e instanceof Value.Scalar(Formula.Relation _)) {
      throw new Refusal(
          at ->
              new RunProblem.WrongKind(
                  at,
                  "a number or an expression",
                  "an equation or inequality",
                  List.of("l - r for l == r")));
    }
    return e;
  }

  private static Value derived(Interpreter in, Arguments a, Value.Derivation derivation) {
    if (a.given("x")) {
      List<String> names = a.names("x");
      return new ExpressionGradients(in, names, in.expressionOf(a.value("f"), a, names))
          .of(derivation);
    }
    if (a.value("f") instanceof Value.Callable f) {
      return new Value.Derived(derivation, f);
    }
    String given = Words.of(a.value("f"));
    String names = String.join(", ", Symbols.of(a.value("f")));
    String call = a.function() + "(…, [" + (names.isEmpty() ? "x, y" : names) + "])";
    throw new Refusal(at -> new RunProblem.WrongKind(at, "a function", given, List.of(call)));
  }

  private static Value integrate(Interpreter in, Arguments a) {
    String x = Variables.one(in, a);
    Value e = expression(in, a, List.of(x));
    Symbol symbol = new Symbol(x);
    if (a.given("a")) {
      Formula from = formula(a.value("a"));
      Formula to = formula(a.value("b"));
      return eachFormula(in, e, f -> integrated(in, f, symbol, from, to, a));
    }
    return eachFormula(in, e, f -> in.algebra().integrate(f, symbol));
  }

  /**
   * The variable of a limit, as in {@code integrate(x^2, x, 0, x)}, is not that of the integral.
   */
  private static Formula integrated(
      Interpreter in, Formula f, Symbol x, Formula from, Formula to, Arguments a) {
    Set<String> taken = new HashSet<>(Symbols.of(from));
    taken.addAll(Symbols.of(to));
    if (!taken.contains(x.name())) {
      return integratedBetween(in, f, x, from, to, a);
    }
    taken.addAll(Symbols.of(f));
    Symbol other =
        Stream.of("t", "s", "u", "v", "τ")
            .filter(name -> !taken.contains(name))
            .findFirst()
            .map(Symbol::new)
            .orElseGet(() -> new Symbol(x.name() + "_0"));
    Formula renamed = in.formulas().substitute(f, Map.of(x, other));
    return integratedBetween(in, renamed, other, from, to, a);
  }

  private static Formula integratedBetween(
      Interpreter in, Formula f, Symbol x, Formula from, Formula to, Arguments a) {
    boolean isNumber =
        Formula.isClosed(from)
            && Formula.isClosed(to)
            && List.of(x.name()).containsAll(Symbols.of(f));
    return in.formalIntegrals().areWanted() && !isNumber
        ? in.formalIntegrals().of(f, x, from, to, a.at())
        : Numerically.integrated(in, f, x, from, to, a.at());
  }

  private static Value byVariable(
      Interpreter in, Arguments a, BiFunction<Formula, Symbol, Formula> change) {
    String x = Variables.one(in, a);
    return eachFormula(
        in, in.expressionOf(a.value("e"), a, List.of(x)), f -> change.apply(f, new Symbol(x)));
  }

  private static Value limit(Interpreter in, Arguments a) {
    String x = a.variable("x");
    Formula to = formula(a.value("a"));
    return eachFormula(
        in,
        expression(in, a, List.of(x)),
        f -> Numerically.told(in, in.algebra().limit(f, new Symbol(x), to), a.at()).getFirst());
  }

  private static Value series(Interpreter in, Arguments a) {
    String x = a.variable("x");
    Formula around = formula(a.value("a"));
    int degree = a.integer("n", 0, HIGHEST_ORDER);
    return eachFormula(
        in,
        expression(in, a, List.of(x)),
        f -> in.algebra().series(f, new Symbol(x), around, degree));
  }

  private static Value solve(Interpreter in, Arguments a) {
    if (a.value("e") instanceof Value.Array(var matrix, _) && matrix.shape().rank() == 2) {
      return LinearBuiltins.solve(in, matrix, a.evaluated("x"));
    }
    Value given = a.value("e");
    boolean isSystem =
        !a.given("x")
            && given instanceof Value.Callable function
            && in.parameters(function).size() > 1;
    Value written =
        new ArrayEquations(in, a.at())
            .oneByOne(isSystem ? in.expressionOf(given, a, List.of()) : given);
    List<String> unknowns = Variables.unknowns(in, a, written);
    if (unknowns.size() == 1) {
      Optional<Value> ofArrays = new ArrayEquations(in, a.at()).solved(given, unknowns.getFirst());
      if (ofArrays.isPresent()) {
        return ofArrays.get();
      }
    }
    Optional<Formula> conditions =
        unknowns.size() == 1 ? Numerically.conditions(in, written) : Optional.empty();
    if (conditions.isPresent()) {
      return solved(in, conditions.get(), new Symbol(unknowns.getFirst()), a);
    }
    if (unknowns.size() != 1 || written instanceof Value.Array) {
      return Numerically.system(in, written, unknowns, a.at());
    }
    Formula equation =
        switch (in.expressionOf(a.value("e"), a, unknowns)) {
          case Value.Scalar(var f) -> f;
          case Value.Truth(var truth) -> truth ? Formula.Truth.TRUE : Formula.Truth.FALSE;
          case Value other -> formula(other);
        };
    return solved(in, equation, new Symbol(unknowns.getFirst()), a);
  }

  private static Value solved(Interpreter in, Formula equation, Symbol x, Arguments a) {
    AsWritten asWritten = new AsWritten(in, a, x);
    if (equation instanceof Formula.Logic conditions) {
      Optional<Formula> one = Numerically.equation(conditions);
      if (one.isPresent()) {
        return ArrayBuiltins.vector(Numerically.solved(in, conditions, one.get(), x, a.at()));
      }
    }
    return equation instanceof Formula.Logic
            || equation instanceof Formula.Relation relation
                && relation.comparator() != Formula.Comparator.EQUAL
        ? Arithmetic.condition(Numerically.solvedInequality(in, equation, x, a.at()))
        : ArrayBuiltins.vector(asWritten.among(Numerically.solved(in, equation, x, a.at())));
  }

  private static Value at(Interpreter in, Arguments a) {
    Map<String, Value> values = a.restByName("values");
    Value e = in.expressionOf(a.value("e"), a, List.copyOf(values.keySet()));
    if (e instanceof Value.Array(var tensor, _) && tensor.isTraced()) {
      return ArraySymbols.at(in, tensor, values, a.at());
    }
    Map<Formula, Formula> replacements = new HashMap<>();
    values.forEach((name, value) -> replacements.put(new Symbol(name), formula(value)));
    return eachFormula(in, e, f -> new SinglePoints(in).value(f, replacements));
  }

  private static Value decimal(Interpreter in, Arguments a) {
    Value e = in.computing().force(a.value("e"));
    if (!a.given("digits")) {
      if (e instanceof Value.Array(Tensor.Data data, _) && data.elements().areNumbers()) {
        double[] values = in.computing().decimals(data);
        if (Arrays.stream(values).allMatch(Double::isFinite)) {
          return new Value.Array(new Tensor.Data(data.shape(), new Elements.Decimals(values)));
        }
      }
      return e instanceof Value.Array(var tensor, _) && tensor.isTraced()
          ? e
          : eachFormula(in, e, in.algebra()::decimal);
    }
    int digits = a.integer("digits", 1, MOST_DIGITS);
    if (digits > DECIMAL_DIGITS && isOfDecimals(e)) {
      in.listener()
          .noted(
              new RunProblem.Remark(
                  a.at(),
                  "This was computed in decimals of 64 bits: only the first 15 to 17 digits say "
                      + "something. Exact numbers (1/10 for 0.1) give all digits."));
    }
    return eachFormula(in, e, f -> in.algebra().decimal(f, digits));
  }

  private static boolean isOfDecimals(Value value) {
    return value instanceof Value.Scalar(Formula.Decimal _)
        || value instanceof Value.Array(Tensor.Data data, _)
            && (data.elements() instanceof Elements.Decimals
                || data.elements().formulas().stream().anyMatch(Formula.Decimal.class::isInstance));
  }

  /** Another form of an expression; formulas of declared arrays have one form only. */
  private static Builtins.Implementation rewriting(
      Function<Interpreter, UnaryOperator<Formula>> form) {
    return (in, a) ->
        a.value("e") instanceof Value.Array(var tensor, _) && ArraySymbols.areAll(in, tensor)
            ? a.value("e")
            : eachFormula(in, a.value("e"), form.apply(in));
  }

  /** The same for a number or expression, and for every element of a known array. */
  static Value eachFormula(Interpreter in, Value value, UnaryOperator<Formula> change) {
    return switch (value) {
      case Value.Scalar(var f) -> new Value.Scalar(change.apply(f));
      case Value.Array(var tensor, _) -> {
        Tensor.Data data = in.computing().data(tensor);
        Map<Formula, Formula> done = new HashMap<>(); // elements that are alike, once
        List<Formula> elements =
            data.elements().formulas().stream()
                .map(element -> done.computeIfAbsent(element, change))
                .toList();
        yield new Value.Array(new Tensor.Data(data.shape(), Elements.of(elements)));
      }
      case Value other -> new Value.Scalar(change.apply(formula(other)));
    };
  }

  static Formula formula(Value value) {
    if (value instanceof Value.Scalar(var f)) {
      return f;
    }
    throw new Refusal(
        at ->
            new RunProblem.WrongKind(at, "a number or an expression", Words.of(value), List.of()));
  }
}
