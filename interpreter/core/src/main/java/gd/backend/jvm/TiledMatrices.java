package gd.backend.jvm;

import gd.kernel.Kernel;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/**
 * The tiles of known matrices, made when first asked for and kept as long as somebody holds the
 * matrix: a descent that follows another finds its data laid out. Safe for several threads.
 */
final class TiledMatrices {
  private final Map<Tensor.Data, Map<Boolean, Tiles>> made = new WeakHashMap<>();

  synchronized Tiles get(Tensor.Data matrix, Kernel.Rows kernel, boolean single) {
    return Objects.requireNonNull(
        made.computeIfAbsent(matrix, _ -> new HashMap<>())
            .computeIfAbsent(
                single,
                _ ->
                    switch (matrix.elements()) {
                      case Elements.Decimals(double[] values) ->
                          Tiles.of(values, kernel.rows(), kernel.columns(), single);
                      case Elements.Formulas _ ->
                          throw new IllegalStateException("a schedule's constants are decimals");
                    }));
  }
}
