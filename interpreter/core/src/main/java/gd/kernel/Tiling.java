package gd.kernel;

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

  /** What fills an element; {@code Buffer} is the array that takes it. */
  public interface Sink {
    void put(int place, double value);
  }

  /** Hands out the elements of some tiles, places counted from the first of them. */
  public void spread(double[] rowMajor, int firstTile, int count, Sink sink) {
    for (int tile = 0; tile < count; tile++) {
      for (int lane = 0; lane < lanes; lane++) {
        int row = (firstTile + tile) * lanes + lane;
        int to = tile * columns * lanes + lane;
        for (int column = 0; column < columns; column++) {
          sink.put(to + column * lanes, row < rows ? rowMajor[row * columns + column] : 0);
        }
      }
    }
  }
}
