package gd.data;

import gd.report.DataProblem;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The one gate to files. Names are relative to a directory, and what they name is in it or below,
 * unless all files are allowed; texts are UTF-8 (a byte order mark is skipped); a name that ends in
 * {@code .gz} is compressed. Whatever cannot be done is refused with a {@link DataProblem}.
 */
public final class FileAccess {
  /** Bytes of a script or another text read whole. */
  static final int LONGEST_TEXT = 16 << 20;

  private static final int LONGEST_FILE = 256 << 20;

  private final Optional<Path> directory;

  /** Where all files must be; absent if they may be anywhere. */
  private final Optional<Path> bounds;

  private FileAccess(Optional<Path> directory, Optional<Path> bounds) {
    this.directory = directory;
    this.bounds = bounds;
  }

  /**
   * The files in this directory and below, their names relative to it. Whatever leads out of it is
   * refused in the same words, whether there is such a file or not.
   */
  public FileAccess(Path directory) {
    this(Optional.of(directory), Optional.of(directory));
  }

  /** All files that the process may use, their names relative to this directory. */
  public static FileAccess everywhere(Path directory) {
    return new FileAccess(Optional.of(directory), Optional.empty());
  }

  /** No files: everything is refused. For texts that are not trusted. */
  public static FileAccess none() {
    return new FileAccess(Optional.empty(), Optional.empty());
  }

  /** Files relative to the directory that {@code name} lies in: what an imported script sees. */
  public FileAccess beside(String name) {
    return new FileAccess(directory.map(d -> d.resolve(name).toAbsolutePath().getParent()), bounds);
  }

  /** The same for the same file as long as it does not change, and for no other. */
  public String identity(String name) {
    Path file = regular(name);
    try {
      return file.toRealPath()
          + " "
          + Files.size(file)
          + " "
          + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw cannotRead(name, why(e));
    }
  }

  /** Whether there is something of this name. */
  public boolean exists(String name) {
    return Files.exists(resolve(name, why -> cannotRead(name, why)));
  }

  /** The whole of a text. */
  public String readText(String name) {
    return reading(
        name,
        in ->
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(atMost(LONGEST_TEXT, name, in)))
                .toString());
  }

  /** The whole of a short file, whatever its bytes mean. */
  public byte[] readBytes(String name) {
    return reading(name, in -> atMost(LONGEST_FILE, name, in));
  }

  private static byte[] atMost(int most, String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "bytes of a file read at once",
                  String.valueOf(most),
                  "Split `" + name + "` into parts."));
    }
    return bytes;
  }

  /** A table of comma-separated text, its columns' names in the first line. */
  public Columns readCsv(String name) {
    return readCsv(name, Dialect.standard());
  }

  /** A table, written as the dialect says. */
  public Columns readCsv(String name, Dialect dialect) {
    return reading(
        name,
        in -> {
          Reader text = new InputStreamReader(in, dialect.encoding().newDecoder());
          return Csv.read(text, name, dialect);
        });
  }

  /** An array, if the file is one in the IDX format. */
  public Optional<Idx> readArray(String name) {
    return reading(name, Idx::read);
  }

  /** Writes a text; nobody sees it half written. */
  public void writeText(String name, String text) {
    writing(name, out -> out.write(text));
  }

  /** Writes a table as comma-separated text that {@link #readCsv} reads back. */
  public void writeCsv(String name, Columns table) {
    for (int k = 0; k < table.names().size(); k++) {
      if (table.columns().get(k) instanceof Column.Arrays) {
        String column = table.names().get(k);
        throw cannotWrite(
            name,
            ("the column %1$s has arrays in its cells; write(…, t.%1$s) writes a matrix as a table of"
                    + " its own, table(a=t.%1$s[:, 1], b=t.%1$s[:, 2]) makes columns of numbers")
                .formatted(column));
      }
    }
    writing(name, out -> Csv.write(out, table));
  }

  private interface Reading<T> {
    T read(InputStream in) throws IOException;
  }

  private interface Writing {
    void write(Writer out) throws IOException;
  }

  private <T> T reading(String name, Reading<T> reading) {
    Path file = regular(name);
    Counted counted = new Counted();
    try (InputStream raw = counted.over(Files.newInputStream(file));
        InputStream in = opened(name, raw)) {
      return reading.read(in);
    } catch (CharacterCodingException e) {
      throw notText(name, file);
    } catch (IOException e) {
      throw cannotRead(name, e.getClass() == IOException.class ? why(e) + counted.place() : why(e));
    }
  }

  private static InputStream opened(String name, InputStream raw) throws IOException {
    return withoutMark(name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw);
  }

  /** Reads again up to the first byte that is no part of a UTF-8 text. */
  private static Refusal notText(String name, Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw) {
      return Malformed.find(in)
          .map(
              bad ->
                  new Refusal(
                      at ->
                          new DataProblem.NotUtf8(
                              at, name, bad.offset(), bad.line(), bad.content())))
          .orElseGet(() -> cannotRead(name, "it is not text in that encoding"));
    } catch (IOException e) {
      return cannotRead(name, why(e));
    }
  }

  /** A file that can be read to its end: no folder, no pipe, no device. */
  private Path regular(String name) {
    Path file = resolve(name, why -> cannotRead(name, why));
    if (Files.isDirectory(file)) {
      throw cannotRead(name, "it is a folder");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw cannotRead(name, "it is no regular file but a pipe or a device");
    }
    return file;
  }

  /** The stream without the byte order mark it may begin with. */
  private static InputStream withoutMark(InputStream raw) throws IOException {
    PushbackInputStream in = new PushbackInputStream(raw, 3);
    byte[] start = in.readNBytes(3);
    boolean mark =
        start.length == 3
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    if (!mark) {
      in.unread(start);
    }
    return in;
  }

  private void writing(String name, Writing writing) {
    Path file = resolve(name, why -> cannotWrite(name, why));
    if (Files.isDirectory(file)) {
      throw cannotWrite(name, "it is a folder");
    }
    try {
      Path target = Files.exists(file) ? inside(name, file) : file;
      Path part =
          target.resolveSibling(
              "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
      try {
        try (OutputStream raw =
                new BufferedOutputStream(
                    Files.newOutputStream(part, StandardOpenOption.CREATE_NEW));
            OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
          writing.write(writer);
        }
        flush(part);
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw cannotWrite(
          name, e instanceof NoSuchFileException ? "its folder does not exist" : why(e));
    }
  }

  /** Where a file really is; a link must not lead out of the folder. */
  private Path inside(String name, Path file) throws IOException {
    Path target = file.toRealPath();
    Path folder = directory.orElseThrow().toRealPath();
    if (Files.isSymbolicLink(file) && !target.startsWith(folder)) {
      throw cannotWrite(name, "it is a link that leads out of the folder");
    }
    if (!Files.isRegularFile(target)) {
      throw cannotWrite(name, "it is no regular file but a pipe or a device");
    }
    return target;
  }

  /** What was written is on the disk before it takes the place of what was there. */
  private static void flush(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path resolve(String name, Function<String, Refusal> refused) {
    if (directory.isEmpty()) {
      throw refused.apply("this session may not use files");
    }
    if (name.isBlank()) {
      throw refused.apply("the name is empty");
    }
    try {
      Path file = directory.get().resolve(name);
      if (bounds.isEmpty()) {
        return file;
      }
      Path plain = file.toAbsolutePath().normalize();
      if (!isWithin(bounds.get(), plain)) {
        throw refused.apply("it is outside the folder whose files this session may use");
      }
      return plain;
    } catch (InvalidPathException e) {
      throw refused.apply("that is no name of a file");
    }
  }

  /** Whether a file, or the place where it would be, is in a folder once links are followed. */
  private static boolean isWithin(Path folder, Path file) {
    try {
      Path there = file;
      while (!Files.exists(there) && there.getParent() != null) {
        there = there.getParent();
      }
      return there.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static String why(IOException problem) {
    return switch (problem) {
      case NoSuchFileException e -> "there is no such file";
      case AccessDeniedException e -> "permission is denied";
      case FileAlreadyExistsException e -> "something of that name is in the way";
      case CharacterCodingException e -> "it is not UTF-8 text";
      case ZipException e -> "it is not gzip data";
      case EOFException e -> "its compressed data ends too early";
      default ->
          problem.getMessage() == null ? "the system reports a failure" : problem.getMessage();
    };
  }

  private static Refusal cannotRead(String name, String why) {
    return new Refusal(at -> new DataProblem.CannotRead(at, name, why));
  }

  private static Refusal cannotWrite(String name, String why) {
    return new Refusal(at -> new DataProblem.CannotWrite(at, name, why));
  }
}
