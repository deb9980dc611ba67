package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Kernel;
import gd.kernel.Numerics;
import gd.kernel.ThreeAddress;
import java.util.Arrays;
import java.util.List;

/**
 * out[o] = combine over r of body(inputs at (o, r)). Elements go through a scratch block; if
 * neighbouring results lie side by side in the inputs and the elements of one do not (a sum over
 * rows), many results are made at once.
 */
final class ReductionTask implements Task {
  private static final int BLOCK = Numerics.BLOCK;

  /** Blocks, or results side by side, of one part. */
  private static final int PART = 32;

  private final Kernel.Reduction kernel;
  private final Compiler compiler;
  private final Grid outer;
  private final Grid inner;
  private final CompiledBody along;
  private final CompiledBody across;
  private final boolean isAcross;

  ReductionTask(Kernel.Reduction kernel, Compiler compiler) {
    this.kernel = kernel;
    this.compiler = compiler;
    int rank = kernel.outer().size();
    this.outer =
        Grid.inOrder(
            kernel.outer(),
            kernel.inputs().stream()
                .map(access -> new Grid.Move(access.offset(), access.strides().subList(0, rank)))
                .toList());
    this.inner =
        Grid.inOrder(
            kernel.inner(),
            kernel.inputs().stream()
                .map(
                    access ->
                        new Grid.Move(0, access.strides().subList(rank, access.strides().size())))
                .toList());
    ThreeAddress code = ThreeAddress.of(kernel.body());
    this.along = compiler.body(code, strides(inner), List.of(Stride.ONE));
    this.across = compiler.body(code, strides(outer), List.of(Stride.ONE));
    boolean leaps = Arrays.stream(inner.steps()).anyMatch(step -> step > 1);
    boolean walks = Arrays.stream(outer.steps()).allMatch(step -> step == 0 || step == 1);
    this.isAcross = leaps && walks && outer.inner() >= 8;
  }

  private static List<Stride> strides(Grid grid) {
    return Arrays.stream(grid.steps()).mapToObj(Stride::of).toList();
  }

  @Override
  public void run(double[][] buffers) {
    double[] out = buffers[kernel.output()];
    double[][] in = Buffers.of(buffers, kernel.inputs());
    if (inner.size() == 0) {
      Arrays.fill(out, Sums.neutral(kernel.combine()));
    } else if (outer.size() == 1) {
      out[0] = compiler.rounded(whole(in));
    } else if (isAcross) {
      int parts = Parallel.count(outer.inner(), BLOCK);
      Parallel.parts(
          outer.outer() * parts,
          part -> {
            int from = part % parts * BLOCK;
            across(in, part / parts, from, Math.min(BLOCK, outer.inner() - from), out);
          });
    } else {
      int results = Math.max(1, PART * BLOCK / inner.size());
      Parallel.parts(
          Parallel.count(outer.size(), results),
          part -> {
            double[] scratch = new double[Math.min(BLOCK, inner.size())];
            for (int o = part * results; o < Math.min(outer.size(), (part + 1) * results); o++) {
              out[o] = compiler.rounded(one(in, o, scratch));
            }
          });
    }
  }

  private int blocks() {
    return Sums.isLong(inner.size()) ? Parallel.count(inner.size(), BLOCK) : 1;
  }

  /** One result, its blocks in parallel. */
  private double whole(double[][] in) {
    int blocks = blocks();
    double[] partial = new double[blocks];
    Parallel.parts(
        Parallel.count(blocks, PART),
        part -> {
          double[] scratch = new double[Math.min(BLOCK, inner.size())];
          for (int block = part * PART; block < Math.min(blocks, (part + 1) * PART); block++) {
            partial[block] = block(in, 0, block, scratch);
          }
        });
    double result = partial[0];
    for (int block = 1; block < blocks; block++) {
      result = Sums.combine(kernel.combine(), result, partial[block]);
    }
    return result;
  }

  private double one(double[][] in, int o, double[] scratch) {
    double result = block(in, o, 0, scratch);
    for (int block = 1; block < blocks(); block++) {
      result = Sums.combine(kernel.combine(), result, block(in, o, block, scratch));
    }
    return result;
  }

  private double block(double[][] in, int o, int block, double[] scratch) {
    int from = block * BLOCK;
    int count = Math.min(BLOCK, inner.size() - from);
    for (int done = 0; done < count; ) {
      int run = (from + done) / inner.inner();
      int first = (from + done) % inner.inner();
      int points = Math.min(count - done, inner.inner() - first);
      int[] at = new int[in.length];
      outer.addPlaces(o / outer.inner(), at);
      inner.addPlaces(run, at);
      for (int k = 0; k < at.length; k++) {
        at[k] += o % outer.inner() * outer.steps()[k] + first * inner.steps()[k];
      }
      fill(along, in, at, inner.steps(), scratch, done, points);
      done += points;
    }
    return Sums.block(kernel.combine(), scratch, count, Sums.isLong(inner.size()));
  }

  /** Results side by side: block by block, element by element within a block. */
  private void across(double[][] in, int run, int from, int count, double[] out) {
    double[] scratch = new double[count];
    double[] block = new double[count];
    double[] total = new double[count];
    int size = Sums.isLong(inner.size()) ? BLOCK : inner.size();
    for (int r = 0; r < inner.size(); r++) {
      int[] at = new int[in.length];
      outer.addPlaces(run, at);
      inner.addPlaces(r / inner.inner(), at);
      for (int k = 0; k < at.length; k++) {
        at[k] += from * outer.steps()[k] + r % inner.inner() * inner.steps()[k];
      }
      boolean isFirst = r % size == 0;
      fill(across, in, at, outer.steps(), isFirst ? block : scratch, 0, count);
      if (!isFirst) {
        combine(block, scratch, count);
      }
      if (r % size == size - 1 || r == inner.size() - 1) {
        if (r < size) {
          System.arraycopy(block, 0, total, 0, count);
        } else {
          combine(total, block, count);
        }
      }
    }
    for (int k = 0; k < count; k++) {
      out[run * outer.inner() + from + k] = compiler.rounded(total[k]);
    }
  }

  private void combine(double[] into, double[] values, int count) {
    for (int k = 0; k < count; k++) {
      into[k] = Sums.combine(kernel.combine(), into[k], values[k]);
    }
  }

  private static void fill(
      CompiledBody body, double[][] in, int[] at, int[] steps, double[] out, int place, int count) {
    body.run(in, at, steps, new double[][] {out}, new int[] {place}, new int[] {1}, count);
  }
}
