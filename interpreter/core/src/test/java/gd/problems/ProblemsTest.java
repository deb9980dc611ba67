package gd.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.Event;
import gd.Session;
import gd.data.FileAccess;
import gd.report.Problem;
import gd.report.Source;
import gd.transcript.Conversation;
import gd.transcript.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The catalogue of problems: every script in src/test/problems has a page beside it that shows it
 * and what is said about it. {@code -Dupdate} writes the pages.
 */
class ProblemsTest {
  private static final Path FOLDER =
      Repository.root().resolve("interpreter/core/src/test/problems");

  private static List<Problem> problems(Path script) {
    Source source =
        new Source(script.getFileName().toString(), String.join("\n", Repository.lines(script)));
    try (Session session = Session.open(new Session.Options("jvm", 64, new FileAccess(FOLDER)))) {
      List<Problem> found = new ArrayList<>();
      for (Event event : session.evaluate(source, e -> {}).events()) {
        if (event instanceof Event.Failed(Problem problem)) {
          found.add(problem);
        } else if (event instanceof Event.Noted(Problem problem)) {
          found.add(problem);
        }
      }
      return found;
    }
  }

  private static Path page(Path script) {
    return script.resolveSibling(script.getFileName().toString().replaceFirst("\\.gd$", ".md"));
  }

  @TestFactory
  Stream<DynamicTest> pages() {
    return Repository.files(FOLDER, ".gd").stream()
        .map(
            script ->
                dynamicTest(script.getFileName().toString(), script.toUri(), () -> check(script)));
  }

  private static void check(Path script) {
    List<Problem> problems = problems(script);
    assertFalse(problems.isEmpty(), "a script of the catalogue has a problem");
    List<String> lines = new ArrayList<>(List.of("```"));
    lines.addAll(Repository.lines(script));
    lines.add("```");
    for (Problem problem : problems) {
      lines.addAll(List.of("", kind(problem), "", "```text"));
      Conversation.rendered(problem).forEach(line -> lines.add(line.stripTrailing()));
      lines.add("```");
    }
    Path page = page(script);
    if (Repository.updates()) {
      Repository.write(page, lines);
    }
    assertTrue(Files.exists(page), "there is no page yet; -Dupdate writes it");
    assertEquals(String.join("\n", Repository.lines(page)), String.join("\n", lines));
  }

  /** The stable name of a problem's kind: {@code unknown-name}. */
  private static String kind(Problem problem) {
    return problem
        .getClass()
        .getSimpleName()
        .replaceAll("(?<!^)([A-Z])", "-$1")
        .toLowerCase(java.util.Locale.ROOT);
  }

  /** Kinds that no script can be sure to meet; {@code MadeProblemsTest} holds them. */
  @Test
  void everyKindIsInTheCatalogue() {
    Set<String> shown =
        Repository.files(FOLDER, ".gd").stream()
            .flatMap(script -> problems(script).stream())
            .map(problem -> problem.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all = new TreeSet<>();
    for (Class<?> family : Problem.class.getPermittedSubclasses()) {
      for (Class<?> kind : family.getPermittedSubclasses()) {
        all.add(kind.getSimpleName());
      }
    }
    all.removeAll(shown);
    assertEquals(MadeProblemsTest.KINDS, all);
  }
}
