package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path home;

  @Test
  void onlyItsOwnerCanReadIt() throws IOException {
    Path file = home.resolve(".local/state/gd/history");
    assertEquals(Optional.of(file), History.file(Map.of("HOME", home.toString())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
  }

  @Test
  void theStateFolderMayBeElsewhere() {
    String elsewhere = home.resolve("state").toString();
    assertEquals(
        Optional.of(home.resolve("state/gd/history")),
        History.file(Map.of("HOME", home.toString(), "XDG_STATE_HOME", elsewhere)));
  }

  @Test
  void whereNoFileCanBeMadeThereIsNone() throws IOException {
    Path file = Files.createFile(home.resolve("file"));
    assertEquals(Optional.empty(), History.file(Map.of("HOME", file.toString())));
    assertEquals(Optional.empty(), History.file(Map.of()));
  }
}
