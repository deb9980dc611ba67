package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.ThreeAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiled loops by their code, the least recently used forgotten. Safe for several threads. */
final class LoopCache {
  private static final int LARGEST = 1024;

  private record Key(
      ThreeAddress code, List<Stride> inputs, List<Stride> results, boolean single) {}

  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > LARGEST;
    }
  }

  private final Map<Key, Loop> loops = new Recent<>();
  private final Map<BlockCode, BlockLoop> blocks = new Recent<>();
  private final Map<VectorTiles, VectorTiles.Pass> products = new Recent<>();
  private final Map<VectorTiles, VectorTiles.Pass> sums = new Recent<>();

  private final Map<NarrowRows, NarrowRows.Pass> rows = new Recent<>();

  private final Map<PanelCode, PanelCode.Tile> tiles = new Recent<>();

  private final Map<ClosedForm.Code, Optional<ClosedForm.Steps>> steps = new Recent<>();

  private final Map<MovesCode, Optional<Moves>> moves = new Recent<>();

  private long compiled;

  synchronized Loop loop(
      ThreeAddress code, List<Stride> inputs, List<Stride> results, boolean single) {
    return loops.computeIfAbsent(
        new Key(code, inputs, results, single),
        key -> {
          compiled++;
          return new LoopWriter(key.code(), key.inputs(), key.results(), key.single()).compile();
        });
  }

  synchronized BlockLoop loop(BlockCode code) {
    return blocks.computeIfAbsent(
        code,
        key -> {
          compiled++;
          return key.compile();
        });
  }

  /** A loop of steps; empty if its method would be too long. */
  synchronized Optional<ClosedForm.Steps> steps(ClosedForm.Code code) {
    return steps.computeIfAbsent(
        code,
        key -> {
          compiled++;
          return key.compile();
        });
  }

  /** Steps in vectors; empty if their method would be too long. */
  synchronized Optional<Moves> moves(MovesCode code) {
    return moves.computeIfAbsent(code, MovesCode::compile);
  }

  synchronized VectorTiles.Pass products(VectorTiles tiles) {
    return products.computeIfAbsent(tiles, VectorTiles::products);
  }

  synchronized VectorTiles.Pass sums(VectorTiles tiles) {
    return sums.computeIfAbsent(tiles, VectorTiles::sums);
  }

  synchronized NarrowRows.Pass rows(NarrowRows code) {
    return rows.computeIfAbsent(code, NarrowRows::compile);
  }

  synchronized PanelCode.Tile tile(PanelCode code) {
    return tiles.computeIfAbsent(code, PanelCode::compile);
  }

  /** How many loops were compiled so far. */
  synchronized long compiled() {
    return compiled;
  }
}
