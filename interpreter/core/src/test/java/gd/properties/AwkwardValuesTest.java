package gd.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.data.FileAccess;
import gd.library.Library;
import gd.report.RunProblem;
import gd.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every function of the library and every sign of the language with values that nobody thought of:
 * arrays without elements, numbers where arrays belong, functions where numbers do. Whatever they
 * say, it is a value or a problem of the user's, never a fault of ours, and it ends. {@code
 * -Dgd.fuzz=600} goes on for so many seconds with calls of calls at random, {@code
 * -Dgd.fuzz.seed=2} with others.
 */
class AwkwardValuesTest {
  private static final int SECONDS = Integer.getInteger("gd.fuzz", 0);
  private static final long SEED = Long.getLong("gd.fuzz.seed", 1);
  private static final int CALLS = 2000;

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

  /** More, for calls at random. */
  private static final List<String> MORE =
      List.of(
          "zeros(1, 0, 2)",
          "[1.0, 2.0, 3.0]",
          "zeros(0)*1.5",
          "[[], []]",
          "[true, false]",
          "[i, 1]",
          "2^200",
          "1e308",
          "-0.0",
          "√2",
          "10^9",
          "(x < 1)",
          "[1, 2, 3] == [1, 2, 4]",
          "((a, b) -> a*b)",
          "∇",
          "\"a\"",
          "1..0",
          "rand(3)",
          "[1, 2; 3, 4][2..1, :]",
          "rand(20, 20)[:, 2..1]",
          "rand(300)",
          "eye(0)",
          "x == y",
          "[x; y]");

  /** A function as it is, mostly, and what derivation makes of it. */
  private static final List<String> FORMS =
      List.of(
          "%s", "%s", "%s", "%s", "%s'", "%s''", "∇%s", "∂%s/∂x", "hessian(%s)", "(w -> %s(w))");

  /** The modules to import; the empty one is what every session has. */
  private static final List<String> MODULES =
      Stream.concat(Stream.of(""), Library.MODULES.stream()).toList();

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
          "∇(w -> product(w) + max(w))(%s)",
          "[v^2 for v in %s]",
          "sum(v for v in %s)",
          "if %s then 1 else 2",
          "for v in %s: v",
          "kernel(w -> sum(exp(w)), %s)",
          "descend(w -> sum(w.^2), %s, steps=3)",
          "descend(%s, 1.0, steps=3)");

  private static final List<String> SIGNS_OF_TWO =
      List.of(
          "%s + %s",
          "%s - %s",
          "%s * %s",
          "%s .* %s",
          "%s / %s",
          "%s ./ %s",
          "%s ^ %s",
          "%s .^ %s",
          "%s·%s",
          "%s == %s",
          "%s < %s",
          "%s and %s",
          "%s..%s",
          "%s mod %s",
          "%s[%s]",
          "%s(%s)",
          "∇(%s)(%s)",
          "∇(w -> sum((w*%s).^2))(%s)",
          "∇(w -> sum((%s - w).^2))(%s)",
          "[%s, %s]",
          "[%s; %s]");

  private static final List<String> OPTIONS =
      List.of("axis=%s", "lr=%s", "steps=%s", "seed=%s", "at=%s", "by=%s", "n=%s");

  /** What mutated texts have found. */
  private static final List<String> SESSIONS =
      List.of(
          "A[1, 2: -999999999999]",
          "A[1, n+999999999999:5]",
          "at(diff(sum(i*x[i]^2 for i in 1..2^200), x), x=[1, 2, 3])",
          "sin(t) = 9g == t; solve(sin(2π*x) == 1, x)",
          "integrate(√(a^2 - x*∞), x, -a, a)",
          "fact(n) = if n == n0 then 1 else n*fact(2^63/n - √21); fact(20)",
          "fact(n) = if n == 0 then 1 else n*fact(2^63/n - √21)x != 2; fact(20)",
          "integrate(-λ*exp(-λ*x)*log(λ*exp(-λ*x)), x, 0, 1e308)");

  private final Random random = new Random(SEED);

  /** What was wrong, so that a long run says it all. */
  private final List<String> found = new ArrayList<>();

  @Test
  void everyCallHasAValueOrAProblemOfTheUsers() throws Exception {
    try (Session session = open("")) {
      SIGNS_OF_ONE.forEach(
          sign -> VALUES.forEach(one -> evaluate(session, sign.replace("%s", one))));
      SIGNS_OF_TWO.forEach(
          sign ->
              VALUES.forEach(
                  one -> VALUES.forEach(two -> evaluate(session, sign.formatted(one, two)))));
    }
    int tried = 0;
    for (String module : MODULES) {
      try (Session session = open(module)) {
        for (String function : functions(module)) {
          tried++;
          for (String form : FORMS) {
            String called = form.formatted(function);
            evaluate(session, called + "()");
            evaluate(session, called + "(" + pick(VALUES) + ")");
          }
          for (String one : VALUES) {
            evaluate(session, function + "(" + one + ")");
            VALUES.forEach(two -> evaluate(session, function + "(" + one + ", " + two + ")"));
          }
        }
      }
    }
    assertEquals(List.of(), found);
    assertTrue(tried > 150, tried + " functions");
  }

  @Test
  void whatWasFoundIsMended() {
    for (String text : SESSIONS) {
      try (Session session = open("")) {
        evaluate(session, text);
      }
    }
    assertEquals(List.of(), found);
  }

  @Test
  void callsOfCallsAtRandom() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    int tried = 0;
    while (tried < CALLS || System.nanoTime() < end) {
      String module = MODULES.get(tried / CALLS % MODULES.size());
      List<String> functions = functions(module);
      try (Session session = open(module)) {
        for (int k = 0; k < CALLS; k++) {
          evaluate(session, call(functions));
          tried++;
        }
      }
    }
    assertEquals(List.of(), found, tried + " calls");
  }

  private static Session open(String module) {
    Session session =
        Session.open(Session.Options.standard().withDevice("jvm").withFiles(FileAccess.none()));
    if (!module.isEmpty()) {
      session.evaluate("import " + module);
    }
    return session;
  }

  /** All that can be called by name, but for other names of the same ({@code sen = sin}). */
  private static List<String> functions(String module) {
    Library library = module.isEmpty() ? Library.prelude() : Library.module(module).orElseThrow();
    return library.names().stream()
        .filter(name -> !name.matches(".*['∂∇].*"))
        .filter(
            name ->
                library
                    .definition(name)
                    .filter(
                        defined ->
                            defined instanceof Syntax.Assignment a
                                && a.value() instanceof Syntax.Name)
                    .isEmpty())
        .toList();
  }

  /** With up to three values, which may be calls. */
  private String call(List<String> functions) {
    String function = FORMS.get(random.nextInt(FORMS.size())).formatted(pick(functions));
    return switch (random.nextInt(6)) {
      case 0 -> pick(SIGNS_OF_ONE).replace("%s", value(functions));
      case 1 -> pick(SIGNS_OF_TWO).formatted(value(functions), value(functions));
      default -> {
        List<String> values = new ArrayList<>();
        for (int k = random.nextInt(4); k > 0; k--) {
          values.add(value(functions));
        }
        if (random.nextInt(4) == 0) {
          values.add(pick(OPTIONS).formatted(value(functions)));
        }
        yield function + "(" + String.join(", ", values) + ")";
      }
    };
  }

  private String value(List<String> functions) {
    return switch (random.nextInt(5)) {
      case 0 -> "(" + call(functions) + ")";
      case 1 -> pick(MORE);
      default -> pick(VALUES);
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void evaluate(Session session, String text) {
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(() -> session.evaluate(text));
    try {
      Outcome outcome = running.get(MOST_SECONDS, TimeUnit.SECONDS);
      for (Event event : outcome.events()) {
        if (event instanceof Event.Failed(RunProblem.Internal fault)) {
          found.add(text + ": " + fault.detail());
        }
      }
    } catch (TimeoutException tooLong) {
      found.add("does not end: " + text);
      session.cancel();
    } catch (ExecutionException | InterruptedException thrown) {
      found.add(text + ": " + thrown);
    }
  }
}
