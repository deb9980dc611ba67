package gd.opencl;

import gd.backend.Precision;
import gd.kernel.Schedule;
import gd.kernel.Tiling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects the stages of a program while kernels are translated. Buffer number 3 is called {@code
 * b3} everywhere.
 */
final class Assembly {
  private final Precision precision;
  private final boolean isCpu;
  private final Prelude prelude;
  private final List<Schedule.Buffer> given;
  private final List<Integer> sizes = new ArrayList<>();
  private final Set<Integer> streamed;
  private final List<Stage> stages = new ArrayList<>();
  private final Map<Translation.Tiled, Integer> tiled = new LinkedHashMap<>();
  private final StringBuilder functions = new StringBuilder();
  private boolean isOnce;

  /** {@code streamed}: buffers of which kernels get a part at a time. */
  Assembly(
      Precision precision,
      boolean isCpu,
      Prelude prelude,
      List<Schedule.Buffer> given,
      Set<Integer> streamed) {
    this.precision = precision;
    this.isCpu = isCpu;
    this.prelude = prelude;
    this.given = given;
    this.streamed = streamed;
    given.forEach(buffer -> sizes.add(buffer.size()));
  }

  /** Begins a kernel; {@code once}: what it computes depends on known arrays alone. */
  void begin(boolean once) {
    this.isOnce = once;
  }

  /** Whether the program is for a processor and not for a GPU. */
  boolean isCpu() {
    return isCpu;
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

  /** Whether a buffer holds known numbers, and so many. */
  boolean isKnown(int buffer, long size) {
    return buffer < given.size()
        && given.get(buffer).constant().isPresent()
        && given.get(buffer).size() == size;
  }

  /** A buffer for what lies between two stages. */
  int scratch(int size) {
    sizes.add(size);
    return sizes.size() - 1;
  }

  /**
   * A buffer with a matrix's rows in tiles: a known matrix is laid out when it goes to the device,
   * another by a stage of its own.
   */
  int tiled(int matrix, Tiling tiling) {
    Translation.Tiled layout = new Translation.Tiled(matrix, tiling);
    Integer made = tiled.get(layout);
    if (made == null) {
      made = scratch(tiling.size());
      tiled.put(layout, made);
      if (given.get(matrix).constant().isEmpty()) {
        layOut(matrix, made, tiling);
      }
    }
    return made;
  }

  private void layOut(int matrix, int to, Tiling tiling) {
    int lanes = tiling.lanes();
    Code code = new Code();
    code.line("const int row = g / %d * %d + g %% %d;", tiling.columns() * lanes, lanes, lanes);
    code.line("const int j = g / %d %% %d;", lanes, tiling.columns());
    code.line(
        "b%d[g] = row < %d ? b%d[row * %d + j] : (R)0;",
        to, tiling.rows(), matrix, tiling.columns());
    add(List.of(matrix), List.of(to), tiling.size(), 4, false, code);
  }

  /** A stage whose code runs for {@code g} = 0 … items−1. */
  void add(
      Collection<Integer> read,
      Collection<Integer> written,
      int items,
      long cost,
      boolean isCoarse,
      Code code) {
    add(read, written, items, cost, isCoarse, Map.of(), code);
  }

  /** As above; through the windows it reads, and writes, what the items of a block need. */
  void add(
      Collection<Integer> read,
      Collection<Integer> written,
      int items,
      long cost,
      boolean isCoarse,
      Map<Integer, Window> windows,
      Code code) {
    add(read, written, items, cost, 0, List.of(), isCoarse, windows, code);
  }

  /**
   * A stage whose code runs for {@code g} = 0 … groups−1, each by {@code items} work-items that
   * share arrays l0, l1, … of the given sizes.
   */
  void addGroups(
      Collection<Integer> read,
      Collection<Integer> written,
      int groups,
      long cost,
      int items,
      List<Integer> locals,
      Map<Integer, Window> windows,
      Code code) {
    int all = Math.multiplyExact(groups, items);
    add(read, written, all, cost, items, locals, false, windows, code);
  }

  private void add(
      Collection<Integer> read,
      Collection<Integer> written,
      int items,
      long cost,
      int group,
      List<Integer> locals,
      boolean isCoarse,
      Map<Integer, Window> windows,
      Code code) {
    if (items == 0) {
      return;
    }
    StringBuilder shared = new StringBuilder();
    StringBuilder declared = new StringBuilder();
    StringBuilder passed = new StringBuilder();
    for (int l = 0; l < locals.size(); l++) {
      shared.append(", __local R *l%d".formatted(l));
      declared.append("  __local R l%d[%d];%n".formatted(l, locals.get(l)));
      passed.append(", l%d".formatted(l));
    }
    Set<Integer> buffers = new TreeSet<>(read);
    buffers.addAll(written);
    String function = "s" + stages.size();
    String kernel = "k" + stages.size();
    functions.append(
        "static void %s(const int g, %s%s) {%n"
            .formatted(function, parameters(buffers, written, "*"), shared));
    functions.append(code).append("}\n\n");
    List<Integer> inBlocks =
        buffers.stream().filter(b -> streamed.contains(b) && windows.containsKey(b)).toList();
    functions.append(
        "__kernel void %s(%s%s) {%n"
            .formatted(kernel, parameters(buffers, written, "*restrict "), blocks(inBlocks)));
    functions.append(declared);
    functions.append(
        "  const int g = %s;%n"
            .formatted(group == 0 ? "get_global_id(0)" : "get_global_id(0) / " + group));
    String end = inBlocks.isEmpty() ? Integer.toString(items / Math.max(1, group)) : "end";
    String arguments =
        buffers.stream()
            .map(b -> inBlocks.contains(b) ? shifted(b, written) : "b" + b)
            .collect(Collectors.joining(", "));
    functions.append(
        "  if (g < %s) {%n    %s(g, %s%s);%n  }%n}%n%n"
            .formatted(end, function, arguments, passed));
    stages.add(
        new Stage(
            function,
            kernel,
            List.copyOf(buffers),
            items,
            Math.max(1, cost),
            group,
            isCoarse,
            isOnce,
            windows));
  }

  /** Where in the whole buffers a block begins, and the item behind its last. */
  private static String blocks(List<Integer> inBlocks) {
    return inBlocks.isEmpty()
        ? ""
        : inBlocks.stream()
            .map(", const int from%d"::formatted)
            .collect(Collectors.joining("", "", ", const int end"));
  }

  /**
   * Where the whole buffer would begin. A number, for a pointer must not leave its array; what is
   * read is in the block.
   */
  private static String shifted(int buffer, Collection<Integer> written) {
    return "(__global %sR *)((uintptr_t)b%d - (uintptr_t)from%d * sizeof(R))"
        .formatted(written.contains(buffer) ? "" : "const ", buffer, buffer);
  }

  Translation finish() {
    String definitions = prelude.definitions();
    String source =
        Prelude.header(precision)
            + "\n"
            + definitions
            + (definitions.isEmpty() ? "" : "\n")
            + functions;
    Map<Integer, Translation.Tiled> constants = new HashMap<>();
    tiled.forEach(
        (layout, buffer) -> {
          if (given.get(layout.of()).constant().isPresent()) {
            constants.put(buffer, layout);
          }
        });
    return new Translation(
        precision, given.size(), source.stripTrailing() + "\n", stages, sizes, constants);
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
