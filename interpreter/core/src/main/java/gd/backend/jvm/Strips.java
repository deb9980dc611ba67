package gd.backend.jvm;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Numerics;

/**
 * A matrix product in strips: along the longer dimension of the result some hundred elements, of
 * the other all lines, so that a strip stays in the second-level cache and its eight taken lines in
 * the first.
 */
final class Strips implements Panels.Way {
  /** Elements of a line of a strip, at most. */
  private static final int LENGTH = 512;

  /** Lines of a strip, if there are other strips to work on; fewer if there are not. */
  private static final int LINES = 64;

  private static final int FEW_LINES = 16;

  /** Strips from which on they need not be cut further to keep processors busy. */
  private static final int ENOUGH = 8;

  /** One operand, as seen from a line of strips: stride of the result's dimension, and of k. */
  private record Side(double[] array, int offset, int stride, int step, int length) {}

  private final Kernel.Product kernel;
  private final boolean isSingle;
  private final boolean isAlongRows;

  Strips(Kernel.Product kernel, boolean isSingle) {
    this.kernel = kernel;
    this.isSingle = isSingle;
    this.isAlongRows = kernel.rows() > kernel.columns();
  }

  @Override
  public void add(double[][] buffers, int first, int end, double[] out) {
    Access left = kernel.left();
    Access right = kernel.right();
    Side rows = side(buffers, left, left.strides().get(0), left.strides().get(1), kernel.rows());
    Side columns =
        side(buffers, right, right.strides().get(1), right.strides().get(0), kernel.columns());
    Side along = isAlongRows ? rows : columns;
    Side across = isAlongRows ? columns : rows;
    int length = even(along.length(), LENGTH);
    int wide = Parallel.count(along.length(), length);
    int lines = wide >= ENOUGH ? across.length() : even(across.length(), LINES);
    if (wide * Parallel.count(across.length(), lines) < ENOUGH) {
      lines = even(across.length(), FEW_LINES);
    }
    int perStrip = lines;
    Parallel.parts(
        wide * Parallel.count(across.length(), lines),
        part -> {
          int j = part % wide * length;
          int u = part / wide * perStrip;
          Block block =
              new Block(
                  j,
                  Math.min(along.length(), j + length),
                  u,
                  Math.min(across.length(), u + perStrip),
                  first,
                  end);
          strip(along, across, block, out);
        });
  }

  private static Side side(double[][] buffers, Access access, int stride, int step, int length) {
    return new Side(buffers[access.buffer()], access.offset(), stride, step, length);
  }

  /** A dimension in parts of equal length, none longer than {@code most}. */
  private static int even(int length, int most) {
    return Parallel.count(length, Parallel.count(length, most));
  }

  /** What one strip has: elements j, lines u, terms k, each from the first to before the last. */
  private record Block(int j0, int j1, int u0, int u1, int k0, int k1) {}

  private void strip(Side along, Side across, Block block, double[] out) {
    int lines = block.u1() - block.u0();
    Strip strip = Strip.of(lines, block.j1() - block.j0(), isSingle);
    for (int k = block.k0(); k < block.k1(); k += Strip.GROUP) {
      int count = Math.min(Strip.GROUP, block.k1() - k);
      int first = along.offset() + block.j0() * along.stride() + k * along.step();
      strip.take(along.array(), first, along.step(), along.stride(), count);
      for (int u = 0; u < lines; u++) {
        int at = across.offset() + (block.u0() + u) * across.stride() + k * across.step();
        strip.add(u, across.array(), at, across.step(), count);
      }
      if ((k - block.k0()) % Numerics.BLOCK == Numerics.BLOCK - Strip.GROUP) {
        strip.flush();
      }
    }
    int down = isAlongRows ? 1 : kernel.columns();
    int step = isAlongRows ? kernel.columns() : 1;
    for (int u = 0; u < lines; u++) {
      strip.put(u, out, (block.u0() + u) * down + block.j0() * step, step);
    }
  }
}
