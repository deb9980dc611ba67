package gd.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gd.transcript.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Java program in README.md does what stands below it. */
class ReadmeSampleTest {
  @Test
  @Timeout(60)
  void runs(@TempDir Path folder) throws IOException, InterruptedException {
    List<String> readme = Repository.lines(Repository.root().resolve("README.md"));
    Files.write(folder.resolve("Sample.java"), fence(readme, "```java"));
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "Sample.java")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(fence(readme, "```text"), said.lines().toList());
    assertEquals(0, java.waitFor());
  }

  private static List<String> fence(List<String> lines, String start) {
    int at = lines.indexOf(start) + 1;
    return lines.subList(at, at + lines.subList(at, lines.size()).indexOf("```"));
  }
}
