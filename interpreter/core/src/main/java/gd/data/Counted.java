package gd.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How many bytes of a file were read, to say where it could not be read on. */
final class Counted {
  private long bytes;

  InputStream over(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int next = super.read();
        bytes += next < 0 ? 0 : 1;
        return next;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        bytes += Math.max(0, count);
        return count;
      }
    };
  }

  /** Nothing at the start, where a place says nothing. */
  String place() {
    return bytes == 0 ? "" : " (after byte %,d)".formatted(bytes);
  }
}
