package gd.opencl;

import static org.jocl.CL.*;

import gd.kernel.Schedule.Carry;
import java.util.ArrayList;
import java.util.List;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;

/** What happens on the device between two steps: values are recorded, results are carried. */
interface Between {
  /** Enqueues it for the step that has this row in the record. */
  void enqueue(int row);

  /** One small kernel. */
  static Between kernel(Launcher launcher, LoopSource source, List<cl_mem> arguments) {
    cl_kernel kernel = launcher.kernel(source.between(), "between", arguments);
    return row -> {
      launcher.set(kernel, arguments.size(), row);
      launcher.launch(kernel, source.items(), 1, false);
    };
  }

  /**
   * Copies, for more buffers than a kernel may have arguments. All are read before one is written.
   */
  static Between copies(
      Context context,
      cl_command_queue queue,
      Translation translation,
      Buffers buffers,
      cl_mem record,
      List<Carry> carries,
      List<Integer> recorded) {
    int width = new LoopSource(translation, carries, recorded).rowLength();
    long element = Transfer.bytes(1, translation.precision());
    List<cl_mem> drafts = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    for (Carry carry : carries) {
      int size = translation.sizes().get(carry.to());
      drafts.add(buffers.add(size));
      lengths.add(size * element);
    }
    return row -> {
      long place = (long) row * width * element;
      for (int buffer : recorded) {
        long length = translation.sizes().get(buffer) * element;
        copy(context, queue, buffers.get(buffer), record, place, length);
        place += length;
      }
      for (int c = 0; c < carries.size(); c++) {
        copy(context, queue, buffers.get(carries.get(c).from()), drafts.get(c), 0, lengths.get(c));
      }
      for (int c = 0; c < carries.size(); c++) {
        copy(context, queue, drafts.get(c), buffers.get(carries.get(c).to()), 0, lengths.get(c));
      }
    };
  }

  private static void copy(
      Context context, cl_command_queue queue, cl_mem from, cl_mem to, long offset, long bytes) {
    if (bytes > 0) {
      context.check("copy", clEnqueueCopyBuffer(queue, from, to, 0, offset, bytes, 0, null, null));
    }
  }
}
