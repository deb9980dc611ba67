package gd.opencl;

import static org.jocl.CL.*;

import gd.backend.Precision;
import gd.backend.SomeRows;
import gd.kernel.Tiling;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_mem;

/** Elements between Java and a device. Waits until they are there. */
final class Transfer {
  /** Single precision goes through a Java array of at most so many elements. */
  private static final int PIECE = 1 << 18;

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
    write(buffer, values, 0, values.length);
  }

  /** Writes {@code count} elements from {@code from} on to the beginning of the buffer. */
  void write(cl_mem buffer, double[] values, int from, int count) {
    if (count == 0) {
      return;
    }
    switch (precision) {
      case DOUBLE -> {
        Pointer start = Pointer.to(values).withByteOffset((long) from * Double.BYTES);
        write(buffer, 0, bytes(count, precision), start);
      }
      case SINGLE -> {
        float[] piece = new float[Math.min(PIECE, count)];
        for (int first = 0; first < count; first += PIECE) {
          int length = Math.min(PIECE, count - first);
          for (int i = 0; i < length; i++) {
            piece[i] = (float) values[from + first + i];
          }
          write(buffer, (long) first * Float.BYTES, bytes(length, precision), Pointer.to(piece));
        }
      }
    }
  }

  /** Writes some rows of a matrix, in pieces. */
  void write(cl_mem buffer, SomeRows rows) {
    int width = rows.width();
    int most = Math.clamp(PIECE / Math.max(1, width), 1, Math.max(1, rows.count()));
    float[] singles = new float[precision == Precision.SINGLE ? most * width : 0];
    double[] doubles = new double[precision == Precision.DOUBLE ? most * width : 0];
    for (int first = 0; first < rows.count(); first += most) {
      int count = Math.min(most, rows.count() - first);
      for (int row = 0; row < count; row++) {
        int at = rows.at(first + row);
        switch (precision) {
          case SINGLE -> {
            for (int k = 0; k < width; k++) {
              singles[row * width + k] = (float) rows.matrix()[at + k];
            }
          }
          case DOUBLE -> System.arraycopy(rows.matrix(), at, doubles, row * width, width);
        }
      }
      if (count * width > 0) {
        Pointer from = precision == Precision.SINGLE ? Pointer.to(singles) : Pointer.to(doubles);
        long offset = bytes(first, precision) * width;
        write(buffer, first == 0 ? 0 : offset, bytes(count, precision) * width, from);
      }
    }
  }

  /** Writes a matrix's rows in tiles. */
  void write(cl_mem buffer, double[] rowMajor, Tiling tiling) {
    write(buffer, rowMajor, tiling, 0, tiling.tiles());
  }

  /** Writes {@code tiles} tiles from {@code from} on to the beginning of the buffer. */
  void write(cl_mem buffer, double[] rowMajor, Tiling tiling, int from, int tiles) {
    int size = Math.max(1, tiling.columns() * tiling.lanes());
    int atOnce = Math.max(1, PIECE / size);
    float[] singles = new float[precision == Precision.SINGLE ? atOnce * size : 0];
    double[] doubles = new double[precision == Precision.DOUBLE ? atOnce * size : 0];
    for (int tile = 0; tile < tiles; tile += atOnce) {
      int count = Math.min(atOnce, tiles - tile);
      Pointer piece =
          switch (precision) {
            case SINGLE -> {
              tiling.spread(rowMajor, from + tile, count, singles);
              yield Pointer.to(singles);
            }
            case DOUBLE -> {
              tiling.spread(rowMajor, from + tile, count, doubles);
              yield Pointer.to(doubles);
            }
          };
      long element = precision.bits() / Byte.SIZE;
      write(buffer, (long) tile * size * element, (long) count * size * element, piece);
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
