/** Measures gd beside C, NumPy and PyTorch; see interpreter/bench/README.md. */
@NullMarked
package gd.bench;

import org.jspecify.annotations.NullMarked;
