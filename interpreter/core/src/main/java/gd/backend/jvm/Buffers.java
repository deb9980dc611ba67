package gd.backend.jvm;

import gd.kernel.Access;
import java.util.List;

/** Buffers of a schedule by accesses. */
final class Buffers {
  private Buffers() {}

  /** The arrays that the accesses read. */
  static double[][] of(double[][] buffers, List<Access> accesses) {
    double[][] arrays = new double[accesses.size()][];
    for (int k = 0; k < arrays.length; k++) {
      arrays[k] = buffers[accesses.get(k).buffer()];
    }
    return arrays;
  }
}
