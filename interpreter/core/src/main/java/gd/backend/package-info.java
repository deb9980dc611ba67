/**
 * What runs a schedule of kernels.
 *
 * <p>Invariants: the same schedule with the same inputs gives the same bits every time on one device, and the same
 * numbers up to the last bits of elementary functions and the order of long sums on another; what does not fit is refused
 * before memory is taken.
 */
@NullMarked
package gd.backend;

import org.jspecify.annotations.NullMarked;
