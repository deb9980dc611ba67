package gd.opencl;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.ThreeAddress;
import gd.kernel.Tiling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Translates {@link Kernel.Rows}. The rows lie in tiles ({@link Tiling}); groups of consecutive
 * tiles leave partial sums, which a second stage adds in order. How many groups there are depends
 * on the number of rows and on the kind of device, never on how many units it has.
 *
 * <p>What a group does is written in two skins, {@link RowsInVectors} for processors and {@link
 * RowsInItems} for GPUs; what they share is here.
 */
final class RowsStages {
  /** So many sums are kept by an item of a GPU, so many products written out. */
  static final int FEW = 32;

  /** Products are made of so many sums, since an addition takes several cycles. */
  private static final int SUMS_AT_ONCE = 4;

  private static final int GROUPS_ON_CPU = 256;
  private static final int GROUPS_ON_GPU = 2048;

  private final Assembly assembly;
  private final Kernel.Rows kernel;
  private final Tiling tiling;
  private final int tiles;
  private final Points points;
  private final int perGroup;
  private final int groups;
  private final int width;
  private final int partial;

  /** Columns of known matrices with a row for each data row, which are laid out in tiles, too. */
  private final Map<Access, Integer> columns = new HashMap<>();

  private RowsStages(Assembly assembly, Kernel.Rows kernel) {
    this.assembly = assembly;
    this.kernel = kernel;
    this.tiling =
        new Tiling(kernel.rows(), kernel.columns(), Lanes.widest(assembly.precision()).width());
    this.tiles = assembly.tiled(kernel.matrix(), tiling);
    List<Integer> slots = kernel.outputs().stream().map(RowOutput::slot).toList();
    this.points = new Points(assembly, kernel.inputs(), ThreeAddress.of(kernel.body(), slots));
    for (Access access : kernel.inputs()) {
      int count = access.strides().getFirst();
      if (count > 1
          && access.offset() >= 0
          && access.offset() < count
          && assembly.isKnown(access.buffer(), (long) kernel.rows() * count)) {
        Tiling layout = new Tiling(kernel.rows(), count, tiling.lanes());
        columns.put(access, assembly.tiled(access.buffer(), layout));
      }
    }
    this.perGroup = tiling.tilesOfAGroup(assembly.isCpu() ? GROUPS_ON_CPU : GROUPS_ON_GPU);
    this.groups = Math.max(1, Math.ceilDiv(tiling.tiles(), perGroup));
    this.width = kernel.outputs().stream().mapToInt(this::width).sum();
    this.partial =
        groups > 1 && width > 0 ? assembly.scratch(Math.multiplyExact(groups, width)) : -1;
  }

  static void add(Assembly assembly, Kernel.Rows kernel) {
    new RowsStages(assembly, kernel).add();
  }

  private int width(RowOutput output) {
    return switch (output) {
      case RowOutput.Total _ -> 1;
      case RowOutput.Weighted _ -> kernel.columns();
      case RowOutput.Each _ -> 0;
    };
  }

  private void add() {
    List<Integer> read = new ArrayList<>(List.of(tiles));
    kernel.inputs().forEach(access -> read.add(columns.getOrDefault(access, access.buffer())));
    kernel.vectors().forEach(vector -> read.add(vector.buffer()));
    TreeSet<Integer> written = new TreeSet<>();
    for (RowOutput output : kernel.outputs()) {
      written.add(partial < 0 || output instanceof RowOutput.Each ? output.buffer() : partial);
    }
    long perRow = points.cost();
    Map<Integer, Window> windows = windows();
    for (RowOutput output : kernel.outputs()) {
      perRow += 2L * width(output);
    }
    perRow += 2L * kernel.columns() * kernel.vectors().size();
    long cost = perRow * perGroup * tiling.lanes();
    if (assembly.isCpu()) {
      assembly.add(read, written, groups, cost, true, windows, new RowsInVectors(this).code());
    } else {
      RowsInItems skin = new RowsInItems(this);
      Code code = skin.code();
      long perItem = cost / RowsInItems.ITEMS;
      assembly.addGroups(
          read, written, groups, perItem, RowsInItems.ITEMS, skin.locals(), windows, code);
    }
    if (partial >= 0) {
      sum();
    }
  }

  /** What a group reads of the tiles, and of what has an element for each row. */
  private Map<Integer, Window> windows() {
    long rows = (long) perGroup * tiling.lanes();
    Window.Collector windows =
        new Window.Collector().add(tiles, new Window(1, rows * kernel.columns(), 0));
    columns.forEach(
        (access, tiled) ->
            windows.add(tiled, new Window(1, rows * access.strides().getFirst(), 0)));
    for (Access access : kernel.inputs()) {
      if (columns.containsKey(access)) {
        continue;
      }
      if (access.strides().getFirst() == 1) {
        windows.add(access.buffer(), new Window(1, rows, access.offset()));
      } else {
        windows.whole(access.buffer());
      }
    }
    kernel.vectors().forEach(vector -> windows.whole(vector.buffer()));
    return windows.windows();
  }

  /** Adds the groups' sums in order and puts each where it belongs. */
  private void sum() {
    Code code = new Code();
    ReductionStages.combine(
        code, gd.tensor.Tensor.Combine.SUM, "b%d[p * %d + g]".formatted(partial, width), groups);
    List<Integer> written = new ArrayList<>();
    int first = 0;
    for (RowOutput output : kernel.outputs()) {
      int length = width(output);
      if (length > 0) {
        code.open("if (g >= %d & g < %d)", first, first + length);
        code.line("b%d[g - %d] = acc;", output.buffer(), first).close();
        written.add(output.buffer());
      }
      first += length;
    }
    assembly.add(List.of(partial), written, width, groups, false, code);
  }

  Kernel.Rows kernel() {
    return kernel;
  }

  Tiling tiling() {
    return tiling;
  }

  int perGroup() {
    return perGroup;
  }

  gd.backend.Precision precision() {
    return assembly.precision();
  }

  boolean fitsLanes() {
    return points.fitsLanes();
  }

  /** Where group g leaves its sums for an output. */
  String place(int output) {
    if (partial < 0) {
      return "b" + kernel.outputs().get(output).buffer();
    }
    int before = kernel.outputs().subList(0, output).stream().mapToInt(this::width).sum();
    return "(b%d + g * %d + %d)".formatted(partial, width, before);
  }

  /** The tile {@code t} as a pointer {@code x}. */
  String tile() {
    int size = kernel.columns() * tiling.lanes();
    return "__global const R *x = b%d + (long)t * %d;".formatted(tiles, size);
  }

  /** The products of the rows at {@code x} with the vectors, in variables d0, d1, … */
  List<String> dots(Code code, Lanes lanes) {
    return dots(code, lanes, 0);
  }

  /** As above; with {@code ahead}, what lies so many elements behind is brought to the cache. */
  List<String> dots(Code code, Lanes lanes, int ahead) {
    int vectors = kernel.vectors().size();
    List<String> names = IntStream.range(0, vectors).mapToObj(v -> "d" + v).toList();
    names.forEach(name -> code.line("%s %s = %s;", lanes.type(), name, lanes.spread("(R)0")));
    if (vectors == 0) {
      return names;
    }
    code.open("");
    int sums = Math.max(1, SUMS_AT_ONCE / vectors);
    for (int v = 0; v < vectors; v++) {
      for (int s = 0; s < sums; s++) {
        code.line("%s s%d_%d = %s;", lanes.type(), v, s, lanes.spread("(R)0"));
      }
    }
    int columns = kernel.columns();
    int whole = columns / sums * sums;
    if (whole > 0) {
      if (columns * vectors <= FEW) {
        code.line("#pragma unroll");
      }
      code.open("for (int j = 0; j < %d; j += %d)", whole, sums);
      if (ahead > 0) {
        for (int s = 0; s < sums; s++) {
          String place = "x + (j + %d) * %d + %d".formatted(s, tiling.lanes(), ahead);
          code.line(assembly.prelude().fetch(place));
        }
      }
      IntStream.range(0, sums).forEach(s -> multiply(code, s, "j + " + s, lanes));
      code.close();
    }
    for (int j = whole; j < columns; j++) {
      multiply(code, j - whole, Integer.toString(j), lanes);
    }
    for (int v = 0; v < vectors; v++) {
      code.line("d%d = %s;", v, paired("s" + v + "_", 0, sums));
    }
    code.close();
    return names;
  }

  /** A column times its element of each vector, added to one of several sums. */
  private void multiply(Code code, int sum, String column, Lanes lanes) {
    String place = "(%s) * %d".formatted(column, tiling.lanes());
    code.line("const %s c%d = %s;", lanes.type(), sum, lanes.load("x", place));
    for (int v = 0; v < kernel.vectors().size(); v++) {
      String factor = lanes.spread(element(kernel.vectors().get(v), column));
      code.line("s%d_%d = fma(c%d, %s, s%d_%d);", v, sum, sum, factor, v, sum);
    }
  }

  private static String element(Access vector, String place) {
    int stride = vector.strides().getFirst();
    String index = stride == 1 ? place : "(%s) * %d".formatted(place, stride);
    return vector.offset() == 0
        ? "b%d[%s]".formatted(vector.buffer(), index)
        : "b%d[%d + %s]".formatted(vector.buffer(), vector.offset(), index);
  }

  /** A sum of sums, halves first. */
  private static String paired(String name, int from, int to) {
    int middle = (from + to) / 2;
    return to - from == 1
        ? name + from
        : "(%s + %s)".formatted(paired(name, from, middle), paired(name, middle, to));
  }

  /** The body for the rows from {@code row} on; returns where the results are. */
  List<String> body(Code code, List<String> dots, Lanes lanes) {
    List<String> names = new ArrayList<>(dots);
    for (int a = 0; a < kernel.inputs().size(); a++) {
      code.line("const %s x%d = %s;", lanes.type(), a, input(kernel.inputs().get(a), lanes));
      names.add("x" + a);
    }
    return points.compute(code, names, lanes);
  }

  /** Lanes behind the last row read something of the buffer, or of the room behind it. */
  private String input(Access access, Lanes lanes) {
    int stride = access.strides().getFirst();
    Integer tiled = columns.get(access);
    if (tiled != null) {
      int width = tiling.lanes();
      String tile = lanes == Lanes.ONE ? "row / %d * %d".formatted(width, width) : "row";
      String lane = lanes == Lanes.ONE ? " + row %% %d".formatted(width) : "";
      int first = access.offset() * width;
      return lanes.load("b" + tiled, "%d + %s * %d%s".formatted(first, tile, stride, lane));
    }
    String buffer = "b" + access.buffer();
    if (stride == 0) {
      return lanes.spread(Lanes.ONE.load(buffer, Integer.toString(access.offset())));
    }
    if (stride == 1) {
      return lanes.load(buffer, "%d + row".formatted(access.offset()));
    }
    List<String> elements = new ArrayList<>();
    for (int lane = 0; lane < lanes.width(); lane++) {
      elements.add(
          "%s[%d + min(row + %d, %d) * (%d)]"
              .formatted(buffer, access.offset(), lane, kernel.rows() - 1, stride));
    }
    return "(%s)(%s)".formatted(lanes.type(), String.join(", ", elements));
  }
}
