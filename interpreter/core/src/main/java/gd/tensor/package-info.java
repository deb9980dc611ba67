/**
 * Arrays as graphs: shapes, views, gradients, exact evaluation.
 *
 * <p>Invariants: a tensor that cannot be shaped cannot be constructed ({@link gd.tensor.Tensors} makes them all); graphs
 * and elements never change; nothing here recurses over a graph, which may be as deep as it is large; no arithmetic is
 * done here but on formulas.
 */
@NullMarked
package gd.tensor;

import org.jspecify.annotations.NullMarked;
