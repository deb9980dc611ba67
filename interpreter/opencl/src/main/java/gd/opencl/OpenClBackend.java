package gd.opencl;

import gd.backend.Backend;
import gd.backend.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Devices with an OpenCL driver. The drivers are tried out in a child process when devices are
 * first asked for, and the verdict is kept on disk until something about the installation changes
 * (a bad verdict for an hour at most). {@code GD_OPENCL=off} switches it all off.
 */
public final class OpenClBackend implements Backend {
  private static final Duration BAD_NEWS_LAST = Duration.ofHours(1);

  private final Map<String, String> environment;
  private final Supplier<Verdict> probe;
  private @Nullable Verdict verdict;
  private List<Device> devices = List.of();

  /** For {@link java.util.ServiceLoader}. */
  public OpenClBackend() {
    this(System.getenv());
  }

  OpenClBackend(Map<String, String> environment) {
    this(environment, () -> Prober.standard(environment).run());
  }

  OpenClBackend(Map<String, String> environment, Supplier<Verdict> probe) {
    this.environment = environment;
    this.probe = probe;
  }

  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public synchronized List<Device> devices() {
    verdict();
    return devices;
  }

  @Override
  public synchronized Optional<String> whyNone() {
    return verdict().whyNone();
  }

  private Verdict verdict() {
    if (verdict == null) {
      Verdict found =
          "off".equals(environment.get("GD_OPENCL"))
              ? Verdict.none("GD_OPENCL=off switches it off")
              : look();
      CacheFolder cache = CacheFolder.of(environment);
      devices =
          IntStream.range(0, found.devices().size())
              .<Device>mapToObj(
                  i -> new OpenClDevice("opencl:" + i, found.devices().get(i), cache, this::forget))
              .toList();
      verdict = found;
    }
    return verdict;
  }

  private Verdict look() {
    try {
      Path file = file();
      Optional<Verdict> kept = read(file);
      if (kept.isPresent()) {
        return kept.get();
      }
      Verdict found = probe.get();
      CacheFolder.write(file, String.join("\n", found.lines()).getBytes(StandardCharsets.UTF_8));
      return found;
    } catch (IOException e) {
      return probe.get(); // no cache: slower, and no worse
    }
  }

  private Path file() throws IOException {
    return CacheFolder.of(environment)
        .folder("opencl-devices")
        .resolve(Checksum.of(Installation.describe(environment)) + ".txt");
  }

  /** Has the next start try the drivers out again: a device that was found has gone. */
  private void forget() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      // then there is no file that could mislead
    }
  }

  private static Optional<Verdict> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Optional<Verdict> kept =
        Verdict.parse(
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
    boolean old =
        Files.getLastModifiedTime(file).toInstant().plus(BAD_NEWS_LAST).isBefore(Instant.now());
    return kept.filter(verdict -> !verdict.devices().isEmpty() || !old);
  }
}
