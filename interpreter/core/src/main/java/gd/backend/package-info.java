/** What runs a schedule of kernels. */
@NullMarked
package gd.backend;

import org.jspecify.annotations.NullMarked;
