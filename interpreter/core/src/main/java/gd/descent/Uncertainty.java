package gd.descent;

import gd.linear.DecimalMatrix;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Standard errors of what was trained, from the curvature where it stands. Of a sum of n squares
 * with p parameters: the roots of the diagonal of s²(JᵀJ)⁻¹ with s² = Σr²/(n − p). Of any other
 * loss, taken as a negative log-likelihood: of H⁻¹.
 */
public final class Uncertainty {
  private Uncertainty() {}

  /** The standard errors of every parameter, element by element. */
  public static List<double[]> of(Setting setting, StepGraph step, List<double[]> values) {
    Optional<List<Tensor>> squares = Residuals.of(setting, step.loss());
    double[] errors =
        squares.isPresent()
            ? ofSquares(setting, step, squares.get(), values)
            : ofLikelihood(setting, step, values);
    return Flat.of(step.parameters().stream().map(Carried::input).toList()).split(errors);
  }

  private static double[] ofSquares(
      Setting setting, StepGraph step, List<Tensor> squares, List<double[]> values) {
    List<Tensor.Input> by = step.parameters().stream().map(Carried::input).toList();
    try (Jacobian jacobian = new Jacobian(setting.computing(), setting.gradient(), squares, by)) {
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
      double[][] product = new double[p][p];
      for (int n = 0; n < r.length; n++) {
        for (int a = 0; a < p; a++) {
          for (int b = 0; b < p; b++) {
            product[a][b] += j[n * p + a] * j[n * p + b];
          }
        }
      }
      return roots(product, sum / (r.length - p));
    }
  }

  private static double[] ofLikelihood(Setting setting, StepGraph step, List<double[]> values) {
    try (Curvature curvature = new Curvature(setting.computing(), setting.gradient(), step)) {
      curvature.at(values);
      return roots(curvature.hessian(), 1);
    }
  }

  /** The roots of the diagonal of the inverse, times a factor. */
  private static double[] roots(double[][] matrix, double factor) {
    double[][] inverted = new DecimalMatrix(matrix).inverse().rows();
    double[] errors = new double[matrix.length];
    for (int k = 0; k < errors.length; k++) {
      errors[k] = Math.sqrt(factor * inverted[k][k]);
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
