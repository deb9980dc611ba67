package gd.opencl;

import java.util.List;

/**
 * One launch: the function {@code function} runs for every work-item 0 … items−1.
 *
 * @param buffers its arguments, numbers of {@link Translation#sizes()}
 * @param cost roughly how many operations a work-item takes
 * @param group work-items that must run as one group, for they share memory; 0 if they need not
 * @param isCoarse whether a work-item is a long loop, better not run in a large group on a CPU
 * @param isOnce whether its results depend on known arrays alone
 */
record Stage(
    String function,
    String kernel,
    List<Integer> buffers,
    int items,
    long cost,
    int group,
    boolean isCoarse,
    boolean isOnce) {
  Stage {
    buffers = List.copyOf(buffers);
  }

  long work() {
    return items * cost;
  }
}
