package gd.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The lengths of an array's dimensions; a number has none. Some may stand for letters, see {@link
 * Dimensions}.
 */
public record Shape(List<Integer> dimensions) {
  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dimensions = List.copyOf(dimensions);
  }

  public static Shape of(int... dimensions) {
    return new Shape(Arrays.stream(dimensions).boxed().toList());
  }

  public int rank() {
    return dimensions.size();
  }

  public int dimension(int axis) {
    return dimensions.get(axis);
  }

  /** Whether it has no element: one of its dimensions is 0. */
  public boolean isEmpty() {
    return dimensions.contains(0);
  }

  /** How many elements. */
  public int size() {
    if (isEmpty()) {
      return 0;
    }
    long size = 1;
    for (int dimension : dimensions) {
      size = Math.multiplyExact(size, dimension);
    }
    return Math.toIntExact(size);
  }

  /** "number", "vector of 500", "500 × 3 matrix", "2 × 3 × 4 array". */
  public String words() {
    return words(String::valueOf);
  }

  String words(IntFunction<String> dimension) {
    return switch (rank()) {
      case 0 -> "number";
      case 1 -> "vector of " + dimension.apply(dimension(0));
      default ->
          dimensions.stream().map(dimension::apply).collect(Collectors.joining(" × "))
              + (rank() == 2 ? " matrix" : " array");
    };
  }

  /** These dimensions, and more after them. */
  public Shape then(List<Integer> more) {
    return new Shape(java.util.stream.Stream.concat(dimensions.stream(), more.stream()).toList());
  }
}
