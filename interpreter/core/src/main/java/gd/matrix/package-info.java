/**
 * Graphs of arrays as formulas of linear algebra: {@code 2/n*X.T*(X*w - y)}. What is written here
 * is syntax of the language, so it prints, reads back and is evaluated like any other.
 */
@NullMarked
package gd.matrix;

import org.jspecify.annotations.NullMarked;
