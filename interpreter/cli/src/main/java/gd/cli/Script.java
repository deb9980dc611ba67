package gd.cli;

import gd.cli.Command.Input;
import gd.report.Report;
import gd.report.Report.Label;
import gd.report.Source;
import gd.report.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads scripts: UTF-8, with or without a byte order mark. */
final class Script {
  /** Far above any script written by a person; data belongs in a CSV file. */
  static final int LARGEST = 16 << 20;

  private Script() {}

  static Source read(Input input, Streams streams) throws UsageException, IOException {
    return switch (input) {
      case Input.File(var at, var path) -> read(path, at);
      case Input.StandardInput(var at) -> read("<stdin>", streams.in(), at);
      case Input.Text(var text) -> new Source("-e", text);
    };
  }

  /**
   * @param at the name on the command line, where a problem is shown
   */
  static Source read(String name, Span at) throws UsageException {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw refused(at, "No such file", "`" + name + "` cannot be the name of a file.");
    }
    if (!Files.exists(path)) {
      Path folder = path.toAbsolutePath().normalize().getParent();
      throw refused(
          at,
          "No such file",
          "There is no `" + path.getFileName() + "` in " + folder + ".",
          "gd run FILE runs a script, gd -e 'TEXT' evaluates a text, gd alone gives a prompt.");
    }
    if (Files.isDirectory(path)) {
      throw refused(
          at,
          "Not a script",
          "`" + name + "` is a folder.",
          "Name a file in it: gd run " + name + "/….gd");
    }
    try (InputStream bytes = Files.newInputStream(path)) {
      return read(name, bytes, at);
    } catch (IOException e) {
      String why =
          Files.isReadable(path)
              ? "Reading it failed: " + e.getMessage()
              : "You have no right to read it.";
      throw refused(at, "The file cannot be read", why);
    }
  }

  static Source read(String name, InputStream bytes, Span at) throws IOException, UsageException {
    return new Source(name, decode(bytes.readNBytes(LARGEST + 1), at));
  }

  private static String decode(byte[] bytes, Span at) throws UsageException {
    if (bytes.length > LARGEST) {
      throw refused(
          at,
          "Too long for a script",
          "A script has at most " + (LARGEST >> 20) + " MB.",
          "Keep data in a CSV file and read it: data = read(\"x.csv\")");
    }
    boolean wide = bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE && bytes[0] != bytes[1];
    if (wide) {
      throw refused(
          at,
          "Not UTF-8 text",
          "It is in UTF-16.",
          "Save it as UTF-8, or: iconv -f UTF-16 -t UTF-8 OLD > NEW");
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw refused(at, "Not a script", "It holds bytes that no text has.");
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused(
          at,
          "Not UTF-8 text",
          "Some bytes in it are not UTF-8; it may be Latin-1.",
          "Save it as UTF-8, or: iconv -f LATIN1 -t UTF-8 OLD > NEW");
    }
  }

  private static UsageException refused(Span at, String title, String message, String... hints) {
    return new UsageException(Report.error(title, List.of(Label.at(at, "")), message, hints));
  }
}
