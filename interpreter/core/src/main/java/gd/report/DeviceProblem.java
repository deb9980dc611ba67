package gd.report;

import java.util.List;

/** Devices that are not there, or failed. */
public sealed interface DeviceProblem extends Problem {
  record NoDevice(Span at, String wanted, String why, List<String> facts)
      implements DeviceProblem {}

  record DeviceFailed(Span at, String device, String what) implements DeviceProblem {}

  record OutOfMemory(Span at, String device, long bytes, long limit) implements DeviceProblem {}
}
