package gd.transcript;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gd.transcript.Transcript.Exchange;
import gd.transcript.Transcript.Part;
import gd.transcript.Transcript.Prose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every transcript of the project: README.md, the help of words, the pages and scripts of examples, and the
 * examples in the library's documentation. {@code -Dupdate} writes the answers that were given in
 * place of those that differ.
 */
class TranscriptTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TestFactory
  Stream<DynamicTest> pages() {
    Path examples = Repository.root().resolve("examples");
    Path own = Repository.root().resolve("interpreter/core/src/test/transcripts");
    return Stream.of(
            List.of(
                Repository.root().resolve("README.md"),
                Repository.root()
                    .resolve("interpreter/core/src/main/resources/gd/library/words.md")),
            Repository.files(own, ".md"),
            Repository.files(examples, ".md").stream()
                .filter(page -> !Files.exists(script(page)))
                .toList())
        .flatMap(List::stream)
        .map(page -> test(page, () -> page(page)));
  }

  @TestFactory
  Stream<DynamicTest> scripts() {
    return Repository.examples().stream()
        .map(script -> test(script, () -> script(script, beside(script))));
  }

  @TestFactory
  Stream<DynamicTest> library(@TempDir Path folder) {
    return Repository.files(Repository.root().resolve("stdlib/src"), ".gd").stream()
        .map(module -> test(module, () -> library(module, folder)));
  }

  private static DynamicTest test(Path file, Executable body) {
    String name = Repository.root().relativize(file).toString();
    return dynamicTest(name, file.toUri(), () -> assertTimeoutPreemptively(LONGEST, body));
  }

  private static Path script(Path page) {
    return page.resolveSibling(page.getFileName().toString().replaceFirst("\\.md$", ".gd"));
  }

  private static Path beside(Path script) {
    return script.resolveSibling(script.getFileName().toString().replaceFirst("\\.gd$", ".md"));
  }

  private static void page(Path page) {
    Differences differences = new Differences(page);
    try (Conversation conversation = new Conversation(page.getParent())) {
      Transcript answered =
          answered(Transcript.parse(Repository.lines(page)), conversation, differences, 0);
      differences.settle(answered.lines());
    }
  }

  /**
   * The transcript with what is answered now; an expected answer that still holds is kept as it is
   * written.
   */
  private static Transcript answered(
      Transcript transcript, Conversation conversation, Differences differences, int firstLine) {
    List<Part> parts = new ArrayList<>();
    for (Part part : transcript.parts()) {
      parts.add(
          switch (part) {
            case Prose prose -> prose;
            case Exchange exchange -> {
              List<String> answer = conversation.ask(exchange.text());
              yield exchange.answering(
                  differences.compare(
                      firstLine + exchange.line(), exchange.input(), exchange.output(), answer));
            }
          });
    }
    return new Transcript(parts);
  }

  /**
   * A page beside a script is the script with its answers; and run as a whole the script says the
   * same.
   */
  private static void script(Path file, Path page) {
    Map<List<String>, List<String>> expected = new HashMap<>();
    if (Files.exists(page)) {
      Transcript.parse(Repository.lines(page))
          .exchanges()
          .forEach(exchange -> expected.putIfAbsent(exchange.input(), exchange.output()));
    }
    Script script = new Script(file.getFileName().toString(), Repository.lines(file));
    Differences differences = new Differences(page);
    List<Part> parts = new ArrayList<>();
    List<String> said = new ArrayList<>();
    try (Conversation conversation = new Conversation(file.getParent())) {
      for (Script.Paragraph paragraph : script.paragraphs(conversation::isIncomplete)) {
        List<String> answer = List.of();
        if (!paragraph.isProse()) {
          List<String> given = conversation.ask(script.source(paragraph));
          said.addAll(given);
          List<String> wanted =
              expected.getOrDefault(paragraph.lines(), List.of("nothing: the page lacks this"));
          answer = differences.compare(paragraph.start() + 1, paragraph.lines(), wanted, given);
        }
        if (!parts.isEmpty()) {
          parts.add(new Prose(List.of("")));
        }
        parts.add(Script.part(paragraph, answer));
      }
    }
    try (Conversation conversation = new Conversation(file.getParent())) {
      List<String> whole = conversation.ask(script.source());
      if (!Answers.match(Answers.lasting(said), Answers.lasting(whole))) {
        differences.add("run as a whole it says otherwise:\n" + String.join("\n", whole));
      }
    }
    differences.settle(new Transcript(parts).lines());
  }

  /** Every run of {@code ##} lines is a page of its own, with a session of its own. */
  private static void library(Path module, Path folder) {
    List<String> lines = Repository.lines(module);
    Differences differences = new Differences(module);
    List<String> result = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int start = at;
      List<String> documentation = new ArrayList<>();
      while (at < lines.size() && lines.get(at).startsWith("##")) {
        documentation.add(lines.get(at++).replaceFirst("^## ?", ""));
      }
      Transcript transcript = Transcript.parse(documentation);
      if (!transcript.exchanges().isEmpty()) {
        try (Conversation conversation = new Conversation(folder)) {
          transcript = answered(transcript, conversation, differences, start);
        }
      }
      transcript.lines().forEach(line -> result.add(("## " + line).stripTrailing()));
      if (at < lines.size()) {
        result.add(lines.get(at++));
      }
    }
    differences.settle(result);
  }

  /** What differed in a file. */
  private static final class Differences {
    private final Path file;
    private final List<String> found = new ArrayList<>();

    Differences(Path file) {
      this.file = file;
    }

    /** The answer to keep. */
    List<String> compare(int line, List<String> input, List<String> expected, List<String> actual) {
      if (Answers.match(expected, actual)) {
        return expected;
      }
      add(
          "line %d\n%s\n--- expected\n%s\n--- answered\n%s"
              .formatted(
                  line, indented(input), String.join("\n", expected), String.join("\n", actual)));
      return Answers.lasting(actual);
    }

    private static String indented(List<String> input) {
      return "> " + String.join("\n> ", input);
    }

    void add(String difference) {
      found.add(difference);
    }

    /** Fails with all differences, or writes the file as it should be. */
    void settle(List<String> lines) {
      if (Repository.updates()) {
        Repository.write(file, lines);
      } else if (!found.isEmpty()) {
        fail(file.getFileName() + ":\n" + String.join("\n\n", found));
      } else if (!Files.exists(file) || !Repository.lines(file).equals(lines)) {
        fail(file.getFileName() + " is not the page of its script; -Dupdate writes it");
      }
    }
  }
}
