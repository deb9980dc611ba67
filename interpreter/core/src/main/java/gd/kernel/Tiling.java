package gd.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a matrix of data rows lies on a device, so that neighbouring lanes of a vector (or
 * neighbouring work-items) hold neighbouring rows: {@code [rows / lanes][columns][lanes]}, the last
 * tile filled up with zeros. Made once, when the data go to the device.
 *
 * @param lanes rows of a tile: what one vector register holds
 */
public record Tiling(int rows, int columns, int lanes) {
  /** Sums over tiles are put together from groups of at least so many. */
  private static final int FEWEST = 64;

  public int tiles() {
    return Math.ceilDiv(rows, lanes);
  }

  /** Elements in all. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(tiles(), lanes), columns);
  }

  /** Whether the last tile has rows that the matrix has not. */
  public boolean hasTail() {
    return rows % lanes != 0;
  }

  /**
   * Consecutive tiles that one unit of work takes, when there shall be {@code groups} of them for
   * much data. Nothing about a device goes into it, so that sums have the same bits on each.
   */
  public int tilesOfAGroup(int groups) {
    return Math.max(FEWEST, Math.ceilDiv(tiles(), groups));
  }

  /** Where column {@code column} of a row is. */
  public int place(int row, int column) {
    return (row / lanes * columns + column) * lanes + row % lanes;
  }

  /** Takes one column of the rows of a tile. */
  private interface Column {
    /** From {@code from} on, as many rows as there are inside, to {@code place} and behind it. */
    void take(int from, int inside, int place);
  }

  /** Fills {@code to} with the elements of some tiles, by several threads. */
  public void spread(double[] rowMajor, int firstTile, int count, double[] to) {
    spread(
        firstTile,
        count,
        (from, inside, place) -> {
          for (int lane = 0; lane < inside; lane++) {
            to[place + lane] = rowMajor[from + lane * columns];
          }
          Arrays.fill(to, place + inside, place + lanes, 0);
        });
  }

  /** The same in 32 bits. */
  public void spread(double[] rowMajor, int firstTile, int count, float[] to) {
    spread(
        firstTile,
        count,
        (from, inside, place) -> {
          for (int lane = 0; lane < inside; lane++) {
            to[place + lane] = (float) rowMajor[from + lane * columns];
          }
          Arrays.fill(to, place + inside, place + lanes, 0);
        });
  }

  private void spread(int firstTile, int count, Column each) {
    IntStream.range(0, count)
        .parallel()
        .forEach(
            tile -> {
              int row = (firstTile + tile) * lanes;
              int inside = Math.clamp(rows - row, 0, lanes);
              for (int column = 0; column < columns; column++) {
                each.take(row * columns + column, inside, (tile * columns + column) * lanes);
              }
            });
  }
}
