package gd.cli;

import gd.report.Span;

/** What a command line asks for. */
sealed interface Command {
  record Help() implements Command {}

  record Version() implements Command {}

  record Devices() implements Command {}

  record Prompt(Settings settings) implements Command {}

  record Run(Input input, Settings settings) implements Command {}

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
   */
  record Settings(String device, int precision) {}
}
