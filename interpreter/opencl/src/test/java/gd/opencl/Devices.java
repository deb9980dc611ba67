package gd.opencl;

import static org.junit.jupiter.api.Assertions.fail;

import gd.backend.Device;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The device that tests run on. The only place that may skip a test. */
final class Devices {
  private static final OpenClBackend BACKEND = new OpenClBackend();

  private Devices() {}

  /** A device, or the test is skipped aloud; with {@code GD_REQUIRE_OPENCL=1} it fails. */
  static Device any() {
    Optional<String> why = BACKEND.whyNone();
    if (why.isPresent()) {
      String message = "no OpenCL device: " + why.get();
      if ("1".equals(System.getenv("GD_REQUIRE_OPENCL"))) {
        fail(message);
      }
      System.err.println("SKIPPED, " + message);
      Assumptions.abort(message);
    }
    return BACKEND.devices().getFirst();
  }

  /** The device as it is, and as if it were a GPU: with the kernels that a GPU gets. */
  static List<Device> inBothSkins() {
    return List.of(any(), gpu());
  }

  private static OpenClDevice gpu() {
    Found found = ((OpenClDevice) any()).nativeSide().context().found();
    return like(found, found.memory(), found.largestBuffer(), false);
  }

  /** The device as if it had so little memory, in both skins. */
  static List<OpenClDevice> withMemory(long memory, long largestBuffer) {
    Found found = ((OpenClDevice) any()).nativeSide().context().found();
    return List.of(
        like(found, memory, largestBuffer, found.isCpu()),
        like(found, memory, largestBuffer, false));
  }

  private static OpenClDevice like(Found found, long memory, long largestBuffer, boolean isCpu) {
    Found other =
        new Found(
            found.platform(),
            found.index(),
            found.name(),
            found.vendor(),
            found.driver(),
            found.units(),
            memory,
            largestBuffer,
            isCpu,
            found.hasDoubles(),
            found.roundsCorrectly());
    String name = isCpu ? "opencl:0" : "opencl:gpu";
    return new OpenClDevice(name, other, CacheFolder.of(System.getenv()), () -> {});
  }
}
