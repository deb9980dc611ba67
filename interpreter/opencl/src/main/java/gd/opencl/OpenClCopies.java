package gd.opencl;

import static org.jocl.CL.clReleaseCommandQueue;

import gd.backend.Copies;
import gd.backend.Precision;
import gd.kernel.StateStep;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;

/** Copies of a state on a device, a buffer for each of its elements. */
final class OpenClCopies implements Copies {
  /** Operations of a work-item in one launch. */
  private static final int LAUNCH_WORK = 1_000_000;

  private final String device;
  private final OpenClDevice.Native on;
  private final StateStep step;
  private final int count;
  private final CopiesSource source;

  /** Copies with those that fill the last group of work-items up. */
  private final int room;

  private final long bytes;
  private final cl_command_queue queue;
  private final Transfer transfer;
  private final Launcher launcher;

  /** The elements of the state, then what is measured. */
  private final List<cl_mem> buffers = new ArrayList<>();

  private final cl_kernel moves;
  private final cl_kernel measures;
  private boolean isClosed;

  OpenClCopies(
      String device, OpenClDevice.Native on, StateStep step, int count, Precision precision) {
    this.device = device;
    this.on = on;
    this.step = step;
    this.count = count;
    this.source = CopiesSource.of(step, precision, on.context().found().isCpu());
    int whole = Launcher.GROUP * source.together();
    this.room = Math.multiplyExact(Math.ceilDiv(count, whole), whole);
    this.bytes = Transfer.bytes(room, precision);
    this.queue = on.context().queue();
    this.transfer = new Transfer(on.context(), queue, precision);
    this.launcher = new Launcher(on, queue);
    try {
      for (int k = 0; k <= step.elements(); k++) {
        buffers.add(on.constants().allocate(bytes));
      }
      this.moves = launcher.kernel(source.text(), "moves", buffers.subList(0, step.elements()));
      this.measures = launcher.kernel(source.text(), "measures", buffers);
    } catch (Refusal e) {
      close();
      throw e;
    }
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public void write(double[][] elements) {
    for (int k = 0; k < elements.length; k++) {
      transfer.write(buffers.get(k), Arrays.copyOf(elements[k], room));
    }
  }

  @Override
  public void run(int steps) {
    int most = Math.max(1, LAUNCH_WORK / step.work());
    for (int done = 0; done < steps; done += most) {
      if (Thread.interrupted()) {
        throw new CancellationException();
      }
      launcher.set(moves, step.elements(), Math.min(most, steps - done));
      launcher.launch(moves, room / source.together(), (long) most * step.work(), true);
      launcher.await();
    }
  }

  @Override
  public double[][] read() {
    return buffers.subList(0, step.elements()).stream()
        .map(buffer -> transfer.read(buffer, count))
        .toArray(double[][]::new);
  }

  @Override
  public double[] measured() {
    launcher.launch(measures, room / source.width(), step.measure().code().size() + 1L, true);
    return transfer.read(buffers.getLast(), count);
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      launcher.close();
      buffers.forEach(buffer -> on.context().free(buffer, bytes));
      clReleaseCommandQueue(queue);
    }
  }
}
