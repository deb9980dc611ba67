package gd.backend.jvm;

import gd.backend.jvm.Step.Kind;
import java.util.ArrayList;
import java.util.List;

/** What rows need besides their body: products of a tile with a vector, and sums over its rows. */
sealed interface TileLoops {
  /** For a matrix of so many columns. */
  static TileLoops of(Lanes lanes, int columns, LoopCache cache) {
    return switch (lanes) {
      case Lanes.Numbers numbers -> new OfNumbers(numbers, cache);
      case Lanes.Vectors vectors -> new OfVectors(vectors, columns, cache);
    };
  }

  /** A vector in the form in which it is multiplied. */
  Object vector(double[] values);

  /** Room for the sums of so many columns over tiles of a height. */
  Object[] room(int columns, int height);

  /** z[i] = row i of the tile · vector. */
  void multiply(Tiles tiles, int tile, Object vector, Object z);

  /** room[j] += element j of row i · r[i], for every row i. */
  void add(Tiles tiles, int tile, Object r, Object[] room);

  /** room[0] += values[i], for every row i. */
  void add(Object values, Object[] room);

  /** The sums of so many columns that are in a room. */
  default double[] totals(Object[] room, int columns) {
    double[] totals = new double[columns];
    for (int j = 0; j < columns; j++) {
      int lanes = Tiles.length(room[0]) * room.length / columns;
      double[] values = new double[lanes];
      if (room.length == columns) {
        Tiles.copy(room[j], 0, lanes, values);
      } else {
        Tiles.copy(room[0], j * lanes, lanes, values);
      }
      totals[j] = pairwise(values);
    }
    return totals;
  }

  /** Halves first, so that errors do not grow with the number of lanes. */
  private static double pairwise(double[] lanes) {
    for (int span = lanes.length / 2; span > 0; span /= 2) {
      for (int i = 0; i < span; i++) {
        lanes[i] += lanes[i + span];
      }
    }
    return lanes[0];
  }

  private static BlockLoop total(Lanes lanes, LoopCache cache) {
    Steps steps = new Steps(lanes);
    List<Integer> value = List.of(steps.input(0));
    return cache.loop(new BlockCode(lanes, steps.list(), List.of(), value, List.of(), value));
  }

  /** Tiles of vectors, one array each; so is a room. */
  final class OfVectors implements TileLoops {
    private final Lanes lanes;
    private final VectorTiles.Pass products;
    private final VectorTiles.Pass sums;
    private final BlockLoop total;

    private OfVectors(Lanes.Vectors lanes, int columns, LoopCache cache) {
      this.lanes = lanes;
      VectorTiles tiles = new VectorTiles(lanes, columns);
      this.products = cache.products(tiles);
      this.sums = cache.sums(tiles);
      this.total = total(lanes, cache);
    }

    @Override
    public Object vector(double[] values) {
      Object made = Tiles.array(lanes.single(), values.length);
      Tiles.copy(values, 0, 1, values.length, made);
      return made;
    }

    @Override
    public Object[] room(int columns, int height) {
      return new Object[] {Tiles.array(lanes.single(), columns * lanes.width())};
    }

    @Override
    public void multiply(Tiles tiles, int tile, Object vector, Object z) {
      products.run(tiles.array(tile, 0), vector, z);
    }

    @Override
    public void add(Tiles tiles, int tile, Object r, Object[] room) {
      sums.run(tiles.array(tile, 0), r, room[0]);
    }

    @Override
    public void add(Object values, Object[] room) {
      total.run(new Object[] {values}, OfNumbers.NO_WEIGHTS, OfNumbers.NONE, room);
    }
  }

  /** Columns of a tile are arrays of their own, some of which are taken at once. */
  final class OfNumbers implements TileLoops {
    private static final int[] AT_ONCE = {4, 1};
    private static final double[] NO_WEIGHTS = {};
    private static final Object[] NONE = {};

    private final Lanes lanes;
    private final List<BlockLoop> dots = new ArrayList<>();
    private final List<BlockLoop> sums = new ArrayList<>();
    private final BlockLoop total;

    private OfNumbers(Lanes lanes, LoopCache cache) {
      this.lanes = lanes;
      for (int count : AT_ONCE) {
        dots.add(cache.loop(dot(count)));
        sums.add(cache.loop(sum(count)));
      }
      this.total = total(lanes, cache);
    }

    @Override
    public Object vector(double[] values) {
      return values;
    }

    @Override
    public Object[] room(int columns, int height) {
      Object[] room = new Object[columns];
      java.util.Arrays.setAll(room, _ -> Tiles.array(lanes.single(), height));
      return room;
    }

    /** z + a₀w₀ + a₁w₁ + …, paired. */
    private BlockCode dot(int count) {
      Steps steps = new Steps(lanes);
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
      Steps steps = new Steps(lanes);
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

    @Override
    public void multiply(Tiles tiles, int tile, Object vector, Object z) {
      double[] w = (double[]) vector;
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
            inputs[k] = tiles.array(tile, j + k);
            weights[k] = w[j + k];
          }
          dots.get(n).run(inputs, weights, stored, NONE);
        }
      }
    }

    @Override
    public void add(Tiles tiles, int tile, Object r, Object[] room) {
      int j = 0;
      for (int n = 0; n < AT_ONCE.length; n++) {
        int count = AT_ONCE[n];
        Object[] inputs = new Object[count + 1];
        Object[] summed = new Object[count];
        inputs[count] = r;
        for (; j + count <= room.length; j += count) {
          for (int k = 0; k < count; k++) {
            inputs[k] = tiles.array(tile, j + k);
            summed[k] = room[j + k];
          }
          sums.get(n).run(inputs, NO_WEIGHTS, NONE, summed);
        }
      }
    }

    @Override
    public void add(Object values, Object[] room) {
      total.run(new Object[] {values}, NO_WEIGHTS, NONE, room);
    }
  }
}
