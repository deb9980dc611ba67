package gd.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Session;
import gd.data.FileAccess;
import gd.report.DataProblem;
import gd.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descents that are kept in files. */
class CheckpointTest {
  private static final int FLIPS = Integer.getInteger("gd.flips", 100);

  private static final String LOSS = "C(w, b, x, y) = mean((w*x + b - y).^2)\n";
  private static final String DATA = "t = table(x=[1, 2, 3, 4, 5], y=[3, 5, 7, 9, 12])\n";

  @TempDir Path folder;

  private Session session() {
    return Session.open(Session.Options.standard().withFiles(new FileAccess(folder)));
  }

  private String shown(String text) {
    try (Session session = session()) {
      var outcome = session.evaluate("digits(17); " + text);
      assertEquals(List.of(), outcome.problems());
      return outcome.events().stream()
          .flatMap(e -> e instanceof Event.Shown(_, var shown) ? Stream.of(shown) : Stream.of())
          .toList()
          .toString();
    }
  }

  private static String run(int epochs, String more) {
    return LOSS
        + DATA
        + "r = descend(C, w=0, b=0, data=t, seed=7, lr=0.01, optimizer=adam, "
        + more
        + "epochs="
        + epochs
        + ")\n[r.w, r.b, r.loss, sum(r.losses)]";
  }

  @Test
  void aResumedRunEndsAsAnUninterruptedOne() {
    for (String how : List.of("batch=2, ", "batch=2, validation=0.2, patience=1000, ", "")) {
      String whole = shown(run(40, how));
      String file = "checkpoint=\"part%d.txt\", ".formatted(how.length());
      shown(run(13, how + file));
      assertEquals(whole, shown(run(40, how + file)));
      assertEquals(whole, shown(run(40, how + file)));
    }
  }

  @Test
  void aResumedSearchEndsAsAnUninterruptedOne() {
    for (String how :
        List.of(
            "optimizer=lbfgs",
            "optimizer=newton",
            "optimizer=levenberg",
            "lr=auto",
            "lr=auto, optimizer=adam")) {
      String whole = shown(search(how, 14));
      String file = ", checkpoint=\"search%d.txt\"".formatted(how.length());
      shown(search(how + file, 5));
      assertEquals(whole, shown(search(how + file, 14)));
      refused(search(how + file, 14).replace("1.2", "1.3"));
    }
    shown(search("optimizer=lbfgs(memory=3), checkpoint=\"memory.txt\"", 5));
    refused(search("optimizer=lbfgs(memory=4), checkpoint=\"memory.txt\"", 5));
    refused(search("optimizer=newton, checkpoint=\"memory.txt\"", 5));
  }

  private static String search(String how, int steps) {
    return "f(v) = sum([1 - v[1], 10(v[2] - v[1]^2)].^2)\n"
        + "r = descend(f, [-1.2, 1], %s, steps=%d)\n".formatted(how, steps)
        + "[r.v[1], r.v[2], r.loss, sum(r.losses), r.steps]";
  }

  @Test
  void anotherDescentIsRefused() {
    shown(run(5, "batch=2, checkpoint=\"a.txt\", "));
    for (String other :
        List.of(
            run(9, "batch=3, checkpoint=\"a.txt\", "),
            run(9, "batch=2, decay=0.1, checkpoint=\"a.txt\", "),
            run(9, "batch=2, checkpoint=\"a.txt\", ").replace("12", "11"),
            run(9, "batch=2, checkpoint=\"a.txt\", ").replace("w=0", "w=1"),
            run(9, "batch=2, checkpoint=\"a.txt\", ").replace("seed=7", "seed=8"),
            run(9, "batch=2, checkpoint=\"a.txt\", ").replace("mean(", "sum("))) {
      refused(other);
    }
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    String text = run(9, "batch=2, checkpoint=\"b.txt\", ");
    shown(text);
    Path file = folder.resolve("b.txt");
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(5);
    for (int k = 0; k < FLIPS; k++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      refused(text);
    }
    Files.write(file, new byte[0]);
    refused(text);
  }

  private void refused(String text) {
    try (Session session = session()) {
      List<Problem> problems = session.evaluate(text).problems();
      assertEquals(1, problems.size());
      assertTrue(problems.getFirst() instanceof DataProblem.CannotRead, problems.toString());
    }
  }
}
