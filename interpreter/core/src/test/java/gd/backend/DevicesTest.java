package gd.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gd.backend.jvm.JvmBackend;
import gd.kernel.Schedule;
import gd.report.DeviceProblem;
import gd.report.Source;
import gd.report.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A device without 64-bit decimals is left out, or said to have none: never used silently. */
class DevicesTest {
  private static final Span HERE = new Span(new Source("input", "descend"), 0, 7);
  private static final double MUCH = 1e12;

  private record Weak() implements Device {
    @Override
    public String name() {
      return "weak:0";
    }

    @Override
    public String description() {
      return "Weak GPU";
    }

    @Override
    public boolean supports(Precision precision) {
      return precision == Precision.SINGLE;
    }

    @Override
    public Execution open(Schedule schedule, Precision precision) {
      throw new IllegalStateException("it was used");
    }
  }

  private record WeakBackend() implements Backend {
    @Override
    public String name() {
      return "weak";
    }

    @Override
    public List<Device> devices() {
      return List.of(new Weak());
    }

    @Override
    public Optional<String> whyNone() {
      return Optional.empty();
    }
  }

  private static Devices devices(String wanted, Precision precision) {
    return new Devices(wanted, precision, List.of(new JvmBackend(), new WeakBackend()));
  }

  @Test
  void withoutAWishTheJvmTakesItsPlace() {
    assertEquals("jvm", devices("auto", Precision.DOUBLE).choose(MUCH).name());
    assertEquals("weak:0", devices("auto", Precision.SINGLE).choose(MUCH).name());
  }

  @Test
  void askedForItSaysWhatItLacks() {
    DeviceProblem.NoDevice problem =
        assertInstanceOf(
            DeviceProblem.NoDevice.class,
            devices("weak", Precision.DOUBLE).missing(HERE).orElseThrow());
    assertEquals("Weak GPU has no 64-bit decimals.", problem.why());
    assertTrue(devices("weak", Precision.SINGLE).missing(HERE).isEmpty());
    assertTrue(devices("auto", Precision.DOUBLE).describe().contains("32 bits only"));
  }
}
