package gd.matrix;

import gd.formula.Formula;
import gd.tensor.Shape;

/**
 * An array (or a number) as an elementwise formula in symbols that stand for {@link Atom}s; without
 * any of an array all elements are equal.
 */
record Part(Formula formula, Shape shape) {}
