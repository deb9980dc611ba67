package gd.opencl;

import java.util.List;
import java.util.Map;

/**
 * One launch: the function {@code function} runs for every work-item 0 … items−1.
 *
 * @param buffers its arguments, numbers of {@link Translation#sizes()}
 * @param cost roughly how many operations a work-item takes
 * @param group work-items that must run as one group, for they share memory; 0 if they need not
 * @param isCoarse whether a work-item is a long loop, better not run in a large group on a CPU
 * @param isOnce whether its results depend on known arrays alone
 * @param windows what some of its work-items (or groups) need of buffers that they go through
 */
record Stage(
    String function,
    String kernel,
    List<Integer> buffers,
    int items,
    long cost,
    int group,
    boolean isCoarse,
    boolean isOnce,
    Map<Integer, Window> windows) {
  Stage {
    buffers = List.copyOf(buffers);
    windows = Map.copyOf(windows);
  }

  /** How often its function runs: items, or groups where items work in groups. */
  int runs() {
    return items / Math.max(1, group);
  }

  long work() {
    return items * cost;
  }
}
