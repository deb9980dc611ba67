package gd.report;

import java.util.List;

/** What to say of devices. */
final class DeviceExplanations {
  private DeviceExplanations() {}

  static Report explain(DeviceProblem problem) {
    return switch (problem) {
      case DeviceProblem.NoDevice p ->
          Explanations.error(
              p,
              "No such device",
              "",
              "`%s` was asked for. %s%s"
                  .formatted(p.wanted(), p.why(), p.facts().isEmpty() ? "" : "\n\n" + Explanations.indented(p.facts())),
              List.of(
                  "Leave out --device to run on the JVM (the results are the same, only slower).\n"
                      + "`gd devices` lists what can be used and why the rest cannot."));
      case DeviceProblem.DeviceFailed p ->
          Explanations.error(
              p,
              "The device failed",
              "",
              p.device() + ": " + p.what(),
              List.of("--device jvm computes the same without it."));
      case DeviceProblem.OutOfMemory p ->
          Explanations.error(
              p,
              "Not enough memory",
              "",
              "%s has room for %s, and this needs %s.".formatted(p.device(), size(p.limit()), size(p.bytes())),
              List.of("Work on a part of the data at a time."));
    };
  }

  private static String size(long bytes) {
    return bytes < 10_000_000 ? "%,d bytes".formatted(bytes) : "%,d MB".formatted(bytes / 1_000_000);
  }
}
