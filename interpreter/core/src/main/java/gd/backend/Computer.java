package gd.backend;

import gd.kernel.Decimals;
import gd.kernel.Schedule;
import gd.kernel.Scheduler;
import gd.tensor.Elements;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Computes graphs of known elements on devices and keeps what it opened: a graph of the same
 * structure finds its kernels compiled and its large arrays uploaded. Small arrays count as inputs,
 * so a statement in a loop is one structure though its parameters change. Safe for several threads,
 * one after the other.
 */
public final class Computer implements AutoCloseable {
  /** Arrays from this size on belong to the structure: they are uploaded once. */
  private static final int LARGE = 4096;

  private static final int MOST_OPEN = 32;

  /** Elements of all buffers of what is kept open. */
  private static final long MOST_ELEMENTS = 1L << 26;

  /**
   * What must be equal for an execution to be used again. Large arrays are compared by identity.
   */
  private record Structure(
      Device device, Precision precision, List<Object> nodes, List<Integer> outputs) {}

  private record Open(Schedule schedule, Execution execution) {
    long elements() {
      return schedule.buffers().stream().mapToLong(Schedule.Buffer::size).sum();
    }
  }

  private final Tensors tensors;
  private final Consumer<String> told;
  private final Scheduler scheduler;
  private final Map<Structure, Open> open = new LinkedHashMap<>(16, 0.75f, true);

  /** {@code told} hears what the user should know of how something is computed. */
  public Computer(Tensors tensors, Consumer<String> told) {
    this.tensors = tensors;
    this.told = told;
    this.scheduler = new Scheduler(tensors);
  }

  /**
   * The elements of the graphs, in decimals.
   *
   * @throws gd.report.Refusal if an input or a symbol is left, or memory does not suffice
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public synchronized List<Tensor.Data> compute(
      List<Tensor> graphs, Device device, Precision precision) {
    List<Tensor> order = Graph.order(graphs);
    List<Tensor.Data> small =
        order.stream().filter(Computer::isSmall).map(Tensor.Data.class::cast).toList();
    Structure structure = structure(order, graphs, device, precision);
    Open found = open.get(structure);
    if (found == null) {
      found = open(order, graphs, small, device, precision);
      makeRoom(found.elements());
      open.put(structure, found);
    }
    try {
      return run(found, graphs, small);
    } catch (RuntimeException failure) {
      open.remove(structure);
      found.execution().close();
      throw failure;
    }
  }

  private static List<Tensor.Data> run(Open open, List<Tensor> graphs, List<Tensor.Data> small) {
    for (int k = 0; k < small.size(); k++) {
      open.execution().write(open.schedule().inputs().get(k), Decimals.of(small.get(k)));
    }
    open.execution().run();
    List<Tensor.Data> results = new ArrayList<>();
    for (int k = 0; k < graphs.size(); k++) {
      double[] values = open.execution().read(open.schedule().outputs().get(k));
      results.add(new Tensor.Data(graphs.get(k).shape(), new Elements.Decimals(values)));
    }
    return results;
  }

  private Open open(
      List<Tensor> order,
      List<Tensor> graphs,
      List<Tensor.Data> small,
      Device device,
      Precision precision) {
    Map<Tensor, Tensor> made = new IdentityHashMap<>();
    List<Tensor.Input> inputs = new ArrayList<>();
    for (Tensor.Data data : small) {
      Tensor.Input input = new Tensor.Input("in" + inputs.size(), data.shape());
      inputs.add(input);
      made.put(data, input);
    }
    for (Tensor tensor : order) {
      if (!made.containsKey(tensor)) {
        List<Tensor> arguments =
            Graph.arguments(tensor).stream().map(each -> get(made, each)).toList();
        made.put(tensor, tensors.with(tensor, arguments));
      }
    }
    Schedule schedule =
        scheduler.schedule(graphs.stream().map(graph -> get(made, graph)).toList(), inputs);
    Execution execution = device.open(schedule, precision);
    execution.remark().ifPresent(told);
    return new Open(schedule, execution);
  }

  private static Tensor get(Map<Tensor, Tensor> made, Tensor tensor) {
    return Objects.requireNonNull(made.get(tensor));
  }

  private static boolean isSmall(Tensor tensor) {
    return tensor instanceof Tensor.Data data && data.shape().size() < LARGE;
  }

  private static Structure structure(
      List<Tensor> order, List<Tensor> graphs, Device device, Precision precision) {
    Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    List<Object> nodes = new ArrayList<>();
    for (Tensor tensor : order) {
      numbers.put(tensor, numbers.size());
      nodes.add(tensor.shape());
      nodes.add(Graph.arguments(tensor).stream().map(numbers::get).toList());
      nodes.add(
          switch (tensor) {
            case Tensor.Input input -> input;
            case Tensor.Data data -> isSmall(data) ? "data" : data;
            case Tensor.Map map -> map.body();
            case Tensor.Reduce reduce -> List.of(reduce.combine(), reduce.axis());
            case Tensor.Contract _ -> "contract";
            case Tensor.View view -> List.of("view", view.offset(), view.strides());
            case Tensor.Scatter scatter -> List.of("scatter", scatter.offset(), scatter.strides());
            case Tensor.Stack _ -> "stack";
            case Tensor.Square square -> square.whole();
          });
    }
    List<Integer> outputs =
        graphs.stream().map(graph -> Objects.requireNonNull(numbers.get(graph))).toList();
    return new Structure(device, precision, nodes, outputs);
  }

  /** Closes what was not used for longest. */
  private void makeRoom(long elements) {
    long kept = elements + open.values().stream().mapToLong(Open::elements).sum();
    var eldest = open.values().iterator();
    while (eldest.hasNext() && (kept > MOST_ELEMENTS || open.size() >= MOST_OPEN)) {
      Open closing = eldest.next();
      kept -= closing.elements();
      eldest.remove();
      closing.execution().close();
    }
  }

  /** How many executions are open. */
  synchronized int size() {
    return open.size();
  }

  @Override
  public synchronized void close() {
    open.values().forEach(each -> each.execution().close());
    open.clear();
  }
}
