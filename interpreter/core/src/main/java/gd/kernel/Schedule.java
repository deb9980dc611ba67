package gd.kernel;

import gd.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Kernels in the order in which they run, and the buffers between them.
 *
 * @param inputs buffers that are written before a run, in the order the inputs were given
 * @param outputs buffers that hold the results, in the order they were asked for (may be a constant's or an input's)
 */
public record Schedule(List<Buffer> buffers, List<Kernel> kernels, List<Integer> inputs, List<Integer> outputs) {

  /** {@code size} elements; those of a constant are known and uploaded once. */
  public record Buffer(int size, Optional<Tensor.Data> constant) {}

  /** After every step of a loop, {@code from} (an output) becomes {@code to} (an input). */
  public record Carry(int from, int to) {}
}
