package gd.cli;

import gd.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.impl.DumbTerminal;

/**
 * What the launcher runs to fill the JVM's cache of classes: a script and a prompt, with nobody
 * looking.
 */
public final class Training {
  private Training() {}

  public static void main(String[] arguments) throws IOException {
    try (InputStream script = Training.class.getResourceAsStream("training.gd")) {
      byte[] text = script == null ? new byte[0] : script.readAllBytes();
      var nowhere = new ByteArrayOutputStream();
      var streams =
          new Streams(new ByteArrayInputStream(text), nowhere, nowhere, false, Style.PLAIN);
      new Main(streams).run(List.of("-"));
      try (Session session = Session.open();
          var terminal =
              new DumbTerminal(
                  new ByteArrayInputStream(
                      "f(x) = x^2\nf'(1)\n?exp\n".getBytes(StandardCharsets.UTF_8)),
                  nowhere)) {
        new Repl(session, terminal, Style.COLOURED, Optional.empty()).run();
      }
    }
  }
}
