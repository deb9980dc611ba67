package gd.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Event;
import gd.GdException;
import gd.Outcome;
import gd.Session;
import gd.report.NameProblem;
import gd.report.Problem;
import gd.report.RunProblem;
import gd.report.Source;
import gd.report.TextRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gd inside a Java program. */
class EmbeddingTest {
  private static String shown(Outcome outcome) {
    return outcome.events().stream()
        .filter(Event.Shown.class::isInstance)
        .map(event -> ((Event.Shown) event).text())
        .reduce((first, last) -> last)
        .orElse("");
  }

  @Test
  void aFunctionAndItsGradientFromSeveralThreads() throws Exception {
    try (Session session = Session.open();
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      session.evaluate("f(x, y) = x^2*y + sin(y)");
      Session.Function f = session.function("f").orElseThrow();
      List<Future<double[]>> gradients =
          threads.invokeAll(
              IntStream.range(0, 200)
                  .mapToObj(k -> (Callable<double[]>) () -> f.gradient(k, 2))
                  .toList());
      for (int k = 0; k < gradients.size(); k++) {
        assertArrayEquals(
            new double[] {4.0 * k, (double) k * k + Math.cos(2)}, gradients.get(k).get(), 1e-9);
        assertEquals(2.0 * k * k + Math.sin(2), f.at(k, 2), 1e-9);
      }
    }
  }

  @Test
  void whatIsNoNameOrNoShapeIsRefused() {
    try (Session session = Session.open()) {
      session.define("θ", 2);
      session.define("A", new double[] {1, 2, 3, 4}, 2, 2);
      assertEquals("[2.0, 4.0; 6.0, 8.0]", shown(session.evaluate("θ*A")));
      for (String name : List.of("1x", "a b", "", "x + 1", "if", "a = 3; b")) {
        assertThrows(IllegalArgumentException.class, () -> session.define(name, 1), name);
      }
      double[] three = {1, 2, 3};
      assertThrows(IllegalArgumentException.class, () -> session.define("B", three, 2, 2));
    }
  }

  @Test
  void aClosedSessionSaysThatItIs() {
    Session session = Session.open();
    session.close();
    session.close();
    assertThrows(IllegalStateException.class, () -> session.evaluate("1"));
  }

  @Test
  void twoSessionsNeverSeeEachOther() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Callable<List<String>>> talks = new ArrayList<>();
      for (int k = 1; k <= 2; k++) {
        int own = k;
        talks.add(
            () -> {
              List<String> heard = new ArrayList<>();
              try (Session session = Session.open()) {
                for (int i = 0; i < 50; i++) {
                  session.evaluate("a = %d\ng(x) = a*x^%d + x".formatted(own + i, own + 1));
                  heard.add(shown(session.evaluate("diff(g, x)")));
                  heard.add(shown(session.evaluate("g'(%d)".formatted(i))));
                }
              }
              return heard;
            });
      }
      List<Future<List<String>>> heard = threads.invokeAll(talks);
      for (int i = 0; i < 50; i++) {
        assertEquals(String.valueOf(2 * (1 + i) * i + 1), heard.get(0).get().get(2 * i + 1));
        assertEquals(String.valueOf(3L * (2 + i) * i * i + 1), heard.get(1).get().get(2 * i + 1));
      }
      assertEquals("4x + 1", heard.get(0).get().get(2));
      assertEquals("9x^2 + 1", heard.get(1).get().get(2));
    }
  }

  @Test
  void problemsAreData() {
    try (Session session = Session.open()) {
      Outcome outcome = session.evaluate("a = 1\ndescnd(1)\na + 1");
      NameProblem.UnknownName problem = (NameProblem.UnknownName) outcome.problems().getFirst();
      assertEquals("descnd", problem.name());
      assertEquals("descnd", problem.at().text());
      assertTrue(problem.near().getFirst().signature().startsWith("descend("));
    }
  }

  @Test
  void aFunctionRefusesWithItsProblem() {
    try (Session session = Session.open()) {
      session.evaluate("f(x) = 1/x");
      Session.Function f = session.function("f").orElseThrow();
      GdException problem = assertThrows(GdException.class, () -> f.at(0));
      assertEquals("DivisionByZero", problem.problem().getClass().getSimpleName());
      assertTrue(session.function("unknown").isEmpty());
    }
  }

  @Test
  @Timeout(30)
  void anotherThreadCancels() throws Exception {
    try (Session session = Session.open()) {
      Source source = new Source("loop", "print(\"on\")\nk = 0\nwhile true { k = k + 1 }");
      Thread[] canceller = new Thread[1];
      Outcome outcome =
          session.evaluate(
              source,
              event -> {
                if (event instanceof Event.Printed) {
                  canceller[0] =
                      Thread.startVirtualThread(
                          () -> {
                            try {
                              Thread.sleep(200);
                            } catch (InterruptedException e) {
                              Thread.currentThread().interrupt();
                            }
                            session.cancel();
                          });
                }
              });
      canceller[0].join();
      assertEquals(RunProblem.Cancelled.class, outcome.problems().getFirst().getClass());
      assertEquals("0", shown(session.evaluate("k")));
    }
  }

  /** Whichever way it goes, a descent that is stopped has the result of the steps it took. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "descend(L, 0.5, 0.25, lr=1e-6, steps=10000000)",
        "descend(L, 1/2, 1/4, lr=1/1000, steps=100000)",
        "descend(M, w=0.5, b=0.25, data=t, lr=1e-6, batch=1, epochs=1000000)",
        "descend(M, w=0.5, b=0.25, data=t, lr=1e-6, batch=4, steps=1000000)",
        "descend(M, w=0.5, b=0.25, data=t, lr=1e-6, batch=2, validation=0.25, epochs=1000000)",
        "descend(L, 0.5, 0.25, lr=1e-9, optimizer=gauss_newton, steps=100000)"
      })
  @Timeout(60)
  void aStoppedDescentHasAResult(String call) {
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      session.evaluate(
          """
          t = table(x=[1.0, 2, 3, 4], y=[2.0, 4, 7, 8])
          M(w, b, x, y) = mean((w*x + b - y).^2)
          L(w, b) = M(w, b, [1, 2, 3, 4], [2, 4, 7, 8])
          """);
      Outcome outcome = cancelled(session, "r = " + call, 5);
      assertEquals(List.of(), outcome.problems());
      assertEquals(1, outcome.events().size(), "progress is heard, not kept");
      String why = shown(session.evaluate("r.why"));
      assertTrue(why.matches("stopped by you after [0-9,]+ steps?"), why);
      long steps = Long.parseLong(shown(session.evaluate("r.steps")));
      assertTrue(why.contains(String.format(" %,d step", steps)), why);
      String same =
          call.contains("validation")
              ? "L(r.w, r.b) > 0"
              : "abs(L(r.w, r.b) - r.loss) <= 1e-12 and abs(r.losses[length(r.losses)] - r.loss) == 0";
      assertEquals("true", shown(session.evaluate(same)), "the loss is the loss there");
      assertEquals("2", shown(session.evaluate("1 + 1")), "the next statement is not hit");
    }
  }

  /** Who stops a descent in a loop does not want the next one. */
  @Test
  @Timeout(60)
  void aLoopOfDescentsIsCancelled() {
    try (Session session = Session.open(Session.Options.standard().withDevice("jvm"))) {
      Outcome outcome =
          cancelled(
              session,
              "for k in 1..100 { r = descend(w -> (w - 3)^2, 0.5, lr=1e-6, steps=1000000) }",
              1);
      assertEquals(RunProblem.Cancelled.class, outcome.problems().getFirst().getClass());
      assertTrue(!session.evaluate("r.w").ok(), "a failed statement leaves no trace");
    }
  }

  /** What comes of a text that is cancelled when a descent tells of its progress so often. */
  private static Outcome cancelled(Session session, String text, int times) {
    int[] heard = new int[1];
    return session.evaluate(
        new Source("input", text),
        event -> {
          if (event instanceof Event.Progressed && ++heard[0] == times) {
            session.cancel();
          }
        });
  }

  @Test
  void aFailedStatementChangesNothing() {
    try (Session session = Session.open()) {
      session.evaluate("a = 1\nb = [1, 2]");
      assertTrue(!session.evaluate("{ a = 2; b = a + nonsense }").ok());
      assertEquals("1", shown(session.evaluate("a")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read(\"/etc/passwd\")",
        "read(\"/etc/no such file\")",
        "import \"../../../../../../../../etc/passwd\"",
        "write(\"/tmp/gd-outside.csv\", table(x=[1]))",
        "descend(w^2, 1, steps=3, checkpoint=\"../../outside.txt\")"
      })
  void filesOutsideTheWorkingDirectoryAreRefusedInTheSameWords(String text) {
    try (Session session = Session.open()) {
      Problem problem = session.evaluate(text).problems().getFirst();
      assertTrue(
          TextRenderer.plain(problem).contains("outside the folder whose files this session may"),
          TextRenderer.plain(problem));
    }
  }
}
