/** From a graph to kernels: rewrite, fuse, schedule. */
@NullMarked
package gd.kernel;

import org.jspecify.annotations.NullMarked;
