package gd.opencl;

import gd.backend.Precision;
import gd.kernel.StateStep;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Code for copies of a state: the kernel {@code moves} takes {@code steps} steps, all in one launch
 * with the state in registers, and {@code measures} measures. On a processor a work-item takes
 * vectors, several of them for short steps; on a GPU it takes one copy.
 *
 * @param width copies of a work-item that measures
 * @param together copies of a work-item that moves
 */
record CopiesSource(String text, int width, int together) {
  static CopiesSource of(StateStep step, Precision precision, boolean isCpu) {
    Lanes lanes = isCpu ? Lanes.widest(precision) : Lanes.ONE;
    int vectors = isCpu ? Math.min(2, StateStep.vectors(step.work())) : 1;
    Prelude prelude = new Prelude(Statements.calls(step.next()) + Statements.calls(step.measure()));
    int elements = step.elements();
    String moves =
        new Writer(lanes, precision, prelude, elements, vectors).kernel("moves", step.next(), true);
    String measures =
        new Writer(lanes, precision, prelude, elements, 1)
            .kernel("measures", step.measure(), false);
    String text =
        String.join("\n", Prelude.header(precision), prelude.definitions(), moves, measures);
    return new CopiesSource(text, lanes.width(), lanes.width() * vectors);
  }

  /** The work of writing a kernel. */
  private record Writer(
      Lanes lanes, Precision precision, Prelude prelude, int elements, int vectors) {

    String kernel(String name, ThreeAddress step, boolean moves) {
      Code code = new Code();
      code.line("const int i = get_global_id(0) * %d;", lanes.width() * vectors);
      for (int u = 0; u < vectors; u++) {
        for (int k = 0; k < elements; k++) {
          code.line("%s %s = %s;", lanes.type(), x(u, k), lanes.load("b" + k, place(u)));
        }
      }
      if (moves) {
        code.open("for (int step = 0; step < steps; step++)");
      }
      for (int u = 0; u < vectors; u++) {
        int vector = u;
        List<String> names =
            IntStream.range(0, elements).mapToObj(k -> x(vector, k)).collect(Collectors.toList());
        Statements statements = Statements.contracted(step, names, lanes, precision, prelude);
        code.line("{").lines(statements.lines());
        finish(code, statements.results(), u, moves);
        code.line("}");
      }
      if (moves) {
        code.close();
        for (int u = 0; u < vectors; u++) {
          for (int k = 0; k < elements; k++) {
            code.line(lanes.store(x(u, k), "b" + k, place(u)));
          }
        }
      }
      String last = moves ? ", const int steps" : ", __global R *restrict measured";
      String buffers =
          IntStream.range(0, elements)
              .mapToObj(k -> "__global R *restrict b" + k)
              .collect(Collectors.joining(", "));
      return "__kernel void %s(%s%s) {%n%s}%n".formatted(name, buffers, last, code);
    }

    /** What is carried may be what another element was: all at once. */
    private void finish(Code code, List<String> results, int u, boolean moves) {
      if (!moves) {
        code.line(lanes.store(results.getFirst(), "measured", place(u)));
        return;
      }
      List<String> names = new ArrayList<>();
      for (int k = 0; k < results.size(); k++) {
        names.add("n" + k);
        code.line("const %s n%d = %s;", lanes.type(), k, results.get(k));
      }
      for (int k = 0; k < results.size(); k++) {
        code.line("%s = %s;", x(u, k), names.get(k));
      }
    }

    private static String x(int vector, int element) {
      return "x" + vector + "_" + element;
    }

    private String place(int vector) {
      return "i + " + vector * lanes.width();
    }
  }
}
