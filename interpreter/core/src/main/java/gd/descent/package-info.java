/** Descents: a step as graphs, run on a device, in fractions or by trials, and what came of it. */
@NullMarked
package gd.descent;

import org.jspecify.annotations.NullMarked;
