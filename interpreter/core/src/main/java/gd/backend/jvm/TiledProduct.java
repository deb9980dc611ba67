package gd.backend.jvm;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Numerics;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A matrix product in tiles of vectors: both sides are packed so that a tile reads them from the
 * beginning to the end. Terms are added as {@link Panels} adds them: the bits are the same.
 */
final class TiledProduct implements Panels.Way {
  private static final int VECTORS = 2;
  private static final int EIGHT = 8;

  /** Rows of a tile: its sums and what it takes stay in the registers of wide and other vectors. */
  private static final int ROWS_OF_WIDE = 8;

  private static final int ROWS = 4;

  /** Bits of vectors that come with 32 registers. */
  private static final int WIDE = 512;

  /** Multiplications of one part, at least. */
  private static final long PART = 1 << 18;

  /** Elements that are packed in one part, at least. */
  private static final int PACKED_PART = 1 << 14;

  private final Kernel.Product kernel;
  private final PanelCode code;
  private final PanelCode.Tile tile;
  private final Queue<Scratch> scratch = new ConcurrentLinkedQueue<>();
  private final Queue<Object> rights = new ConcurrentLinkedQueue<>();

  /** The terms that a step takes: those below 1024 of a sum, of the right side all columns. */
  private final int depth;

  private final int panels;

  /** What one thread packs. */
  private record Scratch(Object left, Object tile) {}

  TiledProduct(Kernel.Product kernel, Lanes.Vectors lanes, LoopCache cache) {
    this.kernel = kernel;
    int bits = lanes.width() * (lanes.single() ? Float.SIZE : Double.SIZE);
    int vectors = kernel.columns() > lanes.width() ? VECTORS : 1;
    this.code = new PanelCode(lanes, bits >= WIDE ? ROWS_OF_WIDE : ROWS, vectors);
    this.tile = cache.tile(code);
    this.depth = Math.min(kernel.inner(), Numerics.BLOCK);
    this.panels = Parallel.count(kernel.columns(), code.columns());
  }

  /** Whether most lanes have a column, and there is enough to do to be worth packing. */
  static boolean fits(Kernel.Product kernel, Lanes.Vectors lanes) {
    return 3 * kernel.columns() >= lanes.width()
        && (long) kernel.rows() * kernel.inner() * kernel.columns() >= PART / 2;
  }

  @Override
  public void add(double[][] buffers, int first, int end, double[] out) {
    boolean single = code.lanes().single();
    Object right =
        taken(
            rights, () -> Tiles.array(single, Math.multiplyExact(depth, panels * code.columns())));
    for (int from = first; from < end; from += depth) {
      int k = from;
      int count = Math.min(depth, end - from);
      int perPart = Math.max(1, PACKED_PART / (count * code.columns()));
      Parallel.parts(
          Parallel.count(panels, perPart),
          part -> {
            for (int p = part * perPart; p < Math.min(panels, (part + 1) * perPart); p++) {
              packRight(buffers, k, count, p, right);
            }
          });
      int height = height(count);
      Parallel.parts(
          Parallel.count(kernel.rows(), height),
          part -> rows(buffers, k, count, part * height, height, right, out));
    }
    rights.add(right);
  }

  /** Rows of one part. */
  private int height(int count) {
    long perTile = (long) code.rows() * count * panels * code.columns();
    return code.rows() * (int) Math.max(1, PART / perTile);
  }

  private Scratch scratch() {
    boolean single = code.lanes().single();
    return new Scratch(
        Tiles.array(single, depth * code.rows()),
        Tiles.array(single, code.rows() * code.columns()));
  }

  private static <T> T taken(Queue<T> kept, Supplier<T> made) {
    T found = kept.poll();
    return found == null ? made.get() : found;
  }

  private void rows(
      double[][] buffers, int k, int count, int from, int height, Object right, double[] out) {
    Scratch own = taken(scratch, this::scratch);
    int end = Math.min(kernel.rows(), from + height);
    for (int row = from; row < end; row += code.rows()) {
      int rows = Math.min(code.rows(), end - row);
      packLeft(buffers, k, count, row, rows, own.left());
      for (int panel = 0; panel < panels; panel++) {
        tile.run(own.left(), 0, right, panel * depth * code.columns(), count, own.tile());
        int column = panel * code.columns();
        int columns = Math.min(code.columns(), kernel.columns() - column);
        for (int r = 0; r < rows; r++) {
          int at = (row + r) * kernel.columns() + column;
          addTo(out, at, own.tile(), r * code.columns(), columns);
        }
      }
    }
    scratch.add(own);
  }

  private void packLeft(double[][] buffers, int k, int count, int row, int rows, Object to) {
    Access left = kernel.left();
    int down = left.strides().get(0);
    int along = left.strides().get(1);
    int at = left.offset() + row * down + k * along;
    pack(buffers[left.buffer()], at, along, count, down, rows, code.rows(), to, 0);
  }

  private void packRight(double[][] buffers, int k, int count, int panel, Object to) {
    Access right = kernel.right();
    int down = right.strides().get(0);
    int along = right.strides().get(1);
    int column = panel * code.columns();
    int columns = Math.min(code.columns(), kernel.columns() - column);
    int at = right.offset() + k * down + column * along;
    int place = panel * depth * code.columns();
    pack(buffers[right.buffer()], at, down, count, along, columns, code.columns(), to, place);
  }

  /** {@code to[place + k·width + u] = from[at + k·step + u·across]}, zero from u = lines on. */
  private static void pack(
      double[] from,
      int at,
      int step,
      int count,
      int across,
      int lines,
      int width,
      Object to,
      int place) {
    switch (to) {
      case float[] floats -> {
        if (lines < width) {
          java.util.Arrays.fill(floats, place, place + count * width, 0);
        }
        if (across == 1) {
          for (int k = 0; k < count; k++) {
            narrow(from, at + k * step, lines, floats, place + k * width);
          }
        } else {
          for (int u = 0; u < lines; u++) {
            for (int k = 0; k < count; k++) {
              floats[place + k * width + u] = (float) from[at + k * step + u * across];
            }
          }
        }
      }
      case double[] doubles -> {
        if (lines < width) {
          java.util.Arrays.fill(doubles, place, place + count * width, 0);
        }
        if (across == 1) {
          for (int k = 0; k < count; k++) {
            System.arraycopy(from, at + k * step, doubles, place + k * width, lines);
          }
        } else {
          for (int u = 0; u < lines; u++) {
            for (int k = 0; k < count; k++) {
              doubles[place + k * width + u] = from[at + k * step + u * across];
            }
          }
        }
      }
      default -> throw new IllegalArgumentException("an array of numbers");
    }
  }

  /** Copies a few elements; eight at a time, since the JVM begins and ends its loops slowly. */
  private static void narrow(double[] from, int at, int count, float[] to, int place) {
    int i = 0;
    for (; i + EIGHT <= count; i += EIGHT) {
      to[place + i] = (float) from[at + i];
      to[place + i + 1] = (float) from[at + i + 1];
      to[place + i + 2] = (float) from[at + i + 2];
      to[place + i + 3] = (float) from[at + i + 3];
      to[place + i + 4] = (float) from[at + i + 4];
      to[place + i + 5] = (float) from[at + i + 5];
      to[place + i + 6] = (float) from[at + i + 6];
      to[place + i + 7] = (float) from[at + i + 7];
    }
    for (; i < count; i++) {
      to[place + i] = (float) from[at + i];
    }
  }

  private static void addTo(double[] out, int at, Object sums, int from, int count) {
    if (sums instanceof float[] floats) {
      int j = 0;
      for (; j + EIGHT <= count; j += EIGHT) {
        out[at + j] += floats[from + j];
        out[at + j + 1] += floats[from + j + 1];
        out[at + j + 2] += floats[from + j + 2];
        out[at + j + 3] += floats[from + j + 3];
        out[at + j + 4] += floats[from + j + 4];
        out[at + j + 5] += floats[from + j + 5];
        out[at + j + 6] += floats[from + j + 6];
        out[at + j + 7] += floats[from + j + 7];
      }
      for (; j < count; j++) {
        out[at + j] += floats[from + j];
      }
    } else {
      double[] doubles = (double[]) sums;
      for (int j = 0; j < count; j++) {
        out[at + j] += doubles[from + j];
      }
    }
  }
}
