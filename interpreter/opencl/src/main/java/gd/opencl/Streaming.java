package gd.opencl;

import gd.kernel.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a schedule goes through a device in blocks when it is too large to lie there: known
 * arrays of which every stage that reads them needs a part at a time, and what such a stage leaves
 * for the next one alone.
 *
 * @param buffers numbers of the translation's buffers
 * @param passages numbers of stages, in order, that share a block
 */
record Streaming(Set<Integer> buffers, List<List<Integer>> passages) {
  Streaming {
    buffers = Set.copyOf(buffers);
    passages = List.copyOf(passages);
  }

  /** {@code least}: arrays of fewer bytes stay on the device. */
  static Streaming of(Schedule schedule, Translation translation, long least) {
    Set<Integer> buffers = new HashSet<>();
    for (int b = 0; b < translation.sizes().size(); b++) {
      boolean isKnown =
          translation.tiled().containsKey(b)
              || b < schedule.buffers().size() && schedule.buffers().get(b).constant().isPresent();
      if (isKnown
          && Transfer.bytes(translation.sizes().get(b), translation.precision()) >= least
          && !schedule.outputs().contains(b)
          && isInWindows(translation, b)) {
        buffers.add(b);
      }
    }
    List<List<Integer>> passages = new ArrayList<>();
    for (int s = 0; s < translation.stages().size(); s++) {
      Stage stage = translation.stages().get(s);
      Set<Integer> between = s == 0 ? Set.of() : between(translation, s, least);
      if (!between.isEmpty() && goesThrough(translation, buffers, s - 1, s)) {
        buffers.addAll(between);
        if (!passages.isEmpty() && passages.getLast().equals(List.of(s - 1))) {
          passages.removeLast();
        }
        passages.add(List.of(s - 1, s));
      } else if (stage.buffers().stream().anyMatch(buffers::contains)) {
        passages.add(List.of(s));
      }
    }
    return new Streaming(buffers, passages);
  }

  private static boolean goesThrough(
      Translation translation, Set<Integer> buffers, int first, int last) {
    return translation.stages().subList(first, last + 1).stream()
        .anyMatch(stage -> stage.buffers().stream().anyMatch(buffers::contains));
  }

  /** What the stage before leaves for this one alone, a part for a part. */
  private static Set<Integer> between(Translation translation, int stage, long least) {
    Stage before = translation.stages().get(stage - 1);
    Stage after = translation.stages().get(stage);
    Set<Integer> between = new HashSet<>(before.windows().keySet());
    between.retainAll(after.windows().keySet());
    between.removeIf(
        b ->
            !translation.isScratch(b)
                || Transfer.bytes(translation.sizes().get(b), translation.precision()) < least
                || Passage.units(before, Set.of(b)) != Passage.units(after, Set.of(b))
                || translation.stages().stream().filter(s -> s.buffers().contains(b)).count() != 2);
    return between;
  }

  private static boolean isInWindows(Translation translation, int buffer) {
    List<Stage> readers =
        translation.stages().stream().filter(s -> s.buffers().contains(buffer)).toList();
    return !readers.isEmpty()
        && readers.stream().allMatch(stage -> stage.windows().containsKey(buffer));
  }
}
