package gd.cli;

import gd.Session;
import gd.cli.Command.Input;
import gd.data.FileAccess;
import gd.report.Refusal;
import gd.report.Report;
import gd.report.Source;
import gd.syntax.Formatted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code gd fmt}: files are laid out in place, the standard input to the standard output. */
final class Formatting {
  private final Streams streams;
  private final boolean check;

  Formatting(Streams streams, boolean check) {
    this.streams = streams;
    this.check = check;
  }

  /** The exit status: 1 if a file has problems, or with {@code --check} would change. */
  int all(List<Input> inputs) throws UsageException, IOException {
    int status = 0;
    for (Input input : inputs) {
      status = Math.max(status, one(input));
    }
    return status;
  }

  private int one(Input input) throws UsageException, IOException {
    Source source = Script.read(input, streams);
    Formatted formatted = Session.format(source);
    if (!formatted.problems().isEmpty()) {
      streams.aside(Problems.text(formatted.problems(), streams.style()));
      return 1;
    }
    boolean changes = !formatted.text().equals(source.text());
    if (check) {
      if (changes) {
        streams.result(source.name());
      }
      return changes ? 1 : 0;
    }
    if (input instanceof Input.File(var at, var path)) {
      if (changes) {
        write(input, path, formatted.text());
      }
    } else {
      streams.result(formatted.text().stripTrailing());
    }
    return 0;
  }

  private static void write(Input input, String path, String text) throws UsageException {
    try {
      FileAccess.everywhere(Path.of("")).writeText(path, text);
    } catch (Refusal refusal) {
      throw new UsageException(Report.error("Cannot write the file", List.of(), path));
    }
  }
}
