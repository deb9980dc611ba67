package gd.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.transcript.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Files stay small enough to read. */
class SizeTest {
  private static final int LARGEST = 600;

  @Test
  void filesAreShort(TestReporter reporter) {
    Path root = Repository.root();
    List<Path> files =
        Stream.of("grammar", "interpreter", "stdlib/src")
            .flatMap(folder -> Stream.of(".java", ".g4", ".gd").flatMap(e -> Repository.files(root.resolve(folder), e).stream()))
            .toList();
    List<String> tooLong =
        files.stream().filter(file -> lines(file) > LARGEST).map(file -> lines(file) + " " + file).toList();
    int[] sizes = files.stream().mapToInt(SizeTest::lines).sorted().toArray();
    int engine =
        Repository.files(root.resolve("interpreter/core/src/main"), ".java").stream().mapToInt(SizeTest::lines).sum();
    reporter.publishEntry(
        "lines", "%d files, median %d, longest %d; core %d".formatted(
            sizes.length, sizes[sizes.length / 2], sizes[sizes.length - 1], engine));
    assertTrue(tooLong.isEmpty(), () -> "longer than " + LARGEST + " lines: " + tooLong);
  }

  private static int lines(Path file) {
    return Repository.lines(file).size();
  }
}
