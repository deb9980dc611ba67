package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that train for long, and are stopped or killed. */
class LongRunTest {
  /** {@code -Dgd.kills=50} for the full count. */
  private static final int KILLS = Integer.getInteger("gd.kills", 2);

  private static final int EPOCHS = Integer.getInteger("gd.epochs", 300);

  private static final String DATA =
      """
      seed(3)
      x = randn(500)
      t = table(x=x, y=3x + randn(500))
      C(w, b, x, y) = mean((w*x + b - y).^2)
      digits(17)
      print("on")
      """;

  @TempDir Path folder;

  private Process start(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("long.gd"), script);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    return new ProcessBuilder(
            List.of(java, "-cp", path, "gd.cli.Main", "--device", "jvm", file.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String rest(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void awaitStart(Process process) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = process.getInputStream().read(); c >= 0 && c != '\n'; ) {
      line.append((char) c);
      c = process.getInputStream().read();
    }
    assertEquals("on", line.toString());
  }

  @Test
  @Timeout(120)
  void anInterruptedScriptTellsHowFarItCame() throws Exception {
    Process process =
        start(
            DATA
                + "descend(C, w=0, b=0, data=t, batch=5, epochs=100000, lr=1e-5)\n"
                + "\"after\"\n");
    awaitStart(process);
    Thread.sleep(1500);
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    String told = rest(process);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertTrue(told.startsWith("descent: stopped by you after "), told);
    assertTrue(told.endsWith("after\n"), told);
    assertEquals(130, process.exitValue());
  }

  @Test
  @Timeout(3000)
  void aKilledRunGoesOnBitForBit() throws Exception {
    String run =
        "r = descend(C, w=0, b=0, data=t, seed=7, batch=7, lr=0.001, optimizer=adam, epochs="
            + EPOCHS
            + "%s)\n"
            + "[r.w, r.b, r.loss, sum(r.losses), sum(r.batch_losses)]\n";
    long began = System.nanoTime();
    Process whole = start(DATA + run.formatted(""));
    awaitStart(whole);
    String expected = rest(whole);
    long time = System.nanoTime() - began;
    assertTrue(expected.startsWith("["), expected);
    String resumable = DATA + run.formatted(", checkpoint=\"run.txt\"");
    Random random = new Random(11);
    List<String> wrong = new ArrayList<>();
    int inTheMidst = 0;
    for (int k = 0; k < KILLS; k++) {
      Files.deleteIfExists(folder.resolve("run.txt"));
      Process killed = start(resumable);
      awaitStart(killed);
      boolean ended = killed.waitFor((long) (random.nextDouble() * time), TimeUnit.NANOSECONDS);
      killed.destroyForcibly().waitFor();
      inTheMidst += !ended && Files.exists(folder.resolve("run.txt")) ? 1 : 0;
      Process again = start(resumable);
      awaitStart(again);
      String told = rest(again);
      if (!told.equals(expected)) {
        wrong.add(told);
      }
    }
    assertEquals(List.of(), wrong, expected);
    System.out.printf("%d killed, %d of them with a checkpoint, none wrong%n", KILLS, inTheMidst);
  }
}
