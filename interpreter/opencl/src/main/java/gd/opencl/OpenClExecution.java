package gd.opencl;

import static org.jocl.CL.*;

import gd.backend.Execution;
import gd.backend.Precision;
import gd.backend.SomeRows;
import gd.kernel.Schedule;
import gd.kernel.Schedule.Carry;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/**
 * A schedule's buffers and kernels on one in-order queue. Programs are built when they are first
 * needed.
 */
final class OpenClExecution implements Execution {
  /** Operations, and steps, between two looks at whether to go on. */
  private static final long CHUNK_WORK = 1_000_000_000L;

  private static final int CHUNK_STEPS = 1024;

  /** Elements that are recorded on the device before they are fetched. */
  private static final int CHUNK_RECORD = 1 << 20;

  private static final int STEPS_PER_FLUSH = 16;

  /**
   * Operations of a step up to which one work-item that runs whole steps beats a launch a kernel.
   */
  private static final long TINY_ON_CPU = 8192;

  private static final long TINY_ELSEWHERE = 512;

  /** Operations of one launch of a single work-item. */
  private static final long LOOP_WORK = 50_000_000;

  /** Elements of one buffer's record: as many as a Java array has. */
  private static final int MOST_RECORDED = Integer.MAX_VALUE - 8;

  /** Every device takes so many pointers (1024 bytes of arguments are guaranteed). */
  private static final int MOST_ARGUMENTS = 100;

  private final Context context;
  private final Translation translation;
  private final cl_command_queue queue;
  private final Transfer transfer;
  private final Launcher launcher;
  private final Buffers buffers;
  private final Optional<Passages> passages;
  private final Map<Ends, Loop> loops = new HashMap<>();
  private @Nullable List<cl_kernel> stages;
  private boolean isClosed;

  /** Whether the stages that depend on known arrays alone have run. */
  private boolean hasConstants;

  private record Ends(List<Carry> carries, List<Integer> recorded) {}

  /** How to run some steps on the device, and where their records go. */
  private record Loop(Steps steps, int most, cl_mem record, int rowLength) {}

  private interface Steps {
    void enqueue(int count);
  }

  private OpenClExecution(
      Context context,
      Translation translation,
      cl_command_queue queue,
      Transfer transfer,
      Launcher launcher,
      Buffers buffers,
      Optional<Passages> passages,
      @Nullable List<cl_kernel> stages) {
    this.context = context;
    this.translation = translation;
    this.queue = queue;
    this.transfer = transfer;
    this.launcher = launcher;
    this.buffers = buffers;
    this.passages = passages;
    this.stages = stages;
  }

  /**
   * Opens the schedule with all its data on the device; if they do not fit, those arrays that are a
   * fair part of its memory, or of a buffer, go through it in blocks.
   */
  static OpenClExecution open(OpenClDevice.Native device, Schedule schedule, Precision precision) {
    boolean isCpu = device.context().found().isCpu();
    Translation whole = Translator.translate(schedule, precision, isCpu);
    try {
      return open(device, schedule, whole, new Streaming(Set.of(), List.of()));
    } catch (Refusal e) {
      Found found = device.context().found();
      long least = Math.min(found.memory() / 64, found.largestBuffer() / 4);
      Streaming streaming = Streaming.of(schedule, whole, least);
      if (!Context.isOutOfMemory(e) || streaming.passages().isEmpty()) {
        throw e;
      }
      Set<Integer> buffers = streaming.buffers();
      Translation inBlocks = Translator.translate(schedule, precision, isCpu, buffers);
      return open(device, schedule, inBlocks, streaming);
    }
  }

  private static OpenClExecution open(
      OpenClDevice.Native device, Schedule schedule, Translation translation, Streaming streaming) {
    Context context = device.context();
    cl_command_queue queue = context.queue();
    Transfer transfer = new Transfer(context, queue, translation.precision());
    Launcher launcher = new Launcher(device, queue);
    Optional<Buffers> allocated = Optional.empty();
    try {
      Buffers buffers =
          Buffers.allocate(device, schedule, translation, streaming.buffers(), transfer);
      allocated = Optional.of(buffers);
      Optional<Passages> passages = Optional.empty();
      List<cl_kernel> stages = null;
      if (!streaming.passages().isEmpty()) {
        stages = kernels(launcher, translation, buffers);
        passages =
            Optional.of(
                Passages.open(device, queue, launcher, schedule, translation, streaming, stages));
      }
      return new OpenClExecution(
          context, translation, queue, transfer, launcher, buffers, passages, stages);
    } catch (Refusal e) {
      launcher.close();
      allocated.ifPresent(Buffers::close);
      clReleaseCommandQueue(queue);
      throw e;
    }
  }

  private static List<cl_kernel> kernels(
      Launcher launcher, Translation translation, Buffers buffers) {
    List<cl_kernel> kernels = new ArrayList<>();
    for (Stage stage : translation.stages()) {
      kernels.add(
          launcher.kernel(translation.source(), stage.kernel(), buffers.get(stage.buffers())));
    }
    return kernels;
  }

  @Override
  public Optional<String> remark() {
    return passages.map(Passages::remark);
  }

  @Override
  public void write(int buffer, double[] values) {
    if (values.length != translation.sizes().get(buffer)) {
      throw new IllegalArgumentException(
          "buffer %d has %d elements, not %d"
              .formatted(buffer, translation.sizes().get(buffer), values.length));
    }
    transfer.write(buffers.get(buffer), values);
  }

  @Override
  public void write(int buffer, SomeRows rows) {
    if (rows.size() != translation.sizes().get(buffer)) {
      throw new IllegalArgumentException(
          "buffer %d has %d elements, not %d"
              .formatted(buffer, translation.sizes().get(buffer), rows.size()));
    }
    transfer.write(buffers.get(buffer), rows);
  }

  @Override
  public void run() {
    launchStages();
    launcher.flush();
  }

  @Override
  public double[] read(int buffer) {
    return transfer.read(buffers.get(buffer), translation.sizes().get(buffer));
  }

  @Override
  public double[][] iterate(int steps, List<Carry> carries, List<Integer> recorded) {
    Loop loop =
        loops.computeIfAbsent(new Ends(List.copyOf(carries), List.copyOf(recorded)), this::loop);
    double[][] records = new double[recorded.size()][];
    for (int r = 0; r < records.length; r++) {
      records[r] = new double[recordLength(recorded.get(r), steps)];
    }
    for (int done = 0; done < steps; ) {
      if (Thread.interrupted()) {
        throw new CancellationException();
      }
      int count = Math.min(loop.most, steps - done);
      loop.steps.enqueue(count);
      if (recorded.isEmpty()) {
        launcher.await();
      } else {
        sort(
            transfer.read(loop.record, count * loop.rowLength),
            loop.rowLength,
            records,
            recorded,
            done);
      }
      done += count;
    }
    return records;
  }

  private int recordLength(int buffer, int steps) {
    long length = Math.multiplyFull(translation.sizes().get(buffer), steps);
    if (length > MOST_RECORDED) {
      throw context.outOfMemory(length * Double.BYTES, (long) MOST_RECORDED * Double.BYTES);
    }
    return (int) length;
  }

  /** Deals rows of the record out to the recorded buffers. */
  private void sort(
      double[] rows, int rowLength, double[][] records, List<Integer> recorded, int done) {
    int place = 0;
    for (int r = 0; r < records.length; r++) {
      int size = translation.sizes().get(recorded.get(r));
      for (int row = 0; row * rowLength < rows.length; row++) {
        System.arraycopy(rows, row * rowLength + place, records[r], (done + row) * size, size);
      }
      place += size;
    }
  }

  private Loop loop(Ends ends) {
    LoopSource source = new LoopSource(translation, ends.carries, ends.recorded);
    boolean isTiny = translation.work() <= (context.found().isCpu() ? TINY_ON_CPU : TINY_ELSEWHERE);
    boolean sharesMemory = translation.stages().stream().anyMatch(stage -> stage.group() > 0);
    boolean inOneLaunch =
        isTiny
            && !sharesMemory
            && passages.isEmpty()
            && source.buffersOfLoop().size() <= MOST_ARGUMENTS;
    long work = inOneLaunch ? LOOP_WORK : CHUNK_WORK;
    int width = source.rowLength();
    int most = Math.clamp(work / Math.max(1, translation.work()), 1, CHUNK_STEPS);
    most = passages.isPresent() ? 1 : most; // a step is long, and may end between two blocks
    most = Math.clamp(CHUNK_RECORD / Math.max(1, width), 1, most);
    cl_mem record = buffers.add(Math.multiplyExact(most, width));
    Steps steps = inOneLaunch ? inOneLaunch(source, record) : stepByStep(source, ends, record);
    return new Loop(steps, most, record, width);
  }

  private Steps inOneLaunch(LoopSource source, cl_mem record) {
    List<cl_mem> arguments = new ArrayList<>(buffers.get(source.buffersOfLoop()));
    arguments.add(record);
    cl_kernel kernel = launcher.kernel(source.loop(), "loop", arguments);
    return count -> {
      launcher.set(kernel, arguments.size(), count);
      launcher.launch(kernel, 1, 1, true);
    };
  }

  private Steps stepByStep(LoopSource source, Ends ends, cl_mem record) {
    Between between = between(source, ends, record);
    return count -> {
      for (int step = 0; step < count; step++) {
        launchStages();
        between.enqueue(step);
        if (step % STEPS_PER_FLUSH == 0) {
          launcher.flush();
        }
      }
    };
  }

  private Between between(LoopSource source, Ends ends, cl_mem record) {
    if (source.buffersBetween().size() > MOST_ARGUMENTS) {
      return Between.copies(
          context, queue, translation, buffers, record, ends.carries, ends.recorded);
    }
    List<cl_mem> arguments = new ArrayList<>(buffers.get(source.buffersBetween()));
    arguments.add(record);
    return Between.kernel(launcher, source, arguments);
  }

  private void launchStages() {
    List<cl_kernel> kernels = stages;
    if (kernels == null) {
      kernels = kernels(launcher, translation, buffers);
      stages = kernels;
    }
    for (int s = 0; s < kernels.size(); s++) {
      Stage stage = translation.stages().get(s);
      if (stage.isOnce() && hasConstants) {
        continue;
      }
      int first = s;
      Optional<Integer> last = passages.flatMap(each -> each.run(first));
      if (last.isPresent()) {
        s = last.get();
      } else {
        launcher.launch(kernels.get(s), stage);
      }
    }
    hasConstants = true;
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      launcher.close();
      passages.ifPresent(Passages::close);
      buffers.close();
      clReleaseCommandQueue(queue);
    }
  }
}
