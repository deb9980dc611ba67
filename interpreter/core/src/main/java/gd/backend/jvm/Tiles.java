package gd.backend.jvm;

/**
 * A matrix's rows for passes over all of them: tiles of rows, in which every column is an array of
 * its own. Loops over whole arrays, without offsets, are what the JVM's compiler turns into vector
 * instructions by itself (JDK 25 does it for no other loops). Rows behind the last are zeros.
 */
final class Tiles {
  private static final int SMALLEST = 128;
  private static final int LARGEST = 512;

  private final int columns;
  private final int height;

  /** Tile by tile its columns: {@code float[]} or {@code double[]}. */
  private final Object[] arrays;

  private Tiles(int columns, int height, Object[] arrays) {
    this.columns = columns;
    this.height = height;
    this.arrays = arrays;
  }

  /** The tiles of a row-major matrix. */
  static Tiles of(double[] matrix, int rows, int columns, int height, boolean single) {
    int tiles = Parallel.count(rows, height);
    Object[] arrays = new Object[Math.multiplyExact(tiles, columns)];
    Parallel.parts(
        tiles,
        tile -> {
          int count = Math.min(height, rows - tile * height);
          for (int j = 0; j < columns; j++) {
            Object array = array(single, height);
            copy(matrix, tile * height * columns + j, columns, count, array);
            arrays[tile * columns + j] = array;
          }
        });
    return new Tiles(columns, height, arrays);
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

  /** Copies elements into the beginning of an array of tiles. */
  static void copy(double[] from, int at, int step, int count, Object to) {
    if (to instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        floats[i] = (float) from[at + i * step];
      }
    } else {
      double[] doubles = (double[]) to;
      for (int i = 0; i < count; i++) {
        doubles[i] = from[at + i * step];
      }
    }
  }

  /** Copies the beginning of an array of tiles. */
  static void copy(Object from, int count, double[] to, int at) {
    if (from instanceof float[] floats) {
      for (int i = 0; i < count; i++) {
        to[at + i] = floats[i];
      }
    } else {
      System.arraycopy(from, 0, to, at, count);
    }
  }

  static void clear(Object array) {
    if (array instanceof float[] floats) {
      java.util.Arrays.fill(floats, 0);
    } else {
      java.util.Arrays.fill((double[]) array, 0);
    }
  }

  int columns() {
    return columns;
  }

  /** Rows of a tile. */
  int height() {
    return height;
  }

  Object column(int tile, int column) {
    return arrays[tile * columns + column];
  }
}
