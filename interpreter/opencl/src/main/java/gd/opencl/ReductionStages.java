package gd.opencl;

import gd.kernel.Kernel;
import gd.kernel.Numerics;
import gd.kernel.ThreeAddress;
import gd.tensor.Tensor.Combine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Translates {@link Kernel.Reduction}: a work-item accumulates a block of {@link Numerics#BLOCK}
 * elements, and a second stage puts the blocks together in order. Which block an element is in
 * depends on the sizes only, so a sum has the same bits run after run and whatever the device.
 */
final class ReductionStages {
  /** Elements that are combined one by one. */
  private static final int LONGEST_RUN = 32;

  private ReductionStages() {}

  static void add(Assembly assembly, Kernel.Reduction kernel) {
    int outer = kernel.outer().stream().reduce(1, Math::multiplyExact);
    int inner = kernel.inner().stream().reduce(1, Math::multiplyExact);
    int blocks = Math.max(1, Math.ceilDiv(inner, Numerics.BLOCK));
    int target =
        blocks == 1 ? kernel.output() : assembly.scratch(Math.multiplyExact(outer, blocks));
    Points points = new Points(assembly, kernel.inputs(), ThreeAddress.of(kernel.body()));
    Code code = blocks(kernel, points, inner, blocks, "b" + target);
    long cost = Math.min(inner, Numerics.BLOCK) * (points.cost() + 1);
    assembly.add(
        points.buffers(),
        List.of(target),
        Math.multiplyExact(outer, blocks),
        cost,
        inner > Numerics.SEQUENTIAL,
        windows(kernel, outer, inner, blocks),
        code);
    if (blocks > 1) {
      Code sum = new Code();
      sum.line("const int first = g * %d;", blocks);
      combine(sum, kernel.combine(), "b" + target + "[first + p]", blocks);
      sum.line("b%d[g] = acc;", kernel.output());
      assembly.add(List.of(target), List.of(kernel.output()), outer, blocks, false, sum);
    }
  }

  /** A block's elements where there is one result; otherwise all those of a result. */
  private static Map<Integer, Window> windows(
      Kernel.Reduction kernel, int outer, int inner, int blocks) {
    List<Integer> dimensions = new ArrayList<>(kernel.outer());
    dimensions.addAll(kernel.inner());
    boolean inBlocks = outer == 1 && blocks > 1;
    return new Window.Collector()
        .add(dimensions, kernel.inputs(), inBlocks ? 1 : blocks, inBlocks ? Numerics.BLOCK : inner)
        .windows();
  }

  /**
   * {@code acc} = all of {@code element} for p = 0 … count−1, in order; many are taken in runs of
   * √count, so that the error of a sum grows no faster.
   */
  static void combine(Code code, Combine combine, String element, int count) {
    code.line("R acc = %s;", Combining.identity(combine));
    boolean isLong = count > LONGEST_RUN;
    if (isLong) {
      int run = (int) Math.ceil(Math.sqrt(count));
      code.open("for (int c = 0; c < %d; c += %d)", count, run);
      code.line("R part = %s;", Combining.identity(combine));
      code.open("for (int p = c; p < min(c + %d, %d); p++)", run, count);
    } else {
      code.open("for (int p = 0; p < %d; p++)", count);
    }
    code.line("const R x = %s;", element);
    code.line(Combining.step(combine, isLong ? "part" : "acc", "x"));
    code.close();
    if (isLong) {
      code.line(Combining.step(combine, "acc", "part")).close();
    }
  }

  private static Code blocks(
      Kernel.Reduction kernel, Points points, int inner, int blocks, String target) {
    Space over = Space.of(kernel.outer(), kernel.inputs(), 0);
    Space along = Space.of(kernel.inner(), kernel.inputs(), kernel.outer().size());
    Code code = new Code();
    String o = "g";
    if (blocks > 1) {
      code.line("const int o = g / %d;", blocks);
      code.line("const int first = g %% %d * %d;", blocks, Numerics.BLOCK);
      code.line("const int last = min(first + %d, %d);", Numerics.BLOCK, inner);
      o = "o";
    }
    code.lines(over.indices(o, "o"));
    List<String> offsets = new ArrayList<>();
    for (int a = 0; a < kernel.inputs().size(); a++) {
      code.line(
          "const int f%d = %s;",
          a, over.index(a, Integer.toString(kernel.inputs().get(a).offset()), o, "o"));
      offsets.add("f" + a);
    }
    code.line("R acc = %s;", Combining.identity(kernel.combine()));
    code.line("int r = %s;", blocks > 1 ? "first" : "0");
    String end = blocks > 1 ? "last" : Integer.toString(inner);
    boolean inLanes =
        along.isContiguous() && inner > Numerics.SEQUENTIAL && kernel.combine() == Combine.SUM;
    if (inLanes && points.fitsLanes()) {
      code.line("R8 accs = (R8)(0);");
      code.open("for (; r + 8 <= %s; r += 8)", end);
      String x = points.compute(code, along, offsets, "r", "i", Lanes.EIGHT).getFirst();
      code.line("accs = accs + %s;", x).close();
      code.line("const R4 fours = accs.even + accs.odd;");
      code.line("const R2 twos = fours.even + fours.odd;");
      code.line("acc = twos.even + twos.odd;");
    }
    code.open("for (; r < %s; r++)", end);
    code.lines(along.indices("r", "i"));
    String x = points.compute(code, along, offsets, "r", "i", Lanes.ONE).getFirst();
    code.line(Combining.step(kernel.combine(), "acc", x));
    code.close();
    return code.line("%s[g] = acc;", target);
  }
}
