package gd.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.Event;
import gd.Session;
import gd.data.FileAccess;
import gd.evaluate.Traces;
import gd.kernel.GraphPrinter;
import gd.kernel.SchedulePrinter;
import gd.report.Source;
import gd.syntax.Parsed;
import gd.syntax.Parser;
import gd.syntax.Printer;
import gd.transcript.Conversation;
import gd.transcript.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One page a case, from text to answer. A section that is missing is filled in, one that differs
 * fails; {@code -Dupdate} rewrites it.
 */
class PagesTest {
  private static final int DIGITS = 6;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TestFactory
  Stream<DynamicTest> pages() {
    return Page.all()
        .map(
            page ->
                dynamicTest(
                    page.file().getFileName().toString(),
                    page.file().toUri(),
                    () -> assertTimeoutPreemptively(LONGEST, () -> check(page))));
  }

  private static void check(Page page) {
    SequencedMap<String, List<String>> computed = computed(page.source());
    List<String> now = page.lines(computed);
    if (Repository.updates() || page.sections().size() == 1) {
      Repository.write(page.file(), now);
    }
    assertEquals(String.join("\n", Repository.lines(page.file())), String.join("\n", now));
  }

  private static List<String> lines(
      Optional<Traces.Trace> trace, Function<Traces.Trace, String> print) {
    return trace.map(print).map(text -> text.lines().toList()).orElse(List.of());
  }

  private static SequencedMap<String, List<String>> computed(String text) {
    SequencedMap<String, List<String>> sections = new LinkedHashMap<>();
    Source source = new Source("page", text);
    Parsed parsed = Parser.parse(source);
    sections.put(
        "SYNTAX", parsed.statements().stream().flatMap(s -> Trees.lines(s).stream()).toList());
    sections.put(
        "FORMATTED", parsed.statements().stream().flatMap(s -> Printer.print(s).lines()).toList());
    List<String> values = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try (Session session =
        Session.open(new Session.Options("jvm", 64, new FileAccess(Repository.root())))) {
      for (Event event : session.evaluate(source, e -> {}).events()) {
        switch (event) {
          case Event.Shown shown -> values.addAll(shown.text().lines().toList());
          case Event.Printed printed -> values.addAll(printed.text().lines().toList());
          case Event.Defined _, Event.Progressed _ -> {}
          case Event.Noted noted -> problems.addAll(Conversation.rendered(noted.problem()));
          case Event.Failed failed -> problems.addAll(Conversation.rendered(failed.problem()));
        }
      }
    }
    sections.put("VALUE", values);
    Optional<Traces.Trace> trace = problems.isEmpty() ? Traces.first(source) : Optional.empty();
    sections.put("GRAPH", lines(trace, t -> GraphPrinter.print(List.of(t.value()), DIGITS)));
    sections.put("GRADIENT", lines(trace, t -> GraphPrinter.print(t.gradient(), DIGITS)));
    sections.put("KERNELS", lines(trace, t -> SchedulePrinter.print(t.schedule(), DIGITS)));
    sections.put("PROBLEMS", problems);
    return sections;
  }
}
