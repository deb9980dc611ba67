package gd.opencl;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Numerics;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Translates {@link Kernel.Rows}. A work-item takes {@link Numerics#BLOCK} rows, in chunks that
 * stay in the first-level cache: first the dots of a chunk's rows, eight rows at a time; then the
 * body, eight rows in eight lanes; then Xᵀ·slot by columns. Each block's sums go to a buffer of
 * partial sums, which a second stage adds in order.
 */
final class RowsStages {
  private static final int LANES = Lanes.EIGHT.width();
  private static final int CHUNK_BYTES = 16 << 10;
  private static final int LARGEST_CHUNK = 256;
  private static final int COLUMNS_AT_ONCE = 8 * LANES;

  private final Assembly assembly;
  private final Kernel.Rows kernel;
  private final Points points;
  private final List<RowOutput.Total> totals = new ArrayList<>();
  private final List<RowOutput.Weighted> weighted = new ArrayList<>();
  private final int columns;
  private final int blocks;
  private final int partial;
  private final int width;

  private RowsStages(Assembly assembly, Kernel.Rows kernel) {
    this.assembly = assembly;
    this.kernel = kernel;
    this.columns = kernel.columns();
    List<Integer> slots = kernel.outputs().stream().map(RowOutput::slot).toList();
    this.points = new Points(assembly, kernel.inputs(), ThreeAddress.of(kernel.body(), slots));
    for (RowOutput output : kernel.outputs()) {
      switch (output) {
        case RowOutput.Total total -> totals.add(total);
        case RowOutput.Weighted sum -> weighted.add(sum);
        case RowOutput.Each _ -> {}
      }
    }
    this.width = totals.size() + weighted.size() * columns;
    this.blocks = Math.max(1, Math.ceilDiv(kernel.rows(), Numerics.BLOCK));
    this.partial =
        blocks > 1 && width > 0 ? assembly.scratch(Math.multiplyExact(blocks, width)) : -1;
  }

  static void add(Assembly assembly, Kernel.Rows kernel) {
    new RowsStages(assembly, kernel).add();
  }

  private void add() {
    List<Integer> read = new ArrayList<>(points.buffers());
    read.add(kernel.matrix());
    read.addAll(kernel.vectors());
    TreeSet<Integer> written = new TreeSet<>();
    kernel.outputs().stream()
        .filter(output -> output instanceof RowOutput.Each || partial < 0)
        .forEach(output -> written.add(output.buffer()));
    if (partial >= 0) {
      written.add(partial);
    }
    long perRow = 2L * columns * (kernel.vectors().size() + weighted.size()) + points.cost();
    assembly.add(
        read,
        written,
        blocks,
        Math.min(kernel.rows(), (long) Numerics.BLOCK) * perRow,
        true,
        block());
    if (partial >= 0) {
      sum();
    }
  }

  /** Adds the blocks' sums in order and puts each where it belongs. */
  private void sum() {
    Code code = new Code();
    ReductionStages.combine(
        code, gd.tensor.Tensor.Combine.SUM, "b%d[p * %d + g]".formatted(partial, width), blocks);
    List<Integer> written = new ArrayList<>();
    for (int t = 0; t < totals.size(); t++) {
      code.open("if (g == %d)", t).line("b%d[0] = acc;", totals.get(t).buffer()).close();
      written.add(totals.get(t).buffer());
    }
    for (int w = 0; w < weighted.size(); w++) {
      int first = totals.size() + w * columns;
      code.open("if (g >= %d & g < %d)", first, first + columns);
      code.line("b%d[g - %d] = acc;", weighted.get(w).buffer(), first).close();
      written.add(weighted.get(w).buffer());
    }
    assembly.add(List.of(partial), written, width, blocks, false, code);
  }

  private Code block() {
    Code code = new Code();
    code.line("const int first = g * %d;", Numerics.BLOCK);
    code.line("const int last = min(first + %d, %d);", Numerics.BLOCK, kernel.rows());
    for (int t = 0; t < totals.size(); t++) {
      code.line("R total%d = (R)0;", t);
    }
    for (int w = 0; w < weighted.size(); w++) {
      String place =
          partial < 0
              ? "b" + weighted.get(w).buffer()
              : "b%d + g * %d + %d".formatted(partial, width, totals.size() + w * columns);
      code.line("__global R *sum%d = %s;", w, place);
      code.open("for (int j = 0; j < %d; j++)", columns).line("sum%d[j] = (R)0;", w).close();
    }
    int chunk = chunk();
    IntStream.range(0, kernel.vectors().size()).forEach(v -> code.line("R dot%d[%d];", v, chunk));
    kernel.outputs().stream()
        .filter(o -> !(o instanceof RowOutput.Each))
        .mapToInt(RowOutput::slot)
        .distinct()
        .sorted()
        .forEach(slot -> code.line("R slot%d[%d];", slot, chunk));
    code.open("for (int r = first; r < last; r += %d)", chunk);
    code.line("const int m = min(%d, last - r);", chunk);
    code.line("__global const R *rows = b%d + (long)r * %d;", kernel.matrix(), columns);
    RowDots dots = new RowDots(columns);
    for (int v = 0; v < kernel.vectors().size(); v++) {
      dots.add(code, "b" + kernel.vectors().get(v), "dot" + v);
    }
    code.line("int i = 0;");
    if (canVectorise()) {
      code.open("for (; i + %d <= m; i += %d)", LANES, LANES);
      body(code, Lanes.EIGHT);
      code.close();
    }
    code.open("for (; i < m; i++)");
    body(code, Lanes.ONE);
    code.close();
    for (int t = 0; t < totals.size(); t++) {
      code.open("for (int k = 0; k < m; k++)");
      code.line("total%d = total%d + slot%d[k];", t, t, totals.get(t).slot()).close();
    }
    for (int w = 0; w < weighted.size(); w++) {
      accumulate(code, "sum" + w, "slot" + weighted.get(w).slot());
    }
    code.close();
    for (int t = 0; t < totals.size(); t++) {
      String place =
          partial < 0
              ? "b" + totals.get(t).buffer() + "[0]"
              : "b%d[g * %d + %d]".formatted(partial, width, t);
      code.line("%s = total%d;", place, t);
    }
    return code;
  }

  private int chunk() {
    long bytes = Math.max(1, Transfer.bytes(columns, assembly.precision()));
    return Math.clamp(CHUNK_BYTES / bytes / LANES * LANES, LANES, LARGEST_CHUNK);
  }

  private boolean canVectorise() {
    return points.fitsLanes()
        && kernel.inputs().stream()
            .mapToInt(access -> access.strides().getFirst())
            .allMatch(s -> s == 0 || s == 1);
  }

  /** The body for row r + i, or for it and the next seven. */
  private void body(Code code, Lanes lanes) {
    code.line("const int row = r + i;");
    List<String> given = new ArrayList<>();
    for (int v = 0; v < kernel.vectors().size(); v++) {
      code.line("const %s d%d = %s;", lanes.type(), v, lanes.load("dot" + v, "i"));
      given.add("d" + v);
    }
    List<String> index = new ArrayList<>();
    List<Boolean> steps = new ArrayList<>();
    for (Access access : kernel.inputs()) {
      int stride = access.strides().getFirst();
      index.add(
          stride == 0
              ? "" + access.offset()
              : "%d + row * (%d)".formatted(access.offset(), stride));
      steps.add(stride != 0);
    }
    List<String> results = points.compute(code, given, index, steps, lanes);
    TreeSet<Integer> stored = new TreeSet<>();
    for (int o = 0; o < results.size(); o++) {
      RowOutput output = kernel.outputs().get(o);
      if (output instanceof RowOutput.Each each) {
        code.line(lanes.store(results.get(o), "b" + each.buffer(), "row"));
      } else if (stored.add(output.slot())) {
        code.line(lanes.store(results.get(o), "slot" + output.slot(), "i"));
      }
    }
  }

  /** {@code sum[j] += rows[k][j]·slot[k]} for the chunk's rows in order, 64 columns at a time. */
  private void accumulate(Code code, String sum, String slot) {
    int wide = columns / COLUMNS_AT_ONCE * COLUMNS_AT_ONCE;
    if (wide > 0) {
      code.open("for (int j = 0; j < %d; j += %d)", wide, COLUMNS_AT_ONCE);
      accumulate(code, sum, slot, "j", COLUMNS_AT_ONCE / LANES);
      code.close();
    }
    int vectors = (columns - wide) / LANES;
    if (vectors > 0) {
      code.open("");
      accumulate(code, sum, slot, Integer.toString(wide), vectors);
      code.close();
    }
    int single = wide + vectors * LANES;
    if (single < columns) {
      code.open("");
      for (int j = single; j < columns; j++) {
        code.line("R a%d = %s[%d];", j, sum, j);
      }
      code.open("for (int k = 0; k < m; k++)");
      code.line("const R f = %s[k];", slot);
      for (int j = single; j < columns; j++) {
        code.line("const R p%d = rows[k * %d + %d] * f;", j, columns, j);
        code.line("a%d = a%d + p%d;", j, j, j);
      }
      code.close();
      for (int j = single; j < columns; j++) {
        code.line("%s[%d] = a%d;", sum, j, j);
      }
      code.close();
    }
  }

  private void accumulate(Code code, String sum, String slot, String first, int vectors) {
    for (int q = 0; q < vectors; q++) {
      code.line("R8 a%d = vload8(%d, %s + %s);", q, q, sum, first);
    }
    code.open("for (int k = 0; k < m; k++)");
    code.line("const R f = %s[k];", slot);
    code.line("__global const R *x = rows + k * %d + %s;", columns, first);
    for (int q = 0; q < vectors; q++) {
      code.line("const R8 p%d = vload8(%d, x) * f;", q, q);
      code.line("a%d = a%d + p%d;", q, q, q);
    }
    code.close();
    for (int q = 0; q < vectors; q++) {
      code.line("vstore8(a%d, %d, %s + %s);", q, q, sum, first);
    }
  }
}
