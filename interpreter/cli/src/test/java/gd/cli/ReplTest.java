package gd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations at a terminal that can do nothing but print: what is typed, and what is seen. */
class ReplTest {
  @TempDir Path folder;

  /** What is seen when these lines are typed. */
  private String seen(Optional<Path> history, Style style, String... typed) throws IOException {
    var in = (String.join("\n", typed) + "\n").getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    try (Session session = Session.open();
        var terminal =
            new DumbTerminal(
                "test", "dumb", new ByteArrayInputStream(in), out, StandardCharsets.UTF_8)) {
      new Repl(session, terminal, style, history).run();
    }
    return out.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  private String seen(String... typed) throws IOException {
    String all = seen(Optional.empty(), Style.PLAIN, typed);
    assertTrue(all.startsWith(Repl.WELCOME + "\n> "), all);
    return all.substring(Repl.WELCOME.length() + 3).strip();
  }

  @Test
  void valuesAreShownAndDefinitionsConfirmed() throws IOException {
    assertEquals(
        """
        f(x) = x^2 + 3x
        > 10
        > f(x) = x^3   (f redefined, was x^2 + 3x)
        > 27
        > 28
        >\
        """,
        seen("f(x) = x^2 + 3x", "f(2)", "f(x) = x^3", "f(3)", "ans + 1"));
  }

  @Test
  void aConfirmationTakesOneLine() throws IOException {
    assertEquals("g(x) = { …\n>", seen("g(x) = {", "  y = x", "  y }").replaceAll("^[|> ]*", ""));
  }

  @Test
  void aFailedStatementChangesNothing() throws IOException {
    String all = seen("a = 3", "a = descnd(1)", "a");
    assertTrue(all.contains("error: Unknown name"), all);
    assertTrue(all.endsWith("> 3\n>"), all);
  }

  @Test
  void anOpenBracketAsksForMore() throws IOException {
    assertEquals("6\n>", seen("sum([1,", "2,", "3])").replaceAll("^[|> ]*", ""));
  }

  @Test
  void helpIsAsked() throws IOException {
    assertTrue(seen("?exp").startsWith("exp(x)"));
    assertTrue(seen("?").contains("Ctrl-C"));
    assertTrue(seen("?nosuchname").contains("no help for `nosuchname`"));
  }

  @Test
  void aWordLeavesAsWellAsTheEndOfInput() throws IOException {
    assertEquals("", seen("exit", "1 + 1"));
    assertEquals(
        "5! is a factorial, not history: 120",
        "5! is a factorial, not history: " + seen("5!", "quit").lines().findFirst().orElseThrow());
  }

  @Test
  void coloursOnlyWhereWanted() throws IOException {
    assertTrue(seen(Optional.empty(), Style.COLOURED, "a = 3").contains("\u001B[2ma = 3\u001B[m"));
    assertTrue(seen(Optional.empty(), Style.COLOURED, "descnd(1)").contains("\u001B[1;31merror"));
    assertTrue(!seen(Optional.empty(), Style.PLAIN, "descnd(1)").contains("\u001B"));
  }

  @Test
  void whatWasTypedIsKept() throws IOException {
    Path file = folder.resolve("history");
    seen(Optional.of(file), Style.PLAIN, "1 + 1", "f(x) = x");
    String kept = Files.readString(file);
    assertTrue(kept.contains("1 + 1") && kept.contains("f(x) = x"), kept);
  }

  @Test
  void tabCompletesTheNameBeforeTheCursor() {
    try (Session session = Session.open()) {
      session.evaluate("descent_rate = 3");
      assertEquals(List.of("descend", "descent_rate"), completions(session, "2 + desc"));
      assertEquals(List.of("optimizer="), completions(session, "descend(x -> (x + 1)^2, 3, opt"));
      session.evaluate("loss(weights, bias) = weights + bias");
      assertEquals(List.of("weights="), completions(session, "loss(wei"));
      assertEquals(List.of("α"), completions(session, "2\\alp"));
    }
  }

  private static List<String> completions(Session session, String text) {
    var candidates = new ArrayList<Candidate>();
    var line = new Lines(session).parse(text, text.length(), ParseContext.COMPLETE);
    Repl.complete(session, line, candidates);
    return candidates.stream().map(Candidate::value).toList();
  }
}
