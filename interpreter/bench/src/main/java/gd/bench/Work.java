package gd.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Something to do, and the contenders that do it; the first is the reference.
 *
 * @param steps steps of one round
 * @param bytes what a step reads at least; 0 if it reads nothing to speak of
 */
record Work(String name, int steps, long bytes, List<Candidate> candidates) {

  /** A contender's name and command. */
  record Candidate(String name, List<String> command) {}

  /**
   * The same with those contenders alone whose names contain one of the words, if there are any.
   */
  Work only(List<String> words) {
    List<Candidate> some =
        candidates.stream()
            .filter(
                candidate ->
                    words.isEmpty()
                        || candidate == candidates.getFirst()
                        || words.stream().anyMatch(candidate.name()::contains))
            .toList();
    return new Work(name, steps, bytes, some);
  }

  /** What is measured, given where programs and data are. */
  static List<Work> all(Programs programs) {
    List<Work> works = new ArrayList<>();
    for (int bits : new int[] {32, 64}) {
      works.add(logistic(programs, 1_000_000, 32, bits));
      works.add(logistic(programs, 200_000, 128, bits));
      works.add(logistic(programs, 5_000_000, 8, bits));
    }
    works.add(logistic(programs, 1_000_000, 8, 32));
    works.add(logistic(programs, 10_000_000, 8, 32));
    works.add(logistic(programs, 10_000_000, 32, 32));
    works.add(linear(programs, "linear 1000000x32, step by step", 60));
    works.add(linear(programs, "linear 1000000x32, 1000 steps by XᵀX", 1000));
    works.add(network(programs, "network 784-128-10, all 60000 rows", 3, "network"));
    works.add(network(programs, "network 784-128-10, batches of 128", 200, "batches"));
    works.add(
        new Work(
            "rosenbrock",
            1_000_000,
            0,
            List.of(
                new Candidate("C", List.of(programs.c("rosenbrock"), "one")),
                new Candidate("gd jvm", programs.gd("jvm", "rosenbrock", "64")))));
    works.add(
        new Work(
            "rosenbrock peers",
            10_000,
            0,
            List.of(
                new Candidate("C", List.of(programs.c("rosenbrock"), "one")),
                new Candidate("NumPy", programs.python("rosenbrock.py", "numpy", "one")),
                new Candidate("PyTorch", programs.python("rosenbrock.py", "torch", "one")))));
    works.add(
        new Work(
            "rosenbrock, 100000 starts by 1000 steps",
            1,
            0,
            List.of(
                new Candidate("C", List.of(programs.c("rosenbrock"), "many")),
                new Candidate("gd opencl", programs.gd("opencl", "starts", "32")),
                new Candidate("gd jvm, vectors", programs.gd("vectors", "starts", "32")),
                new Candidate("gd jvm", programs.gd("jvm", "starts", "32")),
                new Candidate("NumPy", programs.python("rosenbrock.py", "numpy", "many")),
                new Candidate("PyTorch", programs.python("rosenbrock.py", "torch", "many")))));
    return works;
  }

  /**
   * A linear regression in 64 bits: few steps pass over the data every time, many once. The
   * reference reads the data once a step.
   */
  private static Work linear(Programs programs, String name, int steps) {
    String data = programs.data(1_000_000, 32);
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(
        new Candidate(
            "reading alone",
            List.of(programs.c("bandwidth"), Long.toString(1_000_000L * 33 * 8 / 1_000_000))));
    for (String device : List.of("opencl", "vectors", "jvm")) {
      candidates.add(
          new Candidate(
              "gd " + device, programs.gd(device, "linear", "64", data, "1000000", "32")));
    }
    return new Work(name, steps, 0, List.copyOf(candidates));
  }

  /** A network in 32 bits; PyTorch is the reference. */
  private static Work network(Programs programs, String name, int steps, String kind) {
    String data = programs.data(60_000, 784);
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(
        new Candidate("PyTorch", programs.python("network.py", kind, data, "60000", "784")));
    for (String device : List.of("opencl", "vectors", "jvm")) {
      candidates.add(
          new Candidate("gd " + device, programs.gd(device, kind, "32", data, "60000", "784")));
    }
    return new Work(name, steps, 0, List.copyOf(candidates));
  }

  private static Work logistic(Programs programs, int rows, int columns, int bits) {
    long bytes = (long) rows * (columns + 1) * bits / 8;
    String n = Integer.toString(rows);
    String d = Integer.toString(columns);
    String b = Integer.toString(bits);
    String data = programs.data(rows, columns);
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(new Candidate("C", List.of(programs.logistic(columns, bits), data, n)));
    candidates.add(
        new Candidate(
            "reading alone", List.of(programs.c("bandwidth"), Long.toString(bytes / 1_000_000))));
    candidates.add(new Candidate("gd opencl", programs.gd("opencl", "logistic", b, data, n, d)));
    candidates.add(
        new Candidate("gd jvm, vectors", programs.gd("vectors", "logistic", b, data, n, d)));
    candidates.add(new Candidate("gd jvm", programs.gd("jvm", "logistic", b, data, n, d)));
    candidates.add(
        new Candidate("gd opencl, loss alone", programs.gd("opencl", "loss", b, data, n, d)));
    candidates.add(
        new Candidate("gd vectors, loss alone", programs.gd("vectors", "loss", b, data, n, d)));
    candidates.add(new Candidate("NumPy", programs.python("logistic.py", "numpy", data, n, d, b)));
    candidates.add(
        new Candidate("PyTorch", programs.python("logistic.py", "torch", data, n, d, b)));
    return new Work("logistic %sx%s f%s".formatted(n, d, b), 60, bytes, List.copyOf(candidates));
  }
}
