package gd.report;

import static gd.report.Prose.code;

import gd.report.DeviceProblem.*;
import java.util.Locale;

/** What is said about devices. */
final class DeviceExplanations {
  private DeviceExplanations() {}

  static Report explain(DeviceProblem problem) {
    return switch (problem) {
      case NoDevice p -> noDevice(p);
      case DeviceFailed p ->
          Prose.error("The device failed")
              .at(p.at(), "computed on " + p.device())
              .say(Prose.sentence(p.what()))
              .hint("With --device jvm it is computed without it; the results are the same.")
              .report();
      case OutOfMemory p ->
          Prose.error("Not enough device memory")
              .at(
                  p.at(),
                  "needs " + size(p.bytes()) + ", " + p.device() + " has " + size(p.limit()))
              .hint("Use fewer rows at a time: batch=1024")
              .report();
    };
  }

  private static Report noDevice(NoDevice p) {
    String title = p.wanted().startsWith("opencl") ? "No OpenCL device" : "No such device";
    Prose prose =
        Prose.error(title)
            .at(p.at(), code(p.wanted()) + " asked for here")
            .say(Prose.sentence(p.why()));
    prose.say(p.facts().isEmpty() ? "" : "    " + String.join("\n    ", p.facts()));
    return prose
        .hint(
            "Leave out --device to run on the JVM (the results are the same, only slower).\n"
                + "`gd devices` lists what can be used and why the rest cannot.")
        .report();
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
