package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers that are absent, broken or slow; and what is remembered of them. */
class DriversTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  @BeforeEach
  void useAFolderOfOurOwn() {
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
  }

  private static Found found() {
    return new Found(
        0, 0, "a\tdevice\n", "vendor", "1.0", 2, 1L << 32, 1L << 30, true, false, true);
  }

  @Test
  void theServiceIsDeclared() {
    assertTrue(
        ServiceLoader.load(gd.backend.Backend.class).stream()
            .anyMatch(provider -> provider.type().equals(OpenClBackend.class)));
  }

  @Test
  void switchedOff() {
    environment.put("GD_OPENCL", "off");
    OpenClBackend backend = new OpenClBackend(environment);
    assertEquals(List.of(), backend.devices());
    assertEquals("GD_OPENCL=off switches it off", backend.whyNone().orElseThrow());
  }

  @Test
  void noDriverInstalled() {
    environment.put("OCL_ICD_VENDORS", folder.toString());
    OpenClBackend backend = new OpenClBackend(environment);
    assertEquals(List.of(), backend.devices());
    String why = backend.whyNone().orElseThrow();
    assertTrue(why.contains("no driver") || why.contains("libOpenCL.so.1 was not found"), why);
  }

  @Test
  void aDriverThatIsNoLibrary() throws IOException {
    Path vendors = Files.createDirectory(folder.resolve("vendors"));
    Path garbage = Files.writeString(folder.resolve("garbage.so"), "this is no library");
    Files.writeString(vendors.resolve("garbage.icd"), garbage.toString());
    environment.put("OCL_ICD_VENDORS", vendors.toString());
    OpenClBackend backend = new OpenClBackend(environment);
    assertEquals(List.of(), backend.devices());
    assertTrue(backend.whyNone().isPresent());
  }

  /** A libOpenCL that the linker finds first and cannot load is as good as none. */
  @Test
  void noOpenClLibrary() throws IOException {
    Files.writeString(folder.resolve("libOpenCL.so.1"), "this is no library");
    environment.put("LD_LIBRARY_PATH", folder.toString());
    Verdict verdict = Prober.standard(environment).run();
    assertEquals(List.of(), verdict.devices());
    assertEquals("libOpenCL.so.1 was not found", verdict.whyNone().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "kill -SEGV $$,a driver crashed when it was tried out (signal 11)",
        "exit 3,a driver ended the process in which it was tried out (exit 3)",
        "sleep 60,the drivers did not answer within 1 s",
        "echo gd-opencl-device nonsense; echo gd-opencl-end,no device was found"
      })
  void probesThatFail(String script, String why) {
    Prober prober =
        new Prober(List.of("/bin/sh", "-c", script), environment, Duration.ofSeconds(1));
    assertEquals(Verdict.none(why), prober.run());
  }

  @Test
  void verdictsAreKeptUntilTheInstallationChanges() throws IOException {
    AtomicInteger probes = new AtomicInteger();
    Path vendors = Files.createDirectory(folder.resolve("vendors"));
    environment.put("OCL_ICD_VENDORS", vendors.toString());
    Runnable start =
        () -> {
          OpenClBackend backend =
              new OpenClBackend(
                  environment,
                  () -> {
                    probes.incrementAndGet();
                    return new Verdict(List.of(found()), java.util.Optional.empty());
                  });
          assertEquals("opencl:0", backend.devices().getFirst().name());
          assertEquals("a device, 2 units (vendor)", backend.devices().getFirst().description());
        };
    start.run();
    start.run();
    assertEquals(1, probes.get());
    Files.writeString(vendors.resolve("new.icd"), "libnew.so");
    start.run();
    assertEquals(2, probes.get());
  }

  @Test
  void badNewsIsAskedForAgain() throws IOException {
    AtomicInteger probes = new AtomicInteger();
    Runnable start =
        () ->
            new OpenClBackend(
                    environment,
                    () -> {
                      probes.incrementAndGet();
                      return Verdict.none("a driver crashed");
                    })
                .whyNone()
                .orElseThrow();
    start.run();
    start.run();
    assertEquals(1, probes.get());
    try (Stream<Path> files = Files.list(folder.resolve("cache/gd/opencl-devices"))) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      }
    }
    start.run();
    assertEquals(2, probes.get());
  }

  @Test
  void aVerdictReadsBack() {
    List<String> noise = new ArrayList<>(List.of("a driver's own words"));
    Verdict verdict = new Verdict(List.of(found()), java.util.Optional.empty());
    noise.addAll(verdict.lines());
    Verdict again = Verdict.parse(noise).orElseThrow();
    assertEquals(verdict.lines(), again.lines());
    assertTrue(Verdict.parse(List.of("half a")).isEmpty());
  }

  @Test
  void theNativeLibraryIsOurs() throws IOException {
    CacheFolder cache = CacheFolder.of(environment);
    byte[] content = {1, 2, 3};
    Path place = NativeLibrary.unpack(cache, "libx.so", content);
    assertTrue(place.startsWith(folder));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
    Files.write(place.resolve("libx.so"), new byte[] {6, 6, 6});
    assertEquals(place, NativeLibrary.unpack(cache, "libx.so", content));
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        content, Files.readAllBytes(place.resolve("libx.so")));
  }

  @Test
  void theNativeLibraryNeedsNoHome() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path place =
        NativeLibrary.unpack(new CacheFolder(file.resolve("gd")), "libx.so", new byte[] {1});
    try {
      assertFalse(place.startsWith(folder));
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
    } finally {
      Files.delete(place.resolve("libx.so"));
      Files.delete(place);
    }
  }
}
