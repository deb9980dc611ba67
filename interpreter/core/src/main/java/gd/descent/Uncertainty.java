package gd.descent;

import gd.linear.DecimalMatrix;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
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
      double sum = Arrays.stream(r).map(each -> each * each).sum();
      double[] scale = new double[p];
      for (int k = 0; k < j.length; k++) {
        scale[k % p] = Math.hypot(scale[k % p], j[k]);
      }
      // JᵀJ = RᵀR: its inverse without the square of the condition.
      double[][] inverse = new DecimalMatrix(triangle(j, scale)).inverse().rows();
      double[] errors = new double[p];
      for (int k = 0; k < p; k++) {
        double square = Arrays.stream(inverse[k]).map(each -> each * each).sum();
        errors[k] = Math.sqrt(square * sum / (r.length - p)) / scale[k];
      }
      return errors;
    }
  }

  /** R of J = QR, each column divided by its scale; some rows after the others, to save memory. */
  private static double[][] triangle(double[] j, double[] scale) {
    int p = scale.length;
    double[][] triangle = new double[0][];
    for (int row = 0; row < j.length / p; ) {
      List<double[]> rows = new ArrayList<>(Arrays.asList(triangle));
      for (; rows.size() < 2 * p + 64 && row < j.length / p; row++) {
        double[] scaled = Arrays.copyOfRange(j, row * p, (row + 1) * p);
        for (int k = 0; k < p; k++) {
          scaled[k] /= scale[k];
        }
        rows.add(scaled);
      }
      triangle = new DecimalMatrix(rows.toArray(double[][]::new)).qr().r().rows();
    }
    return triangle;
  }

  private static double[] ofLikelihood(Setting setting, StepGraph step, List<double[]> values) {
    try (Curvature curvature = new Curvature(setting.computing(), setting.gradient(), step)) {
      curvature.at(values);
      return roots(curvature.hessian());
    }
  }

  /** The roots of the diagonal of the inverse; the scale of a parameter does not matter. */
  private static double[] roots(double[][] matrix) {
    int size = matrix.length;
    double[] scale = new double[size];
    for (int k = 0; k < size; k++) {
      scale[k] = Math.sqrt(matrix[k][k]);
      if (!(scale[k] > 0)) {
        throw none("a minimum", "a place where the curvature is not positive");
      }
    }
    double[][] scaled = new double[size][size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        scaled[a][b] = matrix[a][b] / scale[a] / scale[b];
      }
    }
    double[][] inverted = new DecimalMatrix(scaled).inverse().rows();
    double[] errors = new double[size];
    for (int k = 0; k < size; k++) {
      errors[k] = Math.sqrt(inverted[k][k]) / scale[k];
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
