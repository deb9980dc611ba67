package gd.opencl;

import gd.backend.Backend;
import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.backend.jvm.JvmDevice;
import gd.kernel.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For sessions: the JVM, which keeps the schedules that it runs while a test has it listen. */
public final class RecordingBackend implements Backend {
  private static volatile @Nullable List<Schedule> listening;

  /** The schedules that sessions run on the device {@code recording} in the course of the work. */
  static List<Schedule> of(Runnable work) {
    List<Schedule> heard = Collections.synchronizedList(new ArrayList<>());
    listening = heard;
    try {
      work.run();
    } finally {
      listening = null;
    }
    return heard;
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public List<Device> devices() {
    List<Schedule> heard = listening;
    return heard == null ? List.of() : List.of(new Recording(new JvmDevice(), heard));
  }

  @Override
  public Optional<String> whyNone() {
    return listening == null ? Optional.of("no test listens") : Optional.empty();
  }

  private record Recording(Device device, List<Schedule> heard) implements Device {
    @Override
    public String name() {
      return "recording";
    }

    @Override
    public String description() {
      return device.description();
    }

    @Override
    public boolean supports(Precision precision) {
      return device.supports(precision);
    }

    @Override
    public Execution open(Schedule schedule, Precision precision) {
      heard.add(schedule);
      return device.open(schedule, precision);
    }
  }
}
