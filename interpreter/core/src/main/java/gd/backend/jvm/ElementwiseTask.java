package gd.backend.jvm;

import gd.backend.jvm.LoopWriter.Stride;
import gd.kernel.Kernel;
import gd.kernel.ThreeAddress;
import gd.tensor.Strides;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** out[p] = body(inputs at p) */
final class ElementwiseTask implements Task {
  /** Points of one part. */
  private static final int PART = 1 << 14;

  private final Kernel.Elementwise kernel;
  private final Grid grid;
  private final CompiledBody body;

  ElementwiseTask(Kernel.Elementwise kernel, Compiler compiler) {
    this.kernel = kernel;
    List<Grid.Move> moves = new ArrayList<>();
    kernel.inputs().forEach(access -> moves.add(new Grid.Move(access.offset(), access.strides())));
    moves.add(new Grid.Move(0, Strides.rowMajor(kernel.space())));
    this.grid = Grid.inAnyOrder(kernel.space(), moves);
    List<Stride> strides = Arrays.stream(grid.steps()).mapToObj(Stride::of).toList();
    Stride result = strides.getLast() == Stride.ONE ? Stride.ONE : Stride.ANY;
    this.body =
        compiler.body(
            ThreeAddress.of(kernel.body()),
            strides.subList(0, strides.size() - 1),
            List.of(result));
  }

  @Override
  public void run(double[][] buffers) {
    if (grid.size() == 0) {
      return;
    }
    int slices = Parallel.count(grid.inner(), PART);
    int runs = Math.max(1, PART / grid.inner());
    if (slices > 1) {
      Parallel.parts(
          Math.multiplyExact(grid.outer(), slices),
          part -> {
            int from = part % slices * PART;
            run(buffers, part / slices, from, Math.min(PART, grid.inner() - from));
          });
    } else {
      Parallel.parts(
          Parallel.count(grid.outer(), runs),
          part -> {
            for (int run = part * runs; run < Math.min(grid.outer(), (part + 1) * runs); run++) {
              run(buffers, run, 0, grid.inner());
            }
          });
    }
  }

  private void run(double[][] buffers, int run, int from, int count) {
    int inputs = kernel.inputs().size();
    int[] at = new int[inputs + 1];
    grid.addPlaces(run, at);
    for (int k = 0; k <= inputs; k++) {
      at[k] += from * grid.steps()[k];
    }
    body.run(
        Buffers.of(buffers, kernel.inputs()),
        at,
        grid.steps(),
        new double[][] {buffers[kernel.output()]},
        new int[] {at[inputs]},
        new int[] {grid.steps()[inputs]},
        count);
  }
}
