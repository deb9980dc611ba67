package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Access;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix product and what follows it element by element. Each element is summed from the first k
 * to the last; a long sum for a single column goes block by block.
 */
final class ProductTask implements Task {
  /** Multiplications of one part. */
  private static final int PART = 1 << 16;

  /** Rows of the left side that meet a row of the right side at once. */
  private static final int TILE = 4;

  /** The k of a partial sum where the left side lies column by column. */
  private static final int LONG = 1 << 13;

  /** Elements of a result that a partial sum has in full. */
  private static final int SMALL_RESULT = 1 << 14;

  private final Kernel.Product kernel;
  private final Compiler compiler;
  private final boolean isPlain;
  private final CompiledBody epilogue;

  ProductTask(Kernel.Product kernel, Compiler compiler) {
    this.kernel = kernel;
    this.compiler = compiler;
    Body body = kernel.body();
    ThreeAddress code = ThreeAddress.of(body);
    this.isPlain = code.code().isEmpty() && code.result() == 0;
    List<Stride> strides = new ArrayList<>(List.of(Stride.ONE));
    kernel.inputs().forEach(access -> strides.add(Stride.of(step(access))));
    this.epilogue = compiler.body(code, strides, List.of(Stride.ONE));
  }

  /** Along a row; along the only column, if there is one. */
  private int step(Access access) {
    return access.strides().get(kernel.columns() == 1 ? 0 : 1);
  }

  @Override
  public void run(double[][] buffers) {
    double[] out = buffers[kernel.output()];
    if (kernel.rows() == 0 || kernel.columns() == 0) {
      return;
    }
    if (kernel.inner() == 0) {
      java.util.Arrays.fill(out, 0);
      finish(buffers, 0, kernel.rows());
      return;
    }
    Access left = kernel.left();
    if (kernel.columns() == 1
        && left.strides().get(0) == 1
        && left.strides().get(1) != 1
        && kernel.rows() > 1) {
      columnByColumn(buffers, out);
      finish(buffers, 0, kernel.rows());
      return;
    }
    if (isSmallOfLong()) {
      outerProducts(buffers, out);
      finish(buffers, 0, kernel.rows());
      return;
    }
    double[] a = dense(buffers, left, kernel.rows(), kernel.inner());
    double[] b = dense(buffers, kernel.right(), kernel.inner(), kernel.columns());
    int first = isDense(left, kernel.rows(), kernel.inner()) ? left.offset() : 0;
    int second =
        isDense(kernel.right(), kernel.inner(), kernel.columns()) ? kernel.right().offset() : 0;
    long perRow = Math.max(1, (long) kernel.inner() * kernel.columns());
    int rows = (int) Math.min(kernel.rows(), Math.max(TILE, PART / perRow / TILE * TILE));
    Parallel.parts(
        Parallel.count(kernel.rows(), rows),
        part -> {
          int from = part * rows;
          int end = Math.min(kernel.rows(), from + rows);
          multiply(a, first, b, second, out, from, end);
          finish(buffers, from, end);
        });
  }

  private static boolean isDense(Access access, int rows, int columns) {
    int down = access.strides().get(0);
    int along = access.strides().get(1);
    return (rows == 1 || down == columns) && (columns == 1 || along == 1);
  }

  /** The array itself, or a copy by rows. */
  private double[] dense(double[][] buffers, Access access, int rows, int columns) {
    double[] array = buffers[access.buffer()];
    if (isDense(access, rows, columns)) {
      return array;
    }
    double[] copy = new double[Math.multiplyExact(rows, columns)];
    int down = access.strides().get(0);
    int along = access.strides().get(1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        copy[i * columns + j] = array[access.offset() + i * down + j * along];
      }
    }
    return copy;
  }

  private void multiply(
      double[] a, int first, double[] b, int second, double[] c, int from, int end) {
    int i = from;
    if (kernel.columns() == 1) {
      for (; i < end; i++) {
        c[i] = compiler.rounded(dot(a, first + i * kernel.inner(), b, second, kernel.inner()));
      }
      return;
    }
    for (; i + TILE <= end; i += TILE) {
      fourRows(a, first + i * kernel.inner(), b, second, c, i * kernel.columns());
    }
    for (; i < end; i++) {
      oneRow(a, first + i * kernel.inner(), b, second, c, i * kernel.columns());
    }
    if (compiler.isSingle()) {
      for (int k = from * kernel.columns(); k < end * kernel.columns(); k++) {
        c[k] = compiler.rounded(c[k]);
      }
    }
  }

  static double dot(double[] a, int at, double[] b, int from, int count) {
    double sum = a[at] * b[from];
    for (int k = 1; k < count; k++) {
      sum += a[at + k] * b[from + k];
    }
    return sum;
  }

  private void oneRow(double[] a, int at, double[] b, int from, double[] c, int row) {
    int columns = kernel.columns();
    for (int j = 0; j < columns; j++) {
      c[row + j] = a[at] * b[from + j];
    }
    for (int k = 1; k < kernel.inner(); k++) {
      double x = a[at + k];
      int line = from + k * columns;
      for (int j = 0; j < columns; j++) {
        c[row + j] += x * b[line + j];
      }
    }
  }

  private void fourRows(double[] a, int at, double[] b, int from, double[] c, int row) {
    int columns = kernel.columns();
    int inner = kernel.inner();
    for (int t = 0; t < TILE; t++) {
      for (int j = 0; j < columns; j++) {
        c[row + t * columns + j] = a[at + t * inner] * b[from + j];
      }
    }
    int second = row + columns;
    int third = second + columns;
    int fourth = third + columns;
    for (int k = 1; k < inner; k++) {
      double p = a[at + k];
      double q = a[at + inner + k];
      double r = a[at + 2 * inner + k];
      double s = a[at + 3 * inner + k];
      int line = from + k * columns;
      for (int j = 0; j < columns; j++) {
        double x = b[line + j];
        c[row + j] += p * x;
        c[second + j] += q * x;
        c[third + j] += r * x;
        c[fourth + j] += s * x;
      }
    }
  }

  /** A small result of a long sum whose terms lie row by row on both sides, such as XᵀX. */
  private boolean isSmallOfLong() {
    return kernel.inner() >= LONG
        && (long) kernel.rows() * kernel.columns() <= SMALL_RESULT
        && kernel.left().strides().get(0) == 1
        && kernel.right().strides().get(1) == 1;
  }

  /** Σₖ (row k of the left side, as a column)·(row k of the right side), four k at a time. */
  private void outerProducts(double[][] buffers, double[] out) {
    int parts = Parallel.count(kernel.inner(), LONG);
    double[][][] partial = new double[parts][][];
    Parallel.parts(parts, part -> partial[part] = partialOuter(buffers, part * LONG));
    for (int i = 0; i < kernel.rows(); i++) {
      for (int j = 0; j < kernel.columns(); j++) {
        double sum = 0;
        for (double[][] one : partial) {
          sum += one[i][j];
        }
        out[i * kernel.columns() + j] = compiler.rounded(sum);
      }
    }
  }

  private double[][] partialOuter(double[][] buffers, int from) {
    double[] a = buffers[kernel.left().buffer()];
    double[] b = buffers[kernel.right().buffer()];
    double[][] sums = new double[kernel.rows()][kernel.columns()];
    double[][] lines = new double[TILE][kernel.columns()];
    int end = Math.min(kernel.inner(), from + LONG);
    for (int k = from; k < end; k += TILE) {
      int count = Math.min(TILE, end - k);
      for (int t = 0; t < TILE; t++) {
        if (t < count) {
          int at = kernel.right().offset() + (k + t) * kernel.right().strides().get(0);
          System.arraycopy(b, at, lines[t], 0, kernel.columns());
        } else {
          java.util.Arrays.fill(lines[t], 0);
        }
      }
      int down = kernel.left().strides().get(1);
      int first = kernel.left().offset() + k * down;
      for (int i = 0; i < sums.length; i++) {
        double p = a[first + i];
        double q = count > 1 ? a[first + down + i] : 0;
        double r = count > 2 ? a[first + 2 * down + i] : 0;
        double s = count > 3 ? a[first + 3 * down + i] : 0;
        add(sums[i], p, lines[0], q, lines[1], r, lines[2], s, lines[3]);
      }
    }
    return sums;
  }

  private static void add(
      double[] sum,
      double p,
      double[] a,
      double q,
      double[] b,
      double r,
      double[] c,
      double s,
      double[] d) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += (a[j] * p + b[j] * q) + (c[j] * r + d[j] * s);
    }
  }

  /** Aᵀ·v without a copy of A: every k adds to all results. */
  private void columnByColumn(double[][] buffers, double[] out) {
    int rows = kernel.rows();
    int parts = Parallel.count(kernel.inner(), LONG);
    double[][] partial = new double[parts][];
    Parallel.parts(parts, part -> partial[part] = partialColumn(buffers, part * LONG));
    for (int i = 0; i < rows; i++) {
      double sum = partial[0][i];
      for (int part = 1; part < parts; part++) {
        sum += partial[part][i];
      }
      out[i] = compiler.rounded(sum);
    }
  }

  private double[] partialColumn(double[][] buffers, int from) {
    double[] a = buffers[kernel.left().buffer()];
    double[] v = buffers[kernel.right().buffer()];
    int rows = kernel.rows();
    int stride = kernel.left().strides().get(1);
    int step = kernel.right().strides().get(0);
    double[] sum = new double[rows];
    for (int k = from; k < Math.min(kernel.inner(), from + LONG); k++) {
      double x = v[kernel.right().offset() + k * step];
      int at = kernel.left().offset() + k * stride;
      if (k == from) {
        for (int i = 0; i < rows; i++) {
          sum[i] = a[at + i] * x;
        }
      } else {
        for (int i = 0; i < rows; i++) {
          sum[i] += a[at + i] * x;
        }
      }
    }
    return sum;
  }

  private void finish(double[][] buffers, int from, int end) {
    if (isPlain) {
      return;
    }
    double[] out = buffers[kernel.output()];
    double[][] in = new double[kernel.inputs().size() + 1][];
    int[] steps = new int[in.length];
    in[0] = out;
    steps[0] = 1;
    for (int k = 1; k < in.length; k++) {
      in[k] = buffers[kernel.inputs().get(k - 1).buffer()];
      steps[k] = step(kernel.inputs().get(k - 1));
    }
    int runs = kernel.columns() == 1 ? 1 : end - from;
    int count = kernel.columns() == 1 ? end - from : kernel.columns();
    for (int run = 0; run < runs; run++) {
      int row = from + run;
      int[] at = new int[in.length];
      at[0] = row * kernel.columns();
      for (int k = 1; k < in.length; k++) {
        Access access = kernel.inputs().get(k - 1);
        at[k] = access.offset() + row * access.strides().get(0);
      }
      epilogue.run(in, at, steps, new double[][] {out}, new int[] {at[0]}, new int[] {1}, count);
    }
  }
}
