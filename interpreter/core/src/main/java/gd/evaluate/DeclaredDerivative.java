package gd.evaluate;

import gd.report.Failure;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.Span;
import java.util.Map;
import java.util.Optional;

/** Compares a derivative that a user defines with central differences at a few points. */
final class DeclaredDerivative {
  /** Away from 0 and from whole numbers, where kinks and poles like to be. */
  private static final double[] POINTS = {0.7310, -1.2840, 2.1570};

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-4;

  private final Interpreter in;

  DeclaredDerivative(Interpreter in) {
    this.in = in;
  }

  /** What to warn of when {@code declared} is said to be the derivative of {@code function}, both of one number. */
  Optional<MathProblem> disagreement(Value.Callable function, Value.Callable declared, Span at) {
    for (double x : POINTS) {
      Optional<Double> above = value(function, x + STEP, at);
      Optional<Double> below = value(function, x - STEP, at);
      Optional<Double> slope = value(declared, x, at);
      if (above.isEmpty() || below.isEmpty() || slope.isEmpty()) {
        continue;
      }
      double difference = (above.get() - below.get()) / (2 * STEP);
      if (Math.abs(difference - slope.get()) > TOLERANCE * Math.max(1, Math.abs(difference))) {
        return Optional.of(
            new MathProblem.DerivativeDisagrees(
                at, Calls.title(function), text(x), text(slope.get()), text(difference)));
      }
    }
    return Optional.empty();
  }

  /** Empty where the function has no value, or none that is a number. */
  private Optional<Double> value(Value.Callable function, double x, Span at) {
    try {
      Value value = in.evaluator().calls().apply(function, in.decimals(x), Map.of(), at);
      return Optional.of(in.computing().decimal(value));
    } catch (Failure | Refusal outside) {
      return Optional.empty();
    }
  }

  private String text(double number) {
    return in.text(in.decimals(number).getFirst());
  }
}
