package gd.descent;

import gd.backend.Device;
import gd.backend.GraphComputing;
import gd.backend.LastingExecution;
import gd.backend.SomeRows;
import gd.kernel.Schedule;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Loss, gradient and update as one schedule that a device keeps open and runs many times. */
final class Stepper implements AutoCloseable {
  /** What a step records: the loss, Σ of the squares of the gradient, and of the step. */
  record Step(double loss, double slope, double length) {}

  /** How many numbers are measured in every step. */
  static final int MEASURED = 3;

  private final StepGraph graph;
  private final Schedule schedule;
  private final LastingExecution execution;
  private final List<Schedule.Carry> carries = new ArrayList<>();
  private final List<Integer> recorded = new ArrayList<>();

  /**
   * @param steps how many steps are wanted of it
   * @param path whether the parameters are recorded after every step
   */
  Stepper(GraphComputing computing, StepGraph graph, long steps, boolean path) {
    this.graph = graph;
    List<Carried> carried = graph.carried();
    List<Tensor> outputs = new ArrayList<>();
    carried.forEach(each -> outputs.add(each.next()));
    outputs.add(graph.loss());
    outputs.add(computing.sumOfSquares(graph.gradients()));
    outputs.add(
        computing.sumOfSquares(
            graph.parameters().stream()
                .map(p -> computing.difference(p.next(), p.input()))
                .toList()));
    List<Tensor.Input> inputs = new ArrayList<>(carried.stream().map(Carried::input).toList());
    inputs.addAll(graph.given());
    Device device = computing.device(outputs, steps);
    this.schedule = computing.schedule(outputs, inputs, steps);
    for (int i = 0; i < carried.size(); i++) {
      carries.add(new Schedule.Carry(schedule.outputs().get(i), schedule.inputs().get(i)));
    }
    recorded.addAll(schedule.outputs().subList(carried.size(), outputs.size()));
    if (path) {
      recorded.addAll(schedule.outputs().subList(0, graph.parameters().size()));
    }
    this.execution = computing.open(device, schedule);
  }

  /** Where it runs, and where it ran before that device failed. */
  String device() {
    return execution.device();
  }

  /** Sets what is carried. */
  void write(List<double[]> carried) {
    for (int i = 0; i < carried.size(); i++) {
      execution.write(schedule.inputs().get(i), carried.get(i));
    }
  }

  /** Sets the batch. */
  void writeColumns(List<SomeRows> columns) {
    int first = graph.carried().size();
    for (int i = 0; i < columns.size(); i++) {
      execution.write(schedule.inputs().get(first + i), columns.get(i));
    }
  }

  /** Sets the random numbers of a step. */
  void draw(Noise noise, long step) {
    if (!graph.draws().isEmpty()) {
      int first = graph.carried().size() + graph.columns().size();
      List<double[]> numbers = noise.at(step, graph.draws());
      for (int i = 0; i < numbers.size(); i++) {
        execution.write(schedule.inputs().get(first + i), numbers.get(i));
      }
    }
  }

  /** What is carried, as it is now. */
  List<double[]> read() {
    List<double[]> carried = new ArrayList<>();
    for (int i = 0; i < graph.carried().size(); i++) {
      carried.add(execution.read(schedule.inputs().get(i)));
    }
    return carried;
  }

  /** Loss and slope where the parameters are now; nothing moves. */
  Step look() {
    execution.run();
    return new Step(
        execution.read(recorded.get(0))[0],
        execution.read(recorded.get(1))[0],
        execution.read(recorded.get(2))[0]);
  }

  /**
   * Takes steps.
   *
   * @return for each step, one after the other, the loss before it, Σ of the squares of the
   *     gradient there and of the step; then each parameter after it, if the path is recorded; the
   *     next call may write to the same arrays
   */
  double[][] iterate(int steps) {
    return execution.iterate(steps, carries, recorded);
  }

  @Override
  public void close() {
    execution.close();
  }
}
