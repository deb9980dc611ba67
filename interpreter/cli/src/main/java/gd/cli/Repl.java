package gd.cli;

import gd.Event;
import gd.Session;
import gd.report.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/** The prompt: reads a text, evaluates it, shows what came of it, until Ctrl-D. */
final class Repl {
  static final String WELCOME = "gd: `?` for help, Ctrl-D to leave";

  private static final String HELP =
      """
      2x + 1              an expression is evaluated and shown; `ans` is the last value
      f(x) = x^2          a definition; f'(3), ∇f and diff(f, x) differentiate it
      ?name               the help of a name, such as ?descend
      Tab                 completes a name, an option in a call, \\alpha to α; the arrow
                          keys bring back what was typed
      Enter               evaluates, or goes on to a new line inside a bracket
      Ctrl-C              stops what is running, or drops the line; Ctrl-D leaves      """;

  private static final int LONGEST_CONFIRMED = 70;

  private final Session session;
  private final Terminal terminal;
  private final LineReader reader;
  private final Style style;
  private final PrintWriter out;
  private final ProgressLine progress;
  private volatile boolean evaluating;

  Repl(Session session, Terminal terminal, Style style, Optional<java.nio.file.Path> history) {
    this.session = session;
    this.terminal = terminal;
    this.style = style;
    out = terminal.writer();
    progress = new ProgressLine(out::print, style == Style.COLOURED, System::nanoTime);
    var builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("gd")
            .parser(new Lines(session))
            .completer((reader, line, candidates) -> complete(session, line, candidates))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true) // 5! is a factorial
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "| ")
            .variable(LineReader.INDENTATION, 0)
            .variable(LineReader.HISTORY_SIZE, History.LONGEST)
            .variable(LineReader.HISTORY_FILE_SIZE, History.LONGEST);
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    reader = builder.build();
  }

  /** Talks to the person at the terminal of this process. */
  static int atTerminal(Session session, Map<String, String> environment) throws IOException {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .name("gd")
            .encoding(StandardCharsets.UTF_8)
            .graphemeCluster(
                false) // asking the terminal for it would lose what is typed during the start
            .build()) {
      new Repl(session, terminal, Style.of(true, environment), History.file(environment)).run();
      return 0;
    }
  }

  void run() {
    terminal.handle(Terminal.Signal.INT, signal -> interrupt());
    if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      Signals.register("INT", this::interrupt); // a dumb terminal passes no signals on
    }
    out.println(style.dim(WELCOME));
    Thread.ofPlatform().daemon().priority(Thread.MIN_PRIORITY).start(this::warmUp);
    while (true) {
      try {
        String text = reader.readLine("> ").strip();
        if (text.equals("exit") || text.equals("quit")) {
          return;
        }
        answer(text);
      } catch (UserInterruptException e) {
        // Ctrl-C at the prompt drops the line
      } catch (EndOfFileException e) {
        return;
      }
      out.flush();
    }
  }

  /** While the person thinks of something to type. */
  private void warmUp() {
    try {
      session.warmUp();
    } catch (RuntimeException e) {
      // whoever needs it first will be told why it cannot be had
    }
  }

  private void interrupt() {
    if (evaluating) {
      session.cancel();
    }
  }

  private void answer(String text) {
    if (text.startsWith("?")) {
      help(text.substring(1).strip());
    } else if (!text.isEmpty()) {
      evaluating = true;
      try {
        session.evaluate(new Source("input", text), this::show);
      } finally {
        evaluating = false;
        progress.erase();
      }
    }
  }

  private void help(String name) {
    out.println(
        name.isEmpty()
            ? HELP
            : session
                .help(name)
                .orElseGet(() -> "There is no help for `" + name + "`. " + near(name)));
  }

  private String near(String name) {
    List<String> near = session.suggestions(name);
    return near.isEmpty() ? "Tab shows the names there are." : "Close to it: ?" + near.getFirst();
  }

  private void show(Event event) {
    if (!(event instanceof Event.Progressed)) {
      progress.erase();
    }
    switch (event) {
      case Event.Shown(var value, var text) -> out.println(text);
      case Event.Printed(var text) -> out.println(text);
      case Event.Progressed at -> progress.show(at);
      case Event.Defined(var name, var text, var was) ->
          out.println(style.dim(line(text) + was.map(w -> redefined(name, w)).orElse("")));
      case Event.Noted(var problem) -> out.println(Problems.text(problem, style) + "\n");
      case Event.Failed(var problem) -> out.println(Problems.text(problem, style) + "\n");
    }
    out.flush();
  }

  private static String redefined(String name, String was) {
    return "   (" + name + " redefined, was " + line(was) + ")";
  }

  /** The first line, shortened: a confirmation is no listing. */
  private static String line(String text) {
    String first = text.lines().findFirst().orElse("");
    String shown = first.substring(0, Math.min(first.length(), LONGEST_CONFIRMED));
    return shown.length() < text.length() ? shown + " …" : shown;
  }

  /**
   * Names; in a call what may be named there, such as {@code lr=}; after a backslash a Greek
   * letter.
   */
  static void complete(Session session, ParsedLine line, List<Candidate> candidates) {
    Lines.Line at = (Lines.Line) line;
    String typed = at.typed();
    if (typed.startsWith("\\")) {
      Session.letters().forEach((name, letter) -> offer("\\" + name, letter, typed, candidates));
      return;
    }
    at.call().stream()
        .flatMap(function -> session.arguments(function).stream())
        .forEach(name -> offer(name, name + "=", typed, candidates));
    session.names().forEach(name -> offer(name, name, typed, candidates));
  }

  private static void offer(String name, String value, String typed, List<Candidate> candidates) {
    if (name.startsWith(typed)) {
      candidates.add(new Candidate(value, value, null, null, null, null, false));
    }
  }
}
