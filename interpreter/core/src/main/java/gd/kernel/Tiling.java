package gd.kernel;

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

  /** Where an element of an array goes. */
  private interface Placing {
    /** The element at a place of the array by rows, or 0 where that is negative. */
    void put(int place, int from);
  }

  /** Fills {@code to} with the elements of some tiles, by several threads. */
  public void spread(double[] rowMajor, int firstTile, int count, double[] to) {
    spread(firstTile, count, (place, from) -> to[place] = from < 0 ? 0 : rowMajor[from]);
  }

  /** The same in 32 bits. */
  public void spread(double[] rowMajor, int firstTile, int count, float[] to) {
    spread(firstTile, count, (place, from) -> to[place] = from < 0 ? 0 : (float) rowMajor[from]);
  }

  private void spread(int firstTile, int count, Placing placing) {
    IntStream.range(0, count)
        .parallel()
        .forEach(
            tile -> {
              int row = (firstTile + tile) * lanes;
              int place = tile * columns * lanes;
              for (int column = 0; column < columns; column++) {
                for (int lane = 0; lane < lanes; lane++) {
                  int from = row + lane < rows ? (row + lane) * columns + column : -1;
                  placing.put(place++, from);
                }
              }
            });
  }
}
