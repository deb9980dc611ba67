package gd.opencl;

import gd.kernel.Access;
import gd.kernel.Kernel;
import java.util.List;

/**
 * Translates {@link Kernel.Placement}: zeros, then a stage a part, since places of different parts
 * may be the same. A first part that fills the whole output needs no zeros.
 */
final class PlacementStages {
  private PlacementStages() {}

  static void add(Assembly assembly, Kernel.Placement kernel) {
    int size = assembly.size(kernel.output());
    List<Integer> output = List.of(kernel.output());
    boolean isFilled = kernel.parts().stream().mapToInt(PlacementStages::points).sum() == size;
    if (!isFilled) {
      assembly.add(
          List.of(), output, size, 1, false, new Code().line("b%d[g] = (R)0;", kernel.output()));
    }
    for (Kernel.Part part : kernel.parts()) {
      Access to = new Access(kernel.output(), part.offset(), part.strides());
      Space space = Space.of(part.space(), List.of(part.from(), to), 0);
      Code code = new Code().lines(space.indices("g", "i"));
      code.line("const int place = %s;", space.index(1, Integer.toString(to.offset()), "g", "i"));
      code.line(
          "const R x = b%d[%s];",
          part.from().buffer(), space.index(0, Integer.toString(part.from().offset()), "g", "i"));
      code.line("b%d[place] = x;", kernel.output());
      assembly.add(List.of(part.from().buffer()), output, points(part), 4, false, code);
    }
  }

  private static int points(Kernel.Part part) {
    return part.space().stream().reduce(1, Math::multiplyExact);
  }
}
