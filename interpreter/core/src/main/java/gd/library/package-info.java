/** The table of built-ins, read from the standard library. */
@NullMarked
package gd.library;

import org.jspecify.annotations.NullMarked;
