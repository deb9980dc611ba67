package gd.descent;

import gd.backend.Execution;
import gd.backend.GraphComputing;
import gd.kernel.Schedule;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/**
 * Descent by batches of the data. In every epoch the rows are shuffled and cut into batches; the
 * last may be shorter. Every batch is written to the buffers of a step that stays open.
 */
public final class BatchDescent {
  /**
   * What is asked for.
   *
   * @param graphs the step traced at a data set, whose columns are its inputs
   * @param losses the loss over a data set that does not change
   * @param validation rows that are held out, perhaps none
   * @param patience epochs without a lower validation loss before the run ends; 0: any number
   * @param checkpoints where the state is kept, if it is
   */
  public record Plan(
      Function<Dataset, StepGraph> graphs,
      Function<Dataset, StepGraph> losses,
      Dataset training,
      Dataset validation,
      int batch,
      int patience,
      Shuffling shuffling,
      Stop stop,
      Checkpoints checkpoints,
      Divergence divergence) {
    /** What the run depends on beside its graphs. */
    public List<double[]> numbers() {
      List<double[]> numbers = new ArrayList<>(training.values());
      numbers.addAll(validation.values());
      numbers.add(shuffling.saved());
      numbers.add(new double[] {batch, patience});
      return numbers;
    }

    long stepsOfAnEpoch() {
      return (training.rows() + batch - 1L) / batch;
    }
  }

  private final GraphComputing computing;
  private final Plan plan;
  private final Observer observer;
  private final long began = System.nanoTime();
  private final Map<Integer, Stepper> steppers = new HashMap<>();
  private final Over training;
  private final Optional<Over> validation;
  private final History losses = new History();
  private final History batchLosses = new History();
  private final History validationLosses = new History();
  private final List<History> path = new ArrayList<>();
  private final StepGraph graph;
  private boolean wholePath;
  private List<double[]> current;
  private List<double[]> best;
  private int epochsWithout;
  private long taken;

  public BatchDescent(Setting setting, Plan plan) {
    this.computing = setting.computing();
    this.plan = plan;
    this.observer = setting.observer();
    this.training = new Over(plan.losses().apply(plan.training()));
    this.validation =
        plan.validation().rows() == 0
            ? Optional.empty()
            : Optional.of(new Over(plan.losses().apply(plan.validation())));
    int[] first = new int[Math.min(plan.batch(), plan.training().rows())];
    this.graph = plan.graphs().apply(plan.training().rows(first, 0, first.length));
    this.current =
        graph.carried().stream().map(c -> computing.decimals(c.start()).clone()).toList();
    this.best = current;
    long numbers = 0;
    for (int i = 0; i < graph.parameters().size(); i++) {
      path.add(new History());
      path.get(i).add(current.get(i));
      numbers += current.get(i).length;
    }
    this.wholePath = numbers * plan.stop().steps() <= Descent.LARGEST_PATH;
  }

  public Run run() {
    try {
      Optional<Checkpoint> checkpoint = plan.checkpoints().of(graph, plan.numbers());
      Optional<Map<String, double[]>> saved = checkpoint.flatMap(Checkpoint::read);
      saved.ifPresent(this::restore);
      double before = saved.isPresent() ? losses.last() : measure();
      Descent.checkStart(before);
      Optional<String> why = Optional.empty();
      while (taken < plan.stop().steps() && why.isEmpty()) {
        try {
          epoch();
          double loss = measure();
          why = ended(loss, before);
          before = loss;
          boolean last = why.isEmpty() && taken >= plan.stop().steps();
          if (checkpoint.isPresent() && (last || checkpoint.get().isDue())) {
            checkpoint.get().write(state());
          }
        } catch (CancellationException e) {
          why = Optional.of("stopped on request");
          measureQuietly();
        }
      }
      return finish(why.orElse("all steps taken"));
    } finally {
      steppers.values().forEach(Stepper::close);
      training.close();
      validation.ifPresent(Over::close);
    }
  }

  private Map<String, double[]> state() {
    Map<String, double[]> state = new LinkedHashMap<>();
    for (int i = 0; i < current.size(); i++) {
      state.put("carried" + i, current.get(i));
      state.put("best" + i, best.get(i));
    }
    state.put("losses", losses.toArray());
    state.put("batch_losses", batchLosses.toArray());
    state.put("validation_losses", validationLosses.toArray());
    state.put("generator", plan.shuffling().saved());
    state.put("counts", new double[] {taken, epochsWithout});
    return state;
  }

  private void restore(Map<String, double[]> state) {
    current = Checkpoint.parts(state, "carried", current.size());
    best = Checkpoint.parts(state, "best", current.size());
    losses.set(Checkpoint.part(state, "losses"));
    batchLosses.set(Checkpoint.part(state, "batch_losses"));
    validationLosses.set(Checkpoint.part(state, "validation_losses"));
    plan.shuffling().restore(Checkpoint.part(state, "generator"));
    double[] counts = Checkpoint.part(state, "counts");
    taken = (long) counts[0];
    epochsWithout = (int) counts[1];
    wholePath = false;
    for (int i = 0; i < path.size(); i++) {
      path.get(i).set(current.get(i));
    }
  }

  private void measureQuietly() {
    try {
      measure();
    } catch (CancellationException e) {
      losses.add(losses.last());
    }
  }

  /** Adds the losses where the parameters are now; the one over the training rows. */
  private double measure() {
    double loss = training.at(current).loss();
    losses.add(loss);
    validation.ifPresent(
        over -> {
          double now = over.at(current).loss();
          double lowest = Double.POSITIVE_INFINITY;
          for (int k = 0; k < validationLosses.size(); k++) {
            lowest = Math.min(lowest, validationLosses.get(k));
          }
          validationLosses.add(now);
          if (now < lowest) {
            best = current;
            epochsWithout = 0;
          } else {
            epochsWithout++;
          }
        });
    return loss;
  }

  private void epoch() {
    int[] order = plan.shuffling().permutation(plan.training().rows());
    for (int from = 0; from < order.length && taken < plan.stop().steps(); from += plan.batch()) {
      int to = Math.min(order.length, from + plan.batch());
      Dataset batch = plan.training().rows(order, from, to);
      Stepper stepper = stepper(batch);
      stepper.write(current);
      stepper.writeColumns(batch.values());
      double loss = stepper.iterate(1)[0][0];
      batchLosses.add(loss);
      if (!Double.isFinite(loss)) {
        throw diverged();
      }
      current = stepper.read();
      taken++;
      for (int i = 0; wholePath && i < path.size(); i++) {
        path.get(i).add(current.get(i));
      }
      observer.progressed(taken, plan.stop().steps(), loss);
    }
  }

  private Stepper stepper(Dataset batch) {
    return steppers.computeIfAbsent(
        batch.rows(),
        rows ->
            new Stepper(
                computing,
                rows == Math.min(plan.batch(), plan.training().rows())
                    ? graph
                    : plan.graphs().apply(batch),
                plan.stop().steps(),
                false));
  }

  private Optional<String> ended(double loss, double before) {
    if (!Double.isFinite(loss)) {
      throw diverged();
    }
    if (plan.patience() > 0 && validation.isPresent() && epochsWithout >= plan.patience()) {
      current = best;
      losses.add(training.at(current).loss());
      return Optional.of(
          "the validation loss has not fallen for "
              + (plan.patience() == 1 ? "an epoch" : plan.patience() + " epochs"));
    }
    double slope = plan.stop().tolerance() > 0 ? training.at(current).slope() : Double.NaN;
    return plan.stop().why(loss, before, slope, Double.NaN);
  }

  private Refusal diverged() {
    List<RunProblem.Trace> trace = new ArrayList<>();
    int rows = Math.min(4, losses.size());
    for (int r = 0; r < rows; r++) {
      int epoch = rows == 1 ? 0 : (losses.size() - 1) * r / (rows - 1);
      trace.add(
          new RunProblem.Trace(
              Math.min(taken, epoch * plan.stepsOfAnEpoch()), losses.get(epoch), Double.NaN));
    }
    List<double[]> start = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      start.add(Arrays.copyOf(path.get(i).toArray(), current.get(i).length));
    }
    return plan.divergence()
        .refusal(plan.losses().apply(plan.training()), taken, trace, List.of(start));
  }

  private Run finish(String why) {
    int count = path.size();
    for (int i = 0; !wholePath && i < count; i++) {
      path.get(i).add(current.get(i));
    }
    String device =
        steppers.values().stream().findFirst().map(s -> s.device().name()).orElse("none");
    Map<String, Tensor.Data> more = new LinkedHashMap<>();
    long perEpoch = plan.stepsOfAnEpoch();
    more.put("epochs", Run.whole((taken + perEpoch - 1) / perEpoch));
    more.put("batch_losses", Run.vector(batchLosses));
    if (validation.isPresent()) {
      more.put("validation_losses", Run.vector(validationLosses));
    }
    return new Run(
        graph,
        Run.decimals(current.subList(0, count)),
        taken,
        Run.decimals(losses.toArray()),
        path.stream().map(p -> Run.decimals(p.toArray())).toList(),
        why,
        device,
        Run.since(began),
        more);
  }

  /** The loss over rows that stay the same. */
  private final class Over implements AutoCloseable {
    private final Schedule schedule;
    private final Execution execution;
    private final boolean slope = plan.stop().tolerance() > 0;

    Over(StepGraph step) {
      List<Tensor> outputs = new ArrayList<>(List.of(step.loss()));
      if (slope) {
        outputs.add(computing.sumOfSquares(step.gradients()));
      }
      List<Tensor.Input> inputs = step.parameters().stream().map(Carried::input).toList();
      this.schedule = computing.schedule(outputs, inputs);
      this.execution = computing.open(computing.device(outputs, plan.stop().steps()), schedule);
    }

    Stepper.Step at(List<double[]> carried) {
      for (int i = 0; i < schedule.inputs().size(); i++) {
        execution.write(schedule.inputs().get(i), carried.get(i));
      }
      execution.run();
      return new Stepper.Step(
          execution.read(schedule.outputs().get(0))[0],
          slope ? execution.read(schedule.outputs().get(1))[0] : Double.NaN,
          Double.NaN);
    }

    @Override
    public void close() {
      execution.close();
    }
  }
}
