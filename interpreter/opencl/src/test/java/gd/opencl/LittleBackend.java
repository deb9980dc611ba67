package gd.opencl;

import gd.backend.Backend;
import gd.backend.Copies;
import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.backend.SomeRows;
import gd.backend.jvm.JvmDevice;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.kernel.StateStep;
import gd.report.DeviceProblem;
import gd.report.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * For sessions, a device with a weakness: {@code opencl:0} as if it had {@link #MEMORY} bytes, and
 * what is lost after {@link #CALLS} calls, which is the JVM if nothing is said of memory. There is
 * none while neither property is set.
 */
public final class LittleBackend implements Backend {
  static final String MEMORY = "gd.test.memory";
  static final String CALLS = "gd.test.calls";

  @Override
  public String name() {
    return "little";
  }

  @Override
  public List<Device> devices() {
    long memory = Long.getLong(MEMORY, 0);
    int calls = Integer.getInteger(CALLS, -1);
    if (memory == 0 && calls < 0) {
      return List.of();
    }
    Device device = memory == 0 ? new JvmDevice() : Devices.withMemory(memory, memory).getFirst();
    return List.of(calls < 0 ? device : new Lost(device, new int[] {calls}));
  }

  @Override
  public Optional<String> whyNone() {
    return devices().isEmpty() ? Optional.of("no test wants it") : Optional.empty();
  }

  /** A device whose executions fail from the call on that {@code left} comes down to. */
  private record Lost(Device device, int[] left) implements Device {
    private void call() {
      if (left[0]-- <= 0) {
        throw new Refusal(at -> new DeviceProblem.DeviceFailed(at, "little:0", "is gone"));
      }
    }

    @Override
    public String name() {
      return "little:0";
    }

    @Override
    public String description() {
      return "a device that is lost";
    }

    @Override
    public boolean supports(Precision precision) {
      return device.supports(precision);
    }

    @Override
    public Execution open(Schedule schedule, Precision precision) {
      return new LostExecution(this, device.open(schedule, precision));
    }

    @Override
    public Optional<Copies> copies(StateStep step, int count, Precision precision) {
      return device.copies(step, count, precision).map(copies -> new LostCopies(this, copies));
    }
  }

  private record LostExecution(Lost lost, Execution execution) implements Execution {
    @Override
    public void write(int buffer, double[] values) {
      lost.call();
      execution.write(buffer, values);
    }

    @Override
    public void write(int buffer, SomeRows rows) {
      lost.call();
      execution.write(buffer, rows);
    }

    @Override
    public void run() {
      lost.call();
      execution.run();
    }

    @Override
    public double[] read(int buffer) {
      lost.call();
      return execution.read(buffer);
    }

    @Override
    public double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded) {
      lost.call();
      return execution.iterate(steps, carries, recorded);
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

  private record LostCopies(Lost lost, Copies copies) implements Copies {
    @Override
    public String device() {
      return "little:0";
    }

    @Override
    public void write(double[][] state) {
      lost.call();
      copies.write(state);
    }

    @Override
    public void run(int steps) {
      lost.call();
      copies.run(steps);
    }

    @Override
    public double[][] read() {
      lost.call();
      return copies.read();
    }

    @Override
    public double[] measured() {
      lost.call();
      return copies.measured();
    }

    @Override
    public void close() {
      copies.close();
    }
  }
}
