package gd.backend;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.kernel.Rewrite;
import gd.kernel.Schedule;
import gd.kernel.Scheduler;
import gd.kernel.StateStep;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Exact;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Computes graphs: exactly where everything is exact or symbolic, otherwise in decimals on a
 * device.
 */
public class GraphComputing implements AutoCloseable {
  /**
   * Element operations up to which walking the graph is faster than compiling it; both round alike.
   */
  private static final int SMALL = 200;

  private final Formulas formulas;
  private final Tensors tensors;
  private final Exact exact;
  private final Devices devices;
  private final Scheduler scheduler;
  private final Computer computer;
  private final Map<Tensor.Data, Tensor.Data> inDecimals = new WeakHashMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  public GraphComputing(Formulas formulas, Tensors tensors, Devices devices) {
    this.formulas = formulas;
    this.tensors = tensors;
    this.exact = new Exact(formulas);
    this.devices = devices;
    this.scheduler = new Scheduler(tensors);
    this.computer = new Computer(tensors, remarks::add);
  }

  /** Frees what is kept open on devices. */
  @Override
  public final void close() {
    computer.close();
  }

  public final Precision precision() {
    return devices.precision();
  }

  /** The elements of a graph without inputs. */
  public final Tensor.Data data(Tensor tensor) {
    if (tensor instanceof Tensor.Data data) {
      return data;
    }
    for (Tensor node : Graph.order(List.of(tensor))) {
      if (node instanceof Tensor.Input input) {
        throw new Refusal(
            at ->
                new MathProblem.SymbolLeft(
                    at, input.name(), "a value that is needed now", input.shape().rank()));
      }
    }
    return compute(List.of(tensor)).getFirst();
  }

  protected final List<Tensor.Data> compute(List<Tensor> graphs) {
    List<Tensor> nodes = Graph.order(graphs);
    if (isExact(nodes) || work(nodes) <= SMALL) {
      return exact.evaluate(graphs, Map.of());
    }
    Device device = devices.choose(work(nodes));
    List<Tensor> known = inDecimals(graphs);
    List<Tensor.Data> results =
        standby(device).opened(device, each -> computer.compute(known, each, precision()));
    results.forEach(result -> checkFinite(decimals(result)));
    return results;
  }

  /** Everything exact or symbolic; or symbols among decimals, which only formulas can hold. */
  private static boolean isExact(List<Tensor> nodes) {
    boolean decimals = false;
    for (Tensor node : nodes) {
      if (node instanceof Tensor.Data data) {
        switch (data.elements()) {
          case Elements.Decimals _ -> decimals = true;
          case Elements.Formulas(var values) -> {
            if (!data.elements().areNumbers()
                && values.stream().anyMatch(GraphComputing::isSymbolic)) {
              return true;
            }
          }
        }
      }
      if (node instanceof Tensor.Data data
          && data.elements() instanceof Elements.Formulas(var values)) {
        decimals |= data.shape().rank() == 0 && values.getFirst() instanceof Formula.Decimal;
      }
      decimals |= node instanceof Tensor.Map map && hasDecimal(map.body());
    }
    return !decimals;
  }

  private static boolean hasDecimal(Formula body) {
    return Dag.postorder(List.of(body)).stream().anyMatch(Formula.Decimal.class::isInstance);
  }

  private static boolean isSymbolic(Formula formula) {
    return !(formula instanceof Formula.Number)
        && (!Dag.symbols(formula).isEmpty() || Evaluation.constant(formula).isEmpty());
  }

  private static void checkFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        String what = Double.isNaN(value) ? "no number" : "infinite";
        throw new Refusal(
            at ->
                new MathProblem.OutsideDomain(
                    at,
                    "this computation",
                    "an element",
                    "A result is "
                        + what
                        + ": a division by zero, a logarithm or root outside its domain, or an overflow."));
      }
    }
  }

  /** The graphs' elements, from one device; in decimals. */
  public final List<Tensor.Data> computedOn(Device device, List<Tensor> graphs) {
    return computer.compute(inDecimals(graphs), device, devices.precision());
  }

  public final List<Device> devices() {
    return devices.all();
  }

  public final Tensors tensors() {
    return tensors;
  }

  // ---- schedules

  public final Schedule schedule(List<Tensor> outputs, List<Tensor.Input> inputs) {
    return scheduler.schedule(inDecimals(outputs), inputs);
  }

  /** The graphs that kernels are made of, and the rules that made them. */
  public final Rewrite.Rewritten rewritten(List<Tensor> outputs) {
    return scheduler.rewritten(inDecimals(outputs));
  }

  /** The same for {@code times} runs while the inputs change. */
  public final Schedule schedule(List<Tensor> outputs, List<Tensor.Input> inputs, long times) {
    return precision() == Precision.DOUBLE
        ? scheduler.scheduleForSteps(inDecimals(outputs), inputs, times)
        : schedule(outputs, inputs);
  }

  /** The device for graphs that are computed a number of times. */
  public final Device device(List<Tensor> graphs, long times) {
    return devices.choose(work(Graph.order(graphs)) * times);
  }

  /** The schedule on a device; if that fails it goes on on the JVM. */
  public final LastingExecution open(Device device, Schedule schedule) {
    return new LastingExecution(device, standby(device), schedule, precision());
  }

  /** The JVM, where the device is another. */
  private Standby standby(Device device) {
    return new Standby(jvm().filter(each -> !each.name().equals(device.name())), remarks::add);
  }

  /** Sentences about devices that failed, or had too little memory, since the last call. */
  public final List<String> takeRemarks() {
    List<String> taken = List.copyOf(remarks);
    remarks.clear();
    return taken;
  }

  /**
   * Many copies of the state in {@code inputs}, which step to {@code next}; empty if a step is more
   * than a closed form of a few variables.
   */
  public final Optional<Copies> copies(
      List<Tensor> next, Tensor measured, List<Tensor.Input> inputs, int count, long steps) {
    List<Tensor> outputs = new ArrayList<>(next);
    outputs.add(measured);
    return StateStep.of(schedule(outputs, inputs))
        .map(
            step -> {
              Device device = devices.choose((double) step.work() * count * steps);
              return new LastingCopies(
                  device,
                  standby(device),
                  each ->
                      each.copies(step, count, precision())
                          .or(() -> jvm().flatMap(jvm -> jvm.copies(step, count, precision())))
                          .orElseThrow());
            });
  }

  private Optional<Device> jvm() {
    return devices().stream().filter(each -> each.name().equals("jvm")).findFirst();
  }

  /** Element operations in one computation. */
  private static double work(List<Tensor> nodes) {
    double work = 0;
    for (Tensor node : nodes) {
      work +=
          switch (node) {
            case Tensor.Input _, Tensor.Data _, Tensor.View _, Tensor.Stack _, Tensor.Square _ -> 0;
            case Tensor.Map map -> map.shape().size();
            case Tensor.Reduce reduce -> reduce.argument().shape().size();
            case Tensor.Scatter scatter -> scatter.argument().shape().size();
            case Tensor.Contract c ->
                (double) c.left().shape().size()
                    * c.right().shape().size()
                    / Math.max(1, c.right().shape().dimension(0));
          };
    }
    return work;
  }

  /** Element operations in one computation of the graphs. */
  public final double workOf(List<Tensor> graphs) {
    return work(Graph.order(graphs));
  }

  /** The difference of two tensors of one shape. */
  public final Tensor difference(Tensor left, Tensor right) {
    return tensors.map(
        "Subtraction", formulas.subtract(formulas.slot(0), formulas.slot(1)), List.of(left, right));
  }

  /** Σ of the products of all elements of two lists of tensors. */
  public final Tensor sumOfProducts(List<Tensor> left, List<? extends Tensor> right) {
    Formula times = formulas.multiply(formulas.slot(0), formulas.slot(1));
    List<Tensor> products = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      products.add(tensors.map("Multiplication", times, List.of(left.get(i), right.get(i))));
    }
    return sum(products);
  }

  /** Σ of the squares of all elements. */
  public final Tensor sumOfSquares(List<Tensor> parts) {
    Formula square = formulas.multiply(formulas.slot(0), formulas.slot(0));
    return sum(parts.stream().map(p -> tensors.map("square", square, List.of(p))).toList());
  }

  /** Σ of all elements of some tensors, at least one. */
  private Tensor sum(List<Tensor> parts) {
    Formula plus = formulas.add(formulas.slot(0), formulas.slot(1));
    return parts.stream()
        .map(p -> tensors.reduce(Tensor.Combine.SUM, OptionalInt.empty(), p))
        .reduce((sum, total) -> tensors.map("Addition", plus, List.of(sum, total)))
        .orElseThrow();
  }

  public final List<Tensor.Data> exactly(
      List<Tensor> graphs, Map<Tensor.Input, Tensor.Data> inputs) {
    return exact.evaluate(graphs, inputs);
  }

  // ---- decimals

  private List<Tensor> inDecimals(List<Tensor> graphs) {
    Map<Tensor, Tensor> replaced = new IdentityHashMap<>();
    for (Tensor node : Graph.order(graphs)) {
      List<Tensor> before = Graph.arguments(node);
      List<Tensor> after = before.stream().map(a -> replaced.getOrDefault(a, a)).toList();
      Tensor now =
          node instanceof Tensor.Data data
              ? inDecimals(data)
              : before.equals(after) ? node : tensors.with(node, after);
      replaced.put(node, inlined(now));
    }
    return graphs.stream().map(g -> replaced.getOrDefault(g, g)).toList();
  }

  /** Kernels know the elementary operations only. */
  private Tensor inlined(Tensor node) {
    if (!(node instanceof Tensor.Map map)) {
      return node;
    }
    Formula body = formulas.inlined(map.body());
    return body == map.body() ? node : tensors.map("", body, map.arguments());
  }

  public final Tensor.Data inDecimals(Tensor.Data data) {
    return switch (data.elements()) {
      case Elements.Decimals _ -> data;
      case Elements.Formulas _ ->
          inDecimals.computeIfAbsent(
              data, d -> new Tensor.Data(d.shape(), new Elements.Decimals(decimals(d))));
    };
  }

  public final double[] decimals(Tensor.Data data) {
    return data.elements().decimals(this::decimal);
  }

  /** The number that a formula without symbols is. */
  public final double decimal(Formula formula) {
    OptionalDouble value = Evaluation.constant(formula);
    if (value.isEmpty()) {
      throw new Refusal(
          at ->
              Dag.symbols(formula).stream()
                  .map(Formula.Symbol::name)
                  .sorted()
                  .findFirst()
                  .<gd.report.Problem>map(s -> new MathProblem.SymbolLeft(at, s, "a decimal"))
                  .orElseGet(
                      () ->
                          new RunProblem.WrongKind(
                              at,
                              "a real number",
                              "an expression without a real value",
                              List.of())));
    }
    return value.getAsDouble();
  }
}
