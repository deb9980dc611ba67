package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.util.List;
import java.util.OptionalInt;

/**
 * Makes tensors; every shape rule of the language is here. Refuses with {@link gd.report.ShapeProblem}s, whose sides
 * lack spans (the evaluator adds them).
 */
public final class Tensors {
  private final Formulas formulas;

  public Tensors(Formulas formulas) {
    this.formulas = formulas;
  }

  /** A number as a tensor of rank 0. */
  public Tensor.Data scalar(Formula value) {
    throw new IllegalStateException(formulas.toString());
  }

  /** Equal shapes or numbers. {@code operation} names it in messages ("Subtraction"). */
  public Tensor map(String operation, Formula body, List<Tensor> arguments) {
    throw new IllegalStateException();
  }

  /** As {@link #map} of two, but also a vector or a one-row matrix along the last axis of a matrix (a bias). */
  public Tensor pair(String operation, Formula body, Tensor left, Tensor right) {
    throw new IllegalStateException();
  }

  public Tensor reduce(Tensor.Combine combine, OptionalInt axis, Tensor argument) {
    throw new IllegalStateException();
  }

  /** {@code *} of linear algebra: scalar, matrix·matrix, matrix·vector; two vectors are refused. */
  public Tensor multiply(Tensor left, Tensor right) {
    throw new IllegalStateException();
  }

  /** {@code u·v} of two vectors of equal length. */
  public Tensor inner(Tensor left, Tensor right) {
    throw new IllegalStateException();
  }

  /** A vector becomes a row (1 × n matrix). */
  public Tensor transpose(Tensor argument) {
    throw new IllegalStateException();
  }

  /** Elements of one index each: positions from 0 along one axis, e.g. rows 2..4. The axis is kept. */
  public Tensor slice(Tensor argument, int axis, int first, int length, int step) {
    throw new IllegalStateException();
  }

  /** Fixes one index (from 0); the axis disappears. */
  public Tensor pick(Tensor argument, int axis, int index) {
    throw new IllegalStateException();
  }

  public Tensor reshape(Tensor argument, Shape shape) {
    throw new IllegalStateException();
  }

  /** Numbers, or arrays of equal shape, along a new first dimension. */
  public Tensor stack(List<Tensor> parts) {
    throw new IllegalStateException();
  }

  /** A number (rank 0) as an array of equal elements. */
  public Tensor fill(Tensor number, Shape shape) {
    throw new IllegalStateException();
  }

  /** The same graph with inputs replaced by tensors of the same shape. */
  public Tensor substitute(Tensor tensor, java.util.Map<Tensor.Input, Tensor> values) {
    throw new IllegalStateException();
  }
}
