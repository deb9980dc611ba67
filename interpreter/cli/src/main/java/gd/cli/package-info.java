/**
 * The command {@code gd}: scripts, one-liners and the prompt, on nothing but {@link gd.Session}.
 */
@NullMarked
package gd.cli;

import org.jspecify.annotations.NullMarked;
