package gd.evaluate;

import gd.formula.Formula;
import gd.formula.FormulaPrinter;
import gd.library.Library;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.RunProblem;
import gd.report.Span;
import gd.report.Suggestions;
import gd.report.SyntaxProblem;
import gd.syntax.ForeignCalls;
import gd.syntax.Syntax;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What names mean: values, symbols that stand for themselves, functions and their derivatives. */
final class Names {
  /** Of a condition in a report. */
  private static final int LONGEST = 200;

  private final Interpreter in;

  Names(Interpreter in) {
    this.in = in;
  }

  Value value(Syntax.Name name, Environment scope) {
    Value value =
        find(name.name(), scope).orElseThrow(() -> new Failure(unknown(name, scope, false)));
    return value instanceof Value.Callable
            && isGreekLetter(name)
            && isOfTheLibrary(name.name(), value)
        ? new Value.Scalar(in.formulas().symbol(name.name()))
        : value;
  }

  /** γ and β are letters like θ, although gamma(x) and beta(a, b) are functions of the library. */
  private static boolean isGreekLetter(Syntax.Name name) {
    String written = name.span().text();
    return gd.syntax.Names.isLetter(name.name()) && !written.isEmpty() && written.charAt(0) > 127;
  }

  private boolean isOfTheLibrary(String name, Value value) {
    return in.libraryScope().here(name).filter(known -> known == value).isPresent();
  }

  /**
   * The meaning of a name, if it has one; names that are held free are symbols, unless a call has
   * bound them.
   */
  Optional<Value> find(String name, Environment scope) {
    Optional<Value> local = scope.findLocal(name);
    if (local.isPresent()) {
      return local;
    }
    if (in.isHeld(name)) {
      return Optional.of(in.symbol(name));
    }
    Optional<Value> value = scope.find(name);
    if (value.isPresent()) {
      return value;
    }
    return gd.syntax.Names.isLetter(name)
        ? Optional.of(new Value.Scalar(in.formulas().symbol(name)))
        : Optional.empty();
  }

  Problem unknown(Syntax.Name name, Environment scope, boolean called) {
    return unknown(name, scope.names(), called);
  }

  /** The problem of a name that is not among those that can be seen. */
  Problem unknown(Syntax.Name name, Set<String> visible, boolean called) {
    return Library.elsewhere(name.name())
        .<Problem>map(
            e -> new NameProblem.NotImported(name.span(), name.name(), e.module(), e.same()))
        .or(() -> ForeignCalls.name(name.span(), name.name(), visible))
        .or(() -> product(name, visible))
        .orElseGet(() -> nowhere(name, visible, called));
  }

  /** {@code iπ}: letters of constants side by side, of which none is plain without the others. */
  private static Optional<Problem> product(Syntax.Name name, Set<String> visible) {
    List<String> letters = name.name().codePoints().mapToObj(Character::toString).toList();
    boolean constants =
        letters.contains("π")
            && letters.stream()
                .allMatch(
                    l ->
                        gd.syntax.Names.isLetter(gd.syntax.Names.canonical(l))
                            || visible.contains(l));
    return constants
        ? Optional.of(
            new SyntaxProblem.WrittenOtherwise(
                name.span(), "a product", List.of(String.join("*", letters))))
        : Optional.empty();
  }

  private Problem nowhere(Syntax.Name name, Set<String> visible, boolean called) {
    return new NameProblem.UnknownName(
        name.span(), name.name(), called, near(name.name(), visible));
  }

  private List<NameProblem.Near> near(String name, Set<String> known) {
    if (name.equalsIgnoreCase("nan")) {
      return List.of();
    }
    Set<String> visible = new HashSet<>(known);
    visible.addAll(gd.syntax.Names.letters());
    return Suggestions.near(name, visible).stream().map(this::described).toList();
  }

  private NameProblem.Near described(String name) {
    return in.library()
        .declaration(name)
        .map(d -> new NameProblem.Near(d.brief(), d.summary()))
        .orElseGet(() -> new NameProblem.Near(signature(name), ""));
  }

  private String signature(String name) {
    return in.globals().find(name).orElse(new Value.Nothing()) instanceof Value.Closure c
        ? name
            + c.parameters().stream()
                .map(Syntax.Parameter::name)
                .collect(java.util.stream.Collectors.joining(", ", "(", ")"))
        : name;
  }

  /** The function that an expression means. */
  Value.Callable function(Syntax.Expression expression, Environment scope) {
    if (expression instanceof Syntax.Name name) {
      Optional<Value> meaning = find(name.name(), scope);
      if (meaning.isEmpty()) {
        throw new Failure(unknown(name, scope, true));
      }
      if (meaning.get() instanceof Value.Callable callable) {
        return callable;
      }
    }
    Value value = in.evaluator().evaluate(expression, scope);
    if (value instanceof Value.Callable callable) {
      return callable;
    }
    throw new Failure(
        expression instanceof Syntax.Name name
            ? notAFunction(name, value, List.of())
            : new NameProblem.NotAFunction(
                expression.span(), expression.span().text(), Words.of(value), List.of()));
  }

  Problem notAFunction(Syntax.Name name, Value value, List<Syntax.Argument> arguments) {
    if (value instanceof Value.Scalar(Formula.Symbol _) && !mayMultiply(arguments)) {
      return unknown(name, in.globals(), true);
    }
    return new NameProblem.NotAFunction(
        name.span(), name.name(), Words.of(value), hints(name.name(), value, arguments));
  }

  /** What else a name before parentheses may have been meant as. */
  private static List<String> hints(String name, Value value, List<Syntax.Argument> arguments) {
    if (!mayMultiply(arguments)) {
      return List.of();
    }
    String given = arguments.getFirst().span().text();
    String product = "For a product: " + name + "*(" + given + ")";
    if (name.equals("d")) {
      return List.of("For a derivative: diff(" + given + ", x)", product);
    }
    if (!(value instanceof Value.Scalar(var formula))
        || formula instanceof Formula.Symbol
        || Symbols.of(formula).size() != 1) {
      return List.of(product);
    }
    String symbol = Symbols.first(formula).orElseThrow();
    return List.of(
        "For its value there: at(" + name + ", " + symbol + "=" + given + ")",
        "As a function: define it as " + name + "(" + symbol + ") = …",
        product);
  }

  private static boolean mayMultiply(List<Syntax.Argument> arguments) {
    return arguments.size() == 1 && arguments.getFirst().name().isEmpty();
  }

  /** f', f'', …: as defined, or derived. */
  Value prime(Syntax.Prime prime, Environment scope) {
    if (prime.function() instanceof Syntax.Name(_, var name)) {
      for (int order = prime.order(); order >= 1; order--) {
        Optional<Value> declared = declared(name + "'".repeat(order), scope);
        if (declared.isPresent() && declared.get() instanceof Value.Callable callable) {
          return order == prime.order()
              ? callable
              : new Value.Derived(new Value.Derivation.Prime(prime.order() - order), callable);
        }
      }
    }
    if (prime.function() instanceof Syntax.Name(_, var array)
        && find(array, scope).orElse(new Value.Nothing()) instanceof Value.Array given) {
      throw new Failure(
          new RunProblem.WrongKind(
              prime.span(),
              "a function, for ' differentiates",
              Words.of(given),
              List.of("The transpose is " + array + ".T")));
    }
    Value.Callable function = function(prime.function(), scope);
    List<String> parameters = in.evaluator().calls().required(function);
    if (parameters.size() != 1) {
      throw new Failure(
          new NameProblem.PrimeNeedsOneParameter(prime.span(), Words.title(function), parameters));
    }
    return new Value.Derived(new Value.Derivation.Prime(prime.order()), function);
  }

  /** A derivative that the session declares; the library's are found by who differentiates. */
  private Optional<Value> declared(String key, Environment scope) {
    return scope
        .find(key)
        .filter(value -> in.libraryScope().here(key).filter(known -> known == value).isEmpty());
  }

  Value nabla(Syntax.Nabla nabla, Environment scope) {
    if (nabla.function() instanceof Syntax.Name(_, var name)
        && scope.find("∇" + name).orElse(new Value.Nothing()) instanceof Value.Callable declared) {
      return declared;
    }
    return new Value.Derived(new Value.Derivation.Gradient(), function(nabla.function(), scope));
  }

  Value partial(Syntax.Partial partial, Environment scope) {
    if (partial.function() instanceof Syntax.Name(_, var name)
        && declared(partialKey(name, partial.variable()), scope).orElse(new Value.Nothing())
            instanceof Value.Callable declared) {
      return declared;
    }
    Value.Callable function = function(partial.function(), scope);
    List<String> parameters = in.evaluator().calls().parameters(function);
    if (!parameters.contains(partial.variable())) {
      throw new Failure(
          new NameProblem.NoSuchParameter(
              partial.span(), partial.function().span().text(), partial.variable(), parameters));
    }
    return new Value.Derived(new Value.Derivation.Partial(partial.variable()), function);
  }

  static String partialKey(String function, String variable) {
    return "∂" + function + "/∂" + variable;
  }

  /** Of a condition without symbols: its two sides are too close to tell. */
  static Problem symbolLeft(Span at, Formula formula, String where) {
    if (Formula.isClosed(formula)) {
      return new MathProblem.NoAnswer(
          at,
          new FormulaPrinter(FormulaPrinter.EXACT).print(formula, LONGEST),
          "Both sides agree in all digits that were computed, which does not prove that they are "
              + "equal; or there is no order between them.");
    }
    return new MathProblem.SymbolLeft(at, Symbols.first(formula).orElse("a symbol"), where);
  }
}
