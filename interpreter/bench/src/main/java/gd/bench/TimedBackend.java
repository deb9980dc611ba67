package gd.bench;

import com.sun.management.OperatingSystemMXBean;
import gd.backend.Backend;
import gd.backend.Copies;
import gd.backend.Device;
import gd.backend.Execution;
import gd.backend.Precision;
import gd.backend.SomeRows;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.kernel.StateStep;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.LongAdder;

/**
 * The device of another back end (the system property {@code gd.bench.device}), with a watch on the
 * steps: what is counted is what a descent does after its data were uploaded and its kernels
 * compiled.
 */
public final class TimedBackend implements Backend {
  static final String NAME = "timed";

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Nanoseconds in steps so far, of this process. */
  static final LongAdder STEPS = new LongAdder();

  /** Nanoseconds of processors in those steps. */
  static final LongAdder PROCESSORS = new LongAdder();

  /**
   * From the beginning of the first steps to the end of the last: with all that a descent does
   * between them, such as taking the next batch.
   */
  static final Span WITH_ALL_BETWEEN = new Span();

  /** Nanoseconds in single evaluations so far. */
  static final LongAdder RUNS = new LongAdder();

  /** Nanoseconds spent opening executions: compiling and uploading. */
  static final LongAdder OPENING = new LongAdder();

  private final Backend timed =
      ServiceLoader.load(Backend.class).stream()
          .filter(provider -> provider.type() != TimedBackend.class)
          .map(ServiceLoader.Provider::get)
          .filter(backend -> backend.name().equals(System.getProperty("gd.bench.device", "jvm")))
          .findFirst()
          .orElseThrow();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Device> devices() {
    return timed.devices().stream().limit(1).<Device>map(TimedDevice::new).toList();
  }

  @Override
  public Optional<String> whyNone() {
    return timed.whyNone();
  }

  private record TimedDevice(Device device) implements Device {
    @Override
    public String name() {
      return device.name(); // so that the JVM does not stand in for itself
    }

    @Override
    public String description() {
      return device.description();
    }

    @Override
    public boolean supports(Precision precision) {
      return device.supports(precision);
    }

    @Override
    public Execution open(Schedule schedule, Precision precision) {
      long began = System.nanoTime();
      Execution execution = device.open(schedule, precision);
      OPENING.add(System.nanoTime() - began);
      return new TimedExecution(execution);
    }

    @Override
    public Optional<Copies> copies(StateStep step, int count, Precision precision) {
      return device.copies(step, count, precision).map(TimedCopies::new);
    }
  }

  private record TimedCopies(Copies copies) implements Copies {
    @Override
    public String device() {
      return copies.device();
    }

    @Override
    public void write(double[][] state) {
      copies.write(state);
    }

    @Override
    public void run(int steps) {
      long used = SYSTEM.getProcessCpuTime();
      long began = System.nanoTime();
      copies.run(steps);
      STEPS.add(System.nanoTime() - began);
      PROCESSORS.add(SYSTEM.getProcessCpuTime() - used);
    }

    @Override
    public double[][] read() {
      return copies.read();
    }

    @Override
    public double[] measured() {
      return copies.measured();
    }

    @Override
    public void close() {
      copies.close();
    }
  }

  /** Nanoseconds on the clock and of processors since the first beginning; used by one thread. */
  static final class Span {
    private long clock;
    private long processors;
    private boolean isBegun;
    private long began;
    private long used;

    void reset() {
      clock = 0;
      processors = 0;
      isBegun = false;
    }

    private void begin() {
      if (!isBegun) {
        isBegun = true;
        used = SYSTEM.getProcessCpuTime();
        began = System.nanoTime();
      }
    }

    private void end() {
      clock = System.nanoTime() - began;
      processors = SYSTEM.getProcessCpuTime() - used;
    }

    long clock() {
      return clock;
    }

    long processors() {
      return processors;
    }
  }

  private static final class TimedExecution implements Execution {
    private final Execution execution;

    /** When the evaluation began whose results are not read yet, or 0. */
    private long began;

    TimedExecution(Execution execution) {
      this.execution = execution;
    }

    @Override
    public void write(int buffer, double[] values) {
      execution.write(buffer, values);
    }

    @Override
    public void write(int buffer, SomeRows rows) {
      execution.write(buffer, rows);
    }

    @Override
    public void run() {
      began = System.nanoTime();
      execution.run();
    }

    /** A device may compute only now what it was told to run. */
    @Override
    public double[] read(int buffer) {
      double[] values = execution.read(buffer);
      if (began != 0) {
        RUNS.add(System.nanoTime() - began);
        began = 0;
      }
      return values;
    }

    @Override
    public double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded) {
      WITH_ALL_BETWEEN.begin();
      long used = SYSTEM.getProcessCpuTime();
      long began = System.nanoTime();
      double[][] records = execution.iterate(steps, carries, recorded);
      STEPS.add(System.nanoTime() - began);
      PROCESSORS.add(SYSTEM.getProcessCpuTime() - used);
      WITH_ALL_BETWEEN.end();
      return records;
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
}
