package gd.backend.jvm;

import java.util.function.IntConsumer;

/**
 * Runs the parts of a kernel, by several threads if there are several parts. Who runs which part
 * changes no result.
 */
final class Parallel {
  private static final Crew CREW = new Crew(Runtime.getRuntime().availableProcessors() - 1);

  private Parallel() {}

  static void parts(int count, IntConsumer part) {
    if (count == 1) {
      part.accept(0);
    } else if (count > 1) {
      CREW.parts(count, part);
    }
  }

  /** How many parts of the given size there are. */
  static int count(int size, int part) {
    return (size + part - 1) / part;
  }
}
