package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.data.FileAccess;
import gd.report.RunProblem;
import gd.report.TextRenderer;
import gd.transcript.Repository;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every input of the documentation, with words and signs replaced, left out and doubled: whatever
 * it says, there is a value or a problem of the user's, no exception and no fault of ours, an end
 * within a second of a processor's time (loops and descents end when they are cancelled), and the
 * session goes on. {@code -Dgd.fuzz=600} goes on for so many seconds, {@code -Dgd.fuzz.seed=2} with
 * other texts.
 */
class SessionFuzzTest {
  private static final int SECONDS = Integer.getInteger("gd.fuzz", 0);
  private static final long SEED = Long.getLong("gd.fuzz.seed", 1);

  /** At least so many texts are tried. */
  private static final int TEXTS = 400;

  private static final int TEXTS_A_SESSION = 100;

  private static final Pattern WORDS =
      Pattern.compile("\\s+|\\d+\\.?\\d*|[\\p{L}_][\\p{L}\\p{N}_]*|\"[^\"]*\"|.", Pattern.DOTALL);

  /** What may take its time: it is the user's loop. */
  private static final Pattern LONG = Pattern.compile("\\b(for|while|descend|train|fit)\\b");

  /** On the stack where the loop is in a function defined before. */
  private static final String LOOP = "gd.evaluate.Statements.repeat(";

  private static final List<String> AWKWARD =
      List.of(
          "0",
          "-1",
          "1/0",
          "10^9",
          "1e308",
          "1e-320",
          "∞",
          "i",
          "π",
          "x",
          "[]",
          "[1]",
          "[[1]]",
          "zeros(0)",
          "\"\"",
          "true",
          "f",
          "sin",
          "e",
          "(x -> x)",
          "1..0",
          "zeros(2, 3, 4)",
          "_",
          "2^200",
          "999999999999",
          "-0.0",
          "√2",
          "x == 1",
          "x < 1");

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<String> texts = documented();
  private final Random random = new Random(SEED);

  /** What was wrong, so that a long run says it all. */
  private final List<String> found = new ArrayList<>();

  @Test
  void everyTextEndsAndTheSessionGoesOn() throws Exception {
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      // loads computer algebra, and its rules of integration
      session.evaluate("solve(x^2 == 2, x); integrate(x^2*exp(-x)/(1e308 + exp(-x))^2, x, -∞, ∞)");
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    int tried = 0;
    while (tried < TEXTS || System.nanoTime() < end) {
      try (Session session =
          Session.open(Session.Options.standard().withDevice("jvm").withFiles(FileAccess.none()))) {
        for (int k = 0; k < TEXTS_A_SESSION; k++) {
          evaluate(session, mutated());
          tried++;
        }
        assertEquals("2", lastShown(session.evaluate("1 + 1")));
      }
    }
    assertEquals(List.of(), found, tried + " texts");
  }

  private void evaluate(Session session, String text) throws Exception {
    long before = processorTime();
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(() -> session.evaluate(text));
    Outcome outcome;
    try {
      outcome = running.get(LONG.matcher(text).find() ? 2 : 20, TimeUnit.SECONDS);
    } catch (TimeoutException tooLong) {
      if (!LONG.matcher(text).find() && !where().contains(LOOP)) {
        found.add("does not end: " + text);
        System.err.println(found.getLast() + "\n" + where().lines().limit(30).toList());
      }
      session.cancel();
      try {
        running.get(20, TimeUnit.SECONDS);
      } catch (TimeoutException unheard) {
        throw new AssertionError("does not stop: " + text + "\n" + where(), unheard);
      }
      return;
    } catch (ExecutionException thrown) {
      found.add("thrown by: " + text + ": " + thrown.getCause());
      return;
    }
    long used = processorTime() - before;
    if (used > 1_000_000_000L && !LONG.matcher(text).find()) {
      found.add(used / 1e9 + " s for: " + text);
    }
    for (Event event : outcome.events()) {
      if (event instanceof Event.Failed(var problem)) {
        assertFalse(TextRenderer.plain(problem).isBlank(), text);
        if (problem instanceof RunProblem.Internal fault) {
          found.add("fault in: " + text + ": " + fault.detail());
        }
      }
      assertTrue(session.toJson(event).startsWith("{"), text);
    }
  }

  /** What the threads that evaluate are at; the stacks of algebra can be millions of calls deep. */
  private String where() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().equals("gd"))
        .map(info -> threads.getThreadInfo(info.getThreadId(), Integer.MAX_VALUE))
        .flatMap(info -> info == null ? Stream.of() : Arrays.stream(info.getStackTrace()))
        .map(Object::toString)
        .collect(Collectors.joining("\n"));
  }

  private static String lastShown(Outcome outcome) {
    return outcome.events().getLast() instanceof Event.Shown(_, var text)
        ? text
        : outcome.events().toString();
  }

  /** Of the threads that evaluate. */
  private long processorTime() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().equals("gd"))
        .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
        .sum();
  }

  private String mutated() {
    List<String> words = words(pick(texts));
    int changes = 1 + random.nextInt(3);
    for (int k = 0; k < changes && !words.isEmpty(); k++) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(6)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, words.get(random.nextInt(words.size())));
        case 2 -> words.set(at, pick(words(pick(texts))));
        case 3 -> words.set(at, pick(AWKWARD));
        case 4 -> words.set(at, words.get(random.nextInt(words.size())));
        default -> words.addAll(at, words(pick(texts)).stream().limit(6).toList());
      }
    }
    return String.join("", words);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    WORDS.matcher(text).results().forEach(word -> words.add(word.group()));
    return words;
  }

  /** The inputs of the documentation and of the tests. */
  private static List<String> documented() {
    Path root = Repository.root();
    List<String> found =
        Stream.of("README.md", "examples", "stdlib/src/main/resources/gd/stdlib", "interpreter")
            .map(root::resolve)
            .flatMap(
                path ->
                    path.toString().endsWith(".md")
                        ? Stream.of(path)
                        : Stream.concat(
                            Repository.files(path, ".md").stream(),
                            Repository.files(path, ".gd").stream()))
            .flatMap(file -> Repository.lines(file).stream())
            .map(line -> line.replaceFirst("^## *", "").strip())
            .filter(line -> line.startsWith("> ") && line.length() < 200)
            .map(line -> line.substring(2))
            .distinct()
            .toList();
    assertTrue(found.size() > 500, found.size() + " inputs");
    return found;
  }
}
