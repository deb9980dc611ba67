/** Computer algebra through Symja; the only package that sees it. */
@NullMarked
package gd.symbolic;

import org.jspecify.annotations.NullMarked;
