package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * oclgrind, a device that interprets kernels and watches each access to memory, has nothing to say
 * of ours: nothing behind a buffer, no race, no wrong use of the interface.
 */
class GrindTest {
  private static final Path DRIVER = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");

  @TempDir Path folder;

  @BeforeEach
  void isInstalled() {
    if (!Files.exists(DRIVER)) {
      String message = "oclgrind is not installed";
      System.err.println("SKIPPED, " + message);
      abort(message);
    }
  }

  /** What oclgrind reports of a run of {@link Grind}. */
  private String reportOf(String work) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("oclgrind.icd"), DRIVER.toString());
    Path log = folder.resolve("log");
    Path out = folder.resolve("out");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Grind.class.getName(),
                work)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "OCL_ICD_VENDORS",
                folder.toString(),
                "OCLGRIND_LOG",
                log.toString(),
                "OCLGRIND_DATA_RACES",
                "1",
                "OCLGRIND_CHECK_API",
                "1"));
    Process process = builder.start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    String said = Files.readString(out);
    assertEquals(0, process.exitValue(), said);
    assertTrue(said.contains("done on Oclgrind Simulator"), said);
    return Files.readString(log);
  }

  @Test
  void aMistakeIsFound() throws Exception {
    String report = reportOf("wrong");
    assertTrue(report.contains("Invalid read of size 8 at global memory address"), report);
  }

  @Test
  void kernelsKeepToTheirMemory() throws Exception {
    assertEquals("", reportOf("all"));
  }
}
