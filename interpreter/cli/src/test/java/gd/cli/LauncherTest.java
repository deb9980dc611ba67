package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher itself, in a copy of its own, beside a Maven and a JDK that only write down what was
 * asked of them.
 */
class LauncherTest {
  private static final String BUILDING =
      "gd: building (on first use, and when its sources change) ...\n";

  @TempDir(cleanup = CleanupMode.NEVER)
  Path temporary;

  private Path root;
  private Path home;

  private record Ended(int status, String out, String err) {}

  private record Running(Process process, Path err) {
    Ended end() throws IOException, InterruptedException {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      return new Ended(process.exitValue(), out, Files.readString(err));
    }
  }

  @BeforeEach
  void copyTheLauncher() throws IOException {
    root = Files.createDirectories(temporary.resolve("a check out"));
    home = Files.createDirectories(temporary.resolve("home"));
    Path checkout = Path.of("..", "..").toAbsolutePath().normalize();
    for (String file : List.of("gd", "interpreter/cli/src/main/sh/build.sh")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.copy(checkout.resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    for (String folder : List.of("grammar", "stdlib", "interpreter/core/src/main")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.writeString(root.resolve("pom.xml"), "");
    script(
        "mvn",
        "echo \"$PWD $JAVA_HOME\" >>\"$HOME/builds\"",
        "mkdir -p interpreter/cli/target/dist/lib && sleep 0.2",
        "echo jar >interpreter/cli/target/dist/lib/a.jar");
    jdk("jdk", "25.0.1");
  }

  private Path jdk(String name, String version) throws IOException {
    Path jdk = Files.createDirectories(temporary.resolve(name));
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_VERSION=\"" + version + "\"\nJAVA_RUNTIME_VERSION=\"" + version + "+9\"\n");
    script(name + "/bin/javac");
    script(
        name + "/bin/java",
        "for a; do case $a in -XX:AOTCacheOutput=*) touch \"${a#*=}\" ;; esac; done",
        "printf '%s\\n' \"$0\" \"$@\"");
    return jdk;
  }

  private void script(String name, String... lines) throws IOException {
    Path file = temporary.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Running start(Map<String, String> environment, String... words) throws IOException {
    Path err = Files.createTempFile(temporary, "err", "");
    var builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GD_MVN", temporary.resolve("mvn").toString());
    builder.environment().put("GD_JAVA_HOME", temporary.resolve("jdk").toString());
    builder.environment().putAll(environment);
    builder.directory(temporary.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectError(err.toFile());
    return new Running(builder.start(), err);
  }

  private Ended gd(String... arguments) throws IOException, InterruptedException {
    var words = new java.util.ArrayList<>(List.of(arguments));
    words.addFirst(root.resolve("gd").toString());
    return start(Map.of(), words.toArray(String[]::new)).end();
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"));
  }

  @Test
  void buildsOnceAndThenOnlyStarts() throws Exception {
    Ended first = gd("-e", "1 + 1", "a  b");
    assertEquals(0, first.status(), first.err());
    assertEquals(BUILDING, first.err());
    List<String> java = first.out().lines().toList();
    assertEquals(temporary.resolve("jdk/bin/java").toString(), java.getFirst());
    assertEquals(
        List.of("gd.cli.Main", "-e", "1 + 1", "a  b"), java.subList(java.size() - 4, java.size()));
    assertTrue(java.contains(root.resolve("interpreter/cli/target/dist/lib/a.jar").toString()));
    assertEquals("", gd("--version").err());
    assertEquals(List.of(root + " " + temporary.resolve("jdk")), builds());
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    Path source = Files.writeString(root.resolve("interpreter/core/src/main/A.java"), "");
    gd("--version");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    assertEquals(BUILDING, gd("--version").err());
    Files.delete(source);
    assertEquals(BUILDING, gd("--version").err());
    assertEquals("", gd("--version").err());
    assertEquals(3, builds().size());
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    String gd = root.resolve("gd").toString();
    Running one = start(Map.of(), gd, "--version");
    Running other = start(Map.of(), gd, "--version");
    assertEquals(0, one.end().status());
    assertEquals(0, other.end().status());
    assertEquals(1, builds().size());
  }

  @Test
  void startsThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root.resolve("gd"));
    assertEquals(0, start(Map.of(), link.toString(), "--version").end().status());
  }

  @Test
  void trainsTheClassCacheOnceAndThenUsesIt() throws Exception {
    assertFalse(gd("--version").out().contains("-XX:AOTCache="));
    Path caches = home.resolve(".cache/gd");
    for (int i = 0; i < 100 && noCache(caches); i++) {
      Thread.sleep(50);
    }
    assertTrue(
        gd("--version").out().contains("-XX:AOTCache=" + caches), "a cache was made and is used");
    Files.writeString(root.resolve("interpreter/cli/target/dist/lib/b.jar"), "new");
    assertFalse(gd("--version").out().contains("-XX:AOTCache="), "it does not outlive its jars");
  }

  private static boolean noCache(Path caches) throws IOException {
    try (var files = Files.list(caches)) {
      return files.noneMatch(file -> file.toString().endsWith(".aot"));
    }
  }

  @Test
  void addsTheModuleOfVectorsAndHidesWhatJavaSaysOfIt() throws Exception {
    Path release = temporary.resolve("jdk/release");
    Files.writeString(
        release, "MODULES=\"java.base jdk.incubator.vector\"\n" + Files.readString(release));
    script("jdk/bin/java", "echo \"$@\"", "echo WARNING >&2", "echo a problem >&3");
    gd("--version");
    Ended ended = gd("--version");
    assertTrue(ended.out().contains("--add-modules jdk.incubator.vector"), ended.out());
    assertTrue(ended.out().contains("-Dgd.errors=3"), ended.out());
    assertEquals("a problem\n", ended.err());
    String gd = root.resolve("gd").toString();
    Ended developing = start(Map.of("GD_JAVA_OPTS", "-ea"), gd, "--version").end();
    assertEquals("WARNING\na problem\n", developing.err(), "who gives options hears the answers");
    assertFalse(developing.out().contains("gd.errors"));
    Ended without = start(Map.of("GD_VECTORS", "0"), gd, "--version").end();
    assertFalse(without.out().contains("jdk.incubator.vector"));
  }

  @Test
  void startsWithoutAPlaceForACache() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    Ended ended =
        start(Map.of("XDG_CACHE_HOME", file.toString()), root.resolve("gd").toString(), "-").end();
    assertEquals(0, ended.status());
    assertEquals(BUILDING, ended.err());
    assertFalse(ended.out().contains("AOTCache"));
  }

  @Test
  void passesOverAJdkThatIsTooOld() throws Exception {
    Path old = jdk("old", "17.0.15");
    Ended ended =
        start(
                Map.of(
                    "GD_JAVA_HOME", old.toString(),
                    "JAVA_HOME", temporary.resolve("jdk").toString()),
                root.resolve("gd").toString(),
                "-")
            .end();
    assertEquals(
        temporary.resolve("jdk/bin/java").toString(),
        ended.out().lines().findFirst().orElseThrow());
  }

  @Test
  void aFailedBuildSaysSoAndLeavesNothingToStart() throws Exception {
    script("mvn", "echo '[ERROR] A.java: cannot find symbol'", "exit 1");
    for (int i = 0; i < 2; i++) {
      Ended ended = gd("--version");
      assertEquals(1, ended.status());
      assertEquals("", ended.out());
      assertTrue(ended.err().contains("cannot find symbol\ngd: the build failed"), ended.err());
    }
  }

  @Test
  void withoutMavenItSaysWhatToInstall() throws Exception {
    Ended ended =
        start(Map.of("GD_MVN", "no-such-maven"), root.resolve("gd").toString(), "-").end();
    assertEquals(1, ended.status());
    assertTrue(ended.err().contains("apt-get install maven"), ended.err());
  }
}
