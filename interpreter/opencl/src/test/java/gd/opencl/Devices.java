package gd.opencl;

import static org.junit.jupiter.api.Assertions.fail;

import gd.backend.Device;
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
}
