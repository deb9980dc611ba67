package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.backend.Execution;
import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.kernel.Scheduler;
import gd.tensor.Arena;
import gd.tensor.Decimal;
import gd.tensor.RandomGraphs;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What kernels compute is what the graph says, and gradients are slopes. */
class RandomGraphsTest {
  @Property(tries = 300, seed = "20261121")
  void fusedIsUnfusedBitForBit(@ForAll long seed) {
    Arena gd = new Arena();
    RandomGraphs graphs = new RandomGraphs(gd, seed);
    Tensor loss = graphs.loss(12);
    Map<Tensor.Input, Tensor.Data> inputs =
        Map.of(
            graphs.first,
            graphs.data(graphs.first.shape()),
            graphs.second,
            graphs.data(graphs.second.shape()));
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(gd.gradient.of(loss, List.of(graphs.first, graphs.second)));
    outputs.addAll(graphs.pool().subList(3, 9));
    List<double[]> results = Runs.compute(gd, outputs, inputs);
    for (int k = 0; k < outputs.size(); k++) {
      assertArrayEquals(Decimal.evaluate(outputs.get(k), inputs), results.get(k));
    }
  }

  @Property(tries = 150, seed = "20261121")
  void oneMethodIsKernelByKernel(@ForAll long seed) {
    Arena gd = new Arena();
    RandomGraphs graphs = new RandomGraphs(gd, seed);
    Tensor loss = graphs.loss(8);
    List<Tensor.Input> inputs = List.of(graphs.first, graphs.second);
    List<Tensor> slopes = gd.gradient.of(loss, inputs);
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    for (int k = 0; k < 2; k++) {
      Tensor step = gd.unary(gd.tanh, slopes.get(k));
      outputs.add(gd.subtract(inputs.get(k), gd.times(gd.number(0.01), step)));
    }
    Schedule schedule = new Scheduler(gd.tensors).schedule(outputs, inputs);
    List<Carry> carries =
        List.of(
            new Carry(schedule.outputs().get(1), schedule.inputs().get(0)),
            new Carry(schedule.outputs().get(2), schedule.inputs().get(1)));
    double[] v = Decimal.decimals(graphs.data(graphs.first.shape()));
    double[] a = Decimal.decimals(graphs.data(graphs.second.shape()));
    for (Precision precision : Precision.values()) {
      try (Execution together = new JvmDevice().open(schedule, precision);
          Execution single = new JvmDevice().open(schedule, precision)) {
        for (Execution execution : List.of(together, single)) {
          execution.write(schedule.inputs().get(0), v);
          execution.write(schedule.inputs().get(1), a);
        }
        double[] losses = together.iterate(6, carries, List.of(schedule.outputs().getFirst()))[0];
        for (int step = 0; step < 6; step++) {
          assertEquals(
              single.iterate(1, carries, List.of(schedule.outputs().getFirst()))[0][0],
              losses[step]);
        }
        for (int buffer : schedule.inputs()) {
          assertArrayEquals(single.read(buffer), together.read(buffer));
        }
      }
    }
  }

  @Property(tries = 200, seed = "20261121")
  void gradientIsSlope(@ForAll long seed) {
    Arena gd = new Arena();
    RandomGraphs graphs = new RandomGraphs(gd, seed);
    Tensor loss = graphs.loss(8);
    Tensor.Data v = graphs.data(graphs.first.shape());
    Tensor.Data a = graphs.data(graphs.second.shape());
    Tensor gradient = gd.gradient.of(loss, List.of(graphs.first)).getFirst();
    double[] slopes = Decimal.evaluate(gradient, Map.of(graphs.first, v, graphs.second, a));
    double[] at = Decimal.decimals(v);
    for (int k = 0; k < at.length; k++) {
      double h = 1e-5;
      double up = moved(gd, graphs, loss, at, a, k, h);
      double down = moved(gd, graphs, loss, at, a, k, -h);
      double slope = (up - down) / (2 * h);
      if (Math.abs(slope) < 1e5 && Math.abs(up) < 1e5) {
        assertEquals(
            slope, slopes[k], 1e-5 * Math.max(1, Math.abs(slope)) + 1e-10 * Math.abs(up) / h);
      }
    }
  }

  private static double moved(
      Arena gd, RandomGraphs graphs, Tensor loss, double[] at, Tensor.Data a, int k, double h) {
    double[] moved = at.clone();
    moved[k] += h;
    return Decimal.evaluate(loss, Map.of(graphs.first, gd.vector(moved), graphs.second, a))[0];
  }
}
