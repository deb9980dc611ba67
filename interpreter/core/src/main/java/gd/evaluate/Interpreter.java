package gd.evaluate;

import gd.backend.Devices;
import gd.backend.Precision;
import gd.data.FileAccess;
import gd.descent.Noise;
import gd.descent.Setting;
import gd.formula.Branches;
import gd.formula.CommonDenominator;
import gd.formula.Derivatives;
import gd.formula.Differentiation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Magnitudes;
import gd.formula.Operation;
import gd.library.Library;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import gd.symbolic.Algebra;
import gd.syntax.Parser;
import gd.syntax.Syntax;
import gd.tensor.Gradient;
import gd.tensor.Tensors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** All that the evaluation of a session's texts shares. Used by one thread at a time. */
public final class Interpreter {
  private final Formulas formulas = new Formulas();
  private final Tensors tensors = new Tensors(formulas);
  private final Arithmetic arithmetic;
  private final Limits limits = new Limits();
  private final Builtins builtins = new Builtins();
  private final Library library;
  private final Environment libraryScope = Environment.global(null);
  private final Environment globals = Environment.global(libraryScope);
  private FileAccess files;
  private final Algebra algebra;
  private final Differentiation differentiation;
  private final CommonDenominator commonDenominator;
  private final Branches branches;
  private final Magnitudes magnitudes;
  private final Computing computing;
  private final Corners corners;
  private final Gradients gradients;
  private final Advice advice = new Advice(this);
  private final OwnDerivatives ownDerivatives = new OwnDerivatives(this);
  private final Statements statements;
  private final Evaluator evaluator;
  private final Rendering rendering;
  private Set<String> held = Set.of();
  private Listener listener = new Silence();
  private int digits = 6;
  private Form form = Form.TEXT;
  private Generator generator = new Generator(0);
  private Optional<List<Noise.Draw>> later = Optional.empty();
  private Optional<Supplier<RuntimeException>> effects = Optional.empty();
  private final IndexNotation indexNotation = new IndexNotation(this);
  private final FormalIntegrals formalIntegrals = new FormalIntegrals(this);

  /** {@code rendering} says how a value looks inside a text. */
  public Interpreter(Library library, Devices devices, FileAccess files, Rendering rendering) {
    this.library = library;
    this.files = files;
    this.rendering = rendering;
    Derivatives derivatives = new LibraryDerivatives(this);
    this.algebra = new Algebra(formulas, derivatives, this::operation);
    this.arithmetic = new Arithmetic(formulas, tensors, algebra);
    this.differentiation = new Differentiation(formulas, derivatives);
    this.commonDenominator = new CommonDenominator(formulas);
    this.branches = new Branches(formulas);
    this.magnitudes = new Magnitudes(formulas);
    this.computing = new Computing(formulas, tensors, devices);
    Gradient gradient = new Gradient(tensors, differentiation);
    this.corners =
        new Corners(
            formulas,
            tensors,
            gradient,
            arithmetic,
            computing,
            name -> globals.here(name + "'").isPresent());
    this.gradients =
        new Gradients(tensors, gradient, arithmetic, computing, new FormulaTrace(this), corners);
    this.statements = new Statements(this);
    this.evaluator = new Evaluator(this);
    library.names().forEach(name -> libraryScope.setLater(name, () -> fromLibrary(name)));
    libraryScope.set("e", new Value.Scalar(Formula.Constant.E));
    libraryScope.set("i", new Value.Scalar(Formula.Constant.I));
    libraryScope.set("pi", new Value.Scalar(Formula.Constant.PI));
    libraryScope.set("infinity", new Value.Scalar(Formula.Constant.INFINITY));
  }

  private void fromLibrary(String name) {
    library
        .declaration(name)
        .ifPresentOrElse(
            declaration -> libraryScope.set(name, new Value.Builtin(declaration)),
            () -> statements.execute(library.definition(name).orElseThrow(), libraryScope));
  }

  /** How values look: as text inside other text, and in LaTeX. */
  public interface Rendering {
    String text(Value value, int digits);

    String latex(Value value, Interpreter in);
  }

  /** Evaluates one statement of a text at the top level; false if it failed. */
  public boolean statement(Syntax.Statement statement, Listener to) {
    listener = to;
    evaluator.conventions().reset();
    corners.reset();
    formalIntegrals.reset();
    try {
      return statements.top(statement, globals, to);
    } finally {
      listener = new Silence();
      held = Set.of();
      limits.reset();
    }
  }

  /** What is wrong with a text, said with the session's names in mind. */
  public Problem refined(Problem problem) {
    return advice.refined(problem);
  }

  Advice advice() {
    return advice;
  }

  /** Calls a function of the session with values. */
  public Value call(Value.Callable function, List<Value> arguments, Span at) {
    limits.reset();
    return Evaluator.at(
        at, () -> computing.force(evaluator.calls().apply(function, arguments, Map.of(), at)));
  }

  /** Gives a name of the session a meaning. */
  public void define(String name, Value value) {
    List<Syntax.Statement> read = Parser.parse(new Source("name", name)).statements();
    if (read.size() != 1
        || !(read.getFirst() instanceof Syntax.Evaluation(_, Syntax.Name(_, var canonical)))) {
      throw new IllegalArgumentException("`" + name + "` is no name of the language.");
    }
    globals.set(canonical, value);
  }

  /** Java's numbers as values. */
  public List<Value> decimals(double... numbers) {
    return Arrays.stream(numbers)
        .<Value>mapToObj(d -> new Value.Scalar(formulas.decimal(d)))
        .toList();
  }

  /** The numbers that a value holds, in row-major order. */
  public double[] decimals(Value value) {
    return computing.decimals(computing.data(arithmetic.tensor(computing.force(value))));
  }

  /** The names of a function's parameters. */
  public List<String> parameters(Value.Callable function) {
    return evaluator.calls().parameters(function);
  }

  /** What may be named in a call. */
  public List<String> arguments(String function) {
    return find(function).orElse(new Value.Nothing()) instanceof Value.Callable callable
        ? callable instanceof Value.Builtin(var declaration)
            ? declaration.parameters().stream()
                .filter(parameter -> !parameter.rest())
                .map(Syntax.Parameter::name)
                .toList()
            : parameters(callable)
        : List.of();
  }

  /** What a name of the session or the library means. */
  public Optional<Value> find(String name) {
    return globals.find(name);
  }

  /** What a name means that the session itself has defined. */
  public Optional<Value> defined(String name) {
    return globals.here(name);
  }

  /** Every name of the session and the library. */
  public Set<String> names() {
    return new TreeSet<>(globals.names());
  }

  public Library library() {
    return library;
  }

  public Formulas formulas() {
    return formulas;
  }

  public int digits() {
    return digits;
  }

  void showDigits(int shown) {
    digits = shown;
  }

  /** How values are shown. */
  public Form form() {
    return form;
  }

  public void show(Form shown) {
    form = shown;
  }

  /** Where this session's random numbers come from. */
  Generator generator() {
    checkEffects();
    return generator;
  }

  /** Runs something in which random arrays are inputs, to be drawn later, and not numbers. */
  <T> T drawingLater(List<Noise.Draw> draws, Supplier<T> action) {
    Optional<List<Noise.Draw>> before = later;
    later = Optional.of(draws);
    try {
      return action.get();
    } finally {
      later = before;
    }
  }

  /** Where random arrays that are to be drawn later are noted; empty if they are drawn at once. */
  Optional<List<Noise.Draw>> drawnLater() {
    checkEffects();
    return later;
  }

  /** Runs something that must not print, note or draw: then {@code refusal} is thrown. */
  <T> T aside(Supplier<RuntimeException> refusal, Supplier<T> action) {
    Optional<Supplier<RuntimeException>> before = effects;
    effects = Optional.of(refusal);
    try {
      return action.get();
    } finally {
      effects = before;
    }
  }

  private void checkEffects() {
    if (effects.isPresent()) {
      throw effects.get().get();
    }
  }

  void useGenerator(Generator other) {
    generator = other;
  }

  public Algebra algebra() {
    return algebra;
  }

  Tensors tensors() {
    return tensors;
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  Limits limits() {
    return limits;
  }

  FormalIntegrals formalIntegrals() {
    return formalIntegrals;
  }

  IndexNotation indexNotation() {
    return indexNotation;
  }

  Builtins builtins() {
    return builtins;
  }

  Environment globals() {
    return globals;
  }

  Environment libraryScope() {
    return libraryScope;
  }

  FileAccess files() {
    return files;
  }

  /** Imports and reads are relative to the file that is being imported. */
  void useFiles(FileAccess access) {
    files = access;
  }

  OwnDerivatives ownDerivatives() {
    return ownDerivatives;
  }

  Differentiation differentiation() {
    return differentiation;
  }

  /** A derivative in symbols as one reads it. */
  Value readable(Value derivative) {
    return derivative instanceof Value.Scalar(var formula)
        ? new Value.Scalar(readable(formula))
        : derivative;
  }

  /** Fractions put together where that is shorter, and branches with the same conditions. */
  Formula readable(Formula derivative) {
    return Formula.isClosed(derivative)
        ? derivative
        : commonDenominator.of(magnitudes.of(branches.of(derivative)));
  }

  Computing computing() {
    return computing;
  }

  Corners corners() {
    return corners;
  }

  Gradients gradients() {
    return gradients;
  }

  /** What a descent works with. */
  Setting setting() {
    return new Setting(computing, gradients.reverse(), differentiation, listener());
  }

  Statements statements() {
    return statements;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /** Nobody is told anything meanwhile. */
  <T> T silently(Supplier<T> evaluation) {
    Listener before = listener;
    listener = new Silence();
    try {
      return evaluation.get();
    } finally {
      listener = before;
    }
  }

  Listener listener() {
    checkEffects();
    return listener;
  }

  String text(Value value) {
    return rendering.text(value, digits);
  }

  String latex(Value value) {
    return rendering.latex(computing.force(value), this);
  }

  /** The elementary operation of this name. */
  public Optional<Operation> operation(String name) {
    return library.declaration(name).flatMap(gd.library.Declaration::operation);
  }

  /** An elementary operation on numbers, or element by element. */
  Value operation(String name, List<Value> operands) {
    Operation operation = operation(name).orElseThrow();
    return arithmetic.each(name, operands, formulas -> this.formulas.apply(operation, formulas));
  }

  /** The symbol of this name: an array if it was declared as one, else a number. */
  public Value symbol(String name) {
    return ArraySymbols.named(globals, name)
        .<Value>map(input -> new Value.Array(input))
        .orElseGet(() -> new Value.Scalar(formulas.symbol(name)));
  }

  boolean isHeld(String name) {
    return held.contains(name);
  }

  /** Names that stand for themselves while something is evaluated, whatever value they have. */
  <T> T holding(Set<String> names, Supplier<T> evaluation) {
    if (names.isEmpty()) {
      return evaluation.get();
    }
    Set<String> all = new HashSet<>(held);
    all.addAll(names);
    return holdingOnly(all, evaluation);
  }

  Set<String> held() {
    return held;
  }

  /** No other names stand for themselves meanwhile. */
  <T> T holdingOnly(Set<String> names, Supplier<T> evaluation) {
    Set<String> before = held;
    held = names;
    try {
      return evaluation.get();
    } finally {
      held = before;
    }
  }

  /**
   * What {@code diff(f, x)} differentiates: an expression as it is; of a function its body, if the
   * variables are among its parameters or free in its body.
   */
  Value expressionOf(Value value, Arguments arguments, List<String> variables) {
    Value expression = expressionOf(value, variables, arguments.at());
    return arguments.function().equals("diff")
        ? expression
        : formalIntegrals.withoutAny(expression);
  }

  private Value expressionOf(Value value, List<String> variables, Span at) {
    if (!(value instanceof Value.Callable function)) {
      return computing.force(value);
    }
    List<String> parameters = parameters(function);
    Value body = body(function, Set.copyOf(variables), at);
    for (String variable : variables) {
      boolean free = Symbols.of(body).contains(variable);
      if (!parameters.contains(variable) && !free) {
        throw new Refusal(
            there ->
                new NameProblem.NoSuchParameter(
                    there, Words.title(function), variable, parameters));
      }
    }
    return body;
  }

  /** The value of a function at its parameters; names that are held stand for themselves too. */
  Value body(Value.Callable function, Set<String> held, Span at) {
    List<Value> symbols = parameters(function).stream().map(this::symbol).toList();
    return computing.force(
        holding(held, () -> evaluator.calls().apply(function, symbols, Map.of(), at)));
  }

  /** Nobody listens while the library is read. */
  private record Silence() implements Listener {
    @Override
    public void shown(Value value, Span at) {}

    @Override
    public void printed(String line) {}

    @Override
    public void progressed(long step, long steps, double loss, double slope) {}

    @Override
    public void defined(String name, Syntax.Statement definition, Optional<Value> was) {}

    @Override
    public void noted(Problem problem) {}

    @Override
    public void failed(Problem problem) {}
  }

  /** The bits of a decimal on the devices of this session. */
  public Precision precision() {
    return computing.precision();
  }

  /** Frees what the session keeps open on devices; nothing can be evaluated afterwards. */
  public void close() {
    computing.close();
  }
}
