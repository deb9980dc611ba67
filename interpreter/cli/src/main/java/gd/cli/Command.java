package gd.cli;

import gd.report.Span;
import java.util.List;
import java.util.Optional;

/** What a command line asks for. */
sealed interface Command {
  record Help() implements Command {}

  record Version() implements Command {}

  record Devices() implements Command {}

  record Prompt(Settings settings) implements Command {}

  record Run(Input input, Settings settings) implements Command {}

  /** {@code gd fmt}; {@code check} only looks whether anything would change. */
  record Format(List<Input> inputs, boolean check) implements Command {}

  /** {@code gd check}: problems without running. */
  record Check(List<Input> inputs, Settings settings) implements Command {}

  /** {@code gd help NAME} and {@code gd explain PROBLEM}; {@code at} is the name on the line. */
  record Ask(Span at, String name, boolean problem) implements Command {}

  /** {@code gd kernel TEXT}: what runs for the text's last statement. */
  record Kernel(Input input, Settings settings) implements Command {}

  /** Where a script comes from. */
  sealed interface Input {
    /** A file; {@code at} is its name on the command line. */
    record File(Span at, String path) implements Input {}

    /** A pipe; {@code at} is what asked for it. */
    record StandardInput(Span at) implements Input {}

    record Text(String text) implements Input {}
  }

  /**
   * How to compute.
   *
   * @param device {@code auto}, {@code jvm}, {@code opencl} or {@code opencl:0}
   * @param precision bits of a decimal on the device, 32 or 64
   * @param form how values are shown: {@code text}, {@code 2d} or {@code latex}
   * @param json whether everything is told as lines of JSON
   * @param deviceAt where the command line asks for the device
   */
  record Settings(
      String device, int precision, String form, boolean json, Optional<Span> deviceAt) {
    Settings(String device, int precision) {
      this(device, precision, "text", false, Optional.empty());
    }
  }
}
