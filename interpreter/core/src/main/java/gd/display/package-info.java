/** How values look. */
@NullMarked
package gd.display;

import org.jspecify.annotations.NullMarked;
