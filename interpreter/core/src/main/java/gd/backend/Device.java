package gd.backend;

import gd.kernel.Schedule;
import gd.kernel.StateStep;
import java.util.Optional;

/** Something that runs schedules. Safe for use by several threads. */
public interface Device {
  /** {@code jvm}, {@code opencl:0}. */
  String name();

  /** For people: "PoCL, Intel Xeon, 2 units". */
  String description();

  boolean supports(Precision precision);

  /** The program that it runs for a schedule, if a person can read it. */
  default Optional<String> source(Schedule schedule, Precision precision) {
    return Optional.empty();
  }

  /**
   * Compiles the schedule and allocates its buffers. Refuses (with a {@link
   * gd.report.DeviceProblem}) what does not fit.
   */
  Execution open(Schedule schedule, Precision precision);

  /** So many copies of a state that take steps side by side; empty if it does not do such. */
  default Optional<Copies> copies(StateStep step, int count, Precision precision) {
    return Optional.empty();
  }
}
