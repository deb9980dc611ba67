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
    OpenClDevice device = (OpenClDevice) any();
    Found found = device.nativeSide().context().found();
    Found gpu =
        new Found(
            found.platform(),
            found.index(),
            found.name(),
            found.vendor(),
            found.driver(),
            found.units(),
            found.memory(),
            found.largestBuffer(),
            false,
            found.hasDoubles(),
            found.roundsCorrectly());
    return List.of(
        device, new OpenClDevice("opencl:gpu", gpu, CacheFolder.of(System.getenv()), () -> {}));
  }
}
