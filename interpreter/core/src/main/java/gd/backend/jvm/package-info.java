/** The back end that is always there: kernels as JVM bytecode. */
@NullMarked
package gd.backend.jvm;

import org.jspecify.annotations.NullMarked;
