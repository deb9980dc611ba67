package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
  @Property(tries = 300)
  void fusedIsUnfusedBitForBit(@ForAll long seed) {
    Arena gd = new Arena();
    RandomGraphs graphs = new RandomGraphs(gd, seed);
    Tensor loss = graphs.loss(12);
    Map<Tensor.Input, Tensor.Data> inputs =
        Map.of(
            graphs.first, graphs.data(graphs.first.shape()), graphs.second, graphs.data(graphs.second.shape()));
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    outputs.addAll(gd.gradient.of(loss, List.of(graphs.first, graphs.second)));
    outputs.addAll(graphs.pool().subList(3, 9));
    List<double[]> results = Runs.compute(gd, outputs, inputs);
    for (int k = 0; k < outputs.size(); k++) {
      assertArrayEquals(Decimal.evaluate(outputs.get(k), inputs), results.get(k));
    }
  }

  @Property(tries = 200)
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
        assertEquals(slope, slopes[k], 1e-5 * Math.max(1, Math.abs(slope)) + 1e-10 * Math.abs(up) / h);
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
