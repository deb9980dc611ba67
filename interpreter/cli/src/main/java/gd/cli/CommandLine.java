package gd.cli;

import gd.cli.Command.Input;
import gd.cli.Command.Settings;
import gd.report.Report;
import gd.report.Report.Label;
import gd.report.Source;
import gd.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the arguments. They are laid out as one line of text, so that a mistake in them is shown
 * like a mistake in a script, with a mark under the word.
 *
 * <p>No library reads them: picocli costs more time than all the rest of a start, because its
 * classes are too old for the JVM's cache, and Commons CLI takes the text of {@code -e '-e^2'} for
 * an option.
 */
final class CommandLine {
  private static final int LONGEST_SHOWN = 60;
  private static final Set<String> COMMANDS =
      Set.of("run", "fmt", "check", "help", "explain", "kernel", "devices");

  private final List<String> words;
  private final List<Span> spans = new ArrayList<>();
  private final Span self;
  private int next;

  private final List<Input> inputs = new ArrayList<>();
  private Optional<String> command = Optional.empty();
  private String device = "auto";
  private Optional<Span> deviceAt = Optional.empty();
  private int precision = 64;
  private String form = "text";
  private boolean json;
  private boolean check;

  private CommandLine(List<String> words) {
    this.words = words;
    var line = new StringBuilder("gd");
    var starts = new ArrayList<Integer>();
    for (String word : words) {
      starts.add(line.length() + 1);
      line.append(' ').append(shown(word));
    }
    starts.add(line.length() + 1);
    var source = new Source("<command line>", line.toString());
    self = new Span(source, 0, 2);
    for (int i = 0; i < words.size(); i++) {
      spans.add(new Span(source, starts.get(i), starts.get(i + 1) - 1));
    }
  }

  /**
   * @param terminal whether a person sits at the standard input: without arguments they get a
   *     prompt, a pipe is a script
   */
  static Command read(List<String> words, boolean terminal) throws UsageException {
    return new CommandLine(List.copyOf(words)).command(terminal);
  }

  private Command command(boolean terminal) throws UsageException {
    boolean options = true;
    while (next < words.size()) {
      String word = words.get(next++);
      if (!options || word.equals("-") || !word.startsWith("-")) {
        operand(word);
      } else if (word.equals("--")) {
        options = false;
      } else {
        switch (word.startsWith("--") ? word.replaceFirst("=.*", "") : word) {
          case "-h", "--help" -> {
            return new Command.Help();
          }
          case "--version" -> {
            return new Command.Version();
          }
          case "-e" -> input(new Input.Text(value("a text to evaluate", "gd -e '1/3 + 1/6'")));
          case "--device" -> device();
          case "--precision" -> precision();
          case "--display" -> display();
          case "--json" -> json = true;
          case "--check" -> check();
          default -> throw wrong("Unknown option", "", "", "`gd --help` lists the options.");
        }
      }
    }
    return finished(terminal);
  }

  private void operand(String word) throws UsageException {
    boolean first = command.isEmpty() && inputs.isEmpty();
    if (first && COMMANDS.contains(word)) {
      command = Optional.of(word);
    } else {
      input(
          word.equals("-")
              ? new Input.StandardInput(spans.get(next - 1))
              : new Input.File(spans.get(next - 1), word));
    }
  }

  private void input(Input given) throws UsageException {
    if (is("devices")) {
      throw wrong("Nothing to run here", "`gd devices` takes no script", "", "gd run FILE");
    }
    if (!inputs.isEmpty() && !is("fmt") && !is("check")) {
      throw is("help") || is("explain")
          ? wrong("One name at a time", "a second one", "", "gd help diff")
          : wrong("One script at a time", "a second one", "", "Start gd once for each of them.");
    }
    inputs.add(given);
  }

  private boolean is(String word) {
    return command.filter(word::equals).isPresent();
  }

  private void display() throws UsageException {
    form = value("a form", "--display 2d");
    if (!form.matches("text|2d|latex")) {
      throw wrong(
          "No such display", "", "Values are shown as `text`, `2d` or `latex`.", "--display 2d");
    }
  }

  private void check() throws UsageException {
    if (!is("fmt")) {
      throw wrong("Unknown option", "only after `gd fmt`", "", "gd fmt --check FILE");
    }
    check = true;
  }

  private void device() throws UsageException {
    Span option = spans.get(next - 1);
    device = value("a device", "--device opencl");
    deviceAt = Optional.of(option.to(spans.get(next - 1)));
    if (!device.matches("auto|jvm|opencl(:\\d{1,3})?")) {
      throw wrong(
          "No such kind of device",
          "",
          "A device is `auto` (the best there is), `jvm`, `opencl` or, one of several, `opencl:0`.",
          "`gd devices` lists those of this machine.");
    }
  }

  private void precision() throws UsageException {
    String bits = value("32 or 64", "--precision 32");
    if (!bits.equals("32") && !bits.equals("64")) {
      throw wrong(
          "No such precision", "", "Decimals on a device have 32 or 64 bits.", "--precision 64");
    }
    precision = Integer.parseInt(bits);
  }

  /**
   * What follows an option, as {@code --option=value} or as the next word, whatever that begins
   * with.
   */
  private String value(String needed, String example) throws UsageException {
    String word = words.get(next - 1);
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    if (equals >= 0) {
      return word.substring(equals + 1);
    }
    if (next == words.size()) {
      throw wrong("Something is missing after " + word, needed + " belongs after it", "", example);
    }
    return words.get(next++);
  }

  private Command finished(boolean terminal) throws UsageException {
    var settings = new Settings(device, precision, form, json, deviceAt);
    if (command.isEmpty() && inputs.isEmpty()) {
      return terminal && !json
          ? new Command.Prompt(settings)
          : new Command.Run(new Input.StandardInput(self), settings);
    }
    String word = command.orElse("run");
    if (word.equals("devices")) {
      return new Command.Devices();
    }
    if (inputs.isEmpty()) {
      throw switch (word) {
        case "kernel" ->
            missing("No text", "a text belongs after it", "gd kernel 'f(x) = x^2; f(3)'");
        case "help" -> missing("No name", "a name belongs after it", "gd help diff");
        case "explain" ->
            missing(
                "No problem", "the name of a problem belongs after it", "gd explain unknown-name");
        default ->
            missing(
                "No script to " + word.replace("fmt", "lay out"),
                "the name of a file belongs after it",
                "gd " + word + " examples/first.gd");
      };
    }
    return switch (word) {
      case "fmt" -> new Command.Format(List.copyOf(inputs), check);
      case "check" -> new Command.Check(List.copyOf(inputs), settings);
      case "kernel" -> new Command.Kernel(text(inputs.getFirst()), settings);
      case "help", "explain" -> ask(inputs.getFirst(), word.equals("explain"));
      default -> new Command.Run(inputs.getFirst(), settings);
    };
  }

  /** After {@code gd kernel} a word is a text, with or without {@code -e}. */
  private static Input text(Input input) {
    return input instanceof Input.File(var at, var text) ? new Input.Text(text) : input;
  }

  private Command ask(Input about, boolean problem) {
    return switch (about) {
      case Input.File(var at, var name) -> new Command.Ask(at, name, problem);
      case Input.StandardInput(var at) -> new Command.Ask(at, "-", problem);
      case Input.Text(var text) -> new Command.Ask(spans.get(next - 1), text, problem);
    };
  }

  private UsageException missing(String title, String phrase, String hint) {
    return wrong(title, phrase, "", hint);
  }

  /** A mistake in the word read last. */
  private UsageException wrong(String title, String phrase, String message, String hint) {
    return new UsageException(
        Report.error(title, List.of(Label.at(spans.get(next - 1), phrase)), message, hint));
  }

  /** A word as one would type it, on one line and not too long. */
  private static String shown(String word) {
    String line = word.strip().lines().findFirst().orElse("");
    if (line.length() > LONGEST_SHOWN || !line.equals(word)) {
      line = line.substring(0, Math.min(line.length(), LONGEST_SHOWN)) + "…";
    }
    return line.matches("[\\w./:=@%+,…-]+") ? line : "'" + line + "'";
  }
}
