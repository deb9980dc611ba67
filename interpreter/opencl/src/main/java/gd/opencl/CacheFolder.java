package gd.opencl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder of the user's own for what can be made again: {@code $XDG_CACHE_HOME/gd} or {@code
 * ~/.cache/gd}.
 */
record CacheFolder(Path path) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  static CacheFolder of(Map<String, String> environment) {
    String home = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        Path.of(home).isAbsolute()
            ? Path.of(home)
            : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")))
                .resolve(".cache");
    return new CacheFolder(base.resolve("gd"));
  }

  /**
   * The folder of this name inside, which only its owner may enter. Others might plant a library or
   * a program in a folder they can write to, so one that they can is not used.
   */
  Path folder(String name) throws IOException {
    Path folder = path.resolve(name);
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectories(folder);
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    Files.setPosixFilePermissions(folder, PRIVATE); // fails for a folder of somebody else's
    return folder;
  }

  /** Writes a file whole or not at all, also when two processes do it at once. */
  static void write(Path file, byte[] content) throws IOException {
    Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
    Path draft = Files.createTempFile(folder, "draft", ".tmp");
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
