package gd.opencl;

import gd.kernel.Schedule.Carry;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Code for what lies between two steps: the elements of the recorded buffers, one buffer after the
 * other, go to row {@code step} of the record, then every carry is done. A carry reads element i
 * before any writes it, so carries that feed each other (w to its predecessor, the new w to w) act
 * as if at once.
 */
final class LoopSource {
  private final Translation translation;
  private final List<Carry> carries;
  private final List<Integer> recorded;

  LoopSource(Translation translation, List<Carry> carries, List<Integer> recorded) {
    this.translation = translation;
    this.carries = carries;
    this.recorded = recorded;
  }

  /** Work-items of the kernel {@code between}. */
  int items() {
    return IntStream.concat(
            carries.stream().mapToInt(Carry::to), recorded.stream().mapToInt(b -> b))
        .map(translation.sizes()::get)
        .max()
        .orElse(0);
  }

  /** Elements of a row of the record. */
  int rowLength() {
    return recorded.stream().mapToInt(translation.sizes()::get).reduce(0, Math::addExact);
  }

  /** The buffers that {@code between} takes, after which come the record and the step. */
  List<Integer> buffersBetween() {
    TreeSet<Integer> buffers = new TreeSet<>(recorded);
    for (Carry carry : carries) {
      buffers.add(carry.from());
      buffers.add(carry.to());
    }
    return List.copyOf(buffers);
  }

  /** The buffers that {@code loop} takes, after which come the record and the number of steps. */
  List<Integer> buffersOfLoop() {
    TreeSet<Integer> buffers = new TreeSet<>(buffersBetween());
    translation.stages().forEach(stage -> buffers.addAll(stage.buffers()));
    return List.copyOf(buffers);
  }

  /** A program with the kernel {@code between}, for schedules that are launched step by step. */
  String between() {
    return Prelude.header(translation.precision())
        + function()
        + "__kernel void between(%s, __global R *record, const int step) {%n"
            .formatted(parameters(buffersBetween()))
        + "  const int g = get_global_id(0);\n"
        + "  if (g < %d) {%n    next(%s);%n  }%n}%n".formatted(items(), arguments());
  }

  /**
   * A program with the kernel {@code loop}: one work-item runs whole steps, for schedules of a few
   * elements.
   */
  String loop() {
    StringBuilder text = new StringBuilder(translation.source()).append('\n').append(function());
    text.append(
        "__kernel void loop(%s, __global R *record, const int steps) {%n"
            .formatted(parameters(buffersOfLoop())));
    text.append("  for (int step = 0; step < steps; step++) {\n");
    for (Stage stage : translation.stages()) {
      text.append("    for (int g = 0; g < %d; g++) {%n".formatted(stage.items()));
      text.append(
          "      %s(g, %s);%n    }%n".formatted(stage.function(), Assembly.names(stage.buffers())));
    }
    text.append(
        "    for (int g = 0; g < %d; g++) {%n      next(%s);%n    }%n"
            .formatted(items(), arguments()));
    return text.append("  }\n}\n").toString();
  }

  private String arguments() {
    return "g, " + Assembly.names(buffersBetween()) + ", record, step";
  }

  private String function() {
    Code code = new Code();
    int place = 0;
    for (int buffer : recorded) {
      int size = translation.sizes().get(buffer);
      code.open("if (g < %d)", size);
      code.line("record[step * %d + %d + g] = b%d[g];", rowLength(), place, buffer).close();
      place += size;
    }
    for (int c = 0; c < carries.size(); c++) {
      Carry carry = carries.get(c);
      code.line("const R c%d = b%d[min(g, %d)];", c, carry.from(), length(carry) - 1);
    }
    for (int c = 0; c < carries.size(); c++) {
      code.open("if (g < %d)", length(carries.get(c)))
          .line("b%d[g] = c%d;", carries.get(c).to(), c)
          .close();
    }
    return "static void next(const int g, %s, __global R *record, const int step) {%n%s}%n%n"
        .formatted(parameters(buffersBetween()), code);
  }

  private int length(Carry carry) {
    return translation.sizes().get(carry.to());
  }

  private static String parameters(List<Integer> buffers) {
    return buffers.stream().map(b -> "__global R *b" + b).collect(Collectors.joining(", "));
  }
}
