package gd.descent;

import gd.backend.Copies;
import gd.backend.GraphComputing;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Descents from many starts, or at many rates, side by side in decimals. A closed form of a few
 * variables steps in vectors over the runs; anything else goes run by run.
 */
public final class ManyDescents {
  /** How many numbers the losses and the path may hold; of more, only the ends are kept. */
  private static final long LARGEST_PATH = 1_000_000;

  /** Operations of a chunk of steps: a fraction of a second. */
  private static final double PATIENCE = 5e8;

  private static final int LONGEST_CHUNK = 4096;

  private final Setting setting;
  private final StepGraph graph;
  private final int runs;
  private final long steps;
  private final List<Integer> sizes;
  private final History losses = new History();
  private final List<History> path = new ArrayList<>();
  private final boolean[] diverged;
  private double[][] places;
  private long taken;

  /**
   * @param starts for everything carried, its elements in the first run, then in the second, …
   */
  public ManyDescents(
      Setting setting, StepGraph graph, List<double[]> starts, int runs, long steps) {
    this.setting = setting;
    this.graph = graph;
    this.runs = runs;
    this.steps = steps;
    this.sizes = graph.carried().stream().map(each -> each.input().shape().size()).toList();
    this.diverged = new boolean[runs];
    this.places = elements(starts);
  }

  /** The run's losses are rows of one a run, and so are the points of its path. */
  public Run run() {
    long began = System.nanoTime();
    GraphComputing computing = setting.computing();
    List<Tensor> next = new ArrayList<>(graph.carried().stream().map(Carried::next).toList());
    List<Tensor.Input> inputs = graph.carried().stream().map(Carried::input).toList();
    for (int i = 0; i < graph.parameters().size(); i++) {
      path.add(new History());
    }
    try (Copies copies =
        computing
            .copies(next, graph.loss(), inputs, runs, steps)
            .orElseGet(() -> new Turns(computing, graph, runs, steps))) {
      copies.write(places);
      record(copies);
      checkStart();
      long numbers = (1 + elementsOfParameters()) * runs;
      boolean isWhole = numbers * (steps + 1) <= LARGEST_PATH;
      int chunk =
          isWhole
              ? 1
              : (int) Math.clamp(PATIENCE / (computing.workOf(next) + 1) / runs, 1, LONGEST_CHUNK);
      boolean isStopped = false;
      while (taken < steps && !isStopped) {
        try {
          int now = (int) Math.min(chunk, steps - taken);
          copies.run(now);
          taken += now;
        } catch (CancellationException e) {
          isStopped = true;
        }
        if (isWhole && !isStopped || !isWhole && (isStopped || taken == steps)) {
          record(copies);
        }
        setting.observer().progressed(taken, steps, least(), Double.NaN);
      }
      return result(copies.device(), isStopped, Run.since(began));
    }
  }

  private long elementsOfParameters() {
    return IntStream.range(0, path.size()).mapToLong(sizes::get).sum();
  }

  /** Numbers by run as numbers by element. */
  private double[][] elements(List<double[]> byRun) {
    List<double[]> elements = new ArrayList<>();
    for (int i = 0; i < byRun.size(); i++) {
      for (int k = 0; k < sizes.get(i); k++) {
        double[] element = new double[runs];
        for (int run = 0; run < runs; run++) {
          element[run] = byRun.get(i)[run * sizes.get(i) + k];
        }
        elements.add(element);
      }
    }
    return elements.toArray(double[][]::new);
  }

  /** Looks where the runs are. One that has diverged stays at its last place with a loss. */
  private void record(Copies copies) {
    double[] measured = copies.measured();
    double[][] state = copies.read();
    for (int run = 0; run < runs; run++) {
      boolean isFinite = Double.isFinite(measured[run]);
      for (double[] element : state) {
        isFinite &= Double.isFinite(element[run]);
      }
      diverged[run] |= !isFinite;
      if (diverged[run]) {
        measured[run] = Double.POSITIVE_INFINITY;
        for (int k = 0; k < state.length; k++) {
          state[k][run] = places[k][run];
        }
      }
    }
    places = state;
    losses.add(measured);
    int first = 0;
    for (int i = 0; i < path.size(); i++) {
      double[] points = new double[runs * sizes.get(i)];
      for (int k = 0; k < sizes.get(i); k++) {
        for (int run = 0; run < runs; run++) {
          points[run * sizes.get(i) + k] = state[first + k][run];
        }
      }
      first += sizes.get(i);
      path.get(i).add(points);
    }
  }

  private void checkStart() {
    for (int run = 0; run < runs; run++) {
      if (diverged[run]) {
        String which = "The loss of start " + (run + 1) + " has no value.";
        throw new Refusal(
            at -> new RunProblem.NoNumberAtStart(at, "loss", "not a number", List.of(which)));
      }
    }
  }

  private double[] last() {
    return Arrays.copyOfRange(losses.toArray(), losses.size() - runs, losses.size());
  }

  private double least() {
    return Arrays.stream(last()).min().orElse(Double.NaN);
  }

  private Run result(String device, boolean isStopped, Duration time) {
    double[] reached = last();
    int best = 0;
    int lost = 0;
    for (int run = 0; run < runs; run++) {
      best = reached[run] < reached[best] ? run : best;
      lost += diverged[run] ? 1 : 0;
    }
    Map<String, Tensor.Data> more = new LinkedHashMap<>();
    more.put("best", Run.whole(best + 1));
    more.put("diverged", Run.whole(lost));
    List<double[]> parameters =
        path.stream()
            .map(
                points -> {
                  double[] all = points.toArray();
                  int size = all.length / (losses.size() / runs);
                  return Arrays.copyOfRange(all, all.length - size, all.length);
                })
            .toList();
    String why =
        "%,d runs, %s%s; run %d is the best"
            .formatted(
                runs,
                isStopped ? Course.stoppedAfter(taken) : "all steps taken",
                lost == 0 ? "" : ", %,d diverged".formatted(lost),
                best + 1);
    return new Run(
        graph,
        Run.decimals(parameters),
        taken,
        Run.decimals(losses.toArray()),
        path.stream().map(points -> Run.decimals(points.toArray())).toList(),
        why,
        isStopped,
        device,
        time,
        more);
  }
}
