package gd.evaluate;

import gd.formula.Formula;
import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Compares a derivative that a text declares, f'(x) = …, ∂f/∂x(x, y) = … or ∇f(w) = …, with central
 * differences of f. A function that has no value at numbers is tried at vectors.
 */
final class DeclaredDerivatives {
  /** Where to compare: on both sides of 0, and off the whole numbers, where kinks like to be. */
  private static final List<Double> POINTS = List.of(-1.7, -0.6, 0.8, 2.3);

  private static final int LONGEST_VECTOR = 8;

  private static final double STEP = 1e-5;

  /** Far above the error of the differences (about 1e-10), far below a mistake in a formula. */
  private static final double TOLERANCE = 1e-4;

  private final Interpreter in;

  DeclaredDerivatives(Interpreter in) {
    this.in = in;
  }

  /** Where they disagree; points where either has no value are passed over. */
  Optional<MathProblem.DerivativeDisagrees> check(Syntax.FunctionDefinition definition) {
    return declared(definition)
        .flatMap(this::compared)
        .filter(points -> !points.isEmpty())
        .map(
            points ->
                new MathProblem.DerivativeDisagrees(
                    definition.span(), name(definition.defined()), points));
  }

  /** {@code by}: the places of the arguments that it is a derivative by. */
  private record Declaration(
      Value.Callable function,
      Value.Callable derivative,
      List<String> parameters,
      List<Integer> by,
      Span at) {}

  private static String name(Syntax.Defined defined) {
    return switch (defined) {
      case Syntax.DefinedFunction(_, var name) -> name;
      case Syntax.DefinedPrime(_, var name, _) -> name;
      case Syntax.DefinedGradient(_, var name) -> name;
      case Syntax.DefinedPartial(_, var name, _) -> name;
    };
  }

  private Optional<Declaration> declared(Syntax.FunctionDefinition definition) {
    Syntax.Defined defined = definition.defined();
    if (!(in.find(name(defined)).orElse(null) instanceof Value.Callable function)
        || !(in.find(Statements.key(defined)).orElse(null) instanceof Value.Callable derivative)) {
      return Optional.empty();
    }
    List<String> parameters = in.parameters(function);
    int given = definition.parameters().size();
    List<Integer> by =
        switch (defined) {
          case Syntax.DefinedPrime(_, _, var order) when order == 1 -> List.of(0);
          case Syntax.DefinedPartial(_, _, var variable) -> List.of(parameters.indexOf(variable));
          case Syntax.DefinedGradient _ -> IntStream.range(0, given).boxed().toList();
          case Syntax.DefinedPrime _, Syntax.DefinedFunction _ -> List.of();
        };
    return by.isEmpty() || by.contains(-1) || given > parameters.size()
        ? Optional.empty()
        : Optional.of(
            new Declaration(
                function, derivative, parameters.subList(0, given), by, definition.span()));
  }

  /** The points that disagree, at numbers or else at the shortest vectors that there are values. */
  private Optional<List<MathProblem.Disagreement>> compared(Declaration declaration) {
    for (int length = 0; length <= LONGEST_VECTOR; length++) {
      List<MathProblem.Disagreement> disagreements = new ArrayList<>();
      boolean any = false;
      for (int k = 0; k < POINTS.size(); k++) {
        List<double[]> point = point(declaration.parameters().size(), length, k);
        Optional<double[]> slopes =
            value(declaration.derivative(), point, length, declaration.at());
        Optional<double[]> differences = differences(declaration, point, length);
        // Of other lengths: matrices in the function made an array of a number.
        if (slopes.isPresent()
            && differences.isPresent()
            && slopes.get().length == differences.get().length) {
          any = true;
          if (!agree(slopes.get(), differences.get())) {
            disagreements.add(
                new MathProblem.Disagreement(
                    text(declaration.parameters(), point, length),
                    text(slopes.get()),
                    text(differences.get())));
          }
        }
      }
      if (any) {
        return Optional.of(disagreements);
      }
    }
    return Optional.empty();
  }

  /** Other numbers for every argument and element; length 0 means numbers. */
  private static List<double[]> point(int arguments, int length, int first) {
    List<double[]> point = new ArrayList<>();
    for (int argument = 0; argument < arguments; argument++) {
      double[] elements = new double[Math.max(1, length)];
      for (int k = 0; k < elements.length; k++) {
        elements[k] = POINTS.get((first + argument + k) % POINTS.size()) + k / POINTS.size();
      }
      point.add(elements);
    }
    return point;
  }

  private Optional<double[]> differences(
      Declaration declaration, List<double[]> point, int length) {
    double[] differences = {};
    for (int argument : declaration.by()) {
      double[] moved = point.get(argument);
      for (int k = 0; k < moved.length; k++) {
        double before = moved[k];
        moved[k] = before + STEP;
        Optional<double[]> above = value(declaration.function(), point, length, declaration.at());
        moved[k] = before - STEP;
        Optional<double[]> below = value(declaration.function(), point, length, declaration.at());
        moved[k] = before;
        if (above.isEmpty() || below.isEmpty() || above.get().length != 1) {
          return Optional.empty();
        }
        double slope = (above.get()[0] - below.get()[0]) / (2 * STEP);
        differences =
            DoubleStream.concat(Arrays.stream(differences), DoubleStream.of(slope)).toArray();
      }
    }
    return Optional.of(differences);
  }

  private static boolean agree(double[] slopes, double[] differences) {
    for (int k = 0; k < slopes.length; k++) {
      double size = Math.max(1, Math.max(Math.abs(slopes[k]), Math.abs(differences[k])));
      if (Math.abs(slopes[k] - differences[k]) > TOLERANCE * size) {
        return false;
      }
    }
    return true;
  }

  private String text(List<String> names, List<double[]> point, int length) {
    return names.size() == 1
        ? text(point.getFirst(), length > 0)
        : IntStream.range(0, names.size())
            .mapToObj(k -> names.get(k) + " = " + text(point.get(k), length > 0))
            .collect(Collectors.joining(", "));
  }

  private String text(double[] numbers) {
    return text(numbers, numbers.length != 1);
  }

  private String text(double[] numbers, boolean vector) {
    String elements = in.decimals(numbers).stream().map(in::text).collect(Collectors.joining(", "));
    return vector ? "[" + elements + "]" : elements;
  }

  private Optional<double[]> value(
      Value.Callable function, List<double[]> point, int length, Span at) {
    try {
      List<Value> arguments = new ArrayList<>();
      for (double[] elements : point) {
        List<Formula> formulas = Arrays.stream(elements).mapToObj(in.formulas()::decimal).toList();
        arguments.add(
            length > 0 ? ArrayBuiltins.vector(formulas) : new Value.Scalar(formulas.getFirst()));
      }
      double[] numbers = numbers(in.evaluator().calls().apply(function, arguments, Map.of(), at));
      return Arrays.stream(numbers).allMatch(Double::isFinite)
          ? Optional.of(numbers)
          : Optional.empty();
    } catch (Failure | Refusal none) {
      return Optional.empty();
    }
  }

  private double[] numbers(Value value) {
    return value instanceof Value.Fields(var fields)
        ? fields.values().stream().flatMapToDouble(v -> Arrays.stream(in.decimals(v))).toArray()
        : in.decimals(value);
  }
}
