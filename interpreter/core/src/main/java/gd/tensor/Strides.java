package gd.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Arithmetic of affine indices: an element's place is offset + Σ index·stride, in row-major order.
 */
public final class Strides {
  private Strides() {}

  /** An affine index: where a view's elements lie in what it is a view of. */
  public record Affine(int offset, List<Integer> strides) {}

  /** The strides of a dense array in row-major order. */
  public static List<Integer> rowMajor(List<Integer> dimensions) {
    Integer[] strides = new Integer[dimensions.size()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, dimensions.get(axis));
    }
    return Arrays.asList(strides);
  }

  /** The places of all elements of a view, in row-major order. */
  public static int[] places(Shape shape, int offset, List<Integer> strides) {
    int[] places = new int[shape.size()];
    int[] index = new int[shape.rank()];
    int[] lengths = shape.dimensions().stream().mapToInt(length -> length).toArray();
    int[] steps = strides.stream().mapToInt(stride -> stride).toArray();
    int place = offset;
    for (int at = 0; at < places.length; at++) {
      places[at] = place;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        place += steps[axis];
        if (++index[axis] < lengths[axis]) {
          break;
        }
        place -= index[axis] * steps[axis];
        index[axis] = 0;
      }
    }
    return places;
  }

  /**
   * A view (shape, offset, strides) of a view (inner shape, inner index) as a view of what the
   * inner one looks at; empty if no affine index does it (some reshapes of slices).
   */
  public static Optional<Affine> compose(
      Shape shape,
      int offset,
      List<Integer> strides,
      Shape innerShape,
      int innerOffset,
      List<Integer> innerStrides) {
    if (shape.size() == 0) {
      return Optional.of(new Affine(0, Collections.nCopies(shape.rank(), 0)));
    }
    int rank = innerShape.rank();
    int[] least = digits(offset, innerShape);
    int[] most = least.clone();
    int start = innerOffset;
    for (int axis = 0; axis < rank; axis++) {
      start += least[axis] * innerStrides.get(axis);
    }
    List<Integer> composed = new ArrayList<>();
    for (int outer = 0; outer < shape.rank(); outer++) {
      int[] step = digits(Math.abs(strides.get(outer)), innerShape);
      int sign = Integer.signum(strides.get(outer));
      int stride = 0;
      for (int axis = 0; axis < rank; axis++) {
        int reach = step[axis] * (shape.dimension(outer) - 1);
        if (sign < 0) {
          least[axis] -= reach;
        } else {
          most[axis] += reach;
        }
        stride += sign * step[axis] * innerStrides.get(axis);
      }
      composed.add(shape.dimension(outer) == 1 ? 0 : stride);
    }
    boolean inside =
        IntStream.range(0, rank)
            .allMatch(axis -> least[axis] >= 0 && most[axis] < innerShape.dimension(axis));
    return inside ? Optional.of(new Affine(start, composed)) : Optional.empty();
  }

  private static int[] digits(int place, Shape shape) {
    int[] digits = new int[shape.rank()];
    int rest = place;
    for (int axis = digits.length - 1; axis > 0; axis--) {
      digits[axis] = rest % Math.max(1, shape.dimension(axis));
      rest /= Math.max(1, shape.dimension(axis));
    }
    if (digits.length > 0) {
      digits[0] = rest;
    }
    return digits;
  }

  /** Whether the places are 0, 1, 2, … in order. */
  public static boolean isDense(Shape shape, int offset, List<Integer> strides) {
    long dense = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      if (shape.dimension(axis) != 1 && strides.get(axis) != dense) {
        return false;
      }
      dense *= shape.dimension(axis);
    }
    return offset == 0;
  }

  /**
   * An axis without which fewer places are met twice, if there are such places (as where windows
   * overlap); none of the strides is 0.
   */
  static OptionalInt overlapping(Shape shape, List<Integer> strides) {
    List<Integer> axes =
        IntStream.range(0, shape.rank())
            .filter(axis -> shape.dimension(axis) > 1)
            .boxed()
            .sorted(Comparator.comparing(axis -> Math.abs(strides.get(axis))))
            .toList();
    long reach = 0;
    for (int k = 0; k < axes.size(); k++) {
      int axis = axes.get(k);
      if (Math.abs(strides.get(axis)) <= reach) {
        int before = axes.get(k - 1);
        return OptionalInt.of(shape.dimension(axis) < shape.dimension(before) ? axis : before);
      }
      reach += Math.abs(strides.get(axis)) * (shape.dimension(axis) - 1L);
    }
    return OptionalInt.empty();
  }

  /**
   * The axes by falling stride if the view shows each of {@code size} elements exactly once (a
   * transpose, a reshape); axes of length 1 are left out.
   */
  static Optional<List<Integer>> permutation(
      Shape shape, int offset, List<Integer> strides, int size) {
    List<Integer> axes =
        IntStream.range(0, shape.rank())
            .filter(axis -> shape.dimension(axis) != 1)
            .boxed()
            .sorted(Comparator.comparing((Integer axis) -> strides.get(axis)).reversed())
            .toList();
    int expected = 1;
    for (int axis : axes.reversed()) {
      if (strides.get(axis) != expected) {
        return Optional.empty();
      }
      expected *= shape.dimension(axis);
    }
    return offset == 0 && expected == size ? Optional.of(axes) : Optional.empty();
  }
}
