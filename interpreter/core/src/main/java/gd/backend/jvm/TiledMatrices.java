package gd.backend.jvm;

import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/**
 * The tiles of known arrays, made when first asked for and kept as long as somebody holds the
 * array: a descent that follows another finds its data laid out. Safe for several threads.
 */
final class TiledMatrices {
  private record Form(int columns, int height, Lanes lanes) {}

  private final Map<Tensor.Data, Map<Form, Tiles>> made = new WeakHashMap<>();

  synchronized Tiles get(Tensor.Data matrix, int columns, int height, Lanes lanes) {
    return Objects.requireNonNull(
        made.computeIfAbsent(matrix, _ -> new HashMap<>())
            .computeIfAbsent(
                new Form(columns, height, lanes),
                _ ->
                    switch (matrix.elements()) {
                      case Elements.Decimals(double[] values) ->
                          Tiles.of(values, values.length / columns, columns, height, lanes);
                      case Elements.Formulas _ ->
                          throw new IllegalStateException("a schedule's constants are decimals");
                    }));
  }
}
