package gd.opencl;

import gd.backend.Precision;
import gd.kernel.Tiling;
import java.util.List;
import java.util.Map;

/**
 * A schedule as OpenCL C and the launches that run it.
 *
 * @param given how many buffers are the schedule's
 * @param sizes elements of each buffer: the schedule's, then scratch
 * @param tiled the buffers that hold a known array's rows in tiles
 */
record Translation(
    Precision precision,
    int given,
    String source,
    List<Stage> stages,
    List<Integer> sizes,
    Map<Integer, Tiled> tiled) {
  /** The array of the schedule's buffer {@code of}, laid out anew. */
  record Tiled(int of, Tiling tiling) {}

  Translation {
    tiled = Map.copyOf(tiled);
    stages = List.copyOf(stages);
    sizes = List.copyOf(sizes);
  }

  /** Whether a buffer is neither the schedule's nor a layout of one that is. */
  boolean isScratch(int buffer) {
    return buffer >= given && !tiled.containsKey(buffer);
  }

  /** Roughly how many operations a run takes. */
  long work() {
    return stages.stream().mapToLong(Stage::work).sum();
  }
}
