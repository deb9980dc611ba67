package gd.tensor;

import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.ShapeProblem;
import java.util.List;
import java.util.Optional;

/** What shapes must be for an operation, and the refusals where they are not so. */
final class ShapeRules {
  private ShapeRules() {}

  static String pairing(String operation) {
    return operation
        + " pairs elements one by one, so both sides need the same shape; a number fits every array";
  }

  static Refusal doNotFit(String operation, String rule, Tensor left, Tensor right) {
    ShapeProblem.Side first = side(left);
    ShapeProblem.Side second = side(right);
    return new Refusal(
        at -> new ShapeProblem.ShapesDoNotFit(at, operation, rule, first, second, List.of()));
  }

  private static ShapeProblem.Side side(Tensor tensor) {
    return new ShapeProblem.Side(Dimensions.words(tensor), Optional.empty(), List.of(), "");
  }

  static Refusal notThatShape(String needed, Shape given) {
    return new Refusal(
        at -> new ShapeProblem.NotThatShape(at, needed, "a " + given.words(), List.of()));
  }

  static void checkSize(Shape shape) {
    long size = 1;
    for (int dimension : shape.dimensions()) {
      if (dimension < 0) {
        throw new IllegalArgumentException("dimension " + dimension);
      }
      size = Math.min((long) Tensors.LARGEST + 1, size * dimension);
    }
    if (size > Tensors.LARGEST) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "elements of an array (asked for " + shape.words() + ")",
                  "%,d".formatted(Tensors.LARGEST),
                  "take a smaller array"));
    }
  }

  static void checkAxis(Shape shape, int axis) {
    if (axis < 0 || axis >= shape.rank()) {
      String axes = shape.rank() == 1 ? "1 axis" : shape.rank() + " axes";
      throw new Refusal(at -> new ShapeProblem.IndexOutOfRange(at, "axis " + (axis + 1L), axes));
    }
  }

  static void checkIndex(Shape shape, int axis, long index) {
    if (index < 0 || index >= shape.dimension(axis)) {
      throw new Refusal(
          at -> new ShapeProblem.IndexOutOfRange(at, "" + (index + 1), "" + shape.dimension(axis)));
    }
  }

  static void checkInside(Shape whole, Shape part, int offset, List<Integer> strides) {
    long least = offset;
    long most = offset;
    for (int axis = 0; axis < part.rank(); axis++) {
      long reach = (long) strides.get(axis) * (part.dimension(axis) - 1);
      least += Math.min(0, reach);
      most += Math.max(0, reach);
    }
    if (part.size() > 0 && (strides.size() != part.rank() || least < 0 || most >= whole.size())) {
      throw new IllegalArgumentException(
          part + " at " + offset + " by " + strides + " of " + whole);
    }
  }
}
