package gd.backend;

import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import gd.report.Source;
import gd.report.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An execution that goes on elsewhere when its device fails: from the inputs as they were last
 * known, which is after the last chunk of steps.
 */
public final class LastingExecution implements Execution {
  /** More elements a step are not fetched to be on the safe side. */
  private static final int MOST_CARRIED = 4096;

  private final Schedule schedule;
  private final Precision precision;
  private final Map<Integer, double[]> inputs = new HashMap<>();
  private Optional<Device> instead;
  private String device;
  private Execution execution;

  private LastingExecution(
      Device device, Optional<Device> instead, Schedule schedule, Precision precision) {
    this.schedule = schedule;
    this.precision = precision;
    this.instead = instead;
    this.device = device.name();
    this.execution = device.open(schedule, precision);
  }

  /**
   * @param instead where it goes on; empty if a failure is the end
   */
  public static LastingExecution open(
      Device device, Optional<Device> instead, Schedule schedule, Precision precision) {
    return new LastingExecution(device, instead, schedule, precision);
  }

  /** Where it runs, and where it ran before: "opencl:0, then jvm". */
  public String device() {
    return device;
  }

  @Override
  public void write(int buffer, double[] values) {
    inputs.put(buffer, values.clone());
    lasting(() -> written(buffer, values), () -> values);
  }

  private double[] written(int buffer, double[] values) {
    execution.write(buffer, values);
    return values;
  }

  @Override
  public void run() {
    lasting(this::ran, this::ran);
  }

  private boolean ran() {
    execution.run();
    return true;
  }

  @Override
  public double[] read(int buffer) {
    return lasting(
        () -> execution.read(buffer),
        () -> {
          execution.run();
          return execution.read(buffer);
        });
  }

  @Override
  public double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded) {
    Supplier<double[][]> work = () -> chunk(steps, carries, recorded);
    return lasting(work, work);
  }

  /** Some steps, and what they lead to; fails before anything is known of it. */
  private double[][] chunk(int steps, List<Carry> carries, List<Integer> recorded) {
    double[][] records = execution.iterate(steps, carries, recorded);
    if (instead.isPresent()) {
      long size = carries.stream().mapToLong(c -> schedule.buffers().get(c.to()).size()).sum();
      if (size > (long) MOST_CARRIED * steps) {
        carries.forEach(carry -> inputs.remove(carry.to()));
      } else {
        Map<Integer, double[]> reached = new HashMap<>();
        carries.forEach(carry -> reached.put(carry.to(), execution.read(carry.to())));
        inputs.putAll(reached);
      }
    }
    return records;
  }

  /** Does the work; if the device fails, opens another, and does the rest there. */
  private <T> T lasting(Supplier<T> work, Supplier<T> there) {
    try {
      return work.get();
    } catch (Refusal failure) {
      boolean isKnown = inputs.keySet().containsAll(schedule.inputs());
      if (instead.isEmpty() || !isKnown || !isFailure(failure)) {
        throw failure;
      }
      Device next = instead.get();
      instead = Optional.empty();
      execution.close();
      execution = next.open(schedule, precision);
      device = device + ", then " + next.name();
      inputs.forEach(execution::write);
      return there.get();
    }
  }

  private static boolean isFailure(Refusal refusal) {
    return refusal.at(new Span(new Source("", ""), 0, 0)) instanceof DeviceProblem.DeviceFailed;
  }

  @Override
  public void close() {
    execution.close();
  }
}
