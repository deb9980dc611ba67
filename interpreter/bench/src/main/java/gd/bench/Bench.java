package gd.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The benchmark suite. Arguments: the sources' folder, the folder for binaries and data, the number
 * of rounds, and words: works whose names contain all of them are run. Words that begin with + name
 * contenders; if there are any, only those and the reference take part.
 */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    Files.createDirectories(folder);
    Programs programs = new Programs(Path.of(arguments[0]), folder);
    int rounds = Integer.parseInt(arguments[2]);
    Map<Boolean, List<String>> words =
        Arrays.stream(arguments)
            .skip(3)
            .collect(Collectors.partitioningBy(word -> word.startsWith("+")));
    List<String> wanted =
        words.getOrDefault(true, List.of()).stream().map(word -> word.substring(1)).toList();
    for (Work work : Work.all(programs)) {
      if (words.getOrDefault(false, List.of()).stream().allMatch(work.name()::contains)) {
        try (Race race = new Race(work.only(wanted))) {
          print(work, rounds, race.run(rounds));
        }
      }
    }
  }

  private static void print(Work work, int rounds, List<Race.Score> scores) {
    Race.Score reference = scores.getFirst();
    System.out.printf("%n%s, %d rounds of %d steps%n%n", work.name(), rounds, work.steps());
    System.out.println("| | µs a step | ratio | ratio of processor time | GB/s | w₁ |");
    System.out.println("|---|---:|---:|---:|---:|---|");
    for (Race.Score score : scores) {
      System.out.printf(
          "| %s | %.6g | %.2f | %.2f | %s | %s |%n",
          score.name(),
          score.median(Race.Time::clock) * 1e6,
          score.median(Race.Time::clock) / reference.median(Race.Time::clock),
          score.median(Race.Time::processors) / reference.median(Race.Time::processors),
          work.bytes() == 0
              ? ""
              : "%.1f".formatted(work.bytes() / score.median(Race.Time::clock) / 1e9),
          score.result());
    }
    System.out.flush();
  }
}
