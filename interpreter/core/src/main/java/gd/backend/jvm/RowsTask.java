package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that depends on a data row while the row is in the cache: products with vectors, the
 * body, totals and transposed products, tile by tile. The partition into parts depends on the
 * number of rows alone.
 */
final class RowsTask implements Task {
  /** Rows that go through the body together. */
  private static final int TILE = 64;

  /** Rows that are read together for a product. */
  private static final int TOGETHER = 4;

  private static final int SMALLEST_PART = 4096;
  private static final int MOST_PARTS = 64;

  private final Kernel.Rows kernel;
  private final Compiler compiler;
  private final CompiledBody body;
  private final int[] steps;
  private final int part;

  RowsTask(Kernel.Rows kernel, Compiler compiler) {
    this.kernel = kernel;
    this.compiler = compiler;
    List<Stride> strides = new ArrayList<>();
    kernel.vectors().forEach(_ -> strides.add(Stride.ONE));
    kernel.inputs().forEach(access -> strides.add(Stride.of(access.strides().getFirst())));
    List<Integer> slots = kernel.outputs().stream().map(RowOutput::slot).toList();
    this.body =
        compiler.body(
            ThreeAddress.of(kernel.body(), slots),
            strides,
            slots.stream().map(_ -> Stride.ONE).toList());
    this.steps = new int[strides.size()];
    Arrays.fill(steps, 1);
    for (int k = 0; k < kernel.inputs().size(); k++) {
      steps[kernel.vectors().size() + k] = kernel.inputs().get(k).strides().getFirst();
    }
    int tiles = Parallel.count(kernel.rows(), TILE);
    this.part = Math.max(SMALLEST_PART, Parallel.count(tiles, MOST_PARTS) * TILE);
  }

  @Override
  public void run(double[][] buffers) {
    int parts = Parallel.count(kernel.rows(), part);
    double[][][] partial = new double[parts][][];
    Parallel.parts(parts, number -> partial[number] = new Part(buffers).run(number * part));
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

  /** One part's work space. */
  private final class Part {
    private final double[][] buffers;
    private final double[] matrix;
    private final double[][] in;
    private final double[][] slots = new double[kernel.outputs().size()][TILE];
    private final double[][] sums = new double[kernel.outputs().size()][];

    Part(double[][] buffers) {
      this.buffers = buffers;
      this.matrix = buffers[kernel.matrix()];
      this.in = new double[kernel.vectors().size() + kernel.inputs().size()][];
      for (int k = 0; k < kernel.vectors().size(); k++) {
        in[k] = new double[TILE];
      }
      for (int k = 0; k < kernel.inputs().size(); k++) {
        in[kernel.vectors().size() + k] = buffers[kernel.inputs().get(k).buffer()];
      }
      for (int k = 0; k < sums.length; k++) {
        sums[k] =
            switch (kernel.outputs().get(k)) {
              case RowOutput.Total _ -> new double[1];
              case RowOutput.Weighted _ -> new double[kernel.columns()];
              case RowOutput.Each _ -> new double[0];
            };
      }
    }

    double[][] run(int from) {
      int end = Math.min(kernel.rows(), from + part);
      for (int row = from; row < end; row += TILE) {
        tile(row, Math.min(TILE, end - row));
      }
      return sums;
    }

    private void tile(int row, int count) {
      int columns = kernel.columns();
      for (int k = 0; k < kernel.vectors().size(); k++) {
        multiply(matrix, row * columns, columns, buffers[kernel.vectors().get(k)], in[k], count);
      }
      if (compiler.isSingle()) {
        for (int k = 0; k < kernel.vectors().size(); k++) {
          for (int i = 0; i < count; i++) {
            in[k][i] = compiler.rounded(in[k][i]);
          }
        }
      }
      int[] at = new int[in.length];
      for (int k = 0; k < kernel.inputs().size(); k++) {
        Access access = kernel.inputs().get(k);
        at[kernel.vectors().size() + k] = access.offset() + row * access.strides().getFirst();
      }
      int[] zeros = new int[slots.length];
      int[] ones = new int[slots.length];
      Arrays.fill(ones, 1);
      body.run(in, at, steps, slots, zeros, ones, count);
      for (int k = 0; k < slots.length; k++) {
        switch (kernel.outputs().get(k)) {
          case RowOutput.Total _ -> {
            for (int i = 0; i < count; i++) {
              sums[k][0] += slots[k][i];
            }
          }
          case RowOutput.Weighted _ ->
              addRows(matrix, row * columns, columns, slots[k], count, sums[k]);
          case RowOutput.Each each ->
              System.arraycopy(slots[k], 0, buffers[each.buffer()], row, count);
        }
      }
    }
  }

  /** out[i] = X[i, :]·v for the rows from {@code at} on. */
  private static void multiply(
      double[] x, int at, int columns, double[] v, double[] out, int count) {
    int i = 0;
    for (; i + TOGETHER <= count; i += TOGETHER) {
      int first = at + i * columns;
      int second = first + columns;
      int third = second + columns;
      int fourth = third + columns;
      double p = 0;
      double q = 0;
      double r = 0;
      double s = 0;
      for (int j = 0; j < columns; j++) {
        double w = v[j];
        p += x[first + j] * w;
        q += x[second + j] * w;
        r += x[third + j] * w;
        s += x[fourth + j] * w;
      }
      out[i] = p;
      out[i + 1] = q;
      out[i + 2] = r;
      out[i + 3] = s;
    }
    for (; i < count; i++) {
      double p = 0;
      for (int j = 0; j < columns; j++) {
        p += x[at + i * columns + j] * v[j];
      }
      out[i] = p;
    }
  }

  /** sums[j] += Σᵢ X[i, j]·r[i], row after row. */
  private static void addRows(
      double[] x, int at, int columns, double[] r, int count, double[] sums) {
    int i = 0;
    for (; i + TOGETHER <= count; i += TOGETHER) {
      int first = at + i * columns;
      int second = first + columns;
      int third = second + columns;
      int fourth = third + columns;
      double p = r[i];
      double q = r[i + 1];
      double s = r[i + 2];
      double t = r[i + 3];
      for (int j = 0; j < columns; j++) {
        sums[j] =
            (((sums[j] + x[first + j] * p) + x[second + j] * q) + x[third + j] * s)
                + x[fourth + j] * t;
      }
    }
    for (; i < count; i++) {
      for (int j = 0; j < columns; j++) {
        sums[j] += x[at + i * columns + j] * r[i];
      }
    }
  }
}
