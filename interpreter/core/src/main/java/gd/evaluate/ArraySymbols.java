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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
    for (Syntax.Expression written : symbol.dimensions()) {
      Value value = in.computing().force(in.evaluator().evaluate(written, scope));
      dimensions.add(
          Evaluator.at(
              written.span(),
              () ->
                  value instanceof Value.Scalar(Formula.Symbol(var name))
                      ? letter(name)
                      : Arguments.integer(value, "a dimension", 1, 1 << 24)));
    }
    Shape shape = new Shape(dimensions);
    if (dimensions.stream().filter(d -> Dimensions.letter(d).isPresent()).count() > MOST_LETTERS) {
      throw new Failure(
          new MathProblem.LimitReached(
              symbol.span(),
              "the letters among the dimensions of one array",
              String.valueOf(MOST_LETTERS),
              "Give the other dimensions as numbers."));
    }
    return new Value.Array(
        new Tensor.Input(symbol.name(), shape), Optional.of(symbol.span()));
  }

  private static int letter(String name) {
    OptionalInt length = Dimensions.length(name);
    if (length.isEmpty()) {
      throw new Refusal(
          at ->
              new RunProblem.BadOption(
                  at, "a dimension", name, "a whole number or a Latin letter, such as n or d"));
    }
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

  /** The length that a letter stands for, if an array of the session has it as a dimension. */
  static OptionalInt dimension(Interpreter in, Value value) {
    if (!(value instanceof Value.Scalar(Formula.Symbol(var name)))) {
      return OptionalInt.empty();
    }
    OptionalInt length = Dimensions.length(name);
    boolean used =
        length.isPresent()
            && in.globals().keys().stream()
                .flatMap(key -> named(in.globals(), key).stream())
                .anyMatch(input -> input.shape().dimensions().contains(length.getAsInt()));
    return used ? length : OptionalInt.empty();
  }

  /**
   * The derivative by the symbol of this name: of a number by an array an array, by a number that
   * of every element.
   */
  static Value derivative(Interpreter in, Value value, String name) {
    Optional<Tensor.Input> array = named(in.globals(), name);
    boolean graph = value instanceof Value.Array(var tensor, _) && Computing.isTraced(tensor);
    if (array.isEmpty() && !graph) {
      Formula.Symbol x = new Formula.Symbol(name);
      return CalculusBuiltins.eachFormula(
          in, value, f -> in.differentiation().derivative(f, x));
    }
    Tensor of = in.arithmetic().tensor(value);
    if (array.isPresent()) {
      return in.gradients().bySymbol(of, array.get());
    }
    Tensor.Input x = new Tensor.Input(name, Shape.SCALAR);
    Tensor traced = in.tensors().traced(of, new Formula.Symbol(name), x);
    Tensor derivative = in.gradients().byNumber(traced, x);
    Tensor symbol = in.tensors().scalar(new Formula.Symbol(name));
    return in.computing()
        .force(Arithmetic.of(in.tensors().substitute(derivative, Map.of(x, symbol))));
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
    for (Tensor node : Graph.order(List.of(tensor))) {
      if (node instanceof Tensor.Input input) {
        Value value = values.get(input.name());
        if (value == null) {
          scope.set(input.name(), new Value.Array(input));
        } else {
          bind(in, input, value, lengths);
        }
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
      Formula length = Dimensions.formula(in.formulas(), given.dimension(axis));
      fits =
          Dimensions.letter(dimension)
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
                  input.name() + " as a " + declared.words() + lengthsSoFar,
                  Words.of(given),
                  List.of()));
    }
  }
}
