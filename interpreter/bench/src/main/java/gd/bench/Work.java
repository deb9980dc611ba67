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
      works.add(logistic(programs, 1_000_000, 32, bits, 20));
      works.add(logistic(programs, 200_000, 128, bits, 20));
      works.add(logistic(programs, 5_000_000, 8, bits, 20));
    }
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
    return works;
  }

  private static Work logistic(Programs programs, int rows, int columns, int bits, int steps) {
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
    candidates.add(new Candidate("gd jvm", programs.gd("jvm", "logistic", b, data, n, d)));
    candidates.add(new Candidate("NumPy", programs.python("logistic.py", "numpy", data, n, d, b)));
    candidates.add(
        new Candidate("PyTorch", programs.python("logistic.py", "torch", data, n, d, b)));
    return new Work("logistic %sx%s f%s".formatted(n, d, b), steps, bytes, List.copyOf(candidates));
  }
}
