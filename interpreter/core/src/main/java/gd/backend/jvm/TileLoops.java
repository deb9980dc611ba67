package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What rows need besides their body: products of a tile with a vector, and sums of its columns,
 * some columns at once.
 */
final class TileLoops {
  private static final int[] AT_ONCE = {8, 4, 1};
  private static final double[] NO_WEIGHTS = {};
  private static final Object[] NONE = {};

  private final Lanes lanes;
  private final List<BlockLoop> dots = new ArrayList<>();
  private final List<BlockLoop> sums = new ArrayList<>();
  private final BlockLoop total;

  TileLoops(Lanes lanes, LoopCache cache) {
    this.lanes = lanes;
    for (int count : AT_ONCE) {
      dots.add(cache.loop(dot(count)));
      sums.add(cache.loop(sum(count)));
    }
    Steps steps = new Steps(lanes.single());
    List<Integer> value = List.of(steps.input(0));
    total =
        cache.loop(new BlockCode(lanes, steps.list(), List.of(), value, List.of(), value));
  }

  Lanes lanes() {
    return lanes;
  }

  /** z + a₀w₀ + a₁w₁ + …, paired. */
  private BlockCode dot(int count) {
    Steps steps = new Steps(lanes.single());
    List<Integer> terms = new ArrayList<>();
    List<Integer> read = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      read.add(steps.input(k));
      terms.add(steps.add(Kind.MUL, steps.input(k), steps.weight(k)));
    }
    while (terms.size() > 1) {
      List<Integer> halves = new ArrayList<>();
      for (int k = 0; k < terms.size(); k += 2) {
        halves.add(steps.add(Kind.ADD, terms.get(k), terms.get(k + 1)));
      }
      terms = halves;
    }
    read.add(steps.input(count));
    List<Integer> z = List.of(steps.add(Kind.ADD, steps.input(count), terms.getFirst()));
    return new BlockCode(lanes, steps.list(), work(steps), read, z, List.of());
  }

  /** Σ aₖr for each column. */
  private BlockCode sum(int count) {
    Steps steps = new Steps(lanes.single());
    List<Integer> read = new ArrayList<>();
    List<Integer> products = new ArrayList<>();
    for (int k = 0; k <= count; k++) {
      read.add(steps.input(k));
    }
    for (int k = 0; k < count; k++) {
      products.add(steps.add(Kind.MUL, steps.input(k), steps.input(count)));
    }
    return new BlockCode(lanes, steps.list(), work(steps), read, List.of(), products);
  }

  private static List<Integer> work(Steps steps) {
    List<Step> all = steps.list();
    List<Integer> work = new ArrayList<>();
    for (int step = 0; step < all.size(); step++) {
      if (all.get(step).isWork()) {
        work.add(step);
      }
    }
    return work;
  }

  /** Room for one sum over a tile's rows. */
  Object room(int height) {
    return Tiles.array(lanes.single(), lanes.width() > 1 ? lanes.width() : height);
  }

  /** z[i] = row i of the tile · w. */
  void multiply(Tiles tiles, int tile, double[] w, Object z) {
    Tiles.clear(z);
    Object[] stored = {z};
    int j = 0;
    for (int n = 0; n < AT_ONCE.length; n++) {
      int count = AT_ONCE[n];
      Object[] inputs = new Object[count + 1];
      double[] weights = new double[count];
      inputs[count] = z;
      for (; j + count <= w.length; j += count) {
        for (int k = 0; k < count; k++) {
          inputs[k] = tiles.column(tile, j + k);
          weights[k] = w[j + k];
        }
        dots.get(n).run(inputs, weights, stored, NONE);
      }
    }
  }

  /** sums[j] += element j of row i · r[i], for every row i. */
  void add(Tiles tiles, int tile, Object r, Object[] into) {
    int j = 0;
    for (int n = 0; n < AT_ONCE.length; n++) {
      int count = AT_ONCE[n];
      Object[] inputs = new Object[count + 1];
      Object[] summed = new Object[count];
      inputs[count] = r;
      for (; j + count <= into.length; j += count) {
        for (int k = 0; k < count; k++) {
          inputs[k] = tiles.column(tile, j + k);
          summed[k] = into[j + k];
        }
        sums.get(n).run(inputs, NO_WEIGHTS, NONE, summed);
      }
    }
  }

  /** sum += values[i], for every row i. */
  void add(Object values, Object sum) {
    total.run(new Object[] {values}, NO_WEIGHTS, NONE, new Object[] {sum});
  }

  /** The sum of what is in a room: halves first, so that errors do not grow with the lanes. */
  static double total(Object room) {
    double[] lanes;
    if (room instanceof float[] floats) {
      lanes = new double[floats.length];
      Tiles.copy(floats, floats.length, lanes, 0);
    } else {
      lanes = ((double[]) room).clone();
    }
    for (int span = lanes.length / 2; span > 0; span /= 2) {
      for (int i = 0; i < span; i++) {
        lanes[i] += lanes[i + span];
      }
    }
    return lanes[0];
  }
}
