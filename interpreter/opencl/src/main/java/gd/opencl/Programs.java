package gd.opencl;

import static org.jocl.CL.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/**
 * Compiled programs of a device: the latest in memory, more as binaries on disk, named by a
 * checksum of source, options, device and driver. A binary carries its own checksum; one that is
 * damaged, or that the driver will not take, is compiled anew.
 */
final class Programs {
  /**
   * Makes a binary by compiling once more (half a second), and keeps compiled kernels by itself.
   */
  private static final String POCL = "Portable Computing Language";

  private static final int MOST_IN_MEMORY = 128;
  private static final int MOST_ON_DISK = 512;
  private static final int DIGEST = 64;
  private static final int LOG_LINES = 3;
  private static final long LARGEST_LOG = 1 << 16;

  private final Context context;
  private final CacheFolder cache;
  private final boolean keepsBinaries;
  private final Map<String, cl_program> built = new LinkedHashMap<>(16, 0.75f, true);

  Programs(Context context, CacheFolder cache) {
    this(context, cache, !context.found().vendor().equals(POCL));
  }

  Programs(Context context, CacheFolder cache, boolean keepsBinaries) {
    this.context = context;
    this.cache = cache;
    this.keepsBinaries = keepsBinaries;
  }

  /** The program; the caller releases it. */
  synchronized cl_program get(String source) {
    Found found = context.found();
    String options = found.roundsCorrectly() ? "-cl-fp32-correctly-rounded-divide-sqrt" : "";
    String key =
        Checksum.of(
            String.join("\n", found.name(), found.vendor(), found.driver(), options, source));
    cl_program program = built.get(key);
    if (program == null) {
      program =
          (keepsBinaries ? fromDisk(key, options) : Optional.<cl_program>empty())
              .orElseGet(() -> compile(key, source, options));
      built.put(key, program);
      forgetEldest();
    }
    clRetainProgram(program);
    return program;
  }

  synchronized void release() {
    built.values().forEach(program -> clReleaseProgram(program));
    built.clear();
  }

  private void forgetEldest() {
    var programs = built.values().iterator();
    while (built.size() > MOST_IN_MEMORY) {
      clReleaseProgram(programs.next());
      programs.remove();
    }
  }

  private cl_program compile(String key, String source, String options) {
    int[] status = new int[1];
    cl_program program =
        clCreateProgramWithSource(context.handle(), 1, new String[] {source}, null, status);
    context.check("take a program", status[0]);
    if (clBuildProgram(program, 0, null, options, null, null) != CL_SUCCESS) {
      String log = log(program);
      clReleaseProgram(program);
      throw context.failure("its compiler refused a kernel: " + log);
    }
    if (keepsBinaries) {
      toDisk(key, program);
    }
    return program;
  }

  private String log(cl_program program) {
    long[] size = new long[1];
    clGetProgramBuildInfo(program, context.id(), CL_PROGRAM_BUILD_LOG, 0, null, size);
    byte[] text = new byte[(int) Math.clamp(size[0], 0, LARGEST_LOG)];
    clGetProgramBuildInfo(
        program, context.id(), CL_PROGRAM_BUILD_LOG, text.length, Pointer.to(text), null);
    return String.join(
        "; ",
        new String(text, StandardCharsets.UTF_8)
            .replace("\0", "")
            .strip()
            .lines()
            .limit(LOG_LINES)
            .toList());
  }

  private Optional<cl_program> fromDisk(String key, String options) {
    try {
      Path file = cache.folder("opencl").resolve(key + ".bin");
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      byte[] content = Files.readAllBytes(file);
      byte[] binary = Arrays.copyOfRange(content, Math.min(DIGEST, content.length), content.length);
      String digest =
          new String(content, 0, Math.min(DIGEST, content.length), StandardCharsets.US_ASCII);
      if (!digest.equals(Checksum.of(binary))) {
        Files.delete(file);
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return load(binary, options);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<cl_program> load(byte[] binary, String options) {
    int[] status = new int[1];
    int[] taken = new int[1];
    cl_program program =
        clCreateProgramWithBinary(
            context.handle(),
            1,
            new cl_device_id[] {context.id()},
            new long[] {binary.length},
            new byte[][] {binary},
            taken,
            status);
    if (status[0] != CL_SUCCESS || taken[0] != CL_SUCCESS) {
      return Optional.empty();
    }
    if (clBuildProgram(program, 0, null, options, null, null) != CL_SUCCESS) {
      clReleaseProgram(program);
      return Optional.empty();
    }
    return Optional.of(program);
  }

  private void toDisk(String key, cl_program program) {
    long[] size = new long[1];
    int status =
        clGetProgramInfo(program, CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
    if (status != CL_SUCCESS || size[0] <= 0 || size[0] > Integer.MAX_VALUE - DIGEST) {
      return; // a driver need not give its binary away
    }
    byte[] binary = new byte[(int) size[0]];
    status =
        clGetProgramInfo(
            program, CL_PROGRAM_BINARIES, Sizeof.POINTER, Pointer.to(Pointer.to(binary)), null);
    if (status != CL_SUCCESS) {
      return;
    }
    byte[] content = new byte[DIGEST + binary.length];
    System.arraycopy(
        Checksum.of(binary).getBytes(StandardCharsets.US_ASCII), 0, content, 0, DIGEST);
    System.arraycopy(binary, 0, content, DIGEST, binary.length);
    try {
      Path folder = cache.folder("opencl");
      CacheFolder.write(folder.resolve(key + ".bin"), content);
      deleteEldest(folder);
    } catch (IOException e) {
      // the program is built; only the next start will be slower
    }
  }

  private static void deleteEldest(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = new ArrayList<>(all.filter(file -> file.toString().endsWith(".bin")).toList());
    }
    if (files.size() > MOST_ON_DISK) {
      files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
      for (Path file : files.subList(0, files.size() - MOST_ON_DISK)) {
        Files.deleteIfExists(file);
      }
    }
  }
}
