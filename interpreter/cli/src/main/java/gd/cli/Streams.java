package gd.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams. Results go to {@code out}, all else to {@code err}; both are UTF-8
 * whatever the locale says, and each line is written at once. A reader that has gone away is an
 * {@link UnwrittenException}, where {@link System#out} would go on in silence.
 *
 * @param style how to write to {@code err}
 */
record Streams(InputStream in, OutputStream out, OutputStream err, boolean terminal, Style style) {

  /**
   * Those of this process. The launcher says in {@code gd.terminals} which of 0, 1 and 2 are
   * terminals: asking the system from Java takes longer than a test in the shell.
   */
  static Streams ofProcess() {
    String terminals = System.getProperty("gd.terminals", "");
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(errors()),
        terminals.contains("0") && terminals.contains("1"),
        Style.of(terminals.contains("2"), System.getenv()));
  }

  /**
   * Where problems go: the standard error, or what the launcher put in its place because the JVM
   * writes a warning there before any code of ours runs. Opening {@code /dev/fd/3} instead would
   * begin a file anew that another stream is writing too.
   */
  private static FileDescriptor errors() {
    Integer number = Integer.getInteger("gd.errors");
    if (number == null) {
      return FileDescriptor.err;
    }
    try {
      Constructor<FileDescriptor> open = FileDescriptor.class.getDeclaredConstructor(int.class);
      open.setAccessible(true);
      return open.newInstance(number);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no file descriptor " + number, e);
    }
  }

  /** A result. */
  void result(String text) {
    write(out, text);
  }

  /** Anything else. */
  void aside(String text) {
    write(err, text);
  }

  /** Written over where a person sees it; plain lines where the output is kept or piped. */
  ProgressLine progress() {
    return new ProgressLine(
        text -> unended(err, text), terminal && style == Style.COLOURED, System::nanoTime);
  }

  private static void write(OutputStream stream, String text) {
    unended(stream, text + "\n");
  }

  private static void unended(OutputStream stream, String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException e) {
      throw new UnwrittenException(e);
    }
  }
}
