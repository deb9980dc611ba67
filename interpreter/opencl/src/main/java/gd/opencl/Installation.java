package gd.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is installed that decides which devices there are, as text: as long as it stays the same, so
 * does a probe's verdict. Only names, sizes and dates are read, and the short {@code .icd} files.
 */
final class Installation {
  private static final List<String> PREFIXES =
      List.of("OCL_", "OPENCL_", "POCL_", "CUDA_", "LD_", "OCLGRIND_");
  private static final List<String> LIBRARIES =
      List.of(
          "/usr/lib",
          "/usr/lib64",
          "/usr/local/lib",
          "/lib",
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu");
  private static final long LARGEST_ICD = 4096;

  private Installation() {}

  static String describe(Map<String, String> environment) {
    List<String> facts = new ArrayList<>();
    facts.add(System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.add(System.getProperty("java.home") + " " + System.getProperty("java.runtime.version"));
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (PREFIXES.stream().anyMatch(name::startsWith)) {
                facts.add(name + "=" + value);
              }
            });
    vendors(environment).forEach(path -> facts.addAll(icds(path)));
    List<String> folders = new ArrayList<>(LIBRARIES);
    folders.addAll(Arrays.asList(environment.getOrDefault("LD_LIBRARY_PATH", "").split(":")));
    for (String folder : folders) {
      if (!folder.isEmpty()) {
        facts.add(state(Path.of(folder, "libOpenCL.so.1")));
      }
    }
    facts.add(state(Path.of("/etc/ld.so.cache")));
    facts.add(state(Path.of("/dev/dri")));
    facts.add(state(Path.of("/dev/nvidiactl")));
    return String.join("\n", facts);
  }

  private static List<Path> vendors(Map<String, String> environment) {
    return Stream.of(
            environment.getOrDefault("OCL_ICD_VENDORS", ""),
            environment.getOrDefault("OPENCL_VENDOR_PATH", ""),
            "/etc/OpenCL/vendors")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .toList();
  }

  private static List<String> icds(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(state(path));
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.sorted().map(Installation::icd).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(path + " cannot be read");
    }
  }

  private static String icd(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_ICD) {
        String library =
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8).strip();
        return state(file)
            + " "
            + library
            + (library.startsWith("/") ? " " + state(Path.of(library)) : "");
      }
    } catch (IOException | IllegalArgumentException e) {
      return file + " cannot be read";
    }
    return state(file);
  }

  private static String state(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return file + " absent";
    }
  }
}
