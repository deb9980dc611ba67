package gd.backend;

import gd.report.DeviceProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What there is to compute on, and which of it a computation gets. */
public final class Devices {
  /**
   * How many element operations repay starting OpenCL and uploading the data: PoCL needs about 0.1
   * s with a cached binary and 0.6 s without, in which one core does a few hundred million
   * operations.
   */
  private static final long WORTH_A_DEVICE = 300_000_000;

  private static final String JVM = "jvm";

  private final String wanted;
  private final Precision precision;
  private final List<Backend> backends;

  /** {@code wanted} is {@code auto}, a back end's name, or a device's ({@code opencl:0}). */
  public Devices(String wanted, Precision precision) {
    this(
        wanted,
        precision,
        ServiceLoader.load(Backend.class, Devices.class.getClassLoader()).stream()
            .map(Supplier::get)
            .toList());
  }

  Devices(String wanted, Precision precision, List<Backend> backends) {
    this.wanted = wanted;
    this.precision = precision;
    this.backends = backends;
  }

  public Precision precision() {
    return precision;
  }

  /** Every device that can compute with this session's decimals. */
  public List<Device> all() {
    return backends.stream()
        .sorted(java.util.Comparator.comparing(Backend::name))
        .flatMap(backend -> backend.devices().stream())
        .filter(device -> device.supports(precision))
        .toList();
  }

  /** The device for a computation of {@code work} element operations. */
  public Device choose(double work) {
    if (!wanted.equals("auto")) {
      return named(wanted);
    }
    if (work >= WORTH_A_DEVICE) {
      Optional<Device> device =
          backends.stream()
              .filter(b -> !b.name().equals(JVM))
              .flatMap(b -> b.devices().stream())
              .filter(d -> d.supports(precision))
              .findFirst();
      if (device.isPresent()) {
        return device.get();
      }
    }
    return named(JVM);
  }

  /** Why the device that is wanted cannot be had, if so; asked for at a place. */
  public Optional<Problem> missing(Span at) {
    try {
      if (!wanted.equals("auto")) {
        named(wanted);
      }
      return Optional.empty();
    } catch (Refusal refusal) {
      return Optional.of(refusal.at(at));
    }
  }

  private Device named(String name) {
    for (Backend backend : backends) {
      if (name.equals(backend.name()) || name.startsWith(backend.name() + ":")) {
        return backend.devices().stream()
            .filter(d -> name.equals(backend.name()) || d.name().equals(name))
            .findFirst()
            .map(this::checked)
            .orElseThrow(() -> none(name, backend));
      }
    }
    throw new Refusal(
        at ->
            new DeviceProblem.NoDevice(
                at,
                name,
                "There is no back end of this name. There are: "
                    + backends.stream()
                        .map(Backend::name)
                        .sorted()
                        .collect(Collectors.joining(", "))
                    + ".",
                List.of()));
  }

  private Device checked(Device device) {
    if (!device.supports(precision)) {
      throw new Refusal(
          at ->
              new DeviceProblem.NoDevice(
                  at,
                  device.name(),
                  device.description() + " has no " + precision.bits() + "-bit decimals.",
                  List.of()));
    }
    return device;
  }

  private static Refusal none(String wanted, Backend backend) {
    String why =
        backend
            .whyNone()
            .orElseGet(
                () ->
                    "There is "
                        + backend.devices().stream()
                            .map(Device::name)
                            .collect(Collectors.joining(", "))
                        + ", but no "
                        + wanted
                        + ".");
    return new Refusal(at -> new DeviceProblem.NoDevice(at, wanted, why, List.of()));
  }

  /** For {@code gd devices}: a line a device, and why a back end has none. */
  public String describe() {
    List<String> lines = new ArrayList<>();
    for (Backend backend :
        backends.stream().sorted(java.util.Comparator.comparing(Backend::name)).toList()) {
      for (Device device : backend.devices()) {
        lines.add(
            "%-10s %s, %s"
                .formatted(
                    device.name(),
                    device.description(),
                    device.supports(Precision.DOUBLE) ? "64 and 32 bits" : "32 bits only"));
      }
      backend
          .whyNone()
          .ifPresent(why -> lines.add("%-10s none: %s".formatted(backend.name(), why)));
    }
    return String.join("\n", lines);
  }
}
