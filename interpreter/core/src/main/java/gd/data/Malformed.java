package gd.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A byte that is no part of a UTF-8 text.
 *
 * @param offset from 0
 * @param line from 1
 * @param content the byte itself, 0 to 255
 */
record Malformed(long offset, long line, int content) {

  /** The first one of a stream. */
  static Optional<Malformed> find(InputStream in) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer characters = CharBuffer.allocate(1 << 16);
    long before = 0;
    long line = 1;
    for (boolean end = false; !end; ) {
      int count = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
      end = count < bytes.remaining();
      bytes.limit(bytes.position() + count).position(0);
      CoderResult result = decoder.decode(bytes, characters, end);
      line += characters.flip().chars().filter(c -> c == '\n').count();
      if (result.isError()) {
        return Optional.of(
            new Malformed(
                before + bytes.position(), line, Byte.toUnsignedInt(bytes.get(bytes.position()))));
      }
      before += bytes.position();
      bytes.compact();
      characters.clear();
    }
    return Optional.empty();
  }
}
