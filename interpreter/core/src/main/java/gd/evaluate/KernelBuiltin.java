package gd.evaluate;

import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.LastingExecution;
import gd.kernel.GraphPrinter;
import gd.kernel.Kernel;
import gd.kernel.Kernel.RowOutput;
import gd.kernel.Rewrite;
import gd.kernel.Schedule;
import gd.kernel.SchedulePrinter;
import gd.kernel.ThreeAddress;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code kernel(f, values...)}: what runs when a function and its gradient are computed, from the
 * graph after rewriting to the device's program, and how near it comes to the speed of memory.
 */
final class KernelBuiltin {
  private static final int DIGITS = 6;

  /** Less data stays in caches, and says nothing about memory. */
  private static final long ENOUGH_BYTES = 32 << 20;

  /** Nanoseconds of measuring, and runs at most. */
  private static final long PATIENCE = 300_000_000;

  private static final int MOST_RUNS = 1000;

  private KernelBuiltin() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of("kernel", KernelBuiltin::kernel);
  }

  private static Value kernel(Interpreter in, Arguments a) {
    Value.Callable function = differentiated(ExplainingBuiltins.function(a, "f"));
    Map<String, Value> arguments = ExplainingBuiltins.arguments(in, a);
    Gradients.Traced traced =
        in.gradients()
            .trace(
                List.copyOf(arguments.keySet()),
                List.copyOf(arguments.values()),
                values -> in.evaluator().calls().apply(function, values, Map.of(), a.at()));
    List<Tensor> outputs = new ArrayList<>(List.of(traced.value()));
    if (!traced.inputs().isEmpty()) {
      outputs.addAll(in.gradients().of(traced.value(), traced.inputs()));
    }
    Computing computing = in.computing();
    Rewrite.Rewritten rewritten = computing.rewritten(outputs);
    Schedule schedule = computing.schedule(outputs, traced.inputs());
    Device device = computing.device(outputs, 1);
    List<String> lines = new ArrayList<>();
    lines.add("rules: " + rules(rewritten.rules()));
    lines.add("graph:");
    indent(lines, GraphPrinter.print(List.of(rewritten.outputs().getFirst()), DIGITS));
    for (int k = 1; k < outputs.size(); k++) {
      lines.add("gradient by " + traced.inputs().get(k - 1).name() + ":");
      indent(lines, GraphPrinter.print(List.of(rewritten.outputs().get(k)), DIGITS));
    }
    lines.add("kernels:");
    indent(lines, SchedulePrinter.print(schedule, DIGITS));
    int bytes = computing.precision().bits() / Byte.SIZE;
    schedule.kernels().stream()
        .filter(Kernel.Rows.class::isInstance)
        .map(Kernel.Rows.class::cast)
        .forEach(rows -> lines.add(costs(rows, bytes)));
    device
        .source(schedule, computing.precision())
        .ifPresent(
            source -> {
              lines.add("program:");
              indent(lines, source.stripTrailing());
            });
    lines.add(measured(in, traced, schedule, device));
    in.listener().printed(String.join("\n", lines));
    return new Value.Nothing();
  }

  /** f of ∇f and f', whose gradient is what would run: f and its gradient are computed together. */
  private static Value.Callable differentiated(Value.Callable function) {
    return function instanceof Value.Derived(Value.Derivation derivation, Value.Callable of)
            && (derivation instanceof Value.Derivation.Gradient
                || derivation.equals(new Value.Derivation.Prime(1)))
        ? of
        : function;
  }

  private static String rules(Map<String, Integer> fired) {
    return fired.isEmpty()
        ? "none"
        : fired.entrySet().stream()
            .map(rule -> rule.getKey() + (rule.getValue() == 1 ? "" : " ×" + rule.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static void indent(List<String> lines, String text) {
    text.lines().forEach(line -> lines.add(line.isEmpty() ? line : "  " + line));
  }

  /** Bytes that a row brings in and out, and operations on it; calls count as one. */
  private static String costs(Kernel.Rows rows, int bytes) {
    long elements =
        rows.columns()
            + rows.inputs().stream().filter(access -> access.strides().getFirst() != 0).count()
            + rows.outputs().stream().filter(RowOutput.Each.class::isInstance).count();
    long products =
        rows.vectors().size()
            + rows.outputs().stream().filter(RowOutput.Weighted.class::isInstance).count();
    long totals = rows.outputs().stream().filter(RowOutput.Total.class::isInstance).count();
    List<Integer> slots = rows.outputs().stream().map(RowOutput::slot).toList();
    int body = ThreeAddress.of(rows.body(), slots).code().size();
    return "each row of b%d: %d bytes, %d operations"
        .formatted(rows.matrix(), elements * bytes, 2 * rows.columns() * products + totals + body);
  }

  private static String measured(
      Interpreter in, Gradients.Traced traced, Schedule schedule, Device device) {
    Computing computing = in.computing();
    double seconds;
    String name;
    try (LastingExecution execution = computing.open(device, schedule)) {
      for (int k = 0; k < traced.inputs().size(); k++) {
        Tensor start = traced.arguments().get(traced.inputs().get(k));
        double[] values = computing.decimals(computing.data(Objects.requireNonNull(start)));
        execution.write(schedule.inputs().get(k), values);
      }
      execution.run();
      execution.read(schedule.outputs().getFirst());
      seconds = seconds(execution, schedule.outputs().getFirst());
      name = execution.device();
    }
    long bytes =
        schedule.kernels().stream()
                .flatMap(kernel -> kernel.reads().stream().distinct())
                .mapToLong(buffer -> schedule.buffers().get(buffer).size())
                .sum()
            * (computing.precision().bits() / Byte.SIZE);
    String time =
        "%s, %d bits: %s a run".formatted(name, computing.precision().bits(), duration(seconds));
    if (bytes < ENOUGH_BYTES) {
      return time;
    }
    double rate = bytes / seconds / 1e9;
    double memory = memory();
    return time
        + String.format(
            Locale.ROOT,
            ", %.1f GB/s of the %.1f that this machine's memory gives: %.0f %%",
            rate,
            memory,
            100 * rate / memory);
  }

  /** The shortest of several runs, with reading a result, which waits for it. */
  private static double seconds(Execution execution, int result) {
    long best = Long.MAX_VALUE;
    long left = PATIENCE;
    for (int run = 0; run < MOST_RUNS && left > 0; run++) {
      long began = System.nanoTime();
      execution.run();
      execution.read(result);
      long taken = System.nanoTime() - began;
      best = Math.min(best, taken);
      left -= taken;
    }
    return best / 1e9;
  }

  private static String duration(double seconds) {
    return seconds < 1e-3
        ? String.format(Locale.ROOT, "%.3g µs", seconds * 1e6)
        : String.format(Locale.ROOT, "%.3g ms", seconds * 1e3);
  }

  /** Gigabytes a second that all processors read together. */
  private static double memory() {
    int length = 4 << 20;
    double[][] blocks = new double[8][length];
    long best = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long began = System.nanoTime();
      int differing =
          IntStream.range(0, blocks.length / 2)
              .parallel()
              .map(k -> Arrays.mismatch(blocks[2 * k], blocks[2 * k + 1]))
              .max()
              .orElse(0);
      long taken = System.nanoTime() - began;
      best = differing < 0 ? Math.min(best, taken) : best;
    }
    return 8.0 * blocks.length * length / best;
  }
}
