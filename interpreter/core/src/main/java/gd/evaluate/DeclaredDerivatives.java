package gd.evaluate;

import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Span;
import gd.syntax.Syntax;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares a derivative that a text declares, f'(x) = …, with central differences of f. */
final class DeclaredDerivatives {
  /** Where to compare: on both sides of 0, and off the whole numbers, where kinks like to be. */
  private static final List<Double> POINTS = List.of(-1.7, -0.6, 0.8, 2.3);

  private static final double STEP = 1e-5;

  /** Far above the error of the differences (about 1e-10), far below a mistake in a formula. */
  private static final double TOLERANCE = 1e-4;

  private final Interpreter in;

  DeclaredDerivatives(Interpreter in) {
    this.in = in;
  }

  /** The first disagreement; points where either has no value are passed over. */
  Optional<MathProblem.DerivativeDisagrees> check(Syntax.FunctionDefinition definition) {
    if (!(definition.defined() instanceof Syntax.DefinedPrime(_, var name, var order))
        || order != 1
        || !(in.find(name).orElse(null) instanceof Value.Callable function)
        || !(in.find(Statements.key(definition.defined())).orElse(null)
            instanceof Value.Callable declared)) {
      return Optional.empty();
    }
    Span at = definition.span();
    for (double point : POINTS) {
      OptionalDouble slope = value(declared, point, at);
      OptionalDouble above = value(function, point + STEP, at);
      OptionalDouble below = value(function, point - STEP, at);
      if (slope.isEmpty() || above.isEmpty() || below.isEmpty()) {
        continue;
      }
      double difference = (above.getAsDouble() - below.getAsDouble()) / (2 * STEP);
      double size = Math.max(1, Math.max(Math.abs(difference), Math.abs(slope.getAsDouble())));
      if (Math.abs(slope.getAsDouble() - difference) > TOLERANCE * size) {
        return Optional.of(
            new MathProblem.DerivativeDisagrees(
                at, name, String.valueOf(point), text(slope.getAsDouble()), text(difference)));
      }
    }
    return Optional.empty();
  }

  private String text(double value) {
    return in.text(in.decimals(value).getFirst());
  }

  private OptionalDouble value(Value.Callable function, double point, Span at) {
    try {
      Value value = in.evaluator().calls().apply(function, in.decimals(point), Map.of(), at);
      double[] numbers = in.decimals(value);
      return numbers.length == 1 && Double.isFinite(numbers[0])
          ? OptionalDouble.of(numbers[0])
          : OptionalDouble.empty();
    } catch (Failure | Refusal none) {
      return OptionalDouble.empty();
    }
  }
}
