package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gd.report.Source;
import gd.report.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
  @TempDir Path folder;

  private static final Span AT = new Span(new Source("<command line>", "gd a.gd"), 3, 7);

  private String text(byte... bytes) throws IOException, UsageException {
    Path file = Files.write(folder.resolve("a.gd"), bytes);
    return Script.read(file.toString(), AT).text();
  }

  private String title(byte... bytes) {
    return assertThrows(UsageException.class, () -> text(bytes)).report().title();
  }

  @Test
  void aByteOrderMarkIsDropped() throws IOException, UsageException {
    assertEquals("π + 1", text("\uFEFFπ + 1".getBytes(StandardCharsets.UTF_8)));
    assertEquals("", text());
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertEquals("Not UTF-8 text", title("x = \"é\"".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals("Not UTF-8 text", title("x = 1".getBytes(StandardCharsets.UTF_16)));
    assertEquals("Not UTF-8 text", title((byte) 0xFF, (byte) 0xFE, (byte) 'x', (byte) 0));
    assertEquals("Not a script", title((byte) 'x', (byte) 0, (byte) 'y'));
    assertEquals("Too long for a script", title(new byte[Script.LARGEST + 1]));
  }

  @Test
  void aFileThatIsNotThereAndAFolderAreRefused() {
    var missing =
        assertThrows(
            UsageException.class, () -> Script.read(folder.resolve("b.gd").toString(), AT));
    assertEquals("No such file", missing.report().title());
    assertEquals("There is no `b.gd` in " + folder + ".", missing.report().message());
    var directory = assertThrows(UsageException.class, () -> Script.read(folder.toString(), AT));
    assertEquals("Not a script", directory.report().title());
    var impossible = assertThrows(UsageException.class, () -> Script.read("a\0b", AT));
    assertEquals("No such file", impossible.report().title());
  }
}
