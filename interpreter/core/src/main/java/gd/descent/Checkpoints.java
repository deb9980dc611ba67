package gd.descent;

import java.util.List;
import java.util.Optional;

/** Where the state of a run is kept, if it is. */
@FunctionalInterface
public interface Checkpoints {
  /**
   * @param numbers what the run depends on beside the graphs of its step: data, options
   */
  Optional<Checkpoint> of(StepGraph step, List<double[]> numbers);
}
