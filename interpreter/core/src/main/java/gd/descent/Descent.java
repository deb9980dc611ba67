package gd.descent;

import gd.backend.GraphComputing;
import gd.report.RunProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Descent in decimals over all of the data: loss, gradient and update are one schedule that a
 * device runs in chunks of steps without coming back.
 */
public final class Descent {
  /**
   * Steps until the first look at the losses: enough to hide the round trip. Every later chunk is
   * twice as long, so that a run that stops early has done at most twice its work.
   */
  static final int CHUNK = 256;

  private static final int LONGEST_CHUNK = 1 << 16;

  /** Element operations after which a chunk ends sooner: a fraction of a second. */
  private static final double PATIENCE = 2e8;

  private final GraphComputing computing;
  private final Plan plan;
  private final Course course;
  private final History losses = new History();
  private final History slopes = new History();

  public Descent(Setting setting, Plan plan) {
    this.computing = setting.computing();
    this.plan = plan;
    this.course = new Course(setting, plan.graph(), plan.stop());
  }

  public Run run() {
    long steps = plan.stop().steps();
    try (Stepper stepper = new Stepper(computing, plan.graph(), steps, course.keepsPath())) {
      stepper.write(course.current());
      stepper.draw(plan.noise(), 0);
      checkStart(stepper.look());
      Optional<Checkpoint> checkpoint = plan.checkpoints().of(plan.graph(), List.of());
      checkpoint.flatMap(Checkpoint::read).ifPresent(this::restore);
      stepper.write(course.current());
      int most =
          plan.graph().draws().isEmpty()
              ? (int)
                  Math.clamp(
                      PATIENCE / (1 + computing.workOf(plan.graph().graphs())), 1, LONGEST_CHUNK)
              : 1;
      for (int length = CHUNK; course.goesOn(); length = Math.min(2 * length, LONGEST_CHUNK)) {
        int chunk = (int) Math.min(Math.min(length, most), steps - course.taken());
        course.unlessStopped(() -> steps(stepper, chunk));
        if (checkpoint.isPresent() && checkpoint.get().isDue()) {
          checkpoint.get().write(state());
        }
        course.progressed(losses.last(), Math.sqrt(slopes.last()));
      }
      checkpoint.ifPresent(c -> c.write(state()));
      Stepper.Step last =
          course.whole(
              () -> {
                stepper.write(course.current());
                stepper.draw(plan.noise(), course.taken());
                return stepper.look();
              });
      losses.add(last.loss());
      slopes.add(last.slope());
      checkFinite();
      return course.result(losses, stepper.device(), Map.of());
    }
  }

  private void checkStart(Stepper.Step start) {
    Start.checkLoss(start.loss());
    if (!Double.isFinite(start.slope())) {
      StepGraph graph = plan.graph();
      List<double[]> place = course.current().subList(0, graph.parameters().size());
      Start.checkGradients(computing, graph, place, plan.noise().at(0, graph.draws()));
    }
  }

  private Map<String, double[]> state() {
    Map<String, double[]> state = new LinkedHashMap<>();
    for (int i = 0; i < course.current().size(); i++) {
      state.put("carried" + i, course.current().get(i));
    }
    state.put("losses", losses.toArray());
    state.put("slopes", slopes.toArray());
    return state;
  }

  private void restore(Map<String, double[]> state) {
    losses.set(Checkpoint.part(state, "losses"));
    slopes.set(Checkpoint.part(state, "slopes"));
    course.resume(Checkpoint.parts(state, "carried", course.current().size()), losses.size());
  }

  /** Takes the steps; fewer if a reason to stop comes on the way. */
  private void steps(Stepper stepper, int chunk) {
    stepper.draw(plan.noise(), course.taken());
    double[][] records = stepper.iterate(chunk);
    double[] loss = records[0];
    int taken = 0;
    Optional<String> why = Optional.empty();
    for (boolean isFinite = true; taken < chunk && isFinite && why.isEmpty(); ) {
      why =
          plan.stop()
              .why(
                  loss[taken],
                  taken == 0 ? losses.last() : loss[taken - 1],
                  records[1][taken],
                  records[2][taken]);
      isFinite = Double.isFinite(loss[taken]);
      taken += why.isEmpty() ? 1 : 0;
    }
    keep(records, taken);
    checkFinite();
    if (taken < chunk) {
      // The run went past the place to stop: go back and take just the steps that lead to it.
      int again = taken;
      course.whole(
          () -> {
            stepper.write(course.current());
            return again > 0 ? stepper.iterate(again) : records;
          });
    }
    course.moved(stepper.read(), taken);
    course.endIf(why);
  }

  private void keep(double[][] records, int steps) {
    losses.add(records[0], steps);
    slopes.add(records[1], steps);
    for (int i = 0; i + Stepper.MEASURED < records.length; i++) {
      course.passed(i, records[i + Stepper.MEASURED], steps * course.current().get(i).length);
    }
  }

  private void checkFinite() {
    if (losses.size() == 0 || Double.isFinite(losses.last())) {
      return;
    }
    int bad = losses.size() - 1;
    List<RunProblem.Trace> trace = new ArrayList<>();
    for (int step : Course.rows(bad)) {
      trace.add(new RunProblem.Trace(step, losses.get(step), Math.sqrt(slopes.get(step))));
    }
    throw plan.divergence().refusal(plan.graph(), bad, trace, places());
  }

  /** Where the run began, and where its loss was lowest, if that is known. */
  private List<List<double[]>> places() {
    int lowest = 0;
    for (int k = 1; k < losses.size(); k++) {
      lowest = losses.get(k) < losses.get(lowest) ? k : lowest;
    }
    return course.keepsPath()
        ? List.of(course.place(0), course.place(lowest))
        : List.of(course.place(0));
  }
}
