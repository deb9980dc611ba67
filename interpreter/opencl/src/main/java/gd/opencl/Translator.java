package gd.opencl;

import gd.backend.Precision;
import gd.kernel.Body;
import gd.kernel.Kernel;
import gd.kernel.Schedule;
import gd.kernel.ThreeAddress;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** A schedule's kernels as one OpenCL program. Needs no device. */
final class Translator {
  private Translator() {}

  static Translation translate(Schedule schedule, Precision precision, boolean isCpu) {
    return translate(schedule, precision, isCpu, Set.of());
  }

  /** The same numbers of buffers and stages, for kernels that get a part of some at a time. */
  static Translation translate(
      Schedule schedule, Precision precision, boolean isCpu, Set<Integer> streamed) {
    int calls = schedule.kernels().stream().mapToInt(Translator::calls).sum();
    Assembly assembly =
        new Assembly(precision, isCpu, new Prelude(calls), schedule.buffers(), streamed);
    Set<Kernel> constant = Collections.newSetFromMap(new IdentityHashMap<>());
    constant.addAll(schedule.constantKernels());
    for (Kernel kernel : schedule.kernels()) {
      assembly.begin(constant.contains(kernel));
      switch (kernel) {
        case Kernel.Elementwise elementwise -> ElementwiseStages.add(assembly, elementwise);
        case Kernel.Reduction reduction -> ReductionStages.add(assembly, reduction);
        case Kernel.Product product when ProductInPanels.fits(assembly, product) ->
            ProductInPanels.add(assembly, product);
        case Kernel.Product product -> ProductStages.add(assembly, product);
        case Kernel.Rows rows -> RowsStages.add(assembly, rows);
        case Kernel.Placement placement -> PlacementStages.add(assembly, placement);
      }
    }
    return assembly.finish();
  }

  private static int calls(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Elementwise elementwise -> calls(elementwise.body());
      case Kernel.Reduction reduction -> calls(reduction.body());
      case Kernel.Product product -> calls(product.body());
      case Kernel.Rows rows -> calls(rows.body());
      case Kernel.Placement _ -> 0;
    };
  }

  private static int calls(Body body) {
    return Statements.calls(ThreeAddress.of(body));
  }
}
