package gd.backend.jvm;

import gd.backend.Execution;
import gd.backend.SomeRows;
import gd.kernel.Kernel;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A schedule with its compiled kernels and its arrays. */
final class JvmExecution implements Execution {
  /** Elements that one thread writes. */
  private static final int PART = 1 << 14;

  private final Schedule schedule;
  private final Compiler compiler;
  private final List<Task> constantTasks;
  private final List<Task> tasks;
  private final double[][] buffers;
  private final Map<List<Integer>, double[][]> kept = new HashMap<>();
  private final Map<Repetition, Optional<ClosedForm>> closedForms = new HashMap<>();

  /** Whether what depends on constants alone was computed. */
  private boolean hasConstants;

  private record Repetition(List<Carry> carries, List<Integer> recorded) {}

  JvmExecution(Schedule schedule, Compiler compiler) {
    this.schedule = schedule;
    this.compiler = compiler;
    Set<Kernel> constant = Collections.newSetFromMap(new IdentityHashMap<>());
    constant.addAll(schedule.constantKernels());
    this.constantTasks = tasks(constant::contains);
    this.tasks = tasks(kernel -> !constant.contains(kernel));
    this.buffers = new double[schedule.buffers().size()][];
    Set<Integer> read = read();
    for (int number = 0; number < buffers.length; number++) {
      Schedule.Buffer buffer = schedule.buffers().get(number);
      if (buffer.constant().isEmpty()) {
        buffers[number] = new double[buffer.size()];
      } else if (read.contains(number)) {
        buffers[number] = elements(buffer.constant().get());
      } else {
        buffers[number] = new double[0];
      }
    }
  }

  /** The buffers that are read as they are: a known matrix may be needed in tiles alone. */
  private Set<Integer> read() {
    Set<Integer> read = new HashSet<>(schedule.outputs());
    for (Kernel kernel : schedule.kernels()) {
      List<Integer> buffers = new ArrayList<>(kernel.reads());
      if (kernel instanceof Kernel.Rows rows) {
        buffers.remove((Integer) rows.matrix());
      }
      read.addAll(buffers);
    }
    return read;
  }

  private List<Task> tasks(Predicate<Kernel> wanted) {
    return schedule.kernels().stream()
        .filter(wanted)
        .map(kernel -> compiler.task(kernel, schedule))
        .toList();
  }

  /** Constants are shared, since kernels never write them. */
  private double[] elements(Tensor.Data constant) {
    double[] values =
        switch (constant.elements()) {
          case Elements.Decimals(double[] decimals) -> decimals;
          case Elements.Formulas _ ->
              throw new IllegalArgumentException("a constant of a schedule has decimals");
        };
    return compiler.isSingle() ? compiler.roundedArrays().get(values) : values;
  }

  @Override
  public void write(int buffer, double[] values) {
    if (values.length != buffers[buffer].length) {
      throw new IllegalArgumentException(values.length + " elements for " + buffers[buffer].length);
    }
    int parts = Parallel.count(values.length, PART);
    Parallel.parts(
        parts,
        part -> {
          int from = part * PART;
          put(values, from, Math.min(PART, values.length - from), buffers[buffer], from);
        });
  }

  @Override
  public void write(int buffer, SomeRows rows) {
    if (rows.size() != buffers[buffer].length) {
      throw new IllegalArgumentException(rows.size() + " elements for " + buffers[buffer].length);
    }
    int perPart = Math.max(1, PART / Math.max(1, rows.width()));
    Parallel.parts(
        Parallel.count(rows.count(), perPart),
        part -> {
          for (int row = part * perPart;
              row < Math.min(rows.count(), (part + 1) * perPart);
              row++) {
            int width = rows.width();
            put(rows.matrix(), rows.at(row), width, buffers[buffer], row * width);
          }
        });
  }

  /** Copies elements as elements of the precision. */
  private void put(double[] from, int at, int count, double[] to, int place) {
    if (compiler.isSingle()) {
      for (int k = 0; k < count; k++) {
        to[place + k] = (float) from[at + k];
      }
    } else {
      System.arraycopy(from, at, to, place, count);
    }
  }

  /**
   * Runs every kernel once; those that depend on constants alone only the first time.
   *
   * @throws CancellationException if the thread was interrupted
   */
  @Override
  public void run() {
    if (!hasConstants) {
      runAll(constantTasks);
      hasConstants = true;
    }
    runAll(tasks);
  }

  private void runAll(List<Task> some) {
    for (Task task : some) {
      checkCancelled();
      task.run(buffers);
    }
  }

  @Override
  public double[] read(int buffer) {
    return buffers[buffer].clone();
  }

  /**
   * {@inheritDoc}
   *
   * @throws CancellationException if the thread was interrupted
   */
  @Override
  public double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded) {
    double[][] records = records(steps, recorded);
    // The last step always goes kernel by kernel, and leaves every buffer as it should be.
    int done = 0;
    if (steps > 1) {
      Optional<ClosedForm> closed =
          closedForms.computeIfAbsent(
              new Repetition(carries, recorded),
              _ -> ClosedForm.of(schedule, carries, recorded, compiler));
      if (closed.isPresent()) {
        done = steps - 1;
        closed.get().run(buffers, done, records);
      }
    }
    for (int step = done; step < steps; step++) {
      run();
      for (int k = 0; k < records.length; k++) {
        double[] from = buffers[recorded.get(k)];
        System.arraycopy(from, 0, records[k], step * from.length, from.length);
      }
      carry(carries);
    }
    return records;
  }

  /** New memory costs as much as a step of a small closed form: it is used again. */
  private double[][] records(int steps, List<Integer> recorded) {
    double[][] records = kept.computeIfAbsent(recorded, r -> new double[r.size()][0]);
    for (int k = 0; k < records.length; k++) {
      int length = Math.multiplyExact(steps, buffers[recorded.get(k)].length);
      if (records[k].length < length) {
        records[k] = new double[length];
      }
    }
    return records;
  }

  /** All at once: what is carried may itself be overwritten. */
  private void carry(List<Carry> carries) {
    Set<Integer> overwritten = carries.stream().map(Carry::to).collect(Collectors.toSet());
    double[][] values = new double[carries.size()][];
    for (int k = 0; k < values.length; k++) {
      double[] from = buffers[carries.get(k).from()];
      values[k] = overwritten.contains(carries.get(k).from()) ? from.clone() : from;
    }
    for (int k = 0; k < values.length; k++) {
      System.arraycopy(values[k], 0, buffers[carries.get(k).to()], 0, values[k].length);
    }
  }

  static void checkCancelled() {
    if (Thread.interrupted()) {
      throw new CancellationException();
    }
  }

  @Override
  public void close() {
    Arrays.fill(buffers, new double[0]);
  }
}
