package gd.descent;

import gd.backend.GraphComputing;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * A run on its way: where it is, where it was, and why it ended. A person's request to stop ends it
 * after the last completed step, with a result like any other; a second one while that is being
 * made gives the result up.
 */
final class Course {
  /** How many numbers a path may hold; a longer run keeps only its ends. */
  private static final long LARGEST_PATH = 1_000_000;

  private static final int ROWS_OF_A_BAD_RUN = 4;

  private final StepGraph graph;
  private final Stop stop;
  private final Setting setting;
  private final long began = System.nanoTime();
  private final List<History> path = new ArrayList<>();
  private boolean wholePath;
  private List<double[]> current;
  private long taken;
  private Optional<String> why = Optional.empty();
  private boolean stopped;

  Course(Setting setting, StepGraph graph, Stop stop) {
    this.setting = setting;
    this.graph = graph;
    this.stop = stop;
    GraphComputing computing = setting.computing();
    this.current =
        graph.carried().stream().map(each -> computing.decimals(each.start()).clone()).toList();
    long numbers = 0;
    for (int i = 0; i < graph.parameters().size(); i++) {
      path.add(new History());
      path.get(i).add(current.get(i));
      numbers += current.get(i).length;
    }
    this.wholePath = numbers * stop.steps() <= LARGEST_PATH;
  }

  /** What is carried from step to step, the parameters first. */
  List<double[]> current() {
    return current;
  }

  long taken() {
    return taken;
  }

  boolean keepsPath() {
    return wholePath;
  }

  boolean goesOn() {
    return why.isEmpty() && taken < stop.steps();
  }

  void endIf(Optional<String> reason) {
    why = why.or(() -> reason);
  }

  /** Goes on from the state of an earlier run, whose path is not known. */
  void resume(List<double[]> carried, long steps) {
    current = carried;
    taken = steps;
    wholePath = false;
    for (int i = 0; i < path.size(); i++) {
      path.get(i).set(current.get(i));
    }
  }

  /** Work that is given up when the person asks to stop. */
  void unlessStopped(Runnable work) {
    try {
      work.run();
    } catch (CancellationException e) {
      stopped();
    }
  }

  /** Short work without which there is no result: it is done once more if it was stopped. */
  <T> T whole(Supplier<T> work) {
    try {
      return work.get();
    } catch (CancellationException e) {
      stopped();
      return work.get();
    }
  }

  private void stopped() {
    if (goesOn()) {
      why = Optional.of(stoppedAfter(taken));
      stopped = true;
    }
  }

  static String stoppedAfter(long steps) {
    return "stopped by you after " + (steps == 1 ? "1 step" : "%,d steps".formatted(steps));
  }

  /** The parameters after a step, if the path is kept. */
  void passed(int parameter, double[] values) {
    passed(parameter, values, values.length);
  }

  /** The first {@code count} numbers are a parameter after some steps, if the path is kept. */
  void passed(int parameter, double[] values, int count) {
    if (wholePath) {
      path.get(parameter).add(values, count);
    }
  }

  /** What is carried after {@code steps} more. */
  void moved(List<double[]> carried, int steps) {
    current = carried;
    taken += steps;
  }

  /** One more step was taken, to a place that is not known yet. */
  void stepped() {
    taken++;
  }

  /** Another place to end at. */
  void back(List<double[]> carried) {
    current = carried;
  }

  void progressed(double loss, double slope) {
    setting.observer().progressed(taken, stop.steps(), loss, slope);
  }

  /** A few of the steps up to {@code last}, the last among them. */
  static int[] rows(int last) {
    int rows = Math.min(ROWS_OF_A_BAD_RUN, last + 1);
    int[] steps = new int[rows];
    for (int r = 0; r < rows; r++) {
      steps[r] = rows == 1 ? last : (int) ((long) last * r / (rows - 1));
    }
    return steps;
  }

  /** The parameters at a step whose place is kept: 0 always is. */
  List<double[]> place(int step) {
    List<double[]> values = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      int size = current.get(i).length;
      values.add(Arrays.copyOfRange(path.get(i).toArray(), step * size, (step + 1) * size));
    }
    return values;
  }

  Run result(History losses, String device, Map<String, Tensor.Data> more) {
    int count = path.size();
    for (int i = 0; !wholePath && i < count; i++) {
      path.get(i).add(current.get(i));
    }
    return new Run(
        graph,
        Run.decimals(current.subList(0, count)),
        taken,
        Run.decimals(losses.toArray()),
        path.stream().map(p -> Run.decimals(p.toArray())).toList(),
        why.orElse("all steps taken"),
        stopped,
        device,
        Run.since(began),
        more);
  }
}
