package gd.backend.jvm;

import gd.kernel.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Zeros, to which parts are added at their places. */
final class PlacementTask implements Task {
  private final Kernel.Placement kernel;
  private final List<Grid> grids = new ArrayList<>();

  PlacementTask(Kernel.Placement kernel) {
    this.kernel = kernel;
    for (Kernel.Part part : kernel.parts()) {
      Grid.Move from = new Grid.Move(part.from().offset(), part.from().strides());
      grids.add(
          Grid.inAnyOrder(
              part.space(), List.of(from, new Grid.Move(part.offset(), part.strides()))));
    }
  }

  @Override
  public void run(double[][] buffers) {
    double[] out = buffers[kernel.output()];
    Arrays.fill(out, 0);
    for (int part = 0; part < grids.size(); part++) {
      put(grids.get(part), buffers[kernel.parts().get(part).from().buffer()], out);
    }
  }

  private static void put(Grid grid, double[] in, double[] out) {
    for (int run = 0; run < grid.outer(); run++) {
      int[] at = new int[2];
      grid.addPlaces(run, at);
      for (int i = 0; i < grid.inner(); i++) {
        out[at[1] + i * grid.steps()[1]] = in[at[0] + i * grid.steps()[0]];
      }
    }
  }
}
