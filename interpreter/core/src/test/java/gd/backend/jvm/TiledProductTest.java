package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gd.formula.Formulas;
import gd.kernel.Access;
import gd.kernel.Body;
import gd.kernel.Kernel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A product that is made again goes by tiles of vectors, and nobody sees it. */
class TiledProductTest {
  /** Rows, terms and columns, whole tiles and not, blocks of 1024 terms, small results; turned. */
  @ParameterizedTest
  @CsvSource({
    "64, 64, 64, false",
    "37, 301, 19, false",
    "128, 784, 128, true",
    "9, 2500, 33, true",
    "5, 20000, 8, false",
    "300, 9000, 300, true"
  })
  void hasTheBitsOfStrips(int rows, int inner, int columns, boolean isTurned) {
    for (boolean single : new boolean[] {false, true}) {
      assumeTrue(Lanes.widest(single) instanceof Lanes.Vectors, "the module of vectors is there");
      Lanes.Vectors lanes = (Lanes.Vectors) Lanes.widest(single);
      Kernel.Product kernel =
          new Kernel.Product(
              rows,
              inner,
              columns,
              new Access(0, 0, isTurned ? List.of(1, rows) : List.of(inner, 1)),
              new Access(1, 0, isTurned ? List.of(1, inner) : List.of(columns, 1)),
              List.of(),
              new Body(1, List.of(new Formulas().slot(0))),
              2);
      double[][] buffers = {
        new Random(1).doubles((long) rows * inner, -1, 1).toArray(),
        new Random(2).doubles((long) inner * columns, -1, 1).toArray()
      };
      double[] strips = new double[rows * columns];
      new Strips(kernel, single).add(buffers, 0, inner, strips);
      double[] tiles = new double[rows * columns];
      TiledProduct product = new TiledProduct(kernel, lanes, new LoopCache());
      product.add(buffers, 0, inner, tiles);
      assertArrayEquals(strips, tiles);
      double expected = 0;
      for (int k = 0; k < inner; k++) {
        int left = isTurned ? k * rows + rows - 1 : (rows - 1) * inner + k;
        int right = isTurned ? (columns - 1) * inner + k : k * columns + columns - 1;
        expected += buffers[0][left] * buffers[1][right];
      }
      assertEquals(expected, tiles[tiles.length - 1], single ? 1e-3 : 1e-11);
    }
  }
}
