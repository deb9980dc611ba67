package gd.problems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.Event;
import gd.Session;
import gd.data.FileAccess;
import gd.report.Problem;
import gd.transcript.Conversation;
import gd.transcript.Repository;
import gd.transcript.Script;
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

  /** The problems of a script, whose paragraphs are evaluated one after the other. */
  private static List<Problem> problems(Path file) {
    Script script = new Script(file.getFileName().toString(), Repository.lines(file));
    List<Problem> found = new ArrayList<>();
    try (Session session = Session.open(new Session.Options("jvm", 64, new FileAccess(FOLDER)))) {
      for (Script.Paragraph paragraph : script.paragraphs(text -> false)) {
        for (Event event : session.evaluate(script.source(paragraph), e -> {}).events()) {
          if (event instanceof Event.Failed(Problem problem)) {
            found.add(problem);
          } else if (event instanceof Event.Noted(Problem problem)) {
            found.add(problem);
          }
        }
      }
    }
    return found;
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
      lines.addAll(List.of("", problem.kind(), "", "```text"));
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

  /** Kinds that no script can be sure to meet; {@code MadeProblemsTest} holds them. */
  @Test
  void everyKindIsInTheCatalogue() {
    Set<String> shown =
        Repository.files(FOLDER, ".md").stream()
            .flatMap(page -> Repository.lines(page).stream())
            .collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (Class<?> family : Problem.class.getPermittedSubclasses()) {
      for (Class<?> kind : family.getPermittedSubclasses()) {
        if (!shown.contains(Problem.kind(kind))) {
          missing.add(kind.getSimpleName());
        }
      }
    }
    assertEquals(MadeProblemsTest.KINDS, missing);
  }
}
