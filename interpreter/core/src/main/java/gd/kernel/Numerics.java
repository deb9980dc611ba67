package gd.kernel;

/**
 * How long sums are put together, on every device alike: in blocks of {@link #BLOCK} consecutive
 * elements; the blocks' sums are then added in order. Nothing depends on the number of units or
 * threads.
 */
public final class Numerics {
  /** Sums up to this length are added one by one from the first element on. */
  public static final int SEQUENTIAL = 256;

  /** Elements of a block of a longer sum. */
  public static final int BLOCK = 1024;

  private Numerics() {}
}
