package gd.backend.jvm;

/**
 * A matrix's rows for passes over all of them: tiles of rows, in which every column is an array of
 * its own. Loops over whole arrays, without offsets, are what the JVM's compiler turns into vector
 * instructions (JDK 25 does it for no other loops). Rows behind the last are zeros. Elements have
 * 32 or 64 bits; sums always have 64.
 */
abstract sealed class Tiles {
  private static final int SUMS_BYTES = 64 << 10;
  private static final int SMALLEST = 128;
  private static final int LARGEST = 512;

  private final int columns;
  private final int height;

  private Tiles(int columns, int height) {
    this.columns = columns;
    this.height = height;
  }

  /** The tiles of a row-major matrix. */
  static Tiles of(double[] matrix, int rows, int columns, boolean single) {
    int height = height(rows, columns);
    int tiles = Parallel.count(rows, height);
    Tiles made =
        single
            ? new Singles(columns, height, new float[Math.multiplyExact(tiles, columns)][height])
            : new Doubles(columns, height, new double[Math.multiplyExact(tiles, columns)][height]);
    Parallel.parts(
        tiles,
        tile -> {
          int count = Math.min(height, rows - tile * height);
          for (int j = 0; j < columns; j++) {
            made.fill(tile * columns + j, matrix, tile * height * columns + j, columns, count);
          }
        });
    return made;
  }

  /** Rows of a tile: so many that a sum for every row and column stays in the cache. */
  private static int height(int rows, int columns) {
    int fitting = SUMS_BYTES / Double.BYTES / Math.max(1, columns);
    int height = Integer.highestOneBit(Math.clamp(fitting, SMALLEST, LARGEST));
    return Math.min(height, Math.max(SMALLEST, Integer.highestOneBit(2 * rows - 1)));
  }

  /** Bytes that the tiles of a matrix take. */
  static long bytes(long rows, int columns, boolean single) {
    return (rows + LARGEST) * columns * (single ? Float.BYTES : Double.BYTES);
  }

  int columns() {
    return columns;
  }

  /** Rows of a tile. */
  int height() {
    return height;
  }

  abstract void fill(int array, double[] from, int at, int step, int count);

  /** z[i] = row i of the tile · w. */
  abstract void multiply(int tile, double[] w, double[] z);

  /** sums[j][i] += element j of row i · r[i]. */
  abstract void add(int tile, double[] r, double[][] sums);

  private static final class Singles extends Tiles {
    private final float[][] x;

    Singles(int columns, int height, float[][] x) {
      super(columns, height);
      this.x = x;
    }

    @Override
    void fill(int array, double[] from, int at, int step, int count) {
      for (int i = 0; i < count; i++) {
        x[array][i] = (float) from[at + i * step];
      }
    }

    @Override
    void multiply(int tile, double[] w, double[] z) {
      int at = tile * columns();
      java.util.Arrays.fill(z, 0);
      int j = 0;
      for (; j + 4 <= w.length; j += 4) {
        int k = at + j;
        dot(x[k], x[k + 1], x[k + 2], x[k + 3], w[j], w[j + 1], w[j + 2], w[j + 3], z);
      }
      for (; j < w.length; j++) {
        dot(x[at + j], w[j], z);
      }
    }

    private static void dot(
        float[] a,
        float[] b,
        float[] c,
        float[] d,
        double p,
        double q,
        double r,
        double s,
        double[] z) {
      for (int i = 0; i < z.length; i++) {
        z[i] += (a[i] * p + b[i] * q) + (c[i] * r + d[i] * s);
      }
    }

    private static void dot(float[] a, double p, double[] z) {
      for (int i = 0; i < z.length; i++) {
        z[i] += a[i] * p;
      }
    }

    @Override
    void add(int tile, double[] r, double[][] sums) {
      for (int j = 0; j < sums.length; j++) {
        add(x[tile * columns() + j], r, sums[j]);
      }
    }

    private static void add(float[] a, double[] r, double[] sum) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += a[i] * r[i];
      }
    }
  }

  private static final class Doubles extends Tiles {
    private final double[][] x;

    Doubles(int columns, int height, double[][] x) {
      super(columns, height);
      this.x = x;
    }

    @Override
    void fill(int array, double[] from, int at, int step, int count) {
      for (int i = 0; i < count; i++) {
        x[array][i] = from[at + i * step];
      }
    }

    @Override
    void multiply(int tile, double[] w, double[] z) {
      int at = tile * columns();
      java.util.Arrays.fill(z, 0);
      int j = 0;
      for (; j + 4 <= w.length; j += 4) {
        int k = at + j;
        dot(x[k], x[k + 1], x[k + 2], x[k + 3], w[j], w[j + 1], w[j + 2], w[j + 3], z);
      }
      for (; j < w.length; j++) {
        dot(x[at + j], w[j], z);
      }
    }

    private static void dot(
        double[] a,
        double[] b,
        double[] c,
        double[] d,
        double p,
        double q,
        double r,
        double s,
        double[] z) {
      for (int i = 0; i < z.length; i++) {
        z[i] += (a[i] * p + b[i] * q) + (c[i] * r + d[i] * s);
      }
    }

    private static void dot(double[] a, double p, double[] z) {
      for (int i = 0; i < z.length; i++) {
        z[i] += a[i] * p;
      }
    }

    @Override
    void add(int tile, double[] r, double[][] sums) {
      for (int j = 0; j < sums.length; j++) {
        add(x[tile * columns() + j], r, sums[j]);
      }
    }

    private static void add(double[] a, double[] r, double[] sum) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += a[i] * r[i];
      }
    }
  }
}
