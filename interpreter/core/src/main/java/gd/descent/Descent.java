package gd.descent;

import gd.backend.GraphComputing;
import gd.report.Refusal;
import gd.report.RunProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Descent in decimals over all of the data: loss, gradient and update are one schedule that a
 * device runs in chunks of steps without coming back.
 */
public final class Descent {
  /**
   * Steps between two looks at the losses: enough to hide the round trip, few enough to be
   * cancelled soon.
   */
  static final int CHUNK = 256;

  /** Element operations after which a chunk ends sooner: a fraction of a second. */
  private static final double PATIENCE = 2e8;

  /** How many numbers a path may hold; a longer run keeps only its ends. */
  static final long LARGEST_PATH = 1_000_000;

  private static final int ROWS_OF_A_BAD_RUN = 4;

  private final GraphComputing computing;
  private final Plan plan;
  private final Observer observer;
  private final long began = System.nanoTime();
  private final History losses = new History();
  private final History slopes = new History();
  private final List<History> path = new ArrayList<>();
  private boolean wholePath;
  private List<double[]> current;
  private Optional<String> why = Optional.empty();

  public Descent(Setting setting, Plan plan) {
    this.computing = setting.computing();
    this.plan = plan;
    this.observer = setting.observer();
    this.current =
        plan.graph().carried().stream()
            .map(each -> computing.decimals(each.start()).clone())
            .toList();
    int count = plan.graph().parameters().size();
    long numbers = 0;
    for (int i = 0; i < count; i++) {
      path.add(new History());
      path.get(i).add(current.get(i));
      numbers += current.get(i).length;
    }
    this.wholePath = numbers * plan.stop().steps() <= LARGEST_PATH;
  }

  public Run run() {
    long steps = plan.stop().steps();
    try (Stepper stepper = new Stepper(computing, plan.graph(), steps, wholePath)) {
      stepper.write(current);
      checkStart(stepper.look().loss());
      int most =
          (int) Math.clamp(PATIENCE / (1 + computing.workOf(plan.graph().graphs())), 1, CHUNK);
      Optional<Checkpoint> checkpoint = plan.checkpoints().of(plan.graph(), List.of());
      checkpoint.flatMap(Checkpoint::read).ifPresent(this::restore);
      stepper.write(current);
      long left = steps - losses.size();
      while (left > 0 && why.isEmpty()) {
        int chunk = (int) Math.min(most, left);
        try {
          left -= steps(stepper, chunk);
        } catch (CancellationException e) {
          why = Optional.of("stopped on request");
        }
        if (checkpoint.isPresent() && checkpoint.get().isDue()) {
          checkpoint.get().write(state());
        }
        observer.progressed(losses.size(), steps, losses.last());
      }
      checkpoint.ifPresent(c -> c.write(state()));
      stepper.write(current);
      Stepper.Step last = stepper.look();
      losses.add(last.loss());
      slopes.add(last.slope());
      checkFinite();
      return finish(stepper.device().name());
    }
  }

  private Map<String, double[]> state() {
    Map<String, double[]> state = new LinkedHashMap<>();
    for (int i = 0; i < current.size(); i++) {
      state.put("carried" + i, current.get(i));
    }
    state.put("losses", losses.toArray());
    state.put("slopes", slopes.toArray());
    return state;
  }

  private void restore(Map<String, double[]> state) {
    current = Checkpoint.parts(state, "carried", current.size());
    losses.set(Checkpoint.part(state, "losses"));
    slopes.set(Checkpoint.part(state, "slopes"));
    wholePath = false;
    for (int i = 0; i < path.size(); i++) {
      path.get(i).set(current.get(i));
    }
  }

  static void checkStart(double loss) {
    if (!Double.isFinite(loss)) {
      String shown = Double.isNaN(loss) ? "not a number" : "infinite";
      throw new Refusal(
          at ->
              new RunProblem.NoNumberAtStart(
                  at, shown, List.of("Choose a start where the loss has a value.")));
    }
  }

  /** Takes the steps; fewer if a reason to stop comes on the way. Returns how many were taken. */
  private int steps(Stepper stepper, int chunk) {
    double[][] records = stepper.iterate(chunk);
    int taken = 0;
    while (taken < chunk && why.isEmpty()) {
      double loss = records[0][taken];
      why = plan.stop().why(loss, losses.last(), records[1][taken], records[2][taken]);
      if (why.isEmpty()) {
        keep(records, taken++);
        checkFinite();
      }
    }
    if (taken < chunk) {
      // The run went past the place to stop: go back and take just the steps that lead to it.
      stepper.write(current);
      if (taken > 0) {
        stepper.iterate(taken);
      }
    }
    current = stepper.read();
    return taken;
  }

  private void keep(double[][] records, int step) {
    losses.add(records[0][step]);
    slopes.add(records[1][step]);
    for (int i = 0; wholePath && i < path.size(); i++) {
      int size = current.get(i).length;
      path.get(i).add(Arrays.copyOfRange(records[i + 3], step * size, (step + 1) * size));
    }
  }

  private void checkFinite() {
    if (Double.isFinite(losses.last())) {
      return;
    }
    int bad = losses.size() - 1;
    List<RunProblem.Trace> trace = new ArrayList<>();
    int rows = Math.min(ROWS_OF_A_BAD_RUN, bad + 1);
    for (int r = 0; r < rows; r++) {
      int step = rows == 1 ? bad : (int) ((long) bad * r / (rows - 1));
      trace.add(new RunProblem.Trace(step, losses.get(step), Math.sqrt(slopes.get(step))));
    }
    throw plan.divergence().refusal(plan.graph(), bad, trace, places());
  }

  /** Where the run began, and where its loss was lowest, if that is known. */
  private List<List<double[]>> places() {
    List<List<double[]>> places = new ArrayList<>();
    int lowest = 0;
    for (int k = 1; k < losses.size(); k++) {
      lowest = losses.get(k) < losses.get(lowest) ? k : lowest;
    }
    for (int place : wholePath ? new int[] {0, lowest} : new int[] {0}) {
      List<double[]> values = new ArrayList<>();
      for (int i = 0; i < path.size(); i++) {
        int size = current.get(i).length;
        values.add(Arrays.copyOfRange(path.get(i).toArray(), place * size, (place + 1) * size));
      }
      places.add(values);
    }
    return places;
  }

  private Run finish(String device) {
    int count = path.size();
    if (!wholePath) {
      for (int i = 0; i < count; i++) {
        path.get(i).add(current.get(i));
      }
    }
    return new Run(
        plan.graph(),
        Run.decimals(current.subList(0, count)),
        losses.size() - 1L,
        Run.decimals(losses.toArray()),
        path.stream().map(p -> Run.decimals(p.toArray())).toList(),
        why.orElse("all steps taken"),
        device,
        Run.since(began),
        Map.of());
  }
}
