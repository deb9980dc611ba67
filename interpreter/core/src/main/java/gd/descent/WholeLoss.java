package gd.descent;

import gd.backend.Execution;
import gd.backend.GraphComputing;
import gd.backend.SomeRows;
import gd.kernel.Schedule;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The loss over rows that stay the same. It is computed at once; where that would need too much
 * memory, it is the mean of the losses of pieces, each counting by its rows (which is the same for
 * a loss that is a mean over rows).
 */
final class WholeLoss implements AutoCloseable {
  /** Elements of all buffers of a computation. */
  private static final long MOST_ELEMENTS = 1L << 27;

  /** Pieces are so much smaller than what there is room for. */
  private static final int MODESTY = 4;

  /** Rows by which memory is judged. */
  private static final int SAMPLE = 64;

  private final GraphComputing computing;
  private final Dataset data;
  private final Noise noise;
  private final boolean withSlope;
  private final long times;
  private final int[] order;
  private final List<Part> parts = new ArrayList<>();

  /** Rows that one computation is run for, {@code rows} of them at a time. */
  private record Part(
      StepGraph graph, Schedule schedule, Execution execution, int first, int end, int rows) {
    int parameters() {
      return graph.parameters().size();
    }
  }

  /**
   * @param whole the loss at data that are known to it
   * @param batch the loss at data whose columns are inputs
   * @param withSlope whether the gradient is wanted too
   * @param times how often it will be asked for
   */
  WholeLoss(
      GraphComputing computing,
      Dataset data,
      Function<Dataset, StepGraph> whole,
      Function<Dataset, StepGraph> batch,
      Noise noise,
      boolean withSlope,
      long times) {
    this.computing = computing;
    this.data = data;
    this.noise = noise;
    this.withSlope = withSlope;
    this.times = times;
    this.order = IntStream.range(0, data.rows()).toArray();
    int rows = rowsAtOnce(computing, data, batch);
    if (rows == data.rows()) {
      add(whole.apply(data), 0, rows, rows);
      return;
    }
    int rest = data.rows() / rows * rows;
    add(batch.apply(data.ofRows(rows)), 0, rest, rows);
    if (rest < data.rows()) {
      add(batch.apply(data.ofRows(data.rows() - rest)), rest, data.rows(), rows);
    }
  }

  /**
   * For how many rows the loss can be computed at once, judged by a few of them: all, if possible.
   */
  static int rowsAtOnce(
      GraphComputing computing, Dataset data, Function<Dataset, StepGraph> batch) {
    int some = Math.min(SAMPLE, data.rows());
    StepGraph sample = batch.apply(data.ofRows(some));
    List<Tensor.Input> inputs =
        new ArrayList<>(sample.parameters().stream().map(Carried::input).toList());
    inputs.addAll(sample.given());
    long elements =
        computing.schedule(List.of(sample.loss()), inputs).buffers().stream()
            .mapToLong(Schedule.Buffer::size)
            .sum();
    double perRow = Math.max(1, elements / (double) Math.max(1, some));
    return perRow * data.rows() <= MOST_ELEMENTS
        ? data.rows()
        : (int) Math.max(1, MOST_ELEMENTS / perRow / MODESTY);
  }

  private void add(StepGraph graph, int first, int end, int rows) {
    long runs = times * Math.ceilDiv(end - first, rows);
    parts.add(
        new Part(
            graph,
            schedule(graph),
            computing.open(computing.device(outputs(graph), runs), schedule(graph)),
            first,
            end,
            rows));
  }

  private List<Tensor> outputs(StepGraph graph) {
    List<Tensor> outputs = new ArrayList<>(List.of(graph.loss()));
    if (withSlope) {
      outputs.addAll(graph.gradients());
    }
    return outputs;
  }

  private Schedule schedule(StepGraph graph) {
    List<Tensor.Input> inputs =
        new ArrayList<>(graph.parameters().stream().map(Carried::input).toList());
    inputs.addAll(graph.given());
    return computing.schedule(outputs(graph), inputs);
  }

  /** The loss, and Σ of the squares of its gradient, where the parameters are these. */
  Stepper.Step at(List<double[]> carried) {
    Total total = new Total();
    for (Part part : parts) {
      for (int i = 0; i < part.parameters(); i++) {
        part.execution().write(part.schedule().inputs().get(i), carried.get(i));
      }
      for (int from = part.first(); from < part.end(); from += part.rows()) {
        int to = Math.min(part.end(), from + part.rows());
        if (!part.graph().columns().isEmpty()) {
          write(part, data.some(order, from, to), noise.at(from, part.graph().draws()));
        }
        part.execution().run();
        total.add(part, (to - from) / (double) data.rows());
      }
    }
    double slope = Arrays.stream(total.gradient).map(x -> x * x).sum();
    return new Stepper.Step(total.loss, withSlope ? slope : Double.NaN, Double.NaN);
  }

  private static void write(Part part, List<SomeRows> columns, List<double[]> draws) {
    List<Integer> inputs = part.schedule().inputs();
    int place = part.parameters();
    for (SomeRows column : columns) {
      part.execution().write(inputs.get(place++), column);
    }
    for (double[] draw : draws) {
      part.execution().write(inputs.get(place++), draw);
    }
  }

  /** Sums over pieces, each times its share of the rows. */
  private static final class Total {
    private double loss;
    private double[] gradient = new double[0];

    void add(Part part, double share) {
      List<Integer> outputs = part.schedule().outputs();
      loss += share * part.execution().read(outputs.getFirst())[0];
      double[] more =
          outputs.stream()
              .skip(1)
              .flatMapToDouble(output -> Arrays.stream(part.execution().read(output)))
              .toArray();
      gradient = Arrays.copyOf(gradient, more.length);
      for (int k = 0; k < more.length; k++) {
        gradient[k] += share * more[k];
      }
    }
  }

  @Override
  public void close() {
    parts.forEach(part -> part.execution().close());
  }
}
