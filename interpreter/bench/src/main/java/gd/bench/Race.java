package gd.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Contenders as processes that take turns, in a new order every round: what disturbs the machine
 * disturbs all of them. While one runs, the others wait for input.
 */
final class Race implements AutoCloseable {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_WAIT_POLICY", "passive",
          "OMP_NUM_THREADS", "2",
          "OPENBLAS_NUM_THREADS", "2");

  /** Seconds a step, on the clock and of processors. */
  record Time(double clock, double processors) {}

  /** What came of one contender: the times of every round, and its result. */
  record Score(String name, List<Time> times, String result) {
    double median(ToDoubleFunction<Time> which) {
      return times.stream()
          .mapToDouble(which)
          .sorted()
          .skip(times.size() / 2)
          .findFirst()
          .orElseThrow();
    }
  }

  /** A contender that did not begin has no process. */
  private static final class Runner {
    private final String name;
    private final Process process;
    private final BufferedReader from;
    private final Writer to;
    private final List<Time> times = new ArrayList<>();

    Runner(Work.Candidate candidate) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(candidate.command());
      builder.environment().putAll(ENVIRONMENT);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      this.name = candidate.name();
      this.process = builder.start();
      this.from = process.inputReader(StandardCharsets.US_ASCII);
      this.to = process.outputWriter(StandardCharsets.US_ASCII);
    }

    String await(String prefix) throws IOException {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        if (line.startsWith(prefix)) {
          return line.substring(prefix.length()).strip();
        }
      }
      throw new IOException(name + " has ended");
    }

    Time go(int steps) throws IOException {
      to.write("go " + steps + "\n");
      to.flush();
      String[] seconds = await("T").split(" ", -1);
      return new Time(
          Double.parseDouble(seconds[0]) / steps, Double.parseDouble(seconds[1]) / steps);
    }

    String end() throws IOException {
      to.write("end\n");
      to.flush();
      return await("RES");
    }
  }

  private final int steps;
  private final List<Runner> runners = new ArrayList<>();

  /** Starts all contenders; those that cannot start are left out, with a line about it. */
  Race(Work work) {
    this.steps = work.steps();
    for (Work.Candidate candidate : work.candidates()) {
      try {
        Runner runner = new Runner(candidate);
        runner.await("READY");
        runners.add(runner);
      } catch (IOException e) {
        System.err.println("left out: " + e.getMessage());
      }
    }
  }

  List<Score> run(int rounds) throws IOException {
    for (Runner runner : runners) {
      runner.go(steps);
      runner.go(steps);
    }
    Random random = new Random(1);
    for (int round = 0; round < rounds; round++) {
      List<Runner> order = new ArrayList<>(runners);
      Collections.shuffle(order, random);
      for (Runner runner : order) {
        runner.times.add(runner.go(steps));
      }
    }
    List<Score> scores = new ArrayList<>();
    for (Runner runner : runners) {
      scores.add(new Score(runner.name, runner.times, runner.end()));
    }
    return scores;
  }

  @Override
  public void close() {
    runners.forEach(runner -> runner.process.destroy());
  }
}
