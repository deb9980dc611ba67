package gd.backend.jvm;

import gd.backend.Precision;
import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Kernel;
import gd.kernel.Schedule;
import gd.kernel.ThreeAddress;
import java.util.List;

/** Compiles kernels for one precision. */
record Compiler(
    LoopCache cache, TiledMatrices tiled, RoundedArrays roundedArrays, Precision precision) {
  Task task(Kernel kernel, Schedule schedule) {
    return switch (kernel) {
      case Kernel.Elementwise elementwise -> new ElementwiseTask(elementwise, this);
      case Kernel.Reduction reduction -> new ReductionTask(reduction, this);
      case Kernel.Product product -> new ProductTask(product, this);
      case Kernel.Rows rows -> new RowsTask(rows, this, schedule);
      case Kernel.Placement placement -> new PlacementTask(placement);
    };
  }

  CompiledBody body(ThreeAddress code, List<Stride> inputs, List<Stride> results) {
    return new CompiledBody(code, inputs, results, isSingle(), cache);
  }

  boolean isSingle() {
    return precision == Precision.SINGLE;
  }

  /** A sum or product of 64 bits as an element of the precision. */
  double rounded(double value) {
    return isSingle() ? (double) (float) value : value;
  }
}
