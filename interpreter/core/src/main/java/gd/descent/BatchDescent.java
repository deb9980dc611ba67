package gd.descent;

import gd.backend.GraphComputing;
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
import java.util.stream.IntStream;

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
      Noise noise,
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

    /** The loss over all of the training data, or over as many rows as can be computed at once. */
    public StepGraph whole(GraphComputing computing) {
      int rows = WholeLoss.rowsAtOnce(computing, training, graphs);
      return losses.apply(
          rows == training.rows()
              ? training
              : training.rows(IntStream.range(0, rows).toArray(), 0, rows));
    }

    long stepsOfAnEpoch() {
      return (training.rows() + batch - 1L) / batch;
    }
  }

  private final GraphComputing computing;
  private final Plan plan;
  private final Course course;
  private final StepGraph graph;
  private final Map<Integer, Stepper> steppers = new HashMap<>();
  private final WholeLoss training;
  private final Optional<WholeLoss> validation;
  private final History losses = new History();
  private final History batchLosses = new History();
  private final History validationLosses = new History();

  /** The stepper that holds what is carried; the course knows it only after {@link #fetch}. */
  private Optional<Stepper> ahead = Optional.empty();

  private double[] shuffled;
  private List<double[]> best;
  private int epochsWithout;

  public BatchDescent(Setting setting, Plan plan) {
    this.computing = setting.computing();
    this.plan = plan;
    this.training = over(plan.training());
    this.validation =
        plan.validation().rows() == 0 ? Optional.empty() : Optional.of(over(plan.validation()));
    int batch = Math.min(plan.batch(), plan.training().rows());
    this.graph = plan.graphs().apply(plan.training().ofRows(batch));
    this.course = new Course(setting, graph, plan.stop());
    this.best = course.current();
    this.shuffled = plan.shuffling().saved();
  }

  private WholeLoss over(Dataset rows) {
    return new WholeLoss(
        computing,
        rows,
        plan.losses(),
        plan.graphs(),
        plan.noise(),
        plan.stop().tolerance() > 0,
        1 + plan.stop().steps() / plan.stepsOfAnEpoch());
  }

  public Run run() {
    try {
      Optional<Checkpoint> checkpoint = plan.checkpoints().of(graph, plan.numbers());
      Optional<Map<String, double[]>> saved = checkpoint.flatMap(Checkpoint::read);
      saved.ifPresentOrElse(this::restore, this::measure);
      Start.checkLoss(losses.get(0));
      course.endIf(ended());
      while (course.goesOn()) {
        course.unlessStopped(() -> batches(checkpoint));
        if (losses.size() <= course.taken() / plan.stepsOfAnEpoch()) {
          course.whole(this::endEpoch);
        }
        checkpoint.filter(Checkpoint::isDue).ifPresent(c -> c.write(state()));
      }
      checkpoint.ifPresent(c -> c.write(state()));
      if (outOfPatience()) {
        course.back(best);
        losses.add(course.whole(() -> training.at(best)).loss());
      } else if (course.taken() % plan.stepsOfAnEpoch() != 0) {
        course.whole(this::measure);
      }
      return finish();
    } finally {
      steppers.values().forEach(Stepper::close);
      training.close();
      validation.ifPresent(WholeLoss::close);
    }
  }

  private Map<String, double[]> state() {
    Map<String, double[]> state = new LinkedHashMap<>();
    for (int i = 0; i < course.current().size(); i++) {
      state.put("carried" + i, course.current().get(i));
      state.put("best" + i, best.get(i));
    }
    state.put("losses", losses.toArray());
    state.put("batch_losses", batchLosses.toArray());
    state.put("validation_losses", validationLosses.toArray());
    state.put("generator", shuffled);
    state.put("counts", new double[] {course.taken(), epochsWithout});
    return state;
  }

  private void restore(Map<String, double[]> state) {
    int count = course.current().size();
    best = Checkpoint.parts(state, "best", count);
    losses.set(Checkpoint.part(state, "losses"));
    batchLosses.set(Checkpoint.part(state, "batch_losses"));
    validationLosses.set(Checkpoint.part(state, "validation_losses"));
    shuffled = Checkpoint.part(state, "generator");
    plan.shuffling().restore(shuffled);
    double[] counts = Checkpoint.part(state, "counts");
    course.resume(Checkpoint.parts(state, "carried", count), (long) counts[0]);
    epochsWithout = (int) counts[1];
  }

  /** The losses where the parameters are now. */
  private boolean measure() {
    double loss = training.at(course.current()).loss();
    if (validation.isPresent()) {
      double now = validation.get().at(course.current()).loss();
      double lowest = Arrays.stream(validationLosses.toArray()).min().orElse(Double.MAX_VALUE);
      validationLosses.add(now);
      boolean lower = now < lowest;
      best = lower ? course.current() : best;
      epochsWithout = lower ? 0 : epochsWithout + 1;
    }
    losses.add(loss);
    return true;
  }

  private boolean endEpoch() {
    measure();
    shuffled = plan.shuffling().saved();
    course.endIf(ended());
    return true;
  }

  /** The batches of an epoch that are not yet taken. */
  private void batches(Optional<Checkpoint> checkpoint) {
    int[] order = plan.shuffling().permutation(plan.training().rows());
    int first = (int) (course.taken() % plan.stepsOfAnEpoch()) * plan.batch();
    try {
      for (int from = first; from < order.length && course.goesOn(); from += plan.batch()) {
        int to = Math.min(order.length, from + plan.batch());
        step(order, from, to);
        if (to < order.length) { // at the end of an epoch its losses belong to the state
          checkpoint
              .filter(Checkpoint::isDue)
              .ifPresent(
                  c -> {
                    fetch();
                    c.write(state());
                  });
        }
      }
    } catch (CancellationException e) {
      fetch(); // the step that was given up has moved nothing
      throw e;
    }
    fetch();
    ahead = Optional.empty(); // others may move the parameters
  }

  private void step(int[] order, int from, int to) {
    Stepper stepper = stepper(to - from);
    if (!ahead.equals(Optional.of(stepper))) {
      fetch();
      stepper.write(course.current());
      ahead = Optional.of(stepper);
    }
    stepper.writeColumns(plan.training().some(order, from, to));
    stepper.draw(plan.noise(), course.taken());
    double[][] record = stepper.iterate(1);
    batchLosses.add(record[0][0]);
    if (!Double.isFinite(record[0][0])) {
      throw diverged();
    }
    course.stepped();
    if (course.keepsPath()) {
      fetch();
      for (int i = 0; i < graph.parameters().size(); i++) {
        course.passed(i, course.current().get(i));
      }
    }
    course.progressed(record[0][0], Math.sqrt(record[1][0]));
  }

  /** Lets the course know where the stepper has come to. */
  private void fetch() {
    ahead.ifPresent(stepper -> course.moved(stepper.read(), 0));
  }

  private Stepper stepper(int count) {
    return steppers.computeIfAbsent(
        count,
        rows ->
            new Stepper(
                computing,
                rows == Math.min(plan.batch(), plan.training().rows())
                    ? graph
                    : plan.graphs().apply(plan.training().ofRows(rows)),
                plan.stop().steps(),
                false));
  }

  private boolean outOfPatience() {
    return plan.patience() > 0 && validation.isPresent() && epochsWithout >= plan.patience();
  }

  /** Why the run ends with the epoch whose losses were measured last. */
  private Optional<String> ended() {
    double loss = losses.last();
    if (!Double.isFinite(loss)) {
      throw diverged();
    }
    if (outOfPatience()) {
      return Optional.of(
          "the validation loss has not fallen for "
              + (plan.patience() == 1 ? "an epoch" : plan.patience() + " epochs"));
    }
    if (losses.size() == 1) {
      return Optional.empty();
    }
    double slope = plan.stop().tolerance() > 0 ? training.at(course.current()).slope() : Double.NaN;
    return plan.stop().why(loss, losses.get(losses.size() - 2), slope, Double.NaN);
  }

  private Refusal diverged() {
    List<RunProblem.Trace> trace = new ArrayList<>();
    for (int epoch : Course.rows(losses.size() - 1)) {
      trace.add(
          new RunProblem.Trace(
              Math.min(course.taken(), epoch * plan.stepsOfAnEpoch()),
              losses.get(epoch),
              Double.NaN));
    }
    return plan.divergence()
        .refusal(plan.whole(computing), course.taken(), trace, List.of(course.place(0)));
  }

  private Run finish() {
    String device = steppers.values().stream().findFirst().map(s -> s.device()).orElse("none");
    Map<String, Tensor.Data> more = new LinkedHashMap<>();
    long perEpoch = plan.stepsOfAnEpoch();
    more.put("epochs", Run.whole((course.taken() + perEpoch - 1) / perEpoch));
    more.put("batch_losses", Run.vector(batchLosses));
    if (validation.isPresent()) {
      more.put("validation_losses", Run.vector(validationLosses));
    }
    return course.result(losses, device, more);
  }
}
