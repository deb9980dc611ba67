package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.ThreeAddress;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Everything that depends on a data row while the row is in the cache: products with vectors, the
 * body, totals and transposed products, tile by tile ({@link Tiles}). Each lane of a tile keeps its
 * own sums until its part of the tiles is done. The partition into parts depends on the number of
 * rows alone.
 */
final class RowsTask implements Task {
  /** Tiles of a part at least, and parts at most. */
  private static final int SMALLEST_PART = 8;

  private static final int MOST_PARTS = 64;

  private final Kernel.Rows kernel;
  private final Compiler compiler;
  private final Optional<Tensor.Data> known;
  private final ThreeAddress code;
  private final Optional<BlockBody> inBlocks;
  private final Optional<CompiledBody> compiled;

  RowsTask(Kernel.Rows kernel, Compiler compiler, Optional<Tensor.Data> known) {
    this.kernel = kernel;
    this.compiler = compiler;
    this.known = known;
    List<Integer> slots = kernel.outputs().stream().map(RowOutput::slot).toList();
    this.code = ThreeAddress.of(kernel.body(), slots);
    this.inBlocks = BlockBody.of(code);
    List<Stride> along = new ArrayList<>();
    for (int k = 0; k < code.inputs(); k++) {
      along.add(Stride.ONE);
    }
    this.compiled =
        inBlocks.isPresent()
            ? Optional.empty()
            : Optional.of(compiler.body(code, along, slots.stream().map(_ -> Stride.ONE).toList()));
  }

  @Override
  public void run(double[][] buffers) {
    Tiles tiles =
        known
            .map(matrix -> compiler.tiled().get(matrix, kernel, compiler.isSingle()))
            .orElseGet(
                () ->
                    Tiles.of(
                        buffers[kernel.matrix()],
                        kernel.rows(),
                        kernel.columns(),
                        compiler.isSingle()));
    int count = Parallel.count(kernel.rows(), tiles.height());
    int part = Math.max(SMALLEST_PART, Parallel.count(count, MOST_PARTS));
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
    private final int height;
    private final double[][] buffers;
    private final double[][] inputs;
    private final double[][] slots;
    private final Optional<BlockBody.Registers> registers;

    /** For each output, the lanes of its sums: one array for a total, one a column. */
    private final double[][][] sums = new double[kernel.outputs().size()][][];

    Part(Tiles tiles, double[][] buffers) {
      this.tiles = tiles;
      this.height = tiles.height();
      this.buffers = buffers;
      this.registers = inBlocks.map(body -> body.registers(height));
      this.inputs = new double[code.inputs()][];
      this.slots = new double[kernel.outputs().size()][];
      for (int k = 0; k < inputs.length; k++) {
        int input = k;
        inputs[k] = registers.map(r -> r.input(input)).orElseGet(() -> new double[height]);
      }
      for (int k = 0; k < slots.length; k++) {
        int result = k;
        slots[k] = registers.map(r -> r.result(result)).orElseGet(() -> new double[height]);
        sums[k] =
            switch (kernel.outputs().get(k)) {
              case RowOutput.Total _ -> new double[1][height];
              case RowOutput.Weighted _ -> new double[kernel.columns()][height];
              case RowOutput.Each _ -> new double[0][];
            };
      }
    }

    double[][] run(int from, int end) {
      for (double[][] lanes : sums) {
        for (double[] lane : lanes) {
          Arrays.fill(lane, 0);
        }
      }
      for (int tile = from; tile < end; tile++) {
        JvmExecution.checkCancelled();
        tile(tile);
      }
      double[][] totals = new double[sums.length][];
      for (int k = 0; k < sums.length; k++) {
        totals[k] = Arrays.stream(sums[k]).mapToDouble(lanes -> pairwise(lanes, height)).toArray();
      }
      return totals;
    }

    private void tile(int tile) {
      int row = tile * height;
      int count = Math.min(height, kernel.rows() - row);
      int vectors = kernel.vectors().size();
      for (int k = 0; k < vectors; k++) {
        tiles.multiply(tile, buffers[kernel.vectors().get(k)], inputs[k]);
      }
      for (int k = vectors; k < inputs.length; k++) {
        Access access = kernel.inputs().get(k - vectors);
        read(buffers[access.buffer()], access, row, count, inputs[k]);
      }
      if (registers.isPresent()) {
        registers.get().compute();
      } else {
        int[] zeros = new int[Math.max(inputs.length, slots.length)];
        int[] ones = new int[zeros.length];
        Arrays.fill(ones, 1);
        compiled.orElseThrow().run(inputs, zeros, ones, slots, zeros, ones, count);
      }
      for (int k = 0; k < slots.length; k++) {
        switch (kernel.outputs().get(k)) {
          case RowOutput.Total _ -> Blocks.add(sums[k][0], inside(slots[k], count), sums[k][0]);
          case RowOutput.Weighted _ -> tiles.add(tile, inside(slots[k], count), sums[k]);
          case RowOutput.Each each -> {
            double[] out = buffers[each.buffer()];
            for (int i = 0; i < count; i++) {
              out[row + i] = compiler.rounded(slots[k][i]);
            }
          }
        }
      }
    }

    /** The slot with zeros behind the last row, whatever was computed there. */
    private double[] inside(double[] slot, int count) {
      if (count == height) {
        return slot;
      }
      return Arrays.copyOf(Arrays.copyOf(slot, count), height);
    }

    private void read(double[] from, Access access, int row, int count, double[] to) {
      int stride = access.strides().getFirst();
      int at = access.offset() + row * stride;
      if (stride == 1) {
        System.arraycopy(from, at, to, 0, count);
      } else {
        for (int i = 0; i < count; i++) {
          to[i] = from[at + i * stride];
        }
      }
    }
  }

  /** Halves first, so that errors do not grow with the number of lanes. */
  private static double pairwise(double[] lanes, int count) {
    double[] sums = lanes.clone();
    for (int span = count / 2; span > 0; span /= 2) {
      for (int i = 0; i < span; i++) {
        sums[i] += sums[i + span];
      }
    }
    return sums[0];
  }
}
