package gd.evaluate;

import gd.formula.Formula;
import gd.matrix.MatrixFormula;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.report.Span;
import gd.syntax.Syntax;
import gd.tensor.Dimensions;
import gd.tensor.Graph;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Arrays that stand for themselves: {@code symbol X[n, d]}. An array symbol is an input of a graph
 * that is never computed; what is made of it stays a graph, and is shown as a formula.
 */
final class ArraySymbols {
  /** Indices count to 2^31, and two letters together take most of that. */
  private static final int MOST_LETTERS = 2;

  private ArraySymbols() {}

  /** A declaration's value; dimensions are whole numbers, or letters without a value. */
  static Value declared(Interpreter in, Syntax.SymbolDeclaration symbol, Environment scope) {
    List<Integer> dimensions = new ArrayList<>();
    Set<Integer> letters = new HashSet<>();
    for (Syntax.Expression written : symbol.dimensions()) {
      Value value = in.computing().force(in.evaluator().evaluate(written, scope));
      dimensions.add(
          Evaluator.at(
              written.span(),
              () ->
                  value instanceof Value.Scalar(Formula.Symbol(var name))
                      ? letter(name, letters)
                      : Arguments.integer(value, "a dimension", 1, 1 << 24)));
    }
    Shape shape = new Shape(dimensions);
    if (dimensions.stream().filter(letters::contains).count() > MOST_LETTERS) {
      throw new Failure(
          new MathProblem.LimitReached(
              symbol.span(),
              "the letters among the dimensions of one array",
              String.valueOf(MOST_LETTERS),
              "Give the other dimensions as numbers."));
    }
    return new Value.Array(
        new Tensor.Input(symbol.name(), shape, letters), Optional.of(symbol.span()));
  }

  private static int letter(String name, Set<Integer> letters) {
    OptionalInt length = Dimensions.length(name);
    if (length.isEmpty()) {
      throw new Refusal(
          at ->
              new RunProblem.BadOption(
                  at, "a dimension", name, "a whole number or a Latin letter, such as n or d"));
    }
    letters.add(length.getAsInt());
    return length.getAsInt();
  }

  /** The array that a name of the session was declared to stand for. */
  static Optional<Tensor.Input> named(Environment scope, String name) {
    return scope.find(name).orElse(new Value.Nothing())
                instanceof Value.Array(Tensor.Input input, _)
            && input.name().equals(name)
        ? Optional.of(input)
        : Optional.empty();
  }

  /** Whether all that a graph waits for are arrays that stand for themselves. */
  static boolean areAll(Interpreter in, Tensor tensor) {
    List<Tensor.Input> inputs =
        Graph.order(List.of(tensor)).stream()
            .filter(Tensor.Input.class::isInstance)
            .map(Tensor.Input.class::cast)
            .toList();
    return !inputs.isEmpty()
        && inputs.stream()
            .allMatch(
                input ->
                    !Dimensions.ofAll(List.of(input)).letters().isEmpty()
                        || named(in.globals(), input.name()).orElse(null) == input);
  }

  /** The length that a letter stands for, if an array of the session has it as a dimension. */
  static OptionalInt dimension(Interpreter in, Value value) {
    return value instanceof Value.Scalar(Formula.Symbol(var name)) && isLength(in, name)
        ? Dimensions.length(name)
        : OptionalInt.empty();
  }

  private static boolean isLength(Interpreter in, String letter) {
    OptionalInt length = Dimensions.length(letter);
    return length.isPresent()
        && in.globals().keys().stream()
            .flatMap(key -> named(in.globals(), key).stream())
            .anyMatch(input -> Dimensions.of(input).letters().contains(length.getAsInt()));
  }

  /** Refuses the letter of a length where a number has to be known. */
  static void checkNoLength(Interpreter in, String letter) {
    if (isLength(in, letter)) {
      throw new Refusal(at -> new MathProblem.LetterLength(at, letter));
    }
  }

  /** Refuses what needs the length of an axis as a number where it is a letter. */
  static void checkNumber(Tensor tensor, int axis) {
    Dimensions.of(tensor)
        .letter(tensor.shape().dimension(axis))
        .ifPresent(
            letter -> {
              throw new Refusal(
                  at -> new MathProblem.SymbolLeft(at, letter, "the length of this array"));
            });
  }

  /** {@code ones(n, d)}, {@code zeros(n)}, where one of the lengths is a letter. */
  static Optional<Tensor> constant(Interpreter in, List<Value> lengths, long element) {
    if (lengths.stream().noneMatch(length -> dimension(in, length).isPresent())) {
      return Optional.empty();
    }
    List<Integer> dimensions = new ArrayList<>();
    Set<Integer> letters = new HashSet<>();
    for (Value length : lengths) {
      OptionalInt letter = dimension(in, length);
      letter.ifPresent(letters::add);
      dimensions.add(
          letter.isPresent()
              ? letter.getAsInt()
              : Arguments.integer(length, "a dimension", 1, 1 << 24));
    }
    Tensor.Input number = new Tensor.Input(String.valueOf(element), Shape.SCALAR, letters);
    return Optional.of(in.tensors().fill(number, new Shape(dimensions)));
  }

  /** {@code 1..n} where n is a length that is a letter. */
  static Optional<Tensor> counting(Interpreter in, Value first, Value last) {
    OptionalInt length = dimension(in, last);
    return length.isPresent() && Numbers.whole(first).equals(Optional.of(BigInteger.ONE))
        ? Optional.of(Dimensions.counting(length.getAsInt()))
        : Optional.empty();
  }

  /** {@code eye(n)} of a letter. */
  static Optional<Tensor> identity(Interpreter in, Value length) {
    return constant(in, List.of(length), 1)
        .map(
            ones -> {
              int n = ones.shape().size();
              return in.tensors().scatter(ones, Shape.of(n, n), 0, List.of(n + 1));
            });
  }

  /**
   * A gradient in which some letters do not occur that {@code of} has, such as {@code ones(d)} or a
   * sum of n equal numbers, as a graph that still knows them.
   */
  static Tensor anchored(Tensor gradient, Tensor of, Tensors tensors) {
    Set<Integer> letters = Dimensions.ofAll(List.of(of)).letters();
    if (Dimensions.ofAll(List.of(gradient)).letters().containsAll(letters)) {
      return gradient;
    }
    Tensor.Input zero = new Tensor.Input("0", Shape.SCALAR, letters);
    Formula sum = tensors.formulas().add(tensors.formulas().slot(0), tensors.formulas().slot(1));
    return tensors.map("Addition", sum, List.of(gradient, zero));
  }

  /**
   * The derivative by the symbol of this name: of a number by an array an array, by a number that
   * of every element.
   */
  static Value derivative(Interpreter in, Value value, String name) {
    Optional<Tensor.Input> array = named(in.globals(), name);
    boolean graph = value instanceof Value.Array(var tensor, _) && tensor.isTraced();
    if (array.isEmpty() && !graph) {
      Formula.Symbol x = new Formula.Symbol(name);
      return CalculusBuiltins.eachFormula(in, value, f -> new SinglePoints(in).derivative(f, x));
    }
    Tensor of = in.arithmetic().tensor(value);
    if (array.isPresent()) {
      return in.gradients().bySymbol(of, array.get());
    }
    Tensor.Input x = new Tensor.Input(name, Shape.SCALAR);
    Tensor traced = in.tensors().traced(of, new Formula.Symbol(name), x);
    Tensor derivative = in.gradients().byNumber(traced, x);
    Tensor symbol = in.tensors().scalar(new Formula.Symbol(name));
    Tensor untraced = in.tensors().substitute(derivative, Map.of(x, symbol));
    return in.computing().force(Arithmetic.of(anchored(untraced, of, in.tensors())));
  }

  /** A formula of arrays where some of them have the given values. */
  static Value at(Interpreter in, Tensor tensor, Map<String, Value> values, Span span) {
    Syntax.Expression written =
        MatrixFormula.of(tensor, in.formulas())
            .orElseThrow(
                () ->
                    new Failure(
                        new MathProblem.NoAnswer(
                            span,
                            "at(…)",
                            "This expression has no short form in which values could be put.")));
    Environment scope = in.libraryScope().call();
    Map<String, Formula> lengths = new HashMap<>();
    Set<Tensor.Input> inputs = new LinkedHashSet<>();
    values.keySet().forEach(name -> named(in.globals(), name).ifPresent(inputs::add));
    for (Tensor node : Graph.order(List.of(tensor))) {
      if (node instanceof Tensor.Input input) {
        inputs.add(input);
      }
    }
    for (Tensor.Input input : inputs) {
      Value value = values.get(input.name());
      if (value == null) {
        scope.set(input.name(), new Value.Array(input));
      } else {
        bind(in, input, value, lengths);
      }
    }
    lengths.forEach((letter, length) -> scope.set(letter, new Value.Scalar(length)));
    values.forEach(scope::set);
    return in.computing().force(in.evaluator().evaluate(written, scope));
  }

  /** The lengths that letters have if the array is this one. */
  private static void bind(
      Interpreter in, Tensor.Input input, Value value, Map<String, Formula> lengths) {
    Shape given = in.arithmetic().tensor(value).shape();
    Shape declared = input.shape();
    boolean fits = given.rank() == declared.rank();
    for (int axis = 0; fits && axis < given.rank(); axis++) {
      int dimension = declared.dimension(axis);
      Formula length = in.formulas().integer(given.dimension(axis));
      fits =
          Dimensions.of(input)
              .letter(dimension)
              .map(
                  letter -> {
                    Formula known = lengths.putIfAbsent(letter, length);
                    return known == null || known.equals(length);
                  })
              .orElse(dimension == given.dimension(axis));
    }
    if (!fits) {
      String lengthsSoFar =
          lengths.isEmpty() ? "" : " (the other arrays decide what the letters are)";
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at,
                  input.name() + " as a " + Dimensions.words(input) + lengthsSoFar,
                  Words.of(given),
                  List.of()));
    }
  }
}
