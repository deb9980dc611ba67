package gd.cli;

import gd.Session;
import gd.report.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.impl.DumbTerminal;

/**
 * What the launcher runs to fill the JVM's cache of classes: some commands, a script line by line,
 * and a prompt, with nobody looking.
 */
public final class Training {
  private Training() {}

  public static void main(String[] arguments) throws IOException {
    var streams =
        new Streams(InputStream.nullInputStream(), nowhere(), nowhere(), false, Style.PLAIN);
    for (String command : List.of("--version", "--nonsense", "-")) {
      new Main(streams).run(List.of(command));
    }
    try (Session session = Session.open()) {
      var transcript = new Transcript(streams, session);
      script().lines().forEach(line -> session.evaluate(new Source("-e", line), transcript));
      try (var terminal = new DumbTerminal(in("f(x) = x^2\nf'(1)\n?exp\n"), nowhere())) {
        new Repl(session, terminal, Style.COLOURED, Optional.empty()).run();
      }
    }
    System.exit(0); // a calculation that was given up must not keep the launcher's lock
  }

  private static String script() throws IOException {
    try (InputStream text = Training.class.getResourceAsStream("training.gd")) {
      return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }
}
