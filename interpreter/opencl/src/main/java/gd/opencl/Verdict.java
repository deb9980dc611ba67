package gd.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a probe found: devices, or why there is none. */
record Verdict(List<Found> devices, Optional<String> whyNone) {
  Verdict {
    devices = List.copyOf(devices);
  }

  static Verdict none(String why) {
    return new Verdict(List.of(), Optional.of(why));
  }

  /**
   * Reads a probe's lines among whatever else its driver printed; empty if the probe did not live
   * to its end.
   */
  static Optional<Verdict> parse(List<String> lines) {
    if (!lines.contains(Probe.END)) {
      return Optional.empty();
    }
    List<Found> devices = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(Probe.DEVICE)) {
        Found.parse(line.substring(Probe.DEVICE.length())).ifPresent(devices::add);
      } else if (line.startsWith(Probe.NONE)) {
        faults.add(line.substring(Probe.NONE.length()));
      }
    }
    if (!devices.isEmpty()) {
      return Optional.of(new Verdict(devices, Optional.empty()));
    }
    return Optional.of(none(faults.isEmpty() ? "no device was found" : String.join("; ", faults)));
  }

  /** Such lines again. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    devices.forEach(device -> lines.add(Probe.DEVICE + device.toLine()));
    whyNone.ifPresent(why -> lines.add(Probe.NONE + why));
    lines.add(Probe.END);
    return lines;
  }
}
