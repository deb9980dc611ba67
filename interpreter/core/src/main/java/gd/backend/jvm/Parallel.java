package gd.backend.jvm;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs the parts of a kernel, by several threads if there are several parts. Who runs which part
 * changes no result.
 */
final class Parallel {
  private Parallel() {}

  static void parts(int count, IntConsumer part) {
    if (count == 1) {
      part.accept(0);
    } else {
      IntStream.range(0, count).parallel().forEach(part);
    }
  }

  /** How many parts of the given size there are. */
  static int count(int size, int part) {
    return (size + part - 1) / part;
  }
}
