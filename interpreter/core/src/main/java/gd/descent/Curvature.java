package gd.descent;

import gd.backend.Execution;
import gd.backend.GraphComputing;
import gd.kernel.Schedule;
import gd.linear.DecimalMatrix;
import gd.tensor.Gradient;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The second derivatives of a loss, by products of the Hessian with vectors: the gradient of ∇L·v
 * (B. A. Pearlmutter, Fast exact multiplication by the Hessian, 1994).
 */
final class Curvature implements AutoCloseable {
  /** Up to so many parameters the whole Hessian is looked at; above, its ends by Lanczos. */
  static final int MOST_WHOLE = 60;

  private static final int LANCZOS_STEPS = 40;

  private final List<Tensor.Input> parameters;
  private final Schedule schedule;
  private final Execution execution;
  private final int size;
  private final boolean constant;

  Curvature(GraphComputing computing, Gradient gradient, StepGraph step) {
    this.parameters = step.parameters().stream().map(Carried::input).toList();
    this.size = parameters.stream().mapToInt(p -> p.shape().size()).sum();
    List<Tensor.Input> vector =
        parameters.stream().map(p -> new Tensor.Input("v." + p.name(), p.shape())).toList();
    List<Tensor> products =
        gradient.of(computing.sumOfProducts(step.gradients(), vector), parameters);
    this.constant = Graph.order(products).stream().noneMatch(parameters::contains);
    List<Tensor.Input> inputs = new ArrayList<>(parameters);
    inputs.addAll(vector);
    List<Tensor> outputs = new ArrayList<>(products);
    outputs.addAll(step.gradients());
    this.schedule = computing.schedule(outputs, inputs);
    this.execution = computing.open(computing.device(outputs, LANCZOS_STEPS), schedule);
  }

  /** Whether the loss is quadratic, so that its curvature is the same everywhere. */
  boolean isConstant() {
    return constant;
  }

  /** Where the parameters are from now on. */
  void at(List<double[]> values) {
    for (int i = 0; i < values.size(); i++) {
      execution.write(schedule.inputs().get(i), values.get(i));
    }
  }

  /** The Hessian times a vector of all parameters, one after the other. */
  double[] times(double[] vector) {
    int from = 0;
    for (int i = 0; i < parameters.size(); i++) {
      int length = parameters.get(i).shape().size();
      execution.write(
          schedule.inputs().get(parameters.size() + i),
          Arrays.copyOfRange(vector, from, from + length));
      from += length;
    }
    execution.run();
    return read(0);
  }

  /** The gradient where the parameters are, parameter by parameter. */
  List<double[]> gradients() {
    times(new double[size]);
    List<double[]> parts = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      parts.add(execution.read(schedule.outputs().get(parameters.size() + i)));
    }
    return parts;
  }

  private double[] read(int first) {
    double[] all = new double[size];
    int from = 0;
    for (int i = 0; i < parameters.size(); i++) {
      double[] part = execution.read(schedule.outputs().get(first + i));
      System.arraycopy(part, 0, all, from, part.length);
      from += part.length;
    }
    return all;
  }

  /** The Hessian; roundings aside it is symmetric. */
  double[][] hessian() {
    double[][] rows = new double[size][];
    for (int k = 0; k < size; k++) {
      double[] unit = new double[size];
      unit[k] = 1;
      rows[k] = times(unit);
    }
    return rows;
  }

  /**
   * Eigenvalues of the Hessian in ascending order: all, or of many parameters those that Lanczos'
   * method finds, the outermost of which are the Hessian's outermost (C. Lanczos, 1950).
   */
  double[] eigenvalues() {
    return DecimalMatrix.symmetric(size <= MOST_WHOLE ? hessian() : lanczos()).eigenvalues();
  }

  private double[][] lanczos() {
    double[][] tridiagonal = new double[LANCZOS_STEPS][LANCZOS_STEPS];
    List<double[]> basis = new ArrayList<>();
    Random random = new Random(1);
    double[] v = random.doubles(size, -1, 1).toArray();
    scale(v, 1 / length(v));
    for (int k = 0; k < LANCZOS_STEPS; k++) {
      basis.add(v);
      double[] w = times(v);
      tridiagonal[k][k] = dot(w, v);
      for (double[] each : basis) {
        subtract(w, each, dot(w, each));
      }
      for (double[] each : basis) {
        subtract(w, each, dot(w, each));
      }
      double beta = length(w);
      if (k + 1 == LANCZOS_STEPS || beta < 1e-12 * Math.abs(tridiagonal[0][0])) {
        return leading(tridiagonal, k + 1);
      }
      tridiagonal[k][k + 1] = beta;
      tridiagonal[k + 1][k] = beta;
      scale(w, 1 / beta);
      v = w;
    }
    return tridiagonal;
  }

  private static double[][] leading(double[][] matrix, int size) {
    return Arrays.stream(matrix)
        .limit(size)
        .map(row -> Arrays.copyOf(row, size))
        .toArray(double[][]::new);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static void scale(double[] a, double factor) {
    for (int k = 0; k < a.length; k++) {
      a[k] *= factor;
    }
  }

  private static void subtract(double[] from, double[] direction, double times) {
    for (int k = 0; k < from.length; k++) {
      from[k] -= times * direction[k];
    }
  }

  @Override
  public void close() {
    execution.close();
  }
}
