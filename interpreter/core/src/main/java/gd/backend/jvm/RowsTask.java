package gd.backend.jvm;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Schedule;
import gd.kernel.ThreeAddress;
import gd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everything that depends on a data row while the row is in the cache: products with vectors, the
 * body, totals and transposed products, tile by tile ({@link Tiles}). Each lane keeps its own sums
 * until its part of the tiles is done. The partition into parts depends on the number of rows
 * alone.
 */
final class RowsTask implements Task {
  /** Tiles of a part. A lane adds no more than that many sums of a tile one after the other. */
  private static final int SMALLEST_PART = 8;

  private static final int LARGEST_PART = 64;

  /** Parts, as far as their size allows. */
  private static final int PARTS = 64;

  private final Kernel.Rows kernel;
  private final Compiler compiler;
  private final Lanes lanes;
  private final TileLoops loops;
  private final int height;
  private final Optional<Tensor.Data> known;

  /** For each input of the kernel, its array if it is known and lies as the rows do. */
  private final List<Optional<Tensor.Data>> knownInputs;

  private final BlockBody body;

  /** All of it in one loop, for whole tiles of few columns. */
  private final Optional<NarrowRows> narrow;

  RowsTask(Kernel.Rows kernel, Compiler compiler, Schedule schedule) {
    this.kernel = kernel;
    this.compiler = compiler;
    this.lanes = Lanes.widest(compiler.isSingle());
    this.loops = TileLoops.of(lanes, kernel.columns(), compiler.cache());
    this.height = Tiles.height(kernel.rows(), kernel.columns(), lanes);
    this.known = schedule.buffers().get(kernel.matrix()).constant();
    this.knownInputs = kernel.inputs().stream().map(access -> known(access, schedule)).toList();
    List<Integer> slots = kernel.outputs().stream().map(RowOutput::slot).toList();
    ThreeAddress code = ThreeAddress.of(kernel.body(), slots);
    this.body = BlockBody.of(code, lanes, compiler.cache());
    this.narrow = NarrowRows.of(kernel, code, lanes);
  }

  private Optional<Tensor.Data> known(Access access, Schedule schedule) {
    boolean isWhole = access.offset() == 0 && access.strides().getFirst() == 1;
    return schedule
        .buffers()
        .get(access.buffer())
        .constant()
        .filter(data -> isWhole && data.shape().size() == kernel.rows());
  }

  private Tiles tiles(Tensor.Data array, int columns) {
    return compiler.tiled().get(array, columns, height, lanes);
  }

  @Override
  public void run(double[][] buffers) {
    int columns = kernel.columns();
    double[] given = buffers[kernel.matrix()];
    Tiles tiles =
        known
            .map(matrix -> tiles(matrix, columns))
            .orElseGet(() -> Tiles.of(given, kernel.rows(), columns, height, lanes));
    int count = Parallel.count(kernel.rows(), height);
    int part = Math.clamp(Parallel.count(count, PARTS), SMALLEST_PART, LARGEST_PART);
    int parts = Parallel.count(count, part);
    double[][][] partial = new double[parts][][];
    Queue<Part> idle = new ConcurrentLinkedQueue<>();
    Parallel.parts(
        parts,
        number -> {
          Part free = idle.poll();
          Part work = free == null ? new Part(tiles, buffers) : free;
          partial[number] = work.run(number * part, Math.min(count, (number + 1) * part));
          idle.add(work);
        });
    for (int k = 0; k < kernel.outputs().size(); k++) {
      RowOutput output = kernel.outputs().get(k);
      if (!(output instanceof RowOutput.Each)) {
        double[] sum = buffers[output.buffer()];
        Arrays.fill(sum, 0);
        for (double[][] one : partial) {
          for (int j = 0; j < sum.length; j++) {
            sum[j] += one[k][j];
          }
        }
        for (int j = 0; j < sum.length; j++) {
          sum[j] = compiler.rounded(sum[j]);
        }
      }
    }
  }

  /** One part's work space: arrays of a tile's height. */
  private final class Part {
    private final Tiles tiles;
    private final double[][] buffers;
    private final BlockBody.Registers body;
    private final List<Object> vectors;
    private final List<Optional<Tiles>> tiledInputs;

    /** For each output, the lanes of its sums: one array for a total, one a column. */
    private final Object[][] sums = new Object[kernel.outputs().size()][];

    private final Optional<InOneLoop> inOneLoop;

    Part(Tiles tiles, double[][] buffers) {
      this.tiles = tiles;
      this.buffers = buffers;
      this.body = RowsTask.this.body.registers(height);
      this.tiledInputs =
          knownInputs.stream()
              .map(data -> data.map(known -> RowsTask.this.tiles(known, 1)))
              .toList();
      this.vectors = kernel.vectors().stream().map(vector -> loops.vector(values(vector))).toList();
      for (int k = 0; k < sums.length; k++) {
        sums[k] = sumsOf(k) == 0 ? new Object[0] : loops.room(sumsOf(k), height);
      }
      this.inOneLoop = narrow.map(InOneLoop::new);
    }

    private double[] values(Access vector) {
      double[] all = buffers[vector.buffer()];
      int stride = vector.strides().getFirst();
      if (vector.offset() == 0 && stride == 1 && all.length == kernel.columns()) {
        return all;
      }
      double[] values = new double[kernel.columns()];
      Arrays.setAll(values, j -> all[vector.offset() + j * stride]);
      return values;
    }

    private int sumsOf(int output) {
      return switch (kernel.outputs().get(output)) {
        case RowOutput.Total _ -> 1;
        case RowOutput.Weighted _ -> kernel.columns();
        case RowOutput.Each _ -> 0;
      };
    }

    /** For each output its sums over some tiles. */
    double[][] run(int from, int to) {
      JvmExecution.checkCancelled();
      for (Object[] rooms : sums) {
        for (Object room : rooms) {
          Tiles.clear(room);
        }
      }
      inOneLoop.ifPresent(InOneLoop::clear);
      for (int tile = from; tile < to; tile++) {
        int count = Math.min(height, kernel.rows() - tile * height);
        if (inOneLoop.isPresent() && count == height) {
          inOneLoop.get().run(tile);
        } else {
          runTile(tile, count);
        }
      }
      inOneLoop.ifPresent(InOneLoop::addSums);
      double[][] totals = new double[sums.length][];
      Arrays.setAll(totals, k -> loops.totals(sums[k], sumsOf(k)));
      return totals;
    }

    /** A whole tile in one loop. */
    private final class InOneLoop {
      private final NarrowRows code;
      private final NarrowRows.Pass pass;
      private final Object all;
      private final Object[] factors = vectors.toArray();
      private final Object[] inputs = new Object[kernel.inputs().size()];
      private final Object[] each = new Object[kernel.outputs().size()];

      InOneLoop(NarrowRows code) {
        this.code = code;
        this.pass = compiler.cache().rows(code);
        this.all = Tiles.array(lanes.single(), code.sums() * lanes.width());
        for (int k = 0; k < each.length; k++) {
          if (kernel.outputs().get(k) instanceof RowOutput.Each) {
            each[k] = Tiles.array(lanes.single(), height);
          }
        }
      }

      void clear() {
        Tiles.clear(all);
      }

      void run(int tile) {
        for (int k = 0; k < inputs.length; k++) {
          inputs[k] = input(k, tile, height);
        }
        pass.run(tiles.array(tile, 0), factors, inputs, each, all);
        for (int k = 0; k < each.length; k++) {
          if (kernel.outputs().get(k) instanceof RowOutput.Each output) {
            Tiles.copy(each[k], 0, height, buffers[output.buffer()], tile * height);
          }
        }
      }

      /** Adds its sums to those of tiles that are not whole. */
      void addSums() {
        int place = 0;
        for (int k = 0; k < sums.length; k++) {
          if (sums[k].length > 0) {
            Tiles.add(all, place, sums[k][0]);
            place += Tiles.length(sums[k][0]);
          }
        }
      }
    }

    /** The elements of an input that belong to a tile. */
    private Object input(int number, int tile, int count) {
      if (tiledInputs.get(number).isPresent()) {
        return tiledInputs.get(number).get().array(tile, 0);
      }
      Access access = kernel.inputs().get(number);
      int stride = access.strides().getFirst();
      Object copy = body.input(vectors.size() + number);
      double[] from = buffers[access.buffer()];
      Tiles.copy(from, access.offset() + tile * height * stride, stride, count, copy);
      return copy;
    }

    private void runTile(int tile, int count) {
      int row = tile * height;
      int products = vectors.size();
      for (int k = 0; k < products; k++) {
        loops.multiply(tiles, tile, vectors.get(k), body.input(k));
      }
      for (int k = 0; k < tiledInputs.size(); k++) {
        body.use(products + k, input(k, tile, count));
      }
      body.compute();
      for (int k = 0; k < sums.length; k++) {
        Object slot = body.result(k);
        switch (kernel.outputs().get(k)) {
          case RowOutput.Total _ -> loops.add(inside(slot, count), sums[k]);
          case RowOutput.Weighted _ -> loops.add(tiles, tile, inside(slot, count), sums[k]);
          case RowOutput.Each each -> Tiles.copy(slot, 0, count, buffers[each.buffer()], row);
        }
      }
    }

    /** The slot with zeros behind the last row, whatever was computed there. */
    private Object inside(Object slot, int count) {
      if (count == height) {
        return slot;
      }
      double[] values = new double[height];
      Tiles.copy(slot, 0, count, values);
      Object made = Tiles.array(compiler.isSingle(), height);
      Tiles.copy(values, 0, 1, count, made);
      return made;
    }
  }
}
