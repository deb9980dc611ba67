package gd.backend.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.Execution;
import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.Scheduler;
import gd.tensor.Arena;
import gd.tensor.Decimal;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Multi-layer networks: products with epilogues, biases, gradients by matrices. */
class NetworkTest {
  private final Arena gd = new Arena();

  private record Network(Tensor loss, List<Tensor.Input> parameters) {}

  private Network network(int rows, int... layers) {
    List<Tensor.Input> parameters = new ArrayList<>();
    Tensor activation = data(1, rows, layers[0]);
    for (int layer = 1; layer < layers.length; layer++) {
      Tensor.Input w = new Tensor.Input("W" + layer, Shape.of(layers[layer - 1], layers[layer]));
      Tensor.Input b = new Tensor.Input("b" + layer, Shape.of(layers[layer]));
      parameters.addAll(List.of(w, b));
      activation = gd.sigmoid(gd.add(gd.tensors.multiply(activation, w), b));
    }
    Tensor target = data(2, rows, layers[layers.length - 1]);
    return new Network(gd.mean(gd.power(gd.subtract(activation, target), 2)), parameters);
  }

  private static Tensor.Data data(long seed, int... shape) {
    double[] values = new Random(seed).doubles(Shape.of(shape).size(), -1, 1).toArray();
    return new Tensor.Data(Shape.of(shape), new Elements.Decimals(values));
  }

  private static Map<Tensor.Input, Tensor.Data> start(Network network) {
    Map<Tensor.Input, Tensor.Data> start = new HashMap<>();
    for (Tensor.Input parameter : network.parameters()) {
      int[] shape = parameter.shape().dimensions().stream().mapToInt(Integer::intValue).toArray();
      start.put(parameter, data(start.size() + 3, shape));
    }
    return start;
  }

  @Test
  void gradientsAreThoseOfTheGraph() {
    Network network = network(10, 3, 5, 4, 2);
    Map<Tensor.Input, Tensor.Data> start = start(network);
    List<Tensor> gradients = gd.gradient.of(network.loss(), network.parameters());
    List<double[]> results = Runs.compute(gd, gradients, start);
    List<double[]> single = Runs.compute(gd, gradients, start, Precision.SINGLE);
    for (int k = 0; k < gradients.size(); k++) {
      double[] expected = Decimal.evaluate(gradients.get(k), start);
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j], results.get(k)[j], 1e-14);
        assertEquals(expected[j], single.get(k)[j], 1e-6);
        assertEquals((float) single.get(k)[j], single.get(k)[j]);
      }
    }
  }

  @Test
  void biasAndActivationGoIntoTheProduct() {
    Network network = network(100, 6, 8, 1);
    Schedule schedule =
        new Scheduler(gd.tensors).schedule(List.of(network.loss()), network.parameters());
    assertTrue(schedule.kernels().size() <= 4, schedule.kernels().size() + " kernels");
  }

  @Test
  void smallGradientTakesMilliseconds() {
    long best = Long.MAX_VALUE;
    JvmDevice device = new JvmDevice();
    for (int round = 0; round < 12; round++) {
      long begun = System.nanoTime();
      Network network = network(4, 2, 4, 4, 1);
      List<Tensor> gradients = gd.gradient.of(network.loss(), network.parameters());
      Schedule schedule = new Scheduler(gd.tensors).schedule(gradients, network.parameters());
      try (Execution execution = device.open(schedule, Precision.DOUBLE)) {
        Map<Tensor.Input, Tensor.Data> start = start(network);
        for (int k = 0; k < network.parameters().size(); k++) {
          execution.write(
              schedule.inputs().get(k), Decimal.decimals(start.get(network.parameters().get(k))));
        }
        execution.run();
      }
      best = Math.min(best, System.nanoTime() - begun);
    }
    assertTrue(best < 100_000_000L, best / 1e6 + " ms");
  }
}
