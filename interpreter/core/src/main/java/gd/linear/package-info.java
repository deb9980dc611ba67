/** Matrices of numbers: decompositions and what is solved with them, exactly or in decimals. */
@NullMarked
package gd.linear;

import org.jspecify.annotations.NullMarked;
