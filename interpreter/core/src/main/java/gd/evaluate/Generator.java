package gd.evaluate;

import gd.descent.Shuffling;

/**
 * Random numbers as PyTorch's CPU generator draws them, to the last bit but for the roundings of
 * logarithm, sine and cosine: the 32-bit Mersenne Twister (M. Matsumoto and T. Nishimura, ACM
 * TOMACS 8, 1998), uniform decimals of 53 bits, normal ones by Box and Muller's method.
 */
final class Generator implements Shuffling {
  private static final int LENGTH = 624;
  private static final int MIDDLE = 397;

  /** From so many normal numbers on PyTorch draws them in blocks of as many. */
  private static final int BLOCK = 16;

  private final int[] state;
  private int next;

  /** The second number of a pair, of which only the first was asked for; NaN if there is none. */
  private double spare = Double.NaN;

  Generator(long seed) {
    state = new int[LENGTH];
    state[0] = (int) seed;
    for (int k = 1; k < LENGTH; k++) {
      state[k] = 1812433253 * (state[k - 1] ^ (state[k - 1] >>> 30)) + k;
    }
    next = LENGTH;
  }

  private Generator(Generator other) {
    state = other.state.clone();
    next = other.next;
    spare = other.spare;
  }

  @Override
  public double[] saved() {
    double[] numbers = new double[LENGTH + 2];
    for (int k = 0; k < LENGTH; k++) {
      numbers[k] = state[k];
    }
    numbers[LENGTH] = next;
    numbers[LENGTH + 1] = spare;
    return numbers;
  }

  @Override
  public void restore(double[] saved) {
    for (int k = 0; k < LENGTH; k++) {
      state[k] = (int) saved[k];
    }
    next = (int) saved[LENGTH];
    spare = saved[LENGTH + 1];
  }

  Generator copy() {
    return new Generator(this);
  }

  private int bits() {
    if (next == LENGTH) {
      for (int k = 0; k < LENGTH; k++) {
        int both = (state[k] & 0x80000000) | (state[(k + 1) % LENGTH] & 0x7fffffff);
        state[k] = state[(k + MIDDLE) % LENGTH] ^ (both >>> 1) ^ ((both & 1) == 0 ? 0 : 0x9908b0df);
      }
      next = 0;
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private long longBits() {
    long high = bits();
    return high << 32 | Integer.toUnsignedLong(bits());
  }

  /** At least 0 and below 1. */
  double uniform() {
    return (longBits() & ((1L << 53) - 1)) * 0x1p-53;
  }

  /** From 0 to {@code below - 1}. */
  long integer(long below) {
    return below >= 1L << 32
        ? Long.remainderUnsigned(longBits(), below)
        : Integer.toUnsignedLong(bits()) % below;
  }

  double[] uniforms(int count) {
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      values[k] = uniform();
    }
    return values;
  }

  /** Numbers with mean 0 and variance 1. */
  double[] normals(int count) {
    if (count >= BLOCK) {
      return blocks(count);
    }
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      values[k] = normal();
    }
    return values;
  }

  private double normal() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    double angle = 2 * Math.PI * uniform();
    double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-uniform()));
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }

  /** Blocks of 16; for what remains the last 16 places are drawn again. */
  private double[] blocks(int count) {
    double[] values = uniforms(count);
    for (int first = 0; first + BLOCK <= count; first += BLOCK) {
      pairUp(values, first);
    }
    if (count % BLOCK != 0) {
      int first = count - BLOCK;
      System.arraycopy(uniforms(BLOCK), 0, values, first, BLOCK);
      pairUp(values, first);
    }
    return values;
  }

  private static void pairUp(double[] values, int first) {
    for (int k = first; k < first + BLOCK / 2; k++) {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - values[k]));
      double angle = 2 * Math.PI * values[k + BLOCK / 2];
      values[k] = radius * StrictMath.cos(angle);
      values[k + BLOCK / 2] = radius * StrictMath.sin(angle);
    }
  }

  @Override
  public int[] permutation(int count) {
    int[] order = new int[count];
    for (int k = 0; k < count; k++) {
      order[k] = k;
    }
    for (int k = 0; k < count - 1; k++) {
      int other = k + (int) integer(count - k);
      int moved = order[k];
      order[k] = order[other];
      order[other] = moved;
    }
    return order;
  }
}
