package gd.backend;

import gd.report.DeviceProblem;
import gd.report.Problem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A device that takes over once when another fails, or has too little memory.
 *
 * @param device empty if a failure is the end
 * @param told hears a sentence about it
 */
record Standby(Optional<Device> device, Consumer<String> told) {

  /** Does the work on the device; if that fails, on this one. */
  <T> T opened(Device first, Function<Device, T> work) {
    try {
      return work.apply(first);
    } catch (Refusal refusal) {
      return work.apply(instead(first.name(), refusal));
    }
  }

  /** The device that takes over; throws the refusal if there is none, or no device is to blame. */
  Device instead(String failed, Refusal refusal) {
    Problem problem = refusal.at(new Span(new Source("", ""), 0, 0));
    if (device.isEmpty() || !(problem instanceof DeviceProblem)) {
      throw refusal;
    }
    String next = device.get().name();
    String what =
        problem instanceof DeviceProblem.OutOfMemory
            ? "The device %s has too little memory for this; %s computes it."
            : "The device %s failed; %s goes on from where it was.";
    told.accept(what.formatted(failed, next));
    return device.get();
  }
}
