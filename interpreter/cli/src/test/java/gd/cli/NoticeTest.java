package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every library that comes with gd is named in NOTICE, with its licence. */
class NoticeTest {
  private static final Pattern JAR = Pattern.compile("(.*?)-\\d.*\\.jar");
  private static final Pattern FOR_TESTS =
      Pattern.compile(
          ".*[\\\\/](junit|opentest4j|apiguardian|surefire|maven|common-java)[^\\\\/]*");

  @Test
  void everyLibraryIsNamed() throws IOException {
    String notice = Files.readString(Path.of("..", "..", "NOTICE"));
    List<String> libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> path.endsWith(".jar") && !FOR_TESTS.matcher(path).matches())
            .map(path -> Path.of(path).getFileName().toString())
            .filter(jar -> !jar.startsWith("gd-"))
            .map(jar -> JAR.matcher(jar).replaceFirst("$1"))
            .toList();
    assertTrue(libraries.contains("matheclipse-core"), libraries::toString);
    assertEquals(
        List.of(),
        libraries.stream()
            .filter(name -> !Pattern.compile("\\b" + name + "\\b").matcher(notice).find())
            .toList());
  }
}
