package gd.data;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Counts the quotation marks of a text that is read: in whole cells there is an even number. */
final class QuoteCount extends FilterReader {
  private boolean odd;

  QuoteCount(Reader text) {
    super(text);
  }

  boolean isOdd() {
    return odd;
  }

  @Override
  public int read() throws IOException {
    int c = super.read();
    odd ^= c == '"';
    return c;
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    int count = super.read(buffer, from, length);
    for (int k = from; k < from + count; k++) {
      odd ^= buffer[k] == '"';
    }
    return count;
  }
}
