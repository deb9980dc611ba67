package gd.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import gd.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many steps and many descents leave nothing behind: no memory of the device, none of Java's, and
 * none of the process.
 */
class LeakTest {
  /** What a part of the work may leave in Java's memory, and in the process's. */
  private static final long MOST_JAVA = 3L << 20;

  private static final long MOST_NATIVE = 24L << 20;

  /** Java's heap may take more room once; what leaks grows in every round. */
  private static final int ROUNDS = 10;

  /** What is alive in Java's heap, and what the process has beside that heap. */
  private record Memory(long java, long process) {}

  @AfterEach
  void nothingIsLittle() {
    System.clearProperty(LittleBackend.MEMORY);
  }

  private static Memory now() throws IOException, InterruptedException {
    for (int k = 0; k < 3; k++) {
      System.gc();
      Thread.sleep(30);
    }
    Runtime runtime = Runtime.getRuntime();
    Path status = Path.of("/proc/self/status");
    long process =
        Files.exists(status)
            ? Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum()
            : 0;
    return new Memory(
        runtime.totalMemory() - runtime.freeMemory(), process - runtime.totalMemory());
  }

  /** A descent of many steps, kernel by kernel, and a hundred short ones that each open anew. */
  private static void work(Session session, String loss, int steps) {
    String text =
        """
        descend(%1$s, w=ones(50), lr=1e-9, steps=%2$d).loss
        for k in 1..30 { descend((w) -> %1$s(w), w=k*ones(50), lr=1e-9, steps=3).loss }
        """
            .formatted(loss, steps);
    var outcome = session.evaluate(text);
    assertTrue(outcome.ok(), () -> outcome.problems().toString());
  }

  private static void check(String device, int steps) throws Exception {
    var options = Session.Options.standard().withDevice(device);
    try (Session session = Session.open(options)) {
      String data =
          "seed(1); X = randn(300, 50); y = X[:, 1]; L(w) = mean(softplus(X*w) - y.*(X*w)) + mean(cos(w))";
      assertTrue(session.evaluate(data).ok());
      work(session, "L", steps / 4); // compilers, caches and pools settle
      work(session, "L", steps / 4);
      String grown = "";
      for (int round = 0; round < ROUNDS; round++) {
        Memory before = now();
        work(session, "L", steps);
        work(session, "L", steps);
        Memory after = now();
        long java = after.java() - before.java();
        long process = after.process() - before.process();
        if (java < MOST_JAVA && process < MOST_NATIVE) {
          return;
        }
        grown =
            "grown by %,d KB in Java, %,d KB in the process".formatted(java >> 10, process >> 10);
      }
      fail(grown);
    }
  }

  @Test
  void onTheJvm() throws Exception {
    check("jvm", 20_000);
  }

  @Test
  void onADevice() throws Exception {
    Devices.any();
    check("opencl", 8_000);
  }

  /** What a device counts as used comes down to nothing, when data are streamed too. */
  @Test
  void aDevicesMemoryIsGivenBack() {
    System.setProperty(LittleBackend.MEMORY, "700000");
    OpenClDevice device = (OpenClDevice) new LittleBackend().devices().getFirst();
    var schedule = new KernelsTest().logisticRows(12_000, 9);
    for (int k = 0; k < 20; k++) {
      try (var execution = device.open(schedule, gd.backend.Precision.DOUBLE)) {
        execution.run();
        assertTrue(device.nativeSide().context().used() > 0);
      }
      device.nativeSide().constants().dropUnused();
      assertEquals(0, device.nativeSide().context().used());
    }
  }
}
