package gd.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An array of numbers in a file of the IDX format, in which data sets of images come: two zero
 * bytes, one for the type of the numbers, one for the number of dimensions, the dimensions in 32
 * bits each, then the numbers, row by row, all big-endian.
 *
 * @param values the numbers in row-major order
 */
public record Idx(List<Integer> dimensions, double[] values) {
  /** Numbers of an array, at most. */
  private static final long MOST = 1L << 28;

  private static final int MOST_DIMENSIONS = 8;
  private static final int PIECE = 1 << 16;

  public Idx {
    dimensions = List.copyOf(dimensions);
  }

  /** A type of numbers: so many bytes each. */
  private enum Type {
    UNSIGNED(0x08, 1),
    BYTE(0x09, 1),
    SHORT(0x0B, 2),
    INT(0x0C, 4),
    FLOAT(0x0D, 4),
    DOUBLE(0x0E, 8);

    private final int code;
    private final int bytes;

    Type(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    static Optional<Type> of(int code) {
      return List.of(values()).stream().filter(type -> type.code == code).findFirst();
    }

    double next(ByteBuffer from) {
      return switch (this) {
        case UNSIGNED -> Byte.toUnsignedInt(from.get());
        case BYTE -> from.get();
        case SHORT -> from.getShort();
        case INT -> from.getInt();
        case FLOAT -> from.getFloat();
        case DOUBLE -> from.getDouble();
      };
    }
  }

  /** The array, if the stream begins as one does; no text begins so. */
  static Optional<Idx> read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(4);
    if (start.length < 4 || start[0] != 0 || start[1] != 0) {
      return Optional.empty();
    }
    Optional<Type> type = Type.of(start[2]);
    if (type.isEmpty() || start[3] < 1 || start[3] > MOST_DIMENSIONS) {
      return Optional.empty();
    }
    List<Integer> dimensions = new ArrayList<>();
    long size = 1;
    byte[] lengths = in.readNBytes(start[3] * Integer.BYTES);
    if (lengths.length < start[3] * Integer.BYTES) {
      throw new IOException("it ends before it has said its dimensions");
    }
    ByteBuffer announced = ByteBuffer.wrap(lengths);
    for (int k = 0; k < start[3]; k++) {
      int dimension = announced.getInt();
      dimensions.add(dimension);
      size = dimension < 0 || size > MOST ? MOST + 1 : size * dimension;
    }
    if (size > MOST) {
      throw new IOException("it announces more than %,d numbers".formatted(MOST));
    }
    return Optional.of(new Idx(dimensions, numbers(in, type.get(), (int) size)));
  }

  private static double[] numbers(InputStream in, Type type, int size) throws IOException {
    double[] values = new double[0];
    int done = 0;
    while (done < size) {
      int count = Math.min(PIECE, size - done);
      byte[] bytes = in.readNBytes(count * type.bytes);
      if (bytes.length < count * type.bytes) {
        int there = done + bytes.length / type.bytes;
        throw new IOException("it ends after %,d of %,d numbers".formatted(there, size));
      }
      if (values.length < done + count) { // a short file must not take the memory of a long one
        values = java.util.Arrays.copyOf(values, (int) Math.min(size, 2L * (done + count)));
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      for (int k = 0; k < count; k++) {
        values[done + k] = type.next(buffer);
      }
      done += count;
    }
    if (in.read() >= 0) {
      throw new IOException(
          "there is more in it than the %,d numbers it announces".formatted(size));
    }
    return values;
  }
}
