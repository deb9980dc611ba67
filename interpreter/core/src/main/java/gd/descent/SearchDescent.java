package gd.descent;

import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.GraphComputing;
import gd.kernel.Schedule;
import gd.report.Failure;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Descent with numbers, step by step, by optimisers that ask for second derivatives or residuals,
 * or with a rate that is searched for. All that is trained is one vector w. A step that does not
 * lower the loss enough (L. Armijo, 1966) is not taken: it is tried again with half the rate {@code
 * lr} and ten times the damping {@code mu}; after one that does, the rate is doubled (up to where
 * it began, unless it is searched for) and the damping divided by ten.
 */
public final class SearchDescent implements AutoCloseable {
  private static final int MOST_TRIALS = 60;
  private static final double ARMIJO = 1e-4;
  private static final double FIRST_DAMPING = 1e-3;

  /** Names of the parts of a checkpoint that hold the optimiser's memory. */
  private static final String MEMORY = "memory.";

  private static final String SHAPE = "shape.";

  /** Below this a gradient's square has lost digits, and curvature cannot be learnt from it. */
  private static final double VANISHING = 1e-276;

  /** Relative change of a loss that is rounding. */
  private static final double ROUNDING = 1e-13;

  private final GraphComputing computing;
  private final Plan plan;
  private final Course course;
  private final Update update;
  private final Flat flat;
  private final Device device;
  private final Schedule schedule;
  private final Execution execution;
  private final Later<Curvature> curvature;
  private final Later<Jacobian> jacobian;
  private final List<Runnable> open = new ArrayList<>();
  private final History losses = new History();
  private final double mostRate;
  private double rate;
  private double damping = FIRST_DAMPING;
  private double lastLength = Double.POSITIVE_INFINITY;
  private double lossBefore = Double.NaN;
  private Place here = new Place(new double[0], Double.NaN, new double[0]);
  private Map<String, Tensor.Data> memory = Map.of();

  /** The loss and its gradient at a place. */
  private record Place(double[] w, double loss, double[] gradient) {}

  /**
   * @param rate the first rate to try
   * @param searched whether the rate may grow above the first
   */
  public SearchDescent(Setting setting, Plan plan, Update update, double rate, boolean searched) {
    this.computing = setting.computing();
    this.plan = plan;
    this.course = new Course(setting, plan.graph(), plan.stop());
    this.update = update;
    this.rate = rate;
    this.mostRate = searched ? Double.POSITIVE_INFINITY : rate;
    StepGraph graph = plan.graph();
    List<Tensor.Input> inputs = graph.parameters().stream().map(Carried::input).toList();
    this.flat = Flat.of(inputs);
    List<Tensor> outputs = new ArrayList<>(List.of(graph.loss()));
    outputs.addAll(graph.gradients());
    this.device = computing.device(outputs, plan.stop().steps());
    this.schedule = computing.schedule(outputs, inputs);
    this.execution = computing.open(device, schedule);
    this.open.add(execution::close);
    this.curvature =
        new Later<>(
            () -> {
              Curvature made = new Curvature(computing, setting.gradient(), graph);
              open.add(made::close);
              return made;
            });
    this.jacobian =
        new Later<>(
            () -> {
              Jacobian made =
                  new Jacobian(computing, setting.gradient(), residuals(setting, graph), inputs);
              open.add(made::close);
              return made;
            });
  }

  private List<Tensor> residuals(Setting setting, StepGraph graph) {
    return Residuals.of(setting, graph.loss())
        .orElseThrow(
            () ->
                new Refusal(
                    at ->
                        new RunProblem.WrongKind(
                            at,
                            "a loss that is a sum of squares",
                            "a loss of another form",
                            List.of(
                                "sum(e.^2), mean(e.^2), mse(p, y) and e·e are sums of squares"))));
  }

  public Run run() {
    here = at(Flat.join(course.current()));
    Start.checkLoss(here.loss());
    Start.checkGradient(here.gradient());
    losses.add(here.loss());
    Optional<Checkpoint> checkpoint =
        plan.checkpoints()
            .of(
                plan.graph(),
                List.of(
                    update.text().chars().asDoubleStream().toArray(),
                    new double[] {rate, mostRate}));
    checkpoint.flatMap(Checkpoint::read).ifPresent(this::restore);
    while (course.goesOn()) {
      double slope = squares(here.gradient());
      course.endIf(plan.stop().why(here.loss(), lossBefore, slope, lastLength * lastLength));
      course.endIf(slope < VANISHING ? Optional.of("the gradient vanishes") : Optional.empty());
      if (course.goesOn()) {
        course.unlessStopped(this::step);
      }
      if (checkpoint.isPresent() && checkpoint.get().isDue()) {
        checkpoint.get().write(state());
      }
    }
    checkpoint.ifPresent(c -> c.write(state()));
    return course.result(losses, device.name(), Map.of());
  }

  private Map<String, double[]> state() {
    Map<String, double[]> state = new LinkedHashMap<>();
    state.put("w", here.w());
    state.put("losses", losses.toArray());
    state.put("search", new double[] {rate, damping, lastLength, lossBefore});
    memory.forEach(
        (name, data) -> {
          state.put(
              SHAPE + name,
              data.shape().dimensions().stream().mapToDouble(Integer::doubleValue).toArray());
          state.put(MEMORY + name, computing.decimals(data));
        });
    return state;
  }

  private void restore(Map<String, double[]> state) {
    here = at(Checkpoint.part(state, "w"));
    losses.set(Checkpoint.part(state, "losses"));
    double[] search = Checkpoint.part(state, "search");
    rate = search[0];
    damping = search[1];
    lastLength = search[2];
    lossBefore = search[3];
    Map<String, Tensor.Data> known = new LinkedHashMap<>();
    state.forEach(
        (key, values) -> {
          if (key.startsWith(MEMORY)) {
            String name = key.substring(MEMORY.length());
            double[] shape = Checkpoint.part(state, SHAPE + name);
            known.put(
                name,
                new Tensor.Data(
                    new Shape(Arrays.stream(shape).mapToObj(d -> (int) d).toList()),
                    new Elements.Decimals(values)));
          }
        });
    memory = known;
    course.resume(flat.split(here.w()), losses.size() - 1);
  }

  /** In decimals, as a checkpoint keeps it: so a run that goes on has the very same. */
  private Map<String, Tensor.Data> inDecimals(Map<String, Tensor.Data> data) {
    Map<String, Tensor.Data> decimals = new LinkedHashMap<>(data);
    decimals.replaceAll(
        (name, each) ->
            new Tensor.Data(each.shape(), new Elements.Decimals(computing.decimals(each))));
    return decimals;
  }

  private void step() {
    Optional<Trial> trial = trial(here, memory, course.taken() + 1);
    if (trial.isEmpty()) {
      course.endIf(Optional.of("no step lowers the loss any more"));
      return;
    }
    lossBefore = here.loss();
    here = trial.get().place();
    memory = inDecimals(trial.get().memory());
    losses.add(here.loss());
    List<double[]> parts = flat.split(here.w());
    course.moved(parts, 1);
    for (int i = 0; i < parts.size(); i++) {
      course.passed(i, parts.get(i));
    }
    course.progressed(here.loss(), Math.sqrt(squares(here.gradient())));
  }

  private record Trial(Place place, Map<String, Tensor.Data> memory) {}

  private Optional<Trial> trial(Place here, Map<String, Tensor.Data> memory, long step) {
    Map<String, Supplier<Tensor.Data>> known = known(here, step);
    for (int k = 0; k < MOST_TRIALS; k++) {
      known.put("lr", number(rate));
      known.put("mu", number(damping));
      Update.Moved moved;
      try {
        moved = update.step(vector(here.w()), known, memory);
      } catch (Failure singular) {
        if (!update.asksFor("mu") || k + 1 == MOST_TRIALS) {
          throw singular;
        }
        damping *= 10; // enough of it makes any matrix invertible
        continue;
      }
      double[] to = computing.decimals(moved.value());
      double[] way = difference(to, here.w());
      double length = Math.sqrt(squares(way));
      if (length == 0) {
        return Optional.empty();
      }
      Place there = at(to);
      boolean lower =
          there.loss() <= here.loss() + ARMIJO * Math.min(0, dot(here.gradient(), way))
              && there.loss() < here.loss();
      boolean rounding =
          Math.abs(there.loss() - here.loss()) <= ROUNDING * Math.abs(here.loss())
              && length < lastLength / 2;
      if (lower || rounding) {
        rate = Math.min(mostRate, 2 * rate);
        damping = Math.max(1e-15, damping / 10);
        lastLength = length;
        return Optional.of(new Trial(there, moved.memory()));
      }
      rate /= 2;
      damping *= 10;
    }
    return Optional.empty();
  }

  /** What the names of an optimiser's parameters mean here; computed once, if asked for. */
  private Map<String, Supplier<Tensor.Data>> known(Place here, long step) {
    Map<String, Supplier<Tensor.Data>> known = new HashMap<>();
    known.put("g", new Later<>(() -> vector(here.gradient())));
    known.put("t", () -> Run.whole(step));
    known.put(
        "H",
        new Later<>(
            () -> {
              curvature.get().at(flat.split(here.w()));
              return matrix(Flat.join(List.of(curvature.get().hessian())));
            }));
    known.put(
        "r",
        new Later<>(
            () -> {
              jacobian.get().at(here.w());
              return vector(jacobian.get().residuals());
            }));
    known.put(
        "J",
        new Later<>(
            () -> {
              jacobian.get().at(here.w());
              return matrix(jacobian.get().matrix());
            }));
    return known;
  }

  private Supplier<Tensor.Data> number(double value) {
    return () -> new Tensor.Data(Shape.SCALAR, new Elements.Decimals(new double[] {value}));
  }

  private Tensor.Data vector(double[] values) {
    return new Tensor.Data(Shape.of(values.length), new Elements.Decimals(values));
  }

  private Tensor.Data matrix(double[] values) {
    int width = flat.size();
    return new Tensor.Data(Shape.of(values.length / width, width), new Elements.Decimals(values));
  }

  private Place at(double[] w) {
    List<double[]> parts = flat.split(w);
    for (int i = 0; i < parts.size(); i++) {
      execution.write(schedule.inputs().get(i), parts.get(i));
    }
    execution.run();
    List<double[]> gradients = new ArrayList<>();
    for (int i = 1; i <= parts.size(); i++) {
      gradients.add(execution.read(schedule.outputs().get(i)));
    }
    return new Place(w, execution.read(schedule.outputs().getFirst())[0], Flat.join(gradients));
  }

  private static double[] difference(double[] a, double[] b) {
    double[] c = a.clone();
    for (int k = 0; k < c.length; k++) {
      c[k] -= b[k];
    }
    return c;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double squares(double[] a) {
    return dot(a, a);
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
  }
}
