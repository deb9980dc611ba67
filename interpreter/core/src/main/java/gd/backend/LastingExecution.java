package gd.backend;

import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An execution that goes on elsewhere when its device fails: from the inputs as they were last
 * known, with all that was done since.
 */
public final class LastingExecution implements Execution {
  /** Elements that are fetched for a step to be on the safe side. */
  private static final int FETCHED = 4096;

  private final Schedule schedule;
  private final Precision precision;

  /** How the inputs are written, each as it was last known. */
  private final Map<Integer, Consumer<Execution>> inputs = new HashMap<>();

  /** What was done since what is carried was last fetched. */
  private final List<Consumer<Execution>> since = new ArrayList<>();

  private long stepsSince;
  private Standby standby;
  private String device;
  private Execution execution;

  LastingExecution(Device device, Standby standby, Schedule schedule, Precision precision) {
    this.schedule = schedule;
    this.precision = precision;
    this.standby = standby;
    record Opened(Device device, Execution execution) {}
    Opened opened =
        standby.opened(device, each -> new Opened(each, each.open(schedule, precision)));
    this.device = opened.device().name();
    this.execution = opened.execution();
    execution.remark().ifPresent(standby.told());
    if (opened.device() != device) {
      this.standby = new Standby(Optional.empty(), standby.told());
    }
  }

  /** Where it runs, and where it ran before: "opencl:0, then jvm". */
  public String device() {
    return device;
  }

  @Override
  public void write(int buffer, double[] values) {
    double[] kept = standby.device().isPresent() ? values.clone() : values;
    written(buffer, there -> there.write(buffer, kept));
  }

  @Override
  public void write(int buffer, SomeRows rows) {
    written(buffer, there -> there.write(buffer, rows));
  }

  private void written(int buffer, Consumer<Execution> write) {
    lasting(() -> done(write), () -> done(write));
    if (standby.device().isEmpty()) {
      return;
    }
    if (since.isEmpty()) {
      inputs.put(buffer, write);
    } else {
      since.add(write);
    }
  }

  private boolean done(Consumer<Execution> work) {
    work.accept(execution);
    return true;
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
    if (standby.device().isPresent()) {
      long size = carries.stream().mapToLong(c -> schedule.buffers().get(c.to()).size()).sum();
      if (size <= FETCHED * (stepsSince + steps)) {
        fetch(carries);
      } else {
        since.add(there -> there.iterate(steps, carries, recorded));
        stepsSince += steps;
      }
    }
    return records;
  }

  private void fetch(List<Carry> carries) {
    Map<Integer, Consumer<Execution>> reached = new HashMap<>();
    for (Carry carry : carries) {
      double[] values = execution.read(carry.to());
      reached.put(carry.to(), there -> there.write(carry.to(), values));
    }
    inputs.putAll(reached);
    since.clear();
    stepsSince = 0;
  }

  /** Does the work; if the device fails, opens another, and does the rest there. */
  private <T> T lasting(Supplier<T> work, Supplier<T> there) {
    try {
      return work.get();
    } catch (Refusal failure) {
      Device next = standby.instead(device, failure);
      standby = new Standby(Optional.empty(), standby.told());
      execution.close();
      execution = next.open(schedule, precision);
      device = device + ", then " + next.name();
      inputs.values().forEach(this::done);
      since.forEach(this::done);
      inputs.clear();
      since.clear();
      return there.get();
    }
  }

  @Override
  public Optional<String> remark() {
    return execution.remark();
  }

  @Override
  public void close() {
    execution.close();
  }
}
