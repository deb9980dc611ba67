package gd.evaluate;

import gd.backend.Device;
import gd.backend.Execution;
import gd.kernel.Schedule;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gradient descent w ← w − lr·∇L(w) in decimals: loss, gradient and update are one schedule that a
 * device runs in chunks of steps without coming back.
 */
final class Descent {
  /**
   * Steps between two looks at the losses: enough to hide the round trip, few enough to be
   * cancelled soon.
   */
  private static final int CHUNK = 256;

  /** How many numbers a path may hold; a longer run keeps only its ends. */
  private static final long LARGEST_PATH = 1_000_000;

  private static final int ROWS_OF_A_BAD_RUN = 4;

  /** What is asked for. {@code rate} is where the learning rate is written, for messages. */
  record Plan(
      List<String> names,
      List<Tensor.Input> inputs,
      List<double[]> starts,
      Tensor loss,
      List<Tensor> gradients,
      List<Tensor> updated,
      long steps,
      double tolerance,
      Optional<Span> rate) {}

  /** What came of it; losses and path include the start. */
  record Run(
      List<double[]> parameters,
      double[] losses,
      List<double[]> path,
      String why,
      String device,
      Duration time) {}

  private final Computing computing;

  Descent(Computing computing) {
    this.computing = computing;
  }

  Run run(Plan plan) {
    long began = System.nanoTime();
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(plan.loss());
    outputs.addAll(plan.updated());
    Tensor slope = computing.sumOfSquares(plan.gradients());
    outputs.add(slope);
    Device device = computing.device(outputs, plan.steps());
    Schedule schedule = computing.schedule(outputs, plan.inputs());
    try (Execution execution = device.open(schedule, computing.precision())) {
      return new Loop(plan, schedule, execution, device, began).run();
    }
  }

  /** The state of one descent on a device. */
  private static final class Loop {
    private final Plan plan;
    private final Schedule schedule;
    private final Execution execution;
    private final Device device;
    private final long began;
    private final List<Schedule.Carry> carries = new ArrayList<>();
    private final List<Integer> recorded = new ArrayList<>();
    private final int slope;
    private final boolean wholePath;
    private final History losses = new History();
    private final History slopes = new History();
    private final List<List<double[]>> path = new ArrayList<>();
    private List<double[]> current;

    Loop(Plan plan, Schedule schedule, Execution execution, Device device, long began) {
      this.plan = plan;
      this.schedule = schedule;
      this.execution = execution;
      this.device = device;
      this.began = began;
      this.current = plan.starts();
      int count = plan.inputs().size();
      for (int i = 0; i < count; i++) {
        carries.add(new Schedule.Carry(schedule.outputs().get(i + 1), schedule.inputs().get(i)));
        path.add(new ArrayList<>(List.of(plan.starts().get(i))));
      }
      slope = count + 1;
      recorded.add(schedule.outputs().getFirst());
      recorded.add(schedule.outputs().get(slope));
      long numbers = plan.starts().stream().mapToLong(s -> s.length).sum() * plan.steps();
      wholePath = numbers <= LARGEST_PATH;
      if (wholePath) {
        for (int i = 0; i < count; i++) {
          recorded.add(schedule.outputs().get(i + 1));
        }
      }
    }

    Run run() {
      writeStarts();
      double first = atCurrent();
      if (!Double.isFinite(first)) {
        String shown = Double.isNaN(first) ? "not a number" : "infinite";
        throw new Refusal(
            at ->
                new RunProblem.NoNumberAtStart(
                    at, shown, List.of("Choose a start where the loss has a value.")));
      }
      writeStarts();
      long left = plan.steps();
      boolean flat = plan.tolerance() > 0 && Math.sqrt(slopes.get(0)) <= plan.tolerance();
      losses.clear();
      slopes.clear();
      while (left > 0 && !flat) {
        int chunk = (int) Math.min(CHUNK, left);
        List<double[]> before = current;
        int taken = steps(chunk, before);
        flat = taken < chunk;
        left -= taken;
      }
      double last = atCurrent();
      check(last);
      return finish(flat);
    }

    private void writeStarts() {
      for (int i = 0; i < current.size(); i++) {
        execution.write(schedule.inputs().get(i), current.get(i));
      }
    }

    /** The loss at the current parameters; records it, and the slope there. */
    private double atCurrent() {
      writeStarts();
      execution.run();
      double loss = execution.read(schedule.outputs().getFirst())[0];
      losses.add(loss);
      slopes.add(execution.read(schedule.outputs().get(slope))[0]);
      return loss;
    }

    /**
     * Takes the steps; fewer if the gradient becomes flat on the way. Returns how many were taken.
     */
    private int steps(int chunk, List<double[]> before) {
      double[][] records = execution.iterate(chunk, carries, recorded);
      int taken = chunk;
      for (int s = 0; s < chunk && taken == chunk; s++) {
        if (!Double.isFinite(records[0][s])) {
          keep(records, s + 1);
          check(records[0][s]);
        }
        if (plan.tolerance() > 0 && Math.sqrt(records[1][s]) <= plan.tolerance()) {
          taken = s;
        }
      }
      keep(records, taken);
      if (taken < chunk) {
        // The run went past the flat point: go back and take just the steps that lead to it.
        current = before;
        writeStarts();
        if (taken > 0) {
          execution.iterate(taken, carries, recorded);
        }
      }
      current = readParameters(taken);
      return taken;
    }

    private List<double[]> readParameters(int taken) {
      if (taken == 0) {
        return current;
      }
      List<double[]> parameters = new ArrayList<>();
      for (int i = 0; i < plan.inputs().size(); i++) {
        parameters.add(execution.read(schedule.inputs().get(i)));
      }
      return parameters;
    }

    private void keep(double[][] records, int taken) {
      for (int s = 0; s < taken; s++) {
        losses.add(records[0][s]);
        slopes.add(records[1][s]);
        if (wholePath) {
          for (int i = 0; i < path.size(); i++) {
            int size = plan.starts().get(i).length;
            path.get(i).add(Arrays.copyOfRange(records[i + 2], s * size, (s + 1) * size));
          }
        }
      }
    }

    private void check(double loss) {
      if (Double.isFinite(loss)) {
        return;
      }
      int bad = losses.size() - 1;
      List<RunProblem.Trace> trace = new ArrayList<>();
      int rows = Math.min(ROWS_OF_A_BAD_RUN, bad + 1);
      for (int r = 0; r < rows; r++) {
        int step = rows == 1 ? bad : (int) ((long) bad * r / (rows - 1));
        trace.add(new RunProblem.Trace(step, losses.get(step), Math.sqrt(slopes.get(step))));
      }
      throw new Refusal(
          at ->
              new RunProblem.Diverged(
                  at,
                  plan.rate(),
                  bad,
                  trace,
                  List.of("Try a learning rate that is ten times smaller.")));
    }

    private Run finish(boolean flat) {
      if (!wholePath) {
        for (int i = 0; i < path.size(); i++) {
          path.get(i).add(current.get(i));
        }
      }
      String why = flat ? "the gradient's length is at most tol" : "all steps taken";
      List<double[]> paths = path.stream().map(Loop::flatten).toList();
      return new Run(
          current,
          losses.toArray(),
          paths,
          why,
          device.name(),
          Duration.ofNanos(System.nanoTime() - began));
    }

    private static double[] flatten(List<double[]> points) {
      int size = points.getFirst().length;
      double[] all = new double[points.size() * size];
      for (int p = 0; p < points.size(); p++) {
        System.arraycopy(points.get(p), 0, all, p * size, size);
      }
      return all;
    }
  }

  /** Numbers of a long run, without an object for each. */
  private static final class History {
    private double[] values = new double[CHUNK];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    double get(int index) {
      return values[index];
    }

    int size() {
      return size;
    }

    void clear() {
      size = 0;
    }

    double[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }

  /** The parameters by name, as values of their shapes. */
  static Map<String, Value> parameters(Plan plan, List<double[]> values) {
    Map<String, Value> named = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      Tensor.Data data =
          new Tensor.Data(plan.inputs().get(i).shape(), new Elements.Decimals(values.get(i)));
      named.put(plan.names().get(i), Arithmetic.of(data));
    }
    return named;
  }
}
