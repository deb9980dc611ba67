/** Exact scalar formulas in normal form, their printing order and their derivatives. */
@NullMarked
package gd.formula;

import org.jspecify.annotations.NullMarked;
