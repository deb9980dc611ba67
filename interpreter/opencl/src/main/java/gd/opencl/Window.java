package gd.opencl;

import gd.kernel.Access;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which part of a buffer some of a stage's work-items (or work-groups) need: the first {@code
 * items} need {@code elements} from {@code offset} on, the next as many behind them, and so on.
 */
record Window(int items, long elements, int offset) {

  /** Where what the items from unit {@code unit} on need begins, in a buffer of {@code size}. */
  int start(long unit, int size) {
    return (int) Math.min(offset + unit * elements, size);
  }

  /** The windows of a stage as its accesses are met: a buffer that is read in two ways has none. */
  static final class Collector {
    private final Map<Integer, Window> windows = new HashMap<>();
    private final Set<Integer> others = new HashSet<>();

    /** The buffer is read through the window. */
    Collector add(int buffer, Window window) {
      Window before = windows.putIfAbsent(buffer, window);
      return before == null || before.equals(window) ? this : whole(buffer);
    }

    /** The buffer is read anywhere. */
    Collector whole(int buffer) {
      others.add(buffer);
      return this;
    }

    /**
     * Accesses over these dimensions, all of which {@code items} work-items take: whoever goes
     * through them densely has a window.
     */
    Collector add(List<Integer> dimensions, List<Access> accesses, int items, long elements) {
      for (Access access : accesses) {
        Space space = Space.of(dimensions, List.of(access), 0);
        boolean isDense =
            space.dimensions().size() == 1 && space.strides().getFirst().getFirst() == 1;
        if (isDense) {
          add(access.buffer(), new Window(items, elements, access.offset()));
        } else {
          whole(access.buffer());
        }
      }
      return this;
    }

    /**
     * A matrix of which {@code items} work-items take {@code lines} lines: {@code line} apart, with
     * {@code length} elements {@code step} apart. It has a window if no line reaches into the next.
     */
    Collector lines(Access matrix, int line, int step, int length, int items, long lines) {
      boolean isInOrder = line > 0 && step >= 0 && step * (length - 1L) < line;
      return isInOrder
          ? add(matrix.buffer(), new Window(items, lines * line, matrix.offset()))
          : whole(matrix.buffer());
    }

    Map<Integer, Window> windows() {
      windows.keySet().removeAll(others);
      return windows;
    }
  }
}
