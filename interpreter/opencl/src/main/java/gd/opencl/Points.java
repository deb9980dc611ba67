package gd.opencl;

import gd.kernel.Access;
import gd.kernel.ThreeAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Code that reads a kernel's inputs at one point of its space, or at eight neighbours, and computes
 * its body there.
 */
final class Points {
  /**
   * Longer code is written for one lane only: a compiler's time for vectors grows with the square
   * of it.
   */
  private static final int LONGEST_IN_LANES = 512;

  private final Assembly assembly;
  private final List<Access> accesses;
  private final ThreeAddress body;

  Points(Assembly assembly, List<Access> accesses, ThreeAddress body) {
    this.assembly = assembly;
    this.accesses = accesses;
    this.body = body;
  }

  List<Integer> buffers() {
    return accesses.stream().map(Access::buffer).toList();
  }

  boolean fitsLanes() {
    return body.code().size() <= LONGEST_IN_LANES;
  }

  /** Operations at one point, where a call of an elementary function counts for several. */
  long cost() {
    return body.code().size() + accesses.size() + 10L * Statements.calls(body);
  }

  /**
   * Adds the reads and the statements to {@code code} and returns where the results are. {@code
   * given} are inputs that are variables already; {@code index} gives the index of each access,
   * {@code steps} whether it moves from lane to lane.
   */
  List<String> compute(
      Code code, List<String> given, List<String> index, List<Boolean> steps, Lanes lanes) {
    List<String> names = new ArrayList<>(given);
    for (int a = 0; a < accesses.size(); a++) {
      String buffer = "b" + accesses.get(a).buffer();
      String name = "x" + a;
      code.line(
          "const %s %s = %s;",
          lanes.type(),
          name,
          steps.get(a)
              ? lanes.load(buffer, index.get(a))
              : lanes.spread(Lanes.ONE.load(buffer, index.get(a))));
      names.add(name);
    }
    return compute(code, names, lanes);
  }

  /** As above, with all inputs in variables already. */
  List<String> compute(Code code, List<String> names, Lanes lanes) {
    Statements statements =
        Statements.of(body, names, lanes, assembly.precision(), assembly.prelude());
    code.lines(statements.lines());
    return statements.results();
  }

  /**
   * As above over a space, at the point that {@code counter} counts (its indices already split).
   */
  List<String> compute(
      Code code, Space space, List<String> offsets, String counter, String prefix, Lanes lanes) {
    List<String> index = new ArrayList<>();
    List<Boolean> steps = new ArrayList<>();
    for (int a = 0; a < accesses.size(); a++) {
      index.add(space.index(a, offsets.get(a), counter, prefix));
      steps.add(!space.strides().get(a).isEmpty() && space.strides().get(a).getLast() != 0);
    }
    return compute(code, List.of(), index, steps, lanes);
  }

  List<String> offsets() {
    return accesses.stream().map(access -> Integer.toString(access.offset())).toList();
  }
}
