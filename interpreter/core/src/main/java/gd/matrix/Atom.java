package gd.matrix;

import gd.syntax.Syntax.Expression;
import gd.tensor.Shape;
import java.util.List;

/**
 * What an elementwise formula is made of besides numbers and symbols: arrays, their products, and
 * numbers that are made of arrays. In a formula a symbol stands for it.
 */
sealed interface Atom {
  Shape shape();

  /** A name, a call such as {@code sum(w)}, a literal. */
  record Leaf(Expression text, Shape shape) implements Atom {}

  /** A product of linear algebra of two factors or more. */
  record Chain(List<Part> factors, Shape shape) implements Atom {}

  /** {@code of.T}: of a vector the row, of a matrix the transpose. */
  record Turned(Part of, Shape shape) implements Atom {}

  /** A vector as a matrix of one column. */
  record Column(Part vector, Shape shape) implements Atom {}

  /** A matrix whose columns are all this vector. */
  record Down(Part vector, Shape shape) implements Atom {}

  /** A matrix whose rows are all this vector: a bias. */
  record Along(Part vector, Shape shape) implements Atom {}
}
