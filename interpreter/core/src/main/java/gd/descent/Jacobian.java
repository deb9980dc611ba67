package gd.descent;

import gd.backend.Execution;
import gd.backend.GraphComputing;
import gd.kernel.Schedule;
import gd.tensor.Gradient;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Residuals and their Jacobian, column by column: J·v is the gradient by u of (Jᵀu)·v, which needs
 * reverse mode only, applied twice (the trick of two transposes).
 */
final class Jacobian implements AutoCloseable {
  private final Flat flat;
  private final List<Tensor> residuals;
  private final Schedule schedule;
  private final Execution execution;

  Jacobian(
      GraphComputing computing, Gradient gradient, List<Tensor> residuals, List<Tensor.Input> by) {
    this.flat = Flat.of(by);
    this.residuals = residuals;
    List<Tensor.Input> dual = new ArrayList<>();
    for (Tensor part : residuals) {
      dual.add(new Tensor.Input("u", part.shape()));
    }
    List<Tensor.Input> vector =
        by.stream().map(p -> new Tensor.Input("v." + p.name(), p.shape())).toList();
    List<Tensor> transposed = gradient.of(computing.sumOfProducts(residuals, dual), by);
    List<Tensor> columns = gradient.of(computing.sumOfProducts(transposed, vector), dual);
    List<Tensor.Input> inputs = new ArrayList<>(by);
    inputs.addAll(vector);
    inputs.addAll(dual);
    List<Tensor> outputs = new ArrayList<>(residuals);
    outputs.addAll(columns);
    this.schedule = computing.schedule(outputs, inputs);
    this.execution = computing.open(computing.device(outputs, 100), schedule);
    for (int i = 0; i < dual.size(); i++) {
      double[] ones = new double[dual.get(i).shape().size()];
      java.util.Arrays.fill(ones, 1);
      execution.write(schedule.inputs().get(2 * by.size() + i), ones);
    }
  }

  /** How many residuals there are. */
  int rows() {
    return residuals.stream().map(Tensor::shape).mapToInt(Shape::size).sum();
  }

  /** Where the parameters are from now on. */
  void at(double[] values) {
    write(0, values);
  }

  double[] residuals() {
    write(flat.sizes().size(), new double[flat.size()]);
    execution.run();
    return read(0);
  }

  /** The Jacobian in row-major order: a row a residual, a column a parameter. */
  double[] matrix() {
    int width = flat.size();
    double[] matrix = new double[rows() * width];
    for (int k = 0; k < width; k++) {
      double[] unit = new double[width];
      unit[k] = 1;
      write(flat.sizes().size(), unit);
      execution.run();
      double[] column = read(residuals.size());
      for (int row = 0; row < column.length; row++) {
        matrix[row * width + k] = column[row];
      }
    }
    return matrix;
  }

  private void write(int first, double[] values) {
    List<double[]> parts = flat.split(values);
    for (int i = 0; i < parts.size(); i++) {
      execution.write(schedule.inputs().get(first + i), parts.get(i));
    }
  }

  private double[] read(int first) {
    List<double[]> parts = new ArrayList<>();
    for (int i = 0; i < residuals.size(); i++) {
      parts.add(execution.read(schedule.outputs().get(first + i)));
    }
    return Flat.join(parts);
  }

  @Override
  public void close() {
    execution.close();
  }
}
