package gd.descent;

import gd.tensor.Tensor;
import java.util.Map;
import java.util.function.Supplier;

/** An optimiser's step with numbers. */
public interface Update {
  /** Whether it has a parameter of this name. */
  boolean asksFor(String name);

  /** What tells it from others: its text, and the numbers that it was made with. */
  String text();

  /**
   * One step.
   *
   * @param w all that is trained, as one vector
   * @param known what the names of an optimiser's parameters mean, computed when asked for
   * @param memory what the last step left; at first empty
   */
  Moved step(
      Tensor.Data w, Map<String, Supplier<Tensor.Data>> known, Map<String, Tensor.Data> memory);

  /** What a step makes of the trained numbers, and of the memory. */
  record Moved(Tensor.Data value, Map<String, Tensor.Data> memory) {}
}
