package gd.opencl;

import static org.jocl.CL.*;

import gd.backend.Precision;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_mem;

/** Elements between Java and a device. Waits until they are there. */
final class Transfer {
  /** Single precision goes through a Java array of at most so many elements. */
  private static final int PIECE = 1 << 20;

  private final Context context;
  private final cl_command_queue queue;
  private final Precision precision;

  Transfer(Context context, cl_command_queue queue, Precision precision) {
    this.context = context;
    this.queue = queue;
    this.precision = precision;
  }

  static long bytes(int elements, Precision precision) {
    return Math.max(1L, elements) * (precision.bits() / Byte.SIZE);
  }

  void write(cl_mem buffer, double[] values) {
    switch (precision) {
      case DOUBLE -> {
        if (values.length > 0) {
          write(buffer, 0, bytes(values.length, precision), Pointer.to(values));
        }
      }
      case SINGLE -> {
        float[] piece = new float[Math.min(PIECE, values.length)];
        for (int first = 0; first < values.length; first += PIECE) {
          int length = Math.min(PIECE, values.length - first);
          for (int i = 0; i < length; i++) {
            piece[i] = (float) values[first + i];
          }
          write(buffer, (long) first * Float.BYTES, bytes(length, precision), Pointer.to(piece));
        }
      }
    }
  }

  private void write(cl_mem buffer, long offset, long bytes, Pointer from) {
    context.check(
        "take data", clEnqueueWriteBuffer(queue, buffer, true, offset, bytes, from, 0, null, null));
  }

  double[] read(cl_mem buffer, int elements) {
    double[] values = new double[elements];
    switch (precision) {
      case DOUBLE -> {
        if (elements > 0) {
          read(buffer, 0, bytes(elements, precision), Pointer.to(values));
        }
      }
      case SINGLE -> {
        float[] piece = new float[Math.min(PIECE, elements)];
        for (int first = 0; first < elements; first += PIECE) {
          int length = Math.min(PIECE, elements - first);
          read(buffer, (long) first * Float.BYTES, bytes(length, precision), Pointer.to(piece));
          for (int i = 0; i < length; i++) {
            values[first + i] = piece[i];
          }
        }
      }
    }
    return values;
  }

  private void read(cl_mem buffer, long offset, long bytes, Pointer to) {
    context.check(
        "give results", clEnqueueReadBuffer(queue, buffer, true, offset, bytes, to, 0, null, null));
  }
}
