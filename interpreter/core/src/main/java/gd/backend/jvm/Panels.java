package gd.backend.jvm;

import gd.kernel.Kernel;
import gd.kernel.Numerics;
import java.util.Arrays;
import java.util.Optional;

/**
 * A matrix product, not rounded. The terms of an element are added one by one in blocks of {@link
 * Numerics#BLOCK}, whose sums are added in 64 bits; a long sum with a small result is made of a few
 * parts. So the bits depend on the shapes alone, not on who adds.
 */
final class Panels {
  /** The k of one part of a small result, at least; and how many parts at most. */
  private static final int LONG = 1 << 13;

  private static final int MOST_PARTS = 16;

  /** Elements of a small result. */
  private static final int SMALL = 1 << 16;

  /** How the products of some terms are added. */
  sealed interface Way permits Strips, TiledProduct {
    /**
     * Adds the products of the terms from {@code first}, which begins a block, to before {@code
     * end} to {@code out}.
     */
    void add(double[][] buffers, int first, int end, double[] out);
  }

  private final Kernel.Product kernel;
  private final Way strips;
  private final Optional<TiledProduct> tiles;
  private boolean hasRun;

  Panels(Kernel.Product kernel, Compiler compiler) {
    this.kernel = kernel;
    this.strips = new Strips(kernel, compiler.isSingle());
    this.tiles =
        Lanes.widest(compiler.isSingle()) instanceof Lanes.Vectors lanes
                && TiledProduct.fits(kernel, lanes)
            ? Optional.of(new TiledProduct(kernel, lanes, compiler.cache()))
            : Optional.empty();
  }

  /** Fills the kernel's output. */
  void run(double[][] buffers) {
    Way way = way();
    int inner = kernel.inner();
    boolean isSmall = (long) kernel.rows() * kernel.columns() <= SMALL;
    int most = Math.max(LONG, blocks(Parallel.count(inner, MOST_PARTS)));
    int length = isSmall && inner > LONG ? most : inner;
    double[][] partial = new double[Parallel.count(inner, length)][];
    double[] out = buffers[kernel.output()];
    Arrays.fill(out, 0);
    Arrays.setAll(partial, part -> part == 0 ? out : new double[out.length]);
    Parallel.parts(
        partial.length,
        part ->
            way.add(buffers, part * length, Math.min(inner, (part + 1) * length), partial[part]));
    for (int part = 1; part < partial.length; part++) {
      for (int e = 0; e < out.length; e++) {
        out[e] += partial[part][e];
      }
    }
  }

  /** So many terms in whole blocks. */
  private static int blocks(int terms) {
    return Parallel.count(terms, Numerics.BLOCK) * Numerics.BLOCK;
  }

  /**
   * Code with vectors is slow until the JVM has compiled it: a product that is made once has its
   * result sooner without.
   */
  private Way way() {
    if (hasRun && tiles.isPresent()) {
      return tiles.get();
    }
    hasRun = true;
    return strips;
  }
}
