package gd.descent;

import gd.backend.GraphComputing;
import gd.formula.Formula;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a descent.
 *
 * @param graph the step that was taken
 * @param parameters the values that were reached
 * @param losses the loss at the start and after every step (by batches: after every epoch)
 * @param path the parameters at the start and after every step, one after the other; of a long run
 *     its ends
 * @param stopped whether the person asked it to
 * @param more what only some descents record
 */
public record Run(
    StepGraph graph,
    List<Elements> parameters,
    long steps,
    Elements losses,
    List<Elements> path,
    String why,
    boolean stopped,
    String device,
    Duration time,
    Map<String, Tensor.Data> more) {

  static Elements decimals(double[] values) {
    return new Elements.Decimals(values);
  }

  public static List<Elements> decimals(List<double[]> parts) {
    return parts.stream().<Elements>map(Elements.Decimals::new).toList();
  }

  static Tensor.Data vector(History numbers) {
    return new Tensor.Data(Shape.of(numbers.size()), new Elements.Decimals(numbers.toArray()));
  }

  static Tensor.Data whole(long number) {
    return new Tensor.Data(
        Shape.SCALAR,
        new Elements.Formulas(
            List.of(new Formula.Rational(BigInteger.valueOf(number), BigInteger.ONE))));
  }

  static Duration since(long nanoseconds) {
    return Duration.ofNanos(System.nanoTime() - nanoseconds);
  }

  /** The values that were reached, in decimals. */
  public List<double[]> reached(GraphComputing computing) {
    return parameters.stream()
        .map(
            part ->
                switch (part) {
                  case Elements.Decimals(var values) -> values;
                  case Elements.Formulas(var values) ->
                      values.stream().mapToDouble(computing::decimal).toArray();
                })
        .toList();
  }

  /** The loss that was reached. */
  public Formula loss() {
    return losses.formula(losses.size() - 1);
  }
}
