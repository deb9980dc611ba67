package gd.backend.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The points of a space as {@code outer} runs of {@code inner} points, along which every access
 * moves by a fixed step. Axes that all accesses see as one are one.
 */
final class Grid {
  /** How an access moves: an offset, and a stride an axis. */
  record Move(int offset, List<Integer> strides) {}

  private final int outer;
  private final int inner;
  private final int[] lengths;
  private final int[][] strides;
  private final int[] offsets;
  private final int[] steps;

  /** Runs along the last axis: points keep their order. */
  static Grid inOrder(List<Integer> space, List<Move> moves) {
    return new Grid(space, moves, false);
  }

  /** Runs along the longest axis: for work in any order. */
  static Grid inAnyOrder(List<Integer> space, List<Move> moves) {
    return new Grid(space, moves, true);
  }

  private Grid(List<Integer> space, List<Move> moves, boolean reorder) {
    List<Integer> dimensions = new ArrayList<>();
    List<int[]> columns = new ArrayList<>();
    for (int axis = 0; axis < space.size(); axis++) {
      int[] column = column(moves, axis);
      if (space.get(axis) == 1) {
        continue;
      }
      if (!dimensions.isEmpty() && continues(columns.getLast(), column, space.get(axis))) {
        dimensions.set(dimensions.size() - 1, dimensions.getLast() * space.get(axis));
        columns.set(columns.size() - 1, column);
      } else {
        dimensions.add(space.get(axis));
        columns.add(column);
      }
    }
    if (dimensions.isEmpty()) {
      dimensions.add(1);
      columns.add(new int[moves.size()]);
    }
    int run = dimensions.size() - 1;
    if (reorder) {
      run =
          IntStream.range(0, dimensions.size())
              .reduce(run, (a, b) -> dimensions.get(b) > dimensions.get(a) ? b : a);
    }
    this.inner = dimensions.remove(run);
    this.steps = columns.remove(run);
    this.lengths = dimensions.stream().mapToInt(Integer::intValue).toArray();
    this.outer = dimensions.stream().reduce(1, Math::multiplyExact);
    this.strides = columns.toArray(int[][]::new);
    this.offsets = moves.stream().mapToInt(Move::offset).toArray();
  }

  private static int[] column(List<Move> moves, int axis) {
    return moves.stream().mapToInt(move -> move.strides().get(axis)).toArray();
  }

  private static boolean continues(int[] slow, int[] fast, int length) {
    return IntStream.range(0, slow.length).allMatch(k -> slow[k] == fast[k] * length);
  }

  int outer() {
    return outer;
  }

  int inner() {
    return inner;
  }

  int size() {
    return outer * inner;
  }

  /** The step of each access along a run. */
  int[] steps() {
    return steps;
  }

  /** Adds to {@code at} where each access stands at the beginning of a run. */
  void addPlaces(int run, int[] at) {
    for (int k = 0; k < at.length; k++) {
      at[k] += offsets[k];
    }
    int rest = run;
    for (int axis = lengths.length - 1; axis >= 0; axis--) {
      int index = rest % lengths[axis];
      rest /= lengths[axis];
      for (int k = 0; k < at.length; k++) {
        at[k] += index * strides[axis][k];
      }
    }
  }
}
