package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.data.FileAccess;
import gd.library.Declaration;
import gd.library.Library;
import gd.report.RunProblem;
import gd.report.TextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every function of the library and every sign of the language with values that nobody thought of:
 * arrays without elements, numbers where arrays belong, functions where numbers do. Whatever they
 * say, it is a value or a problem of the user's, never a fault of ours, and it ends. {@code
 * -Dgd.fuzz=600} goes on for so many seconds with three values at random.
 */
class AwkwardValuesTest {
  private static final int SECONDS = Integer.getInteger("gd.fuzz", 0);
  private static final long SEED = Long.getLong("gd.fuzz.seed", 1);
  private static final int TRIPLES = 2000;

  /** Of a call. */
  private static final int MOST_SECONDS = 20;

  private static final List<String> VALUES =
      List.of(
          "zeros(0)",
          "zeros(0, 3)",
          "zeros(3, 0)",
          "[]",
          "[1]",
          "0",
          "-1",
          "1.5",
          "i",
          "\"\"",
          "true",
          "x",
          "sin",
          "(1..3)",
          "zeros(2, 2, 2)",
          "∞",
          "(x == 1)",
          "eye(2)",
          "[1.0, 2; 3, 4]",
          "(w -> sum(w.^2))",
          "[x, 1]",
          "x^2");

  private static final List<String> SIGNS_OF_ONE =
      List.of(
          "-%s",
          "%s.T",
          "∇%s",
          "%s'",
          "%s!",
          "%s[1]",
          "%s[2..1]",
          "%s[:, 1]",
          "%s[2..1, :]",
          "%s.1",
          "|%s|",
          "√%s",
          "not %s",
          "[%s, %s]",
          "[%s; %s]",
          "∇(w -> sum(w.^2))(%s)",
          "∇(w -> prod(w) + max(w))(%s)",
          "[v^2 for v in %s]",
          "sum(v for v in %s)",
          "if %s then 1 else 2",
          "for v in %s: v",
          "kernel(w -> sum(exp(w)), %s)",
          "descend(w -> sum(w.^2), %s, steps=3)",
          "descend(%s, 1.0, steps=3)");

  private static final List<String> SIGNS_OF_TWO =
      List.of(
          "%s + %s", "%s - %s", "%s * %s", "%s .* %s", "%s / %s", "%s ./ %s", "%s ^ %s",
          "%s .^ %s", "%s·%s", "%s == %s", "%s < %s", "%s and %s", "%s..%s", "%s mod %s",
          "%s[%s]", "%s(%s)", "∇(%s)(%s)", "∇(w -> sum((w*%s).^2))(%s)",
          "∇(w -> sum((%s - w).^2))(%s)", "[%s, %s]", "[%s; %s]");

  /** What asks the computer algebra: a second for a hundred calls, if not more. */
  private final Random random = new Random(SEED);

  private final List<String> found = new ArrayList<>();

  @Test
  void noFaultOfOurs() throws Exception {
    long begin = System.nanoTime();
    try (Session session = open()) {
      for (String function : functions()) {
        long before = System.nanoTime();
        for (String text : calls(function)) {
          evaluate(session, text);
        }
        long ms = (System.nanoTime() - before) / 1_000_000;
        if (ms > 300) System.out.println(function + " " + ms + " ms");
      }
    }
    System.out.println((System.nanoTime() - begin) / 1_000_000_000 + " s");
    found.stream().distinct().forEach(System.out::println);
    assertEquals(List.of(), found);
  }

  private static Session open() {
    return Session.open(
        Session.Options.standard().withDevice("jvm").withFiles(FileAccess.none()));
  }

  /** Functions as they are called, and signs, each with a place for every value. */
  private List<String> functions() {
    return Stream.concat(
            Stream.concat(SIGNS_OF_ONE.stream(), SIGNS_OF_TWO.stream()),
            Library.prelude().names().stream()
                .filter(name -> !name.contains("'") && !name.contains("∂") && !name.contains("∇"))
                .filter(name -> !name.equals("descend")))
        .toList();
  }

  private List<String> calls(String function) {
    List<String> calls = new ArrayList<>();
    boolean sign = function.contains("%s");
    int least = SIGNS_OF_ONE.contains(function) ? 1 : SIGNS_OF_TWO.contains(function) ? 2 : 1;
    int most = SIGNS_OF_ONE.contains(function) ? 1 : SIGNS_OF_TWO.contains(function) ? 2 : 2;
    for (String one : VALUES) {
      if (least == 1) {
        calls.add(sign ? function.replace("%s", one) : function + "(" + one + ")");
      }
      if (most == 2) {
        for (String two : VALUES) {
          calls.add(
              sign
                  ? String.format(function, one, two)
                  : function + "(" + one + ", " + two + ")");
        }
      }
    }
    return calls;
  }

  private void evaluate(Session session, String text) throws Exception {
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(() -> session.evaluate(text));
    long before = System.nanoTime();
    Outcome outcome;
    try {
      outcome = running.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException tooLong) {
      found.add("does not end: " + text);
      session.cancel();
      outcome = running.get(MOST_SECONDS, TimeUnit.SECONDS);
    }
    long ms = (System.nanoTime() - before) / 1_000_000;
    if (ms > 500) System.out.println(text + " " + ms + " ms");
    for (Event event : outcome.events()) {
      if (event instanceof Event.Failed(RunProblem.Internal fault)) {
        found.add(text + ": " + fault.detail());
        System.out.println(text + ": " + fault.detail());
      }
    }
  }
}
