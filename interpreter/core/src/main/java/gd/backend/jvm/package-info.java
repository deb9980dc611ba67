/**
 * The back end that is always there: bodies of kernels as hidden classes ({@link gd.backend.jvm.LoopWriter}), the loops
 * around them in plain Java, small loops of steps as one method ({@link gd.backend.jvm.ClosedForm}).
 *
 * <p>Invariants: results do not depend on the number of threads; a structure is compiled once; no generated method is too
 * long for the JVM's compilers; buffers of constants are never written.
 */
@NullMarked
package gd.backend.jvm;

import org.jspecify.annotations.NullMarked;
