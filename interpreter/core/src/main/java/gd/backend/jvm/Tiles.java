package gd.backend.jvm;

/**
 * A matrix's rows for passes over all of them, in tiles. For loops of vectors a tile is one array,
 * {@code [rows / lanes][columns][lanes]}. For loops of numbers every column of it is an array of
 * its own: loops over whole arrays, without offsets, are what the JVM's compiler turns into vector
 * instructions by itself (JDK 25 does it for no other loops). Rows behind the last are zeros.
 */
final class Tiles {
  private static final int SMALLEST = 128;
  private static final int LARGEST = 512;

  /** Arrays of a tile. */
  private final int count;

  /** {@code float[]} or {@code double[]}. */
  private final Object[] arrays;

  private Tiles(int count, Object[] arrays) {
    this.count = count;
    this.arrays = arrays;
  }

  /** The tiles of a row-major matrix. */
  static Tiles of(double[] matrix, int rows, int columns, int height, Lanes lanes) {
    int tiles = Parallel.count(rows, height);
    int width = lanes.width();
    int perTile = width > 1 ? 1 : columns;
    Object[] arrays = new Object[Math.multiplyExact(tiles, perTile)];
    Parallel.parts(
        tiles,
        tile -> {
          int row = tile * height;
          int count = Math.min(height, rows - row);
          for (int k = 0; k < perTile; k++) {
            arrays[tile * perTile + k] = array(lanes.single(), height * columns / perTile);
          }
          for (int j = 0; j < columns; j++) {
            if (width == 1) {
              Object array = arrays[tile * columns + j];
              copy(matrix, row * columns + j, columns, count, array, 0);
            } else {
              for (int i = 0; i < count; i += width) {
                int from = (row + i) * columns + j;
                int to = i * columns + j * width;
                copy(matrix, from, columns, Math.min(width, count - i), arrays[tile], to);
              }
            }
          }
        });
    return new Tiles(perTile, arrays);
  }

  /**
   * Rows of a tile: in a loop of vectors so many that the tile stays in the first-level cache; in
   * one of numbers, which keeps a sum for every row and column, so many that these do in the
   * second.
   */
  static int height(int rows, int columns, Lanes lanes) {
    boolean isVector = lanes.width() > 1;
    int bytes = Math.max(1, columns) * (lanes.single() ? Float.BYTES : Double.BYTES);
    int fitting = (isVector ? 32 << 10 : 64 << 10) / bytes;
    int height = Integer.highestOneBit(Math.clamp(fitting, SMALLEST, LARGEST));
    return Math.min(height, Math.max(SMALLEST, Integer.highestOneBit(2 * rows - 1)));
  }

  /** Bytes that the tiles of a matrix take. */
  static long bytes(long rows, int columns, boolean single) {
    return (rows + LARGEST) * columns * (single ? Float.BYTES : Double.BYTES);
  }

  static Object array(boolean single, int length) {
    return single ? new float[length] : new double[length];
  }

  static int length(Object array) {
    return array instanceof float[] floats ? floats.length : ((double[]) array).length;
  }

  /** Copies elements into an array of tiles. */
  static void copy(double[] from, int at, int step, int count, Object to, int place) {
    if (to instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        floats[place + i] = (float) from[at + i * step];
      }
    } else {
      double[] doubles = (double[]) to;
      for (int i = 0; i < count; i++) {
        doubles[place + i] = from[at + i * step];
      }
    }
  }

  /** Copies elements into the beginning of an array of tiles. */
  static void copy(double[] from, int at, int step, int count, Object to) {
    copy(from, at, step, count, to, 0);
  }

  /** Copies elements of an array of tiles. */
  static void copy(Object from, int at, int count, double[] to, int place) {
    if (from instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        to[place + i] = floats[at + i];
      }
    } else {
      System.arraycopy(from, at, to, place, count);
    }
  }

  /** Copies elements of an array of tiles to the beginning of another. */
  static void copy(Object from, int at, int count, double[] to) {
    copy(from, at, count, to, 0);
  }

  /** Adds elements of an array of tiles to all of another. */
  static void add(Object from, int at, Object to) {
    if (from instanceof float[] floats) {
      float[] sums = (float[]) to;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += floats[at + i];
      }
    } else {
      double[] sums = (double[]) to;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += ((double[]) from)[at + i];
      }
    }
  }

  static void clear(Object array) {
    if (array instanceof float[] floats) {
      java.util.Arrays.fill(floats, 0);
    } else {
      java.util.Arrays.fill((double[]) array, 0);
    }
  }

  /** A tile's array, or that of one of its columns. */
  Object array(int tile, int number) {
    return arrays[tile * count + number];
  }
}
