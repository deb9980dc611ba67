/**
 * From a graph to kernels: rewrite ({@link gd.kernel.Rewrite}), fuse ({@link gd.kernel.Fusion}, {@link
 * gd.kernel.RowGroup}), schedule ({@link gd.kernel.Scheduler}), and the three-address code that all back ends translate.
 *
 * <p>Invariants: but for the named rules of {@link gd.kernel.Rewrite}, kernels perform the operations of the graph in
 * the order as traced; a schedule depends on the graph alone, never on a device; kernels are small, whatever the graph.
 */
@NullMarked
package gd.kernel;

import org.jspecify.annotations.NullMarked;
