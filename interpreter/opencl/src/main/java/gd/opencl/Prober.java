package gd.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jocl.LibUtils;

/** Runs a {@link Probe} in a child process, with a time limit. */
record Prober(List<String> command, Map<String, String> environment, Duration limit) {
  private static final long MOST_BYTES = 1 << 20;
  private static final int SIGNALLED = 128;

  /**
   * The probe on the running JVM's own java; the first compilation of a kernel may take seconds.
   */
  static Prober standard(Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(),
            Probe.class.getName()));
    return new Prober(command, environment, Duration.ofSeconds(30));
  }

  /** Where this module and JOCL lie, however they were loaded. */
  private static String classPath() {
    Set<String> path = new LinkedHashSet<>();
    for (Class<?> part : List.of(Probe.class, LibUtils.class)) {
      CodeSource source = part.getProtectionDomain().getCodeSource();
      if (source != null && source.getLocation() != null) {
        path.add(Path.of(java.net.URI.create(source.getLocation().toString())).toString());
      }
    }
    return path.isEmpty()
        ? System.getProperty("java.class.path")
        : String.join(System.getProperty("path.separator"), path);
  }

  Verdict run() {
    try {
      Path output = Files.createTempFile("gd-probe", ".txt");
      try {
        return run(output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      return Verdict.none("the drivers could not be tried out (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.none("trying out the drivers was interrupted");
    }
  }

  private Verdict run(Path output) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(output.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return Verdict.none("the drivers did not answer within " + limit.toSeconds() + " s");
      }
    } finally {
      process.destroyForcibly();
    }
    int exit = process.exitValue();
    return Verdict.parse(lines(output))
        .orElseGet(
            () ->
                Verdict.none(
                    exit > SIGNALLED
                        ? "a driver crashed when it was tried out (signal "
                            + (exit - SIGNALLED)
                            + ")"
                        : "a driver ended the process in which it was tried out (exit "
                            + exit
                            + ")"));
  }

  private static List<String> lines(Path output) throws IOException {
    if (Files.size(output) > MOST_BYTES) {
      return List.of();
    }
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines().toList();
  }
}
