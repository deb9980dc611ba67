package gd.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.pages.Page;
import gd.pages.Trees;
import gd.report.Source;
import gd.report.TextRenderer;
import gd.syntax.Syntax.Statement;
import gd.transcript.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One page a part of the language, in src/test/syntax: what is written, the trees, how they are
 * printed, what is said about mistakes. {@code -Dupdate} rewrites the pages; the difference is the
 * review.
 */
class SyntaxPagesTest {
  @TestFactory
  Stream<DynamicTest> pages() {
    return Page.in("syntax")
        .map(
            page ->
                dynamicTest(
                    page.file().getFileName().toString(), page.file().toUri(), () -> check(page)));
  }

  private static void check(Page page) {
    Parsed parsed = Parser.parse(new Source("page", page.source()));
    List<String> problems = new ArrayList<>();
    parsed.problems().forEach(p -> problems.addAll(TextRenderer.plain(p).lines().toList()));
    parsed.notes().forEach(p -> problems.addAll(TextRenderer.plain(p).lines().toList()));
    SequencedMap<String, List<String>> computed = new LinkedHashMap<>();
    computed.put(
        "SYNTAX", parsed.statements().stream().flatMap(s -> Trees.lines(s).stream()).toList());
    computed.put(
        "FORMATTED", parsed.statements().stream().flatMap(s -> Printer.print(s).lines()).toList());
    computed.put("PROBLEMS", problems);
    computed.put("INCOMPLETE", parsed.incomplete() ? List.of("yes") : List.of());
    List<String> now = page.lines(computed);
    if (Repository.updates()) {
      Repository.write(page.file(), now);
    }
    assertEquals(String.join("\n", Repository.lines(page.file())), String.join("\n", now));
    parsed.statements().forEach(SyntaxPagesTest::roundTrip);
  }

  /** What is printed reads back as the same tree. */
  static void roundTrip(Statement statement) {
    String printed = Printer.print(statement);
    Parsed again = Parser.parse(new Source("printed", printed));
    assertEquals(List.of(), again.problems(), printed);
    assertEquals(Trees.flat(List.of(statement)), Trees.flat(again.statements()), printed);
  }
}
