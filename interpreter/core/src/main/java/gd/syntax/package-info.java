/** Text to tree: parsing, the tree, printing. */
@NullMarked
package gd.syntax;

import org.jspecify.annotations.NullMarked;
