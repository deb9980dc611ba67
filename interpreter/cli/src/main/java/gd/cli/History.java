package gd.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Where the prompt keeps what was typed: a file only its owner can read. */
final class History {
  static final int LONGEST = 5_000;

  private History() {}

  /**
   * The file, made if need be; none where no file can be made: the history then lasts as long as
   * the prompt.
   */
  static Optional<Path> file(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (state.isEmpty() && home.isEmpty()) {
      return Optional.empty();
    }
    Path folder =
        (state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state)).resolve("gd");
    Path file = folder.resolve("history");
    try {
      Files.createDirectories(folder);
      if (posix(folder)) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      create(file);
      return Files.isWritable(file) ? Optional.of(file) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      // from an earlier time
    }
    if (posix(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
