package gd.transcript;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own folder, wherever the tests were started. */
public final class Repository {
  private Repository() {}

  /** Whether expected outputs are to be rewritten ({@code -Dupdate}). */
  public static boolean updates() {
    return System.getProperty("update") != null;
  }

  /** The folder that holds README.md and stdlib. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("stdlib"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("the tests must be started inside the project");
    }
    return folder;
  }

  /** The files of a folder, at any depth, whose names end so; in order. */
  public static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(file -> file.getFileName().toString().endsWith(ending))
          .filter(file -> !folder.relativize(file).toString().contains("target"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The examples that are run as tests: all but those in a folder by_hand. */
  public static List<Path> examples() {
    return files(root().resolve("examples"), ".gd").stream()
        .filter(script -> !script.getParent().endsWith("by_hand"))
        .toList();
  }

  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file, if it would change. */
  public static void write(Path file, List<String> lines) {
    try {
      if (!Files.exists(file) || !Files.readAllLines(file).equals(lines)) {
        Files.write(file, lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
