package gd.opencl;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Numerics;
import gd.kernel.ThreeAddress;
import gd.tensor.Tensor.Combine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@link Kernel.Product} for a processor, as fast libraries do it (K. Goto and R. van de Geijn,
 * Anatomy of High-Performance Matrix Multiplication, 2008): the right side is packed in panels of
 * one or two vectors; a work-item takes a strip of rows, and eight rows meet a panel in registers.
 * A sum of more than {@link Numerics#BLOCK} terms is made of blocks, which lie in a buffer between
 * the stages; so is one whose terms are dealt to several work-items.
 */
final class ProductInPanels {
  private static final int TALL = 8;

  /** Rows of a strip, at most. */
  private static final int STRIP = 64;

  /** Work-items that are wanted, if there is so much to do. */
  private static final int ITEMS = 64;

  /** Elements of the right side that the terms of a work-item span, where an item takes fewer. */
  private static final long MOST_PACKED = 1L << 22;

  /** Elements of what lies between the stages, at most. */
  private static final long MOST_BETWEEN = 1L << 24;

  private static final int FEWEST_COLUMNS = 6;
  private static final long LEAST_WORK = 4096;

  private final Assembly assembly;
  private final Kernel.Product kernel;
  private final Points epilogue;
  private final Lanes lanes;
  private final int vectors;
  private final int width;
  private final int panels;
  private final int strip;
  private final int strips;
  private final int chunk;
  private final int chunks;

  private ProductInPanels(Assembly assembly, Kernel.Product kernel) {
    this.assembly = assembly;
    this.kernel = kernel;
    this.epilogue = new Points(assembly, kernel.inputs(), ThreeAddress.of(kernel.body()));
    this.lanes = Lanes.widest(assembly.precision());
    this.vectors = kernel.columns() > lanes.width() ? 2 : 1;
    this.width = vectors * lanes.width();
    this.panels = Math.ceilDiv(kernel.columns(), width);
    int even = Math.ceilDiv(kernel.rows(), Math.clamp(kernel.rows() / TALL, 1, ITEMS));
    this.strip = Math.min(STRIP, Math.ceilDiv(even, TALL) * TALL);
    this.strips = Math.ceilDiv(kernel.rows(), strip);
    int blocks = Math.max(1, Math.ceilDiv(kernel.inner(), Numerics.BLOCK));
    long results = Math.multiplyFull(kernel.rows(), kernel.columns());
    long many = Math.multiplyFull(kernel.inner(), kernel.columns()) / MOST_PACKED;
    long most = Math.clamp(MOST_BETWEEN / results, 1, blocks);
    int wanted = (int) Math.clamp(Math.max(Math.ceilDiv(ITEMS, strips), many), 1, most);
    int terms = Math.ceilDiv(blocks, wanted) * Numerics.BLOCK;
    this.chunks = Math.max(1, Math.ceilDiv(kernel.inner(), terms));
    this.chunk = chunks == 1 ? kernel.inner() : terms;
  }

  /** Whether the panels repay being packed. */
  static boolean fits(Assembly assembly, Kernel.Product kernel) {
    long results = Math.multiplyFull(kernel.rows(), kernel.columns());
    int blocks = Math.ceilDiv(kernel.inner(), Numerics.BLOCK);
    return assembly.isCpu()
        && kernel.columns() >= FEWEST_COLUMNS
        && kernel.rows() >= TALL
        && results * kernel.inner() >= LEAST_WORK
        && (blocks <= 1 || results * Math.min(ITEMS, blocks) <= MOST_BETWEEN);
  }

  static void add(Assembly assembly, Kernel.Product kernel) {
    new ProductInPanels(assembly, kernel).add();
  }

  private void add() {
    int packed = pack();
    boolean isDirect = kernel.inner() <= Numerics.BLOCK;
    int rows = strips * strip;
    int columns = panels * width;
    int target =
        isDirect
            ? kernel.output()
            : assembly.scratch(Math.multiplyExact(chunks, Math.multiplyExact(rows, columns)));
    Code code = new Code();
    code.line("const int u0 = g %% %d * %d;", strips, strip);
    code.line("const int u1 = min(u0 + %d, %d);", strip, kernel.rows());
    code.line("const int first = g / %d * %d;", strips, chunk);
    code.line("const int last = min(first + %d, %d);", chunk, kernel.inner());
    code.open("for (int k0 = first; k0 < last; k0 += %d)", Numerics.BLOCK);
    code.line("const int k1 = min(k0 + %d, last);", Numerics.BLOCK);
    code.open("for (int p = 0; p < %d; p++)", panels);
    code.open("for (int u = u0; u < u1; u += %d)", TALL);
    accumulate(code, packed);
    if (isDirect) {
      finish(code);
    } else {
      keep(code, target, rows, columns);
    }
    code.close().close().close();
    List<Integer> read = new ArrayList<>(List.of(kernel.left().buffer(), packed));
    if (isDirect) {
      read.addAll(epilogue.buffers());
    }
    long terms = Math.min(chunk, kernel.inner());
    long cost = strip * (long) columns * (2 * terms + (isDirect ? epilogue.cost() : 1));
    int items = strips * chunks;
    assembly.add(read, List.of(target), items, cost, true, windows(packed, isDirect), code);
    if (!isDirect) {
      sum(target, rows, columns);
    }
  }

  /** A strip's rows where an item has all terms; otherwise a chunk's terms, of all rows. */
  private Map<Integer, Window> windows(int packed, boolean isDirect) {
    Window.Collector windows = new Window.Collector();
    Access left = kernel.left();
    int down = left.strides().getFirst();
    int along = left.strides().getLast();
    if (chunks > 1) {
      windows.add(packed, new Window(strips, panels * (long) chunk * width, 0));
      windows.lines(left, along, down, kernel.rows(), strips, chunk);
    } else {
      windows.whole(packed);
      windows.lines(left, down, along, kernel.inner(), 1, strip);
      if (isDirect) {
        for (Access access : kernel.inputs()) {
          List<Integer> strides = access.strides();
          windows.lines(access, strides.getFirst(), strides.getLast(), kernel.columns(), 1, strip);
        }
      }
    }
    return windows.windows();
  }

  /** The right side in panels: [chunk][panel][k][width], filled up with zeros. */
  private int pack() {
    int items = Math.multiplyExact(chunks, Math.multiplyExact(panels, chunk));
    int packed = assembly.scratch(Math.multiplyExact(items, width));
    Access right = kernel.right();
    Code code = new Code();
    code.line("const int p = g / %d%s;", chunk, chunks > 1 ? " %% %d".formatted(panels) : "");
    String first = chunks > 1 ? "g / %d * %d + ".formatted(panels * chunk, chunk) : "";
    code.line("const int k = %sg %% %d;", first, chunk);
    code.open("for (int lane = 0; lane < %d; lane++)", width);
    code.line("const int v = p * %d + lane;", width);
    code.line(
        "b%d[g * %d + lane] = v < %d%s ? b%d[%d + k * (%d) + v * (%d)] : (R)0;",
        packed,
        width,
        kernel.columns(),
        chunks > 1 ? " && k < " + kernel.inner() : "",
        right.buffer(),
        right.offset(),
        right.strides().getFirst(),
        right.strides().getLast());
    code.close();
    Window.Collector windows = new Window.Collector();
    if (chunks > 1) {
      int down = right.strides().getFirst();
      int along = right.strides().getLast();
      windows.add(packed, new Window(panels * chunk, (long) panels * chunk * width, 0));
      windows.lines(right, down, along, kernel.columns(), panels * chunk, chunk);
    }
    assembly.add(
        List.of(right.buffer()),
        List.of(packed),
        items,
        2L * width,
        false,
        windows.windows(),
        code);
    return packed;
  }

  /** The block's sums of eight rows and a panel, in c0_0, c0_1, c1_0, … */
  private void accumulate(Code code, int packed) {
    Access left = kernel.left();
    int down = left.strides().getFirst();
    int along = left.strides().getLast();
    for (int t = 0; t < TALL; t++) {
      code.line(
          "__global const R *a%d = b%d + %d + min(u + %d, %d) * (%d) + k0 * (%d);",
          t, left.buffer(), left.offset(), t, kernel.rows() - 1, down, along);
      for (int v = 0; v < vectors; v++) {
        code.line("%s c%d_%d = %s;", lanes.type(), t, v, lanes.spread("(R)0"));
      }
    }
    String panel = chunks > 1 ? "(g / %d * %d + p)".formatted(strips, panels) : "p";
    String term = chunks > 1 ? "k0 - first" : "k0";
    code.line(
        "__global const R *y = b%d + (%s * %d + %s) * %d;", packed, panel, chunk, term, width);
    code.open("for (int k = k0; k < k1; k++)");
    for (int v = 0; v < vectors; v++) {
      code.line("const %s y%d = %s;", lanes.type(), v, lanes.load("y", "" + v * lanes.width()));
    }
    for (int t = 0; t < TALL; t++) {
      code.line("const %s x%d = %s;", lanes.type(), t, lanes.spread("a%d[0]".formatted(t)));
      for (int v = 0; v < vectors; v++) {
        code.line("c%d_%d = fma(x%d, y%d, c%d_%d);", t, v, t, v, t, v);
      }
    }
    for (int t = 0; t < TALL; t++) {
      code.line("a%d += %d;", t, along);
    }
    code.line("y += %d;", width).close();
  }

  /** Adds the block's sums to those before it. */
  private void keep(Code code, int target, int rows, int columns) {
    code.line(
        "__global R *to = b%d + ((g / %d) * %d + u) * %d + p * %d;",
        target, strips, rows, columns, width);
    for (boolean isFirst : new boolean[] {true, false}) {
      code.open(isFirst ? "if (k0 == first)" : "else");
      for (int t = 0; t < TALL; t++) {
        for (int v = 0; v < vectors; v++) {
          String place = Integer.toString(t * columns + v * lanes.width());
          String sum = "c%d_%d".formatted(t, v);
          code.line(
              lanes.store(isFirst ? sum : lanes.load("to", place) + " + " + sum, "to", place));
        }
      }
      code.close();
    }
  }

  /** The epilogue, row by row: in vectors where a whole one is inside. */
  private void finish(Code code) {
    code.line("R tile[%d];", TALL * width);
    for (int t = 0; t < TALL; t++) {
      for (int v = 0; v < vectors; v++) {
        code.line(
            lanes.store(
                "c%d_%d".formatted(t, v), "tile", Integer.toString(t * width + v * lanes.width())));
      }
    }
    code.line("const int i1 = min(u + %d, u1);", TALL);
    code.open("for (int i = u; i < i1; i++)");
    code.open("for (int v = 0; v < %d; v += %d)", width, lanes.width());
    code.line("const R *c = tile + (i - u) * %d + v;", width);
    code.line("const int j0 = p * %d + v;", width);
    boolean inVectors =
        epilogue.fitsLanes()
            && kernel.inputs().stream().allMatch(access -> isStep(access.strides().getLast()));
    if (inVectors) {
      code.open("if (j0 + %d <= %d)", lanes.width(), kernel.columns());
      code.line("const int j = j0;");
      code.line("const %s acc = %s;", lanes.type(), lanes.load("c", "0"));
      element(code, lanes);
      code.close().open("else");
    }
    code.line("const int j1 = min(j0 + %d, %d);", lanes.width(), kernel.columns());
    code.open("for (int j = j0; j < j1; j++)");
    code.line("const R acc = c[j - j0];");
    element(code, Lanes.ONE);
    code.close();
    if (inVectors) {
      code.close();
    }
    code.close().close();
  }

  private static boolean isStep(int stride) {
    return stride == 0 || stride == 1;
  }

  /** The result at (i, j), or at its neighbours too, where {@code acc} is the product. */
  private void element(Code code, Lanes in) {
    List<String> index = new ArrayList<>();
    List<Boolean> steps = new ArrayList<>();
    for (Access access : kernel.inputs()) {
      index.add(
          "%d + i * (%d) + j * (%d)"
              .formatted(access.offset(), access.strides().getFirst(), access.strides().getLast()));
      steps.add(access.strides().getLast() != 0);
    }
    String result = epilogue.compute(code, List.of("acc"), index, steps, in).getFirst();
    code.line(in.store(result, "b" + kernel.output(), "i * %d + j".formatted(kernel.columns())));
  }

  /** Adds the chunks in order, then the epilogue. */
  private void sum(int partial, int rows, int columns) {
    Code code = new Code();
    code.line("const int i = g / %d;", kernel.columns());
    code.line("const int j = g %% %d;", kernel.columns());
    ReductionStages.combine(
        code, Combine.SUM, "b%d[(p * %d + i) * %d + j]".formatted(partial, rows, columns), chunks);
    element(code, Lanes.ONE);
    List<Integer> read = new ArrayList<>(epilogue.buffers());
    read.add(partial);
    int results = Math.multiplyExact(kernel.rows(), kernel.columns());
    assembly.add(read, List.of(kernel.output()), results, chunks + epilogue.cost(), false, code);
  }
}
