package gd.opencl;

import gd.kernel.Kernel;
import gd.kernel.ThreeAddress;
import java.util.List;
import java.util.Map;

/**
 * Translates {@link Kernel.Elementwise}: a work-item a point, or eight neighbouring points at once.
 */
final class ElementwiseStages {
  private static final int FEW = 64;

  private ElementwiseStages() {}

  static void add(Assembly assembly, Kernel.Elementwise kernel) {
    Space space = Space.of(kernel.space(), kernel.inputs(), 0);
    Points points = new Points(assembly, kernel.inputs(), ThreeAddress.of(kernel.body()));
    int size = kernel.space().stream().reduce(1, Math::multiplyExact);
    Code code = new Code();
    String out = "b" + kernel.output();
    if (space.isContiguous() && size >= FEW && points.fitsLanes()) {
      int width = Lanes.EIGHT.width();
      code.line("const int i = g * %d;", width);
      code.open("if (i + %d <= %d)", width, size);
      point(code, points, space, "i", out, Lanes.EIGHT);
      code.close().open("else").open("for (int r = i; r < %d; r++)", size);
      point(code, points, space, "r", out, Lanes.ONE);
      code.close().close();
      int items = Math.ceilDiv(size, width);
      assembly.add(
          points.buffers(),
          List.of(kernel.output()),
          items,
          width * points.cost(),
          false,
          windows(kernel, width),
          code);
    } else {
      code.lines(space.indices("g", "i"));
      point(code, points, space, "g", out, Lanes.ONE);
      assembly.add(
          points.buffers(),
          List.of(kernel.output()),
          size,
          points.cost(),
          false,
          windows(kernel, 1),
          code);
    }
  }

  private static Map<Integer, Window> windows(Kernel.Elementwise kernel, int width) {
    return new Window.Collector().add(kernel.space(), kernel.inputs(), 1, width).windows();
  }

  private static void point(
      Code code, Points points, Space space, String counter, String out, Lanes lanes) {
    List<String> results = points.compute(code, space, points.offsets(), counter, "i", lanes);
    code.line(lanes.store(results.getFirst(), out, counter));
  }
}
