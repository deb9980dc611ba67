/** Arrays as graphs: shapes, views, gradients. */
@NullMarked
package gd.tensor;

import org.jspecify.annotations.NullMarked;
