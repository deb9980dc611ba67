package gd.evaluate;

import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Source;
import gd.report.Span;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Standard errors of what was trained, from the curvature where it stands. Of a sum of n squares
 * with p parameters: the roots of the diagonal of s²(JᵀJ)⁻¹ with s² = Σr²/(n − p). Of any other
 * loss, taken as a negative log-likelihood: of H⁻¹.
 */
final class Uncertainty {
  /** What the library is asked on nobody's text. */
  private static final Span NOWHERE = new Span(new Source("standard errors", ""), 0, 0);

  private Uncertainty() {}

  static Value of(Interpreter in, StepGraph step, List<double[]> values) {
    Optional<List<Tensor>> squares = Residuals.of(in, step.loss());
    double[] errors =
        squares.isPresent()
            ? ofSquares(in, step, squares.get(), values)
            : ofLikelihood(in, step, values);
    List<Carried> parameters = step.parameters();
    List<double[]> parts = Flat.of(parameters.stream().map(Carried::input).toList()).split(errors);
    Map<String, Value> named = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      Shape shape = parameters.get(i).input().shape();
      named.put(
          parameters.get(i).name(),
          Arithmetic.of(new Tensor.Data(shape, new Elements.Decimals(parts.get(i)))));
    }
    return named.size() == 1 ? named.values().iterator().next() : new Value.Fields(named);
  }

  private static double[] ofSquares(
      Interpreter in, StepGraph step, List<Tensor> squares, List<double[]> values) {
    List<Tensor.Input> by = step.parameters().stream().map(Carried::input).toList();
    try (Jacobian jacobian = new Jacobian(in.computing(), in.gradients().reverse(), squares, by)) {
      jacobian.at(Flat.join(values));
      double[] r = jacobian.residuals();
      double[] j = jacobian.matrix();
      int p = j.length / r.length;
      if (r.length <= p) {
        throw none("more residuals than parameters", r.length + " and " + p);
      }
      double sum = 0;
      for (double each : r) {
        sum += each * each;
      }
      double[] product = new double[p * p];
      for (int n = 0; n < r.length; n++) {
        for (int a = 0; a < p; a++) {
          for (int b = 0; b < p; b++) {
            product[a * p + b] += j[n * p + a] * j[n * p + b];
          }
        }
      }
      return roots(in, product, p, sum / (r.length - p));
    }
  }

  private static double[] ofLikelihood(Interpreter in, StepGraph step, List<double[]> values) {
    try (Curvature curvature = new Curvature(in.computing(), in.gradients().reverse(), step)) {
      curvature.at(values);
      double[][] rows = curvature.hessian();
      return roots(in, Flat.join(List.of(rows)), rows.length, 1);
    }
  }

  /** The roots of the diagonal of the inverse, times a factor. */
  private static double[] roots(Interpreter in, double[] matrix, int size, double factor) {
    Value value =
        new Value.Array(new Tensor.Data(Shape.of(size, size), new Elements.Decimals(matrix)));
    Value.Callable inverse = (Value.Callable) in.libraryScope().here("inv").orElseThrow();
    double[] inverted =
        in.decimals(in.evaluator().calls().apply(inverse, List.of(value), Map.of(), NOWHERE));
    double[] errors = new double[size];
    for (int k = 0; k < size; k++) {
      errors[k] = Math.sqrt(factor * inverted[k * size + k]);
      if (Double.isNaN(errors[k])) {
        throw none("a minimum", "a place where the curvature is not positive");
      }
    }
    return errors;
  }

  private static Refusal none(String needed, String given) {
    return new Refusal(
        at -> new RunProblem.WrongKind(at, needed + " for standard errors", given, List.of()));
  }
}
