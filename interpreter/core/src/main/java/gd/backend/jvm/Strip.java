package gd.backend.jvm;

/**
 * Some elements of several lines (rows or columns) of a matrix product: c[u][j] = Σₖ w[u, k]·b[k,
 * j]. Eight k at a time are taken; then each line adds eight of its terms in one loop over whole
 * arrays, which is what the compiler makes vector instructions of.
 */
sealed interface Strip {
  /** How many k are taken together. */
  int GROUP = 8;

  /**
   * Takes b[k, j] = from[at + k·step + j·along] for the next {@code count} ≤ 8 k; what is missing
   * from eight counts as 0.
   */
  void take(double[] from, int at, int step, int along, int count);

  /** Adds what was taken to line u, times from[at], from[at + step], … */
  void add(int u, double[] from, int at, int step, int count);

  /** Adds the sums since the last call to the totals. */
  void flush();

  /** Adds the totals of line u to to[at], to[at + step], … */
  void put(int u, double[] to, int at, int step);

  /** A strip of so many lines and elements in each. */
  static Strip of(int lines, int length, boolean isSingle) {
    return isSingle ? new Singles(lines, length) : new Doubles(lines, length);
  }

  /** In 64 bits. */
  final class Doubles implements Strip {
    private final double[][] sums;
    private final double[][] taken;
    private final double[][] totals;

    Doubles(int lines, int length) {
      this.sums = new double[lines][length];
      this.taken = new double[GROUP][length];
      this.totals = new double[lines][length];
    }

    @Override
    public void take(double[] from, int at, int step, int along, int count) {
      for (int t = 0; t < GROUP; t++) {
        double[] line = taken[t];
        int first = at + t * step;
        if (t >= count) {
          java.util.Arrays.fill(line, 0);
        } else if (along == 1) {
          System.arraycopy(from, first, line, 0, line.length);
        } else {
          for (int j = 0; j < line.length; j++) {
            line[j] = from[first + j * along];
          }
        }
      }
    }

    @Override
    public void add(int u, double[] from, int at, int step, int count) {
      add(
          sums[u],
          taken[0],
          taken[1],
          taken[2],
          taken[3],
          taken[4],
          taken[5],
          taken[6],
          taken[7],
          from[at],
          count > 1 ? from[at + step] : 0,
          count > 2 ? from[at + 2 * step] : 0,
          count > 3 ? from[at + 3 * step] : 0,
          count > 4 ? from[at + 4 * step] : 0,
          count > 5 ? from[at + 5 * step] : 0,
          count > 6 ? from[at + 6 * step] : 0,
          count > 7 ? from[at + 7 * step] : 0);
    }

    private static void add(
        double[] c,
        double[] b0,
        double[] b1,
        double[] b2,
        double[] b3,
        double[] b4,
        double[] b5,
        double[] b6,
        double[] b7,
        double w0,
        double w1,
        double w2,
        double w3,
        double w4,
        double w5,
        double w6,
        double w7) {
      for (int j = 0; j < c.length; j++) {
        c[j] =
            c[j]
                + w0 * b0[j]
                + w1 * b1[j]
                + w2 * b2[j]
                + w3 * b3[j]
                + w4 * b4[j]
                + w5 * b5[j]
                + w6 * b6[j]
                + w7 * b7[j];
      }
    }

    @Override
    public void flush() {
      for (int u = 0; u < sums.length; u++) {
        double[] line = sums[u];
        double[] total = totals[u];
        for (int j = 0; j < line.length; j++) {
          total[j] += line[j];
        }
        java.util.Arrays.fill(line, 0);
      }
    }

    @Override
    public void put(int u, double[] to, int at, int step) {
      double[] line = sums[u];
      double[] total = totals[u];
      for (int j = 0; j < line.length; j++) {
        to[at + j * step] += total[j] + line[j];
      }
    }
  }

  /** In 32 bits, with twice as many elements in a vector; the totals of blocks in 64. */
  final class Singles implements Strip {
    private final float[][] sums;
    private final float[][] taken;
    private final double[][] totals;

    Singles(int lines, int length) {
      this.sums = new float[lines][length];
      this.taken = new float[GROUP][length];
      this.totals = new double[lines][length];
    }

    @Override
    public void take(double[] from, int at, int step, int along, int count) {
      for (int t = 0; t < GROUP; t++) {
        float[] line = taken[t];
        int first = at + t * step;
        if (t >= count) {
          java.util.Arrays.fill(line, 0);
        } else {
          for (int j = 0; j < line.length; j++) {
            line[j] = (float) from[first + j * along];
          }
        }
      }
    }

    @Override
    public void add(int u, double[] from, int at, int step, int count) {
      add(
          sums[u],
          taken[0],
          taken[1],
          taken[2],
          taken[3],
          taken[4],
          taken[5],
          taken[6],
          taken[7],
          (float) from[at],
          count > 1 ? (float) from[at + step] : 0,
          count > 2 ? (float) from[at + 2 * step] : 0,
          count > 3 ? (float) from[at + 3 * step] : 0,
          count > 4 ? (float) from[at + 4 * step] : 0,
          count > 5 ? (float) from[at + 5 * step] : 0,
          count > 6 ? (float) from[at + 6 * step] : 0,
          count > 7 ? (float) from[at + 7 * step] : 0);
    }

    private static void add(
        float[] c,
        float[] b0,
        float[] b1,
        float[] b2,
        float[] b3,
        float[] b4,
        float[] b5,
        float[] b6,
        float[] b7,
        float w0,
        float w1,
        float w2,
        float w3,
        float w4,
        float w5,
        float w6,
        float w7) {
      for (int j = 0; j < c.length; j++) {
        c[j] =
            c[j]
                + w0 * b0[j]
                + w1 * b1[j]
                + w2 * b2[j]
                + w3 * b3[j]
                + w4 * b4[j]
                + w5 * b5[j]
                + w6 * b6[j]
                + w7 * b7[j];
      }
    }

    @Override
    public void flush() {
      for (int u = 0; u < sums.length; u++) {
        float[] line = sums[u];
        double[] total = totals[u];
        for (int j = 0; j < line.length; j++) {
          total[j] += line[j];
        }
        java.util.Arrays.fill(line, 0);
      }
    }

    @Override
    public void put(int u, double[] to, int at, int step) {
      float[] line = sums[u];
      double[] total = totals[u];
      for (int j = 0; j < line.length; j++) {
        to[at + j * step] += total[j] + line[j];
      }
    }
  }
}
