package gd.kernel;

import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Kernels in the order in which they run, and the buffers between them.
 *
 * @param inputs buffers that are written before a run, in the order the inputs were given
 * @param outputs buffers that hold the results, in the order they were asked for (may be a constant's or an input's)
 */
public record Schedule(List<Buffer> buffers, List<Kernel> kernels, List<Integer> inputs, List<Integer> outputs) {

  /** The kernels, in order, whose results depend on constants alone: they need to run only once. */
  public List<Kernel> constantKernels() {
    Set<Integer> varying = new HashSet<>(inputs);
    List<Kernel> constant = new ArrayList<>();
    for (Kernel kernel : kernels) {
      if (Collections.disjoint(kernel.reads(), varying)) {
        constant.add(kernel);
      } else {
        varying.addAll(kernel.writes());
      }
    }
    return constant;
  }

  /** {@code size} elements; those of a constant are known and uploaded once. */
  public record Buffer(int size, Optional<Tensor.Data> constant) {}

  /** After every step of a loop, {@code from} (an output) becomes {@code to} (an input). */
  public record Carry(int from, int to) {}
}
