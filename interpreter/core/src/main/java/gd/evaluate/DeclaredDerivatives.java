package gd.evaluate;

import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Syntax;
import gd.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Compares a derivative that a text declares, f'(x) = …, ∂f/∂x(x, y) = … or ∇f(w) = …, with central
 * differences of f: at numbers, at vectors, and, where f has no value at either, at matrices. A
 * higher derivative is compared with differences of the one before it. One that cannot be a
 * derivative of f, having other parameters or no numbers, is refused.
 */
final class DeclaredDerivatives {
  private static final Shape NUMBER = new Shape(List.of());

  private static final List<Shape> VECTORS = List.of(Shape.of(2), Shape.of(3));

  /** What is tried of vectors where no short one will do: f has arrays of its own. */
  private static final List<Shape> OTHER_VECTORS =
      IntStream.of(1, 4, 5, 6, 7, 8).mapToObj(Shape::of).toList();

  private static final List<Shape> MATRICES =
      List.of(Shape.of(2, 2), Shape.of(3, 3), Shape.of(2, 3), Shape.of(3, 2));

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
        .map(this::compared)
        .filter(points -> !points.isEmpty())
        .map(
            points ->
                new MathProblem.DerivativeDisagrees(
                    definition.span(), before(definition.defined()), points));
  }

  /**
   * @param function what is differentiated once more: of a second derivative, the first
   * @param by the places of the arguments that it is a derivative by
   */
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

  /** The name of what is compared by differences. */
  private static String before(Syntax.Defined defined) {
    return defined instanceof Syntax.DefinedPrime(_, var name, var order)
        ? name + "'".repeat(order - 1)
        : name(defined);
  }

  private Optional<Declaration> declared(Syntax.FunctionDefinition definition) {
    Syntax.Defined defined = definition.defined();
    if (defined instanceof Syntax.DefinedFunction
        || !(in.find(Statements.key(defined)).orElse(null) instanceof Value.Callable derivative)) {
      return Optional.empty();
    }
    Value.Callable function =
        in.evaluator()
            .names()
            .function(new Syntax.Name(defined.span(), name(defined)), in.globals());
    List<String> parameters = in.parameters(function);
    int given = definition.parameters().size();
    List<Integer> by =
        switch (defined) {
          case Syntax.DefinedPrime _ when in.evaluator().calls().required(function).size() > 1 ->
              throw new Failure(
                  new NameProblem.PrimeNeedsOneParameter(
                      defined.span(), name(defined), parameters));
          case Syntax.DefinedPartial(_, _, var variable) when !parameters.contains(variable) ->
              throw new Failure(
                  new NameProblem.NoSuchParameter(
                      defined.span(), name(defined), variable, parameters));
          case Syntax.DefinedPartial(_, _, var variable) -> List.of(parameters.indexOf(variable));
          case Syntax.DefinedGradient _ -> IntStream.range(0, given).boxed().toList();
          case Syntax.DefinedPrime _, Syntax.DefinedFunction _ -> List.of(0);
        };
    if (given > parameters.size()
        || given < in.evaluator().calls().required(function).size()
        || by.stream().anyMatch(argument -> argument >= given)) {
      throw new Failure(otherParameters(definition, function));
    }
    return Optional.of(
        new Declaration(
            differentiated(function, defined),
            derivative,
            parameters.subList(0, given),
            by,
            definition.span()));
  }

  /** The derivative before a higher one: that which the session declares, or f's own. */
  private Value.Callable differentiated(Value.Callable function, Syntax.Defined defined) {
    return defined instanceof Syntax.DefinedPrime(_, _, var order) && order > 1
        ? in.find(before(defined)).orElse(null) instanceof Value.Callable declared
            ? declared
            : new Value.Derived(new Value.Derivation.Prime(order - 1), function)
        : function;
  }

  private Problem otherParameters(Syntax.FunctionDefinition definition, Value.Callable function) {
    List<String> needed = in.parameters(function);
    List<String> given = definition.parameters().stream().map(Syntax.Parameter::name).toList();
    String head = Statements.key(definition.defined());
    return new RunProblem.WrongKind(
        definition.defined().span(),
        "the parameters of `%s`, %s".formatted(name(definition.defined()), and(needed)),
        given.isEmpty() ? "a derivative without parameters" : "a derivative with " + and(given),
        List.of("%s(%s) = …".formatted(head, String.join(", ", needed))));
  }

  private static String and(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  /** The points of the first shape that disagree. */
  private List<MathProblem.Disagreement> compared(Declaration declaration) {
    Comparison numbers = compared(declaration, NUMBER);
    boolean compared = numbers.any();
    if (!numbers.disagreements().isEmpty()) {
      return numbers.disagreements();
    }
    for (List<Shape> shapes : List.of(VECTORS, OTHER_VECTORS, MATRICES)) {
      for (Shape shape : shapes) {
        Comparison arrays = compared(declaration, shape);
        if (!arrays.disagreements().isEmpty()) {
          return arrays.disagreements();
        }
        compared |= arrays.any();
        if (compared && shapes == OTHER_VECTORS) {
          break;
        }
      }
      if (compared) {
        return List.of(); // of a matrix in place of a vector f may mean something else
      }
    }
    return numbers.unfitting();
  }

  /**
   * @param any whether there were values to compare
   * @param unfitting where a gradient has parts too few or too many
   */
  private record Comparison(
      boolean any,
      List<MathProblem.Disagreement> disagreements,
      List<MathProblem.Disagreement> unfitting) {}

  private Comparison compared(Declaration declaration, Shape shape) {
    List<MathProblem.Disagreement> disagreements = new ArrayList<>();
    List<MathProblem.Disagreement> unfitting = new ArrayList<>();
    boolean any = false;
    for (List<Trial> trials : Trial.at(shape, declaration.parameters().size())) {
      for (Trial trial : trials) {
        Optional<Value> slopes = value(declaration.derivative(), trial, declaration.at());
        slopes.ifPresent(value -> refuseOthers(value, declaration));
        Optional<double[]> declared = slopes.flatMap(this::numbers);
        Optional<double[]> differences =
            declared.isPresent() ? differences(declaration, trial) : Optional.empty();
        if (declared.isEmpty() || differences.isEmpty()) {
          continue;
        }
        boolean fits = declared.get().length == differences.get().length;
        any |= fits;
        if (!fits || !agree(declared.get(), differences.get())) {
          // One array for several parameters can only hold their slopes, each a number. Otherwise
          // arrays in the function may have made an array of a number.
          boolean parts = declaration.by().size() > 1 && !(slopes.get() instanceof Value.Fields);
          (fits ? disagreements : parts ? unfitting : new ArrayList<MathProblem.Disagreement>())
              .add(
                  new MathProblem.Disagreement(
                      trial.text(declaration.parameters(), in),
                      text(declared.get(), trial),
                      text(differences.get(), trial)));
        }
      }
      if (any || !unfitting.isEmpty()) {
        break;
      }
    }
    return new Comparison(any, disagreements, unfitting);
  }

  /** A text, or a condition, is no derivative of anything. */
  private static void refuseOthers(Value value, Declaration declaration) {
    boolean numbers =
        switch (value) {
          case Value.Scalar(var formula) -> !Arithmetic.isCondition(formula);
          case Value.Array _, Value.Fields _ -> true;
          case Value _ -> false;
        };
    if (!numbers) {
      throw new Failure(
          new RunProblem.WrongKind(
              declaration.at(),
              "a derivative, which is a number or an array of numbers",
              "a function whose value is " + Words.of(value),
              List.of()));
    }
  }

  private Optional<double[]> differences(Declaration declaration, Trial trial) {
    double[] differences = {};
    for (int argument : declaration.by()) {
      for (int k = 0; k < trial.size(); k++) {
        Optional<double[]> above = number(declaration, trial.moved(argument, k, STEP));
        Optional<double[]> below = number(declaration, trial.moved(argument, k, -STEP));
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

  private Optional<double[]> number(Declaration declaration, Trial trial) {
    return value(declaration.function(), trial, declaration.at()).flatMap(this::numbers);
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

  private String text(double[] numbers, Trial trial) {
    return numbers.length == trial.size() ? trial.text(numbers, in) : Trial.vector(numbers, in);
  }

  private Optional<Value> value(Value.Callable function, Trial trial, Span at) {
    try {
      return Optional.of(
          in.computing()
              .force(in.evaluator().calls().apply(function, trial.values(in), Map.of(), at)));
    } catch (Failure failure) {
      if (failure.problem() instanceof RunProblem.TooDeep) {
        throw failure; // at other numbers it takes as long
      }
      return Optional.empty();
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  private Optional<double[]> numbers(Value value) {
    try {
      double[] numbers =
          value instanceof Value.Fields(var fields)
              ? fields.values().stream()
                  .flatMapToDouble(v -> Arrays.stream(in.decimals(v)))
                  .toArray()
              : in.decimals(value);
      return Arrays.stream(numbers).allMatch(Double::isFinite)
          ? Optional.of(numbers)
          : Optional.empty();
    } catch (Failure | Refusal none) {
      return Optional.empty();
    }
  }
}
