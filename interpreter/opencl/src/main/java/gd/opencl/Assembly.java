package gd.opencl;

import gd.backend.Precision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects the stages of a program while kernels are translated. Buffer number 3 is called {@code
 * b3} everywhere.
 */
final class Assembly {
  private final Precision precision;
  private final Prelude prelude;
  private final List<Integer> sizes;
  private final List<Stage> stages = new ArrayList<>();
  private final StringBuilder functions = new StringBuilder();

  Assembly(Precision precision, Prelude prelude, List<Integer> sizes) {
    this.precision = precision;
    this.prelude = prelude;
    this.sizes = new ArrayList<>(sizes);
  }

  Precision precision() {
    return precision;
  }

  Prelude prelude() {
    return prelude;
  }

  int size(int buffer) {
    return sizes.get(buffer);
  }

  /** A buffer for what lies between two stages. */
  int scratch(int size) {
    sizes.add(size);
    return sizes.size() - 1;
  }

  /** A stage whose code runs for {@code g} = 0 … items−1. */
  void add(
      Collection<Integer> read,
      Collection<Integer> written,
      int items,
      long cost,
      boolean isCoarse,
      Code code) {
    if (items == 0) {
      return;
    }
    Set<Integer> buffers = new TreeSet<>(read);
    buffers.addAll(written);
    String function = "s" + stages.size();
    String kernel = "k" + stages.size();
    functions.append(
        "static void %s(const int g, %s) {%n"
            .formatted(function, parameters(buffers, written, "*")));
    functions.append(code).append("}\n\n");
    functions.append(
        "__kernel void %s(%s) {%n".formatted(kernel, parameters(buffers, written, "*restrict ")));
    functions.append("  const int g = get_global_id(0);\n");
    functions.append(
        "  if (g < %d) {%n    %s(g, %s);%n  }%n}%n%n".formatted(items, function, names(buffers)));
    stages.add(
        new Stage(function, kernel, List.copyOf(buffers), items, Math.max(1, cost), isCoarse));
  }

  Translation finish() {
    String definitions = prelude.definitions();
    String source =
        Prelude.header(precision)
            + "\n"
            + definitions
            + (definitions.isEmpty() ? "" : "\n")
            + functions;
    return new Translation(precision, source.stripTrailing() + "\n", stages, sizes);
  }

  private static String parameters(Set<Integer> buffers, Collection<Integer> written, String star) {
    return buffers.stream()
        .map(b -> (written.contains(b) ? "__global R " : "__global const R ") + star + "b" + b)
        .collect(Collectors.joining(", "));
  }

  static String names(Collection<Integer> buffers) {
    return buffers.stream().map(b -> "b" + b).collect(Collectors.joining(", "));
  }
}
