/** Problems as data, and how they look. */
@NullMarked
package gd.report;

import org.jspecify.annotations.NullMarked;
