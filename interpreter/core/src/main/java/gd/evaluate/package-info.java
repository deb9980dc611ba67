/** Values, scopes and the evaluation of statements. */
@NullMarked
package gd.evaluate;

import org.jspecify.annotations.NullMarked;
