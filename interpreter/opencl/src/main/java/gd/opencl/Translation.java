package gd.opencl;

import gd.backend.Precision;
import java.util.List;

/**
 * A schedule as OpenCL C and the launches that run it.
 *
 * @param sizes elements of each buffer: the schedule's, then scratch
 */
record Translation(Precision precision, String source, List<Stage> stages, List<Integer> sizes) {
  Translation {
    stages = List.copyOf(stages);
    sizes = List.copyOf(sizes);
  }

  /** Roughly how many operations a run takes. */
  long work() {
    return stages.stream().mapToLong(Stage::work).sum();
  }
}
