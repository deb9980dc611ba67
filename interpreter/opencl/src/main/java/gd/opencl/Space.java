package gd.opencl;

import gd.kernel.Access;
import java.util.ArrayList;
import java.util.List;

/**
 * Dimensions that a counter runs through in row-major order, and the strides of several accesses
 * over them. Dimensions of length 1 are left out and neighbours that every access crosses as one
 * are merged, so most spaces end up flat.
 *
 * @param strides for each access, its strides over {@code dimensions}
 */
record Space(List<Integer> dimensions, List<List<Integer>> strides) {

  /** The part of the accesses' strides that begins at dimension {@code first}. */
  static Space of(List<Integer> dimensions, List<Access> accesses, int first) {
    List<Integer> lengths = new ArrayList<>();
    List<List<Integer>> kept = new ArrayList<>();
    accesses.forEach(_ -> kept.add(new ArrayList<>()));
    for (int d = 0; d < dimensions.size(); d++) {
      int length = dimensions.get(d);
      if (length == 1) {
        continue;
      }
      int last = lengths.size() - 1;
      boolean merges = last >= 0;
      for (int a = 0; merges && a < accesses.size(); a++) {
        long step = (long) accesses.get(a).strides().get(first + d) * length;
        merges = kept.get(a).get(last) == step;
      }
      for (int a = 0; a < accesses.size(); a++) {
        int stride = accesses.get(a).strides().get(first + d);
        if (merges) {
          kept.get(a).set(last, stride);
        } else {
          kept.get(a).add(stride);
        }
      }
      if (merges) {
        lengths.set(last, lengths.get(last) * length);
      } else {
        lengths.add(length);
      }
    }
    return new Space(lengths, kept);
  }

  /** How many points. */
  int size() {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }

  /** Whether neighbours in the space are neighbours in every buffer, or share an element. */
  boolean isContiguous() {
    return dimensions.size() <= 1
        && strides.stream()
            .allMatch(list -> list.isEmpty() || list.getFirst() == 0 || list.getFirst() == 1);
  }

  /**
   * Statements that split {@code counter} into indices with this prefix; none if the space is flat.
   */
  List<String> indices(String counter, String prefix) {
    List<String> lines = new ArrayList<>();
    String rest = counter;
    for (int d = dimensions.size() - 1; d > 0; d--) {
      lines.add("const int %s%d = %s %% %d;".formatted(prefix, d, rest, dimensions.get(d)));
      String quotient = d == 1 ? prefix + 0 : prefix + "q" + d;
      lines.add("const int %s = %s / %d;".formatted(quotient, rest, dimensions.get(d)));
      rest = quotient;
    }
    return lines;
  }

  /**
   * The terms of access {@code a}'s index, added to {@code offset} (a sum as text, perhaps "0").
   */
  String index(int a, String offset, String counter, String prefix) {
    StringBuilder index = new StringBuilder(offset.equals("0") ? "" : offset);
    for (int d = 0; d < dimensions.size(); d++) {
      int stride = strides.get(a).get(d);
      if (stride != 0) {
        String variable = dimensions.size() == 1 ? counter : prefix + d;
        index.append(index.isEmpty() ? "" : " + ");
        index.append(
            stride == 1
                ? variable
                : variable + " * " + (stride < 0 ? "(" + stride + ")" : "" + stride));
      }
    }
    return index.isEmpty() ? "0" : index.toString();
  }
}
