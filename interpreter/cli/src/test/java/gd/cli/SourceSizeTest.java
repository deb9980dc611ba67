package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Prints how much code there is, and keeps each file short enough to be read in one sitting. */
class SourceSizeTest {
  private static final int LONGEST_FILE = 600;

  @Test
  void noFileIsTooLong() throws IOException {
    var lines = new TreeMap<String, List<Long>>();
    var tooLong = new ArrayList<String>();
    for (Path file : sources()) {
      long count = lines(file);
      String path = file.toString().replace('\\', '/');
      String module = path.replaceFirst("^(?:\\.\\./)*(.*?)/src/(main|test)/.*", "$1 $2");
      lines.computeIfAbsent(module, m -> new ArrayList<>()).add(count);
      if (count > LONGEST_FILE) {
        tooLong.add(path + ": " + count);
      }
    }
    assertFalse(lines.isEmpty());
    lines.forEach(
        (module, counts) -> {
          counts.sort(null);
          System.out.printf(
              "%-24s %4d files %7d lines, median %4d, longest %4d%n",
              module,
              counts.size(),
              counts.stream().mapToLong(Long::longValue).sum(),
              counts.get(counts.size() / 2),
              counts.getLast());
        });
    assertEquals(List.of(), tooLong);
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("..", ".."))) {
      return files
          .filter(file -> file.toString().matches(".*[\\\\/]src[\\\\/](main|test)[\\\\/].*\\.java"))
          .toList();
    }
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
