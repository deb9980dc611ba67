package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.report.Source;
import gd.report.TextRenderer;
import gd.syntax.Syntax.Statement;
import gd.transcript.Repository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One page a part of the language, in src/test/syntax: what is written, the trees, how they are
 * printed, what is said about mistakes. {@code -Dupdate} rewrites the pages; the difference is the
 * review.
 */
class SyntaxPagesTest {
  private static final Path FOLDER = Repository.root().resolve("interpreter/core/src/test/syntax");

  @TestFactory
  Stream<DynamicTest> pages() {
    return Repository.files(FOLDER, ".md").stream()
        .map(page -> dynamicTest(page.getFileName().toString(), page.toUri(), () -> check(page)));
  }

  private static void check(Path page) {
    List<String> source = source(page);
    Parsed parsed = Parser.parse(new Source("page", String.join("\n", source)));
    List<String> lines = new ArrayList<>();
    section(lines, "SOURCE", source);
    section(lines, "SYNTAX", parsed.statements().stream().map(Flat::of).toList());
    section(
        lines,
        "FORMATTED",
        parsed.statements().stream().flatMap(s -> Printer.print(s).lines()).toList());
    List<String> problems = new ArrayList<>();
    parsed.problems().forEach(p -> problems.addAll(TextRenderer.plain(p).lines().toList()));
    parsed.notes().forEach(p -> problems.addAll(TextRenderer.plain(p).lines().toList()));
    section(lines, "PROBLEMS", problems);
    section(lines, "INCOMPLETE", parsed.incomplete() ? List.of("yes") : List.of());
    if (Repository.updates()) {
      Repository.write(page, lines);
    }
    assertEquals(String.join("\n", Repository.lines(page)), String.join("\n", lines));
    parsed.statements().forEach(SyntaxPagesTest::roundTrip);
  }

  /** What is printed reads back as the same tree. */
  static void roundTrip(Statement statement) {
    String printed = Printer.print(statement);
    Parsed again = Parser.parse(new Source("printed", printed));
    assertEquals(List.of(), again.problems(), printed);
    assertEquals(Flat.of(List.of(statement)), Flat.of(again.statements()), printed);
  }

  private static List<String> source(Path page) {
    List<String> source = new ArrayList<>();
    for (String line : Repository.lines(page).stream().skip(1).toList()) {
      if (line.startsWith("# ")) {
        break;
      }
      source.add(line.startsWith("    ") ? line.substring(4) : line);
    }
    return source;
  }

  private static void section(List<String> page, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      page.add("# " + title);
      lines.forEach(line -> page.add(line.isBlank() ? "" : "    " + line.stripTrailing()));
    }
  }
}
