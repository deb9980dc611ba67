package gd.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The contenders' programs: C is compiled and data are written when first asked for, in a folder.
 */
final class Programs {
  private static final List<String> COMPILER =
      List.of("gcc", "-O3", "-march=native", "-ffast-math", "-fopenmp");

  private final Path sources;
  private final Path folder;

  /**
   * @param sources interpreter/bench/src/main
   * @param folder where binaries and data go
   */
  Programs(Path sources, Path folder) {
    this.sources = sources;
    this.folder = folder;
  }

  /**
   * gd on a device ({@code vectors}: the JVM with the module of vectors): the work, the bits, and
   * what more it takes.
   */
  List<String> gd(String device, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Arrays.asList(System.getProperty("gd.bench.flags", "").split(" ", -1)));
    command.removeIf(String::isEmpty);
    boolean vectors = device.equals("vectors");
    if (vectors) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(
        List.of(
            "-Dgd.bench.device=" + (vectors ? "jvm" : device),
            "-cp",
            System.getProperty("java.class.path"),
            Contender.class.getName()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  List<String> python(String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("/usr/bin/python3"); // Debian's, which has Debian's packages
    command.add(sources.resolve("python").resolve(script).toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  String c(String name) {
    return compiled(name, name, List.of());
  }

  String logistic(int columns, int bits) {
    List<String> options = new ArrayList<>(List.of("-DD=" + columns));
    options.addAll(bits == 32 ? List.of("-DT=float") : List.of("-DT=double", "-DF64"));
    return compiled("logistic", "logistic_%d_%d".formatted(columns, bits), options);
  }

  /** The folder with the data. */
  String data(int rows, int columns) {
    Path file = folder.resolve("lr_%d_%d.y".formatted(rows, columns));
    if (!Files.exists(file)) {
      run(List.of(c("data"), folder.toString(), "" + rows, "" + columns));
    }
    return folder.toString();
  }

  private String compiled(String source, String name, List<String> options) {
    Path binary = folder.resolve(name);
    File text = sources.resolve("c").resolve(source + ".c").toFile();
    long written =
        Math.max(text.lastModified(), new File(text.getParentFile(), "server.h").lastModified());
    if (!Files.exists(binary) || binary.toFile().lastModified() < written) {
      List<String> command = new ArrayList<>(COMPILER);
      command.addAll(options);
      command.addAll(List.of("-o", binary.toString(), text.toString(), "-lm"));
      run(command);
    }
    return binary.toString();
  }

  private static void run(List<String> command) {
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("failed: " + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run: " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
