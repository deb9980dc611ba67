package gd.opencl;

import gd.kernel.Access;
import gd.kernel.Kernel;
import gd.kernel.Numerics;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Translates {@link Kernel.Product}: a work-item computes a tile of four elements along one
 * dimension and eight along the other, in whose direction an operand is contiguous. Every element
 * is a sum in the order of the inner dimension, in blocks of {@link Numerics#BLOCK}; a small result
 * of a long inner dimension gives each block a work-item of its own.
 */
final class ProductStages {
  private static final int TALL = 4;
  private static final int WIDE = 8;
  private static final int SMALL_RESULT = 1 << 14;

  /** Terms of a block that are added one after the other where an element is a long sum. */
  private static final int LONGEST_RUN = 64;

  private final Assembly assembly;
  private final Kernel.Product kernel;
  private final Points epilogue;
  private final Side across;
  private final Side along;
  private final int blocks;
  private final boolean isSplit;

  /** One dimension of the result, and the operand that has it. */
  private record Side(int length, Access operand, int stride, int innerStride, boolean isRow) {
    String element(String index, String k) {
      return "b%d[%s]".formatted(operand.buffer(), position(index, k));
    }

    String position(String index, String k) {
      return "%d + %s * (%d) + %s * (%d)"
          .formatted(operand.offset(), index, stride, k, innerStride);
    }
  }

  private ProductStages(Assembly assembly, Kernel.Product kernel) {
    this.assembly = assembly;
    this.kernel = kernel;
    this.epilogue = new Points(assembly, kernel.inputs(), ThreeAddress.of(kernel.body()));
    Access left = kernel.left();
    Access right = kernel.right();
    Side rows =
        new Side(kernel.rows(), left, left.strides().getFirst(), left.strides().getLast(), true);
    Side columns =
        new Side(
            kernel.columns(), right, right.strides().getLast(), right.strides().getFirst(), false);
    boolean swap = !isVector(columns) && isVector(rows);
    this.along = swap ? rows : columns;
    this.across = swap ? columns : rows;
    this.blocks = Math.max(1, Math.ceilDiv(kernel.inner(), Numerics.BLOCK));
    this.isSplit = blocks > 1 && Math.multiplyFull(kernel.rows(), kernel.columns()) <= SMALL_RESULT;
  }

  private static boolean isVector(Side side) {
    return side.stride() == 1 && side.length() >= WIDE;
  }

  static void add(Assembly assembly, Kernel.Product kernel) {
    new ProductStages(assembly, kernel).add();
  }

  private void add() {
    int results = Math.multiplyExact(kernel.rows(), kernel.columns());
    int tall = Math.ceilDiv(across.length(), TALL);
    int wide = Math.ceilDiv(along.length(), WIDE);
    int tiles = Math.multiplyExact(tall, wide);
    int target = isSplit ? assembly.scratch(Math.multiplyExact(results, blocks)) : kernel.output();
    Code code = new Code();
    code.line("const int tile = g %% %d;", tiles);
    code.line("const int u0 = tile / %d * %d;", wide, TALL);
    code.line("const int v0 = tile %% %d * %d;", wide, WIDE);
    if (isSplit) {
      code.line("const int block = g / %d;", tiles);
    }
    if (isVector(along) && across.length() >= TALL) {
      code.open("if (u0 + %d <= %d & v0 + %d <= %d)", TALL, across.length(), WIDE, along.length());
      tile(code, target, results, TALL);
      code.line("return;").close();
    }
    code.line("const int u1 = min(u0 + %d, %d);", TALL, across.length());
    if (isVector(along)) {
      code.open("if (v0 + %d <= %d)", WIDE, along.length());
      code.open("for (int u = u0; u < u1; u++)");
      row(code, target, results);
      code.close().line("return;").close();
    }
    code.line("const int v1 = min(v0 + %d, %d);", WIDE, along.length());
    code.open("for (int u = u0; u < u1; u++)").open("for (int v = v0; v < v1; v++)");
    single(code, target, results);
    code.close().close();
    List<Integer> read = new ArrayList<>(List.of(kernel.left().buffer(), kernel.right().buffer()));
    long cost =
        2L * TALL * WIDE * (isSplit ? Numerics.BLOCK : kernel.inner())
            + TALL * WIDE * epilogue.cost();
    if (!isSplit) {
      read.addAll(epilogue.buffers());
    }
    assembly.add(
        read,
        List.of(target),
        isSplit ? Math.multiplyExact(tiles, blocks) : tiles,
        cost,
        true,
        windows(tiles, wide),
        code);
    if (isSplit) {
      sum(target, results);
    }
  }

  /** A block's terms where the terms are split; otherwise the rows of a row of tiles. */
  private Map<Integer, Window> windows(int tiles, int wide) {
    Window.Collector windows = new Window.Collector();
    for (Side side : List.of(across, along)) {
      Access operand = side.operand();
      if (isSplit) {
        windows.lines(
            operand, side.innerStride(), side.stride(), side.length(), tiles, Numerics.BLOCK);
      } else if (side.equals(across)) {
        windows.lines(operand, side.stride(), side.innerStride(), kernel.inner(), wide, TALL);
      } else {
        windows.whole(operand.buffer());
      }
    }
    if (!isSplit) {
      for (Access access : kernel.inputs()) {
        int down = access.strides().getFirst();
        int right = access.strides().getLast();
        if (across.isRow()) {
          windows.lines(access, down, right, kernel.columns(), wide, TALL);
        } else {
          windows.whole(access.buffer());
        }
      }
    }
    return windows.windows();
  }

  /** Adds the blocks of every element in order. */
  private void sum(int partial, int results) {
    Code code = new Code();
    ReductionStages.combine(
        code, gd.tensor.Tensor.Combine.SUM, "b%d[p * %d + g]".formatted(partial, results), blocks);
    finish(code, "acc", "g / " + kernel.columns(), "g % " + kernel.columns());
    List<Integer> read = new ArrayList<>(epilogue.buffers());
    read.add(partial);
    assembly.add(read, List.of(kernel.output()), results, blocks + epilogue.cost(), false, code);
  }

  /** Loops over k; {@code step} runs for each k, {@code flush} after each block or run of one. */
  private void inner(Code code, Runnable step, Runnable flush) {
    if (blocks == 1) {
      code.open("for (int k = 0; k < %d; k++)", kernel.inner());
      step.run();
      code.close();
      flush.run();
      return;
    }
    String first = "0";
    String last = Integer.toString(kernel.inner());
    if (isSplit) {
      first = "block * " + Numerics.BLOCK;
      last = "min(block * %d + %d, %d)".formatted(Numerics.BLOCK, Numerics.BLOCK, kernel.inner());
    }
    int run = isSplit ? LONGEST_RUN : Numerics.BLOCK;
    code.line("const int last = %s;", last);
    code.open("for (int k0 = %s; k0 < last; k0 += %d)", first, run);
    code.line("const int k1 = min(k0 + %d, last);", run);
    code.open("for (int k = k0; k < k1; k++)");
    step.run();
    code.close();
    flush.run();
    code.close();
  }

  private void tile(Code code, int target, int results, int tall) {
    List<String> us = IntStream.range(0, tall).mapToObj(t -> "u0 + " + t).toList();
    for (int t = 0; t < tall; t++) {
      code.line("const int u%d = %s;", t + 2, us.get(t));
    }
    accumulate(code, IntStream.range(0, tall).mapToObj(t -> "u" + (t + 2)).toList());
    for (int t = 0; t < tall; t++) {
      store(code, target, results, "total" + t, "u" + (t + 2));
    }
  }

  private void row(Code code, int target, int results) {
    accumulate(code, List.of("u"));
    store(code, target, results, "total0", "u");
  }

  /** total0, total1, … = the sums for eight v and each u. */
  private void accumulate(Code code, List<String> us) {
    for (int t = 0; t < us.size(); t++) {
      code.line("R8 total%d = (R8)(0);", t);
      code.line("R8 part%d = (R8)(0);", t);
    }
    inner(
        code,
        () -> {
          code.line(
              "const R8 y = vload8(0, b%d + %s);",
              along.operand().buffer(), along.position("v0", "k"));
          for (int t = 0; t < us.size(); t++) {
            code.line("const R8 p%d = %s * y;", t, across.element(us.get(t), "k"));
            code.line("part%d = part%d + p%d;", t, t, t);
          }
        },
        () -> {
          for (int t = 0; t < us.size(); t++) {
            code.line("total%d = total%d + part%d;", t, t, t);
            code.line("part%d = (R8)(0);", t);
          }
        });
  }

  private void store(Code code, int target, int results, String total, String u) {
    code.line("R %s_lane[8];", total);
    code.line("vstore8(%s, 0, %s_lane);", total, total);
    code.open("for (int lane = 0; lane < %d; lane++)", WIDE);
    code.line("const int v = v0 + lane;");
    code.line("const R acc = %s_lane[lane];", total);
    put(code, target, results, u, "v");
    code.close();
  }

  private void single(Code code, int target, int results) {
    code.line("R acc = (R)0;").line("R part = (R)0;");
    inner(
        code,
        () -> {
          code.line("const R p = %s * %s;", across.element("u", "k"), along.element("v", "k"));
          code.line("part = part + p;");
        },
        () -> code.line("acc = acc + part;").line("part = (R)0;"));
    put(code, target, results, "u", "v");
  }

  /** Writes the sum {@code acc} of element (u, v): finished, or as a block's part. */
  private void put(Code code, int target, int results, String u, String v) {
    String row = across.isRow() ? u : v;
    String column = across.isRow() ? v : u;
    if (isSplit) {
      code.line(
          "b%d[block * %d + %s * %d + %s] = acc;", target, results, row, kernel.columns(), column);
    } else {
      finish(code, "acc", row, column);
    }
  }

  private void finish(Code code, String product, String row, String column) {
    code.line("const int i = %s;", row).line("const int j = %s;", column);
    List<String> index = new ArrayList<>();
    for (Access access : kernel.inputs()) {
      index.add(
          "%d + i * (%d) + j * (%d)"
              .formatted(access.offset(), access.strides().getFirst(), access.strides().getLast()));
    }
    List<Boolean> steps = kernel.inputs().stream().map(_ -> true).toList();
    String result = epilogue.compute(code, List.of(product), index, steps, Lanes.ONE).getFirst();
    code.line("b%d[i * %d + j] = %s;", kernel.output(), kernel.columns(), result);
  }
}
