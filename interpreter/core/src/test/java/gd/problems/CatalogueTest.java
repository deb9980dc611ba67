package gd.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.Event;
import gd.Session;
import gd.report.Catalogue;
import gd.report.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code gd explain} says. */
class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.read();

  /** Those that depend on the machine, or on files. */
  private static final Set<String> WITHOUT_EXAMPLE =
      Set.of(
          "bad-cell",
          "cancelled",
          "device-failed",
          "internal",
          "missing-cells",
          "no-device",
          "not-utf8",
          "out-of-memory");

  @Test
  void everyKindIsExplainedInAlphabeticalOrder() {
    List<String> kinds =
        Arrays.stream(Problem.class.getPermittedSubclasses())
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .map(Problem::kind)
            .sorted()
            .toList();
    assertEquals(kinds, CATALOGUE.kinds());
  }

  @TestFactory
  Stream<DynamicTest> theExampleMeetsTheProblem() {
    return CATALOGUE.kinds().stream().map(kind -> dynamicTest(kind, () -> check(kind)));
  }

  private static void check(String kind) {
    Catalogue.Entry entry = CATALOGUE.entry(kind).orElseThrow();
    assertTrue(entry.text().length() > 20, kind);
    assertEquals(WITHOUT_EXAMPLE.contains(kind), entry.example().isEmpty(), kind);
    if (!entry.example().isEmpty()) {
      try (Session session = Session.open()) {
        Set<String> met =
            session.evaluate(entry.example()).events().stream()
                .<String>mapMulti(
                    (event, to) -> {
                      switch (event) {
                        case Event.Failed(Problem problem) -> to.accept(problem.kind());
                        case Event.Noted(Problem problem) -> to.accept(problem.kind());
                        case Event.Shown _,
                            Event.Printed _,
                            Event.Progressed _,
                            Event.Defined _ -> {}
                      }
                    })
                .collect(Collectors.toSet());
        assertTrue(met.contains(kind), () -> kind + " is not among " + met);
      }
    }
  }
}
