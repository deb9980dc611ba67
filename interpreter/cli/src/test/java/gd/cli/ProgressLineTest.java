package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Session;
import gd.report.Source;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final String ERASE = "\r\u001B[K";

  private final StringBuilder seen = new StringBuilder();
  private final AtomicLong milliseconds = new AtomicLong();
  private final ProgressLine line =
      new ProgressLine(seen::append, true, () -> milliseconds.get() * 1_000_000);

  private String seenAt(long time, long step) {
    seen.setLength(0);
    milliseconds.set(time);
    line.show(new Event.Progressed(step, 1000, 0.25, 0.125));
    return seen.toString();
  }

  @Test
  void aLongRunIsShownEveryHalfSecondAndErased() {
    assertEquals("", seenAt(0, 100));
    assertEquals("", seenAt(499, 150));
    assertEquals(
        ERASE + "step 200 of 1000, loss 0.250000, gradient 0.125, at most 8 s left",
        seenAt(1000, 200));
    assertEquals("", seenAt(1499, 249));
    assertEquals(
        ERASE + "step 600 of 1000, loss 0.250000, gradient 0.125, at most 8 s left",
        seenAt(10_000, 600));
    line.erase();
    line.erase();
    assertEquals(
        ERASE + "step 600 of 1000, loss 0.250000, gradient 0.125, at most 8 s left" + ERASE,
        seen.toString());
    assertEquals("", seenAt(20_000, 700), "another run begins");
  }

  @Test
  void elsewhereLinesStayEveryTenSeconds() {
    var lines = new StringBuilder();
    var plain = new ProgressLine(lines::append, false, () -> milliseconds.get() * 1_000_000);
    for (int second = 0; second <= 25; second++) {
      milliseconds.set(second * 1000L);
      plain.show(new Event.Progressed(second + 1, 100, 0.25, Double.NaN));
    }
    plain.erase();
    assertEquals(
        "step 11 of 100, loss 0.250000, at most 89 s left\n"
            + "step 21 of 100, loss 0.250000, at most 79 s left\n",
        lines.toString());
  }

  @Test
  void aShortRunLeavesNothing() {
    seenAt(0, 100);
    seenAt(400, 1000);
    line.erase();
    assertEquals("", seen.toString());
  }

  @Test
  void itGoesToATerminalsErrorStreamOnly() {
    String seenByAPerson = errors(true, Style.COLOURED);
    assertTrue(seenByAPerson.startsWith(ERASE + "step "), seenByAPerson);
    assertTrue(seenByAPerson.endsWith(" left" + ERASE), seenByAPerson);
    assertEquals("", errors(true, Style.PLAIN));
    assertEquals("", errors(false, Style.COLOURED));
  }

  /** What a script with a descent of a second or so writes there. */
  private static String errors(boolean terminal, Style style) {
    var err = new ByteArrayOutputStream();
    var streams =
        new Streams(
            InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, terminal, style);
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      var transcript = new Transcript(streams, session);
      var began = new AtomicLong();
      session.evaluate(
          new Source(
              "test",
              "L(w) = sum([sin(k*w) for k in 1..50]); r = descend(L, 0.5, lr=1e-9, steps=10000000)"),
          event -> {
            if (!(event instanceof Event.Failed)) { // it is cancelled below
              transcript.accept(event);
            }
            began.compareAndSet(0, System.nanoTime());
            if (System.nanoTime() - began.get() > 1_500_000_000) {
              session.cancel();
            }
          });
      transcript.end();
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
