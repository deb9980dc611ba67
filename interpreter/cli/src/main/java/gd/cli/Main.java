package gd.cli;

import gd.Event;
import gd.Outcome;
import gd.Session;
import gd.cli.Command.Input;
import gd.data.FileAccess;
import gd.report.Explanations;
import gd.report.Problem;
import gd.report.Report;
import gd.report.Source;
import gd.report.Span;
import gd.report.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The command {@code gd}. Exits with 0, with 1 if a statement failed, with 2 if the command line is
 * wrong.
 */
public final class Main {
  static final String HELP =
      """
      gd computes with formulas, arrays and their derivatives, and descends along gradients.

        gd                   a prompt; Ctrl-D leaves it
        gd run FILE          runs a script (also: gd FILE)
        gd -                 runs a script from the standard input
        gd -e TEXT           evaluates a text
        gd check FILE…       lists the problems of scripts without running them
        gd fmt FILE…         lays scripts out (--check: only says which it would change)
        gd help NAME         shows the help of a name, as ?NAME does at the prompt
        gd explain PROBLEM   explains a kind of problem, such as unknown-name
        gd kernel TEXT       shows what runs for a call at its end: gd kernel 'f(x) = x^2; f(3)'
        gd devices           lists what there is to compute on, and why the rest cannot be used

        --device DEVICE      auto (the default), jvm, opencl, or one of several: opencl:0
        --precision BITS     64 (the default where the device has them) or 32
        --display FORM       text (the default), 2d (formulas and matrices over several lines), latex
        --json               tells results and problems as lines of JSON
        --version  --help

      Results go to the standard output, problems to the standard error.
      Exit status: 0; 1 if a statement failed; 2 if the command line is wrong; 130 after Ctrl-C.\
      """;

  /** As a shell reports a program that SIGPIPE ended. */
  private static final int BROKEN_PIPE = 141;

  private final Streams streams;

  Main(Streams streams) {
    this.streams = streams;
  }

  public static void main(String[] arguments) {
    System.exit(new Main(Streams.ofProcess()).run(List.of(arguments)));
  }

  int run(List<String> arguments) {
    try {
      return run(CommandLine.read(arguments, streams.terminal()));
    } catch (UsageException e) {
      return failed(2, e.report());
    } catch (UnwrittenException e) {
      return unwritten(e.reason());
    } catch (IOException e) {
      return failed(1, Report.error("The input cannot be read", List.of(), reason(e)));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return failed(1, Report.error("A fault of gd, not of your text", List.of(), reason(e)));
    }
  }

  private int failed(int status, Report report) {
    try {
      streams.aside(Problems.text(report, streams.style()));
    } catch (UnwrittenException e) {
      // nowhere left to say it; the exit status does
    }
    return status;
  }

  /** A reader that has seen enough ({@code gd … | head -1}) is no mistake; a full disk is. */
  private int unwritten(IOException problem) {
    return reason(problem).contains("Broken pipe")
        ? BROKEN_PIPE
        : failed(1, Report.error("The output cannot be written", List.of(), reason(problem)));
  }

  private static String reason(Throwable problem) {
    return Objects.requireNonNullElse(problem.getMessage(), problem.toString());
  }

  private int run(Command command) throws UsageException, IOException {
    return switch (command) {
      case Command.Help() -> told(HELP);
      case Command.Version() -> told("gd " + Session.version() + ", Java " + Runtime.version());
      case Command.Devices() -> {
        try (Session session = Session.open()) {
          yield told(session.devices());
        }
      }
      case Command.Prompt(var settings) -> {
        try (Session session = Session.open(options(settings, Path.of("")))) {
          yield Repl.atTerminal(session, System.getenv());
        }
      }
      case Command.Run(var input, var settings) ->
          run(
              Script.read(input, streams),
              options(settings, folder(input)),
              settings.json(),
              Session::evaluate);
      case Command.Kernel(var input, var settings) ->
          run(
              Script.read(input, streams),
              options(settings, Path.of("")),
              settings.json(),
              Session::kernel);
      case Command.Format(var inputs, var check) -> new Formatting(streams, check).all(inputs);
      case Command.Check(var inputs, var settings) -> check(inputs, settings);
      case Command.Ask(var at, var name, var problem) -> ask(at, name, problem);
    };
  }

  private int told(String text) {
    streams.result(text);
    return 0;
  }

  /** All problems of all scripts; the status is 1 if there are any. */
  private int check(List<Input> inputs, Command.Settings settings)
      throws UsageException, IOException {
    int status = 0;
    for (Input input : inputs) {
      Source source = Script.read(input, streams);
      try (Session session = Session.open(options(settings, folder(input)))) {
        List<Problem> problems = session.check(source);
        if (!problems.isEmpty()) {
          streams.aside((status == 0 ? "" : "\n") + Problems.text(problems, streams.style()));
          status = 1;
        }
      }
    }
    return status;
  }

  private int ask(Span at, String name, boolean problem) throws UsageException {
    try (Session session = Session.open()) {
      Optional<String> answer = problem ? session.explain(name) : session.help(name);
      if (answer.isPresent()) {
        return told(answer.get());
      }
      List<String> known = Session.problems();
      List<String> near = problem ? Suggestions.near(name, known) : session.suggestions(name);
      String title = problem ? "No such problem" : "No help on this";
      throw new UsageException(
          Report.error(
              title,
              List.of(Report.Label.at(at, "")),
              near.isEmpty() && problem
                  ? "The problems are: " + String.join(", ", known) + "."
                  : near.isEmpty() ? "Tab at the prompt shows the names there are." : "",
              near.isEmpty()
                  ? new String[0]
                  : new String[] {(problem ? "gd explain " : "gd help ") + near.getFirst()}));
    }
  }

  /** What a session makes of a text. */
  private interface Work {
    Outcome of(Session session, Source source, Consumer<Event> listener);
  }

  private int run(Source source, Session.Options options, boolean json, Work work) {
    try (Session session = Session.open(options)) {
      var done = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(session, done)));
      try {
        var transcript = new Transcript(streams, session, json);
        boolean ok = work.of(session, source, transcript).ok();
        transcript.end();
        return ok ? 0 : 1;
      } finally {
        done.countDown();
      }
    }
  }

  /**
   * The JVM is about to end. If that is Ctrl-C, the statement gets a moment to end by itself and
   * say where it was; the exit status is then 130.
   */
  private static void interrupt(Session session, CountDownLatch done) {
    if (done.getCount() > 0) {
      session.cancel();
      try {
        done.await(2, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What file names in a script are relative to: its own folder, as for its imports. */
  private static Path folder(Input input) {
    return input instanceof Input.File(var at, var path)
        ? Objects.requireNonNullElse(Path.of(path).getParent(), Path.of(""))
        : Path.of("");
  }

  /** What cannot be computed on is said before anything runs. */
  private static Session.Options options(Command.Settings settings, Path folder)
      throws UsageException {
    Optional<Problem> missing =
        settings
            .deviceAt()
            .flatMap(at -> Session.missing(settings.device(), settings.precision(), at));
    if (missing.isPresent()) {
      throw new UsageException(Explanations.explain(missing.get()));
    }
    return new Session.Options(
        settings.device(), settings.precision(), FileAccess.everywhere(folder), settings.form());
  }
}
