package gd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The benchmark suite. Arguments: the sources' folder, the folder for binaries and data, the number
 * of rounds, and words: works whose names contain all of them are run.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Files.createDirectories(folder);
    Programs programs = new Programs(Path.of(arguments[0]), folder);
    int rounds = Integer.parseInt(arguments[2]);
    List<String> words = List.of(arguments).subList(3, arguments.length);
    for (Work work : Work.all(programs)) {
      if (words.stream().allMatch(work.name()::contains)) {
        try (Race race = new Race(work)) {
          print(work, rounds, race.run(rounds));
        }
      }
    }
  }

  private static void print(Work work, int rounds, List<Race.Score> scores) {
    Race.Score reference = scores.getFirst();
    System.out.printf(
        "%n%s, %d rounds of %d steps%n%n", work.name(), rounds, work.steps());
    System.out.println("| | median, µs a step | ratio of medians | ratio of minima | GB/s | w₁ |");
    System.out.println("|---|---:|---:|---:|---:|---|");
    for (Race.Score score : scores) {
      System.out.printf(
          "| %s | %.6g | %.2f | %.2f | %s | %s |%n",
          score.name(),
          score.median() * 1e6,
          score.median() / reference.median(),
          score.least() / reference.least(),
          work.bytes() == 0 ? "" : "%.1f".formatted(work.bytes() / score.median() / 1e9),
          score.result());
    }
    System.out.flush();
  }
}
