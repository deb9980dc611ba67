package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Access;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A matrix product and what follows it element by element: by {@link Panels}, or, if the result is
 * a vector, row by row. Each element is summed from the first k to the last, a long sum block by
 * block.
 */
final class ProductTask implements Task {
  /** Multiplications of one part. */
  private static final int PART = 1 << 16;

  /** The k of a partial sum where the left side lies column by column. */
  private static final int LONG = 1 << 13;

  private final Kernel.Product kernel;
  private final Compiler compiler;
  private final boolean isPlain;
  private final CompiledBody epilogue;
  private final Panels panels;

  ProductTask(Kernel.Product given, Compiler compiler) {
    this.kernel = given.rows() == 1 ? turned(given) : given;
    this.compiler = compiler;
    Body body = kernel.body();
    ThreeAddress code = ThreeAddress.of(body);
    this.isPlain = code.code().isEmpty() && code.result() == 0;
    List<Stride> strides = new ArrayList<>(List.of(Stride.ONE));
    kernel.inputs().forEach(access -> strides.add(Stride.of(step(access))));
    this.epilogue = compiler.body(code, strides, List.of(Stride.ONE));
    this.panels = new Panels(kernel, compiler);
  }

  /** (A·B)ᵀ = Bᵀ·Aᵀ, which is the same where the result is a vector. */
  private static Kernel.Product turned(Kernel.Product kernel) {
    return new Kernel.Product(
        kernel.columns(),
        kernel.inner(),
        kernel.rows(),
        turned(kernel.right()),
        turned(kernel.left()),
        kernel.inputs().stream().map(ProductTask::turned).toList(),
        kernel.body(),
        kernel.output());
  }

  private static Access turned(Access access) {
    return new Access(access.buffer(), access.offset(), access.strides().reversed());
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
    } else if (kernel.columns() > 1) {
      panels.run(buffers);
      byRows(
          PART,
          kernel.columns(),
          (from, end) -> {
            round(out, from * kernel.columns(), end * kernel.columns());
            finish(buffers, from, end);
          });
    } else if (kernel.left().strides().get(0) == 1
        && kernel.left().strides().get(1) != 1
        && kernel.rows() > 1) {
      columnByColumn(buffers, out);
      finish(buffers, 0, kernel.rows());
    } else {
      byRows(
          PART,
          kernel.inner(),
          (from, end) -> {
            dots(buffers, out, from, end);
            finish(buffers, from, end);
          });
    }
  }

  private interface SomeRows {
    void run(int from, int end);
  }

  private void byRows(int size, int perRow, SomeRows action) {
    int rows = Math.clamp(size / Math.max(1, perRow), 1, kernel.rows());
    Parallel.parts(
        Parallel.count(kernel.rows(), rows),
        part -> action.run(part * rows, Math.min(kernel.rows(), (part + 1) * rows)));
  }

  private void round(double[] out, int from, int end) {
    if (compiler.isSingle()) {
      for (int k = from; k < end; k++) {
        out[k] = compiler.rounded(out[k]);
      }
    }
  }

  private void dots(double[][] buffers, double[] out, int from, int end) {
    Access left = kernel.left();
    Access right = kernel.right();
    double[] a = buffers[left.buffer()];
    double[] b = buffers[right.buffer()];
    int along = left.strides().get(1);
    int down = right.strides().get(0);
    for (int i = from; i < end; i++) {
      int at = left.offset() + i * left.strides().get(0);
      double sum = a[at] * b[right.offset()];
      for (int k = 1; k < kernel.inner(); k++) {
        sum += a[at + k * along] * b[right.offset() + k * down];
      }
      out[i] = compiler.rounded(sum);
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
