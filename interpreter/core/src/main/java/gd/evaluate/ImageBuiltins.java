package gd.evaluate;

import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.ShapeProblem;
import gd.tensor.Shape;
import gd.tensor.Strides;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Views that convolution and pooling are made of: windows, borders, axes in another order. */
final class ImageBuiltins {
  private static final int LARGEST_IMAGE = 1 << 20;

  private ImageBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of(
        "windows", ImageBuiltins::windows,
        "pad", ImageBuiltins::pad,
        "permute", ImageBuiltins::permute);
  }

  /** [..., h, w] as [..., rows of windows, columns of windows, height, width]. */
  private static Value windows(Interpreter in, Arguments a) {
    Tensor images = images(in, a);
    Shape shape = images.shape();
    int[] length = new int[2];
    int[] count = new int[2];
    int step = a.integer("stride", 1, LARGEST_IMAGE);
    for (int k = 0; k < 2; k++) {
      String name = k == 0 ? "h" : "w";
      int whole = shape.dimension(shape.rank() - 2 + k);
      length[k] = a.integer(name, 1, LARGEST_IMAGE);
      count[k] = whole < length[k] ? 0 : (whole - length[k]) / step + 1;
    }
    if (count[0] == 0 || count[1] == 0) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at,
                  "images of at least " + length[0] + " × " + length[1],
                  image(shape),
                  List.of("padding puts zeros around them.")));
    }
    List<Integer> dimensions = new ArrayList<>(leading(shape));
    List<Integer> strides = new ArrayList<>(leading(new Shape(rowMajor(shape))));
    int down = shape.dimension(shape.rank() - 1);
    dimensions.addAll(List.of(count[0], count[1], length[0], length[1]));
    strides.addAll(List.of(step * down, step, down, 1));
    return new Value.Array(in.tensors().view(images, new Shape(dimensions), 0, strides));
  }

  private static Value pad(Interpreter in, Arguments a) {
    Tensor images = images(in, a);
    int border = a.integer("n", 0, LARGEST_IMAGE);
    Shape shape = images.shape();
    List<Integer> dimensions = new ArrayList<>(leading(shape));
    dimensions.add(shape.dimension(shape.rank() - 2) + 2 * border);
    dimensions.add(shape.dimension(shape.rank() - 1) + 2 * border);
    Shape whole = new Shape(dimensions);
    List<Integer> strides = rowMajor(whole);
    int first = border * (dimensions.getLast() + 1);
    return border == 0
        ? a.value("X")
        : in.computing()
            .force(new Value.Array(in.tensors().scatter(images, whole, first, strides)));
  }

  private static Value permute(Interpreter in, Arguments a) {
    Tensor array = ArrayBuiltins.array(in, a.value("A"));
    int rank = array.shape().rank();
    List<Integer> axes =
        ArrayBuiltins.shapeOf(in, a.rest("axes")).dimensions().stream().map(k -> k - 1).toList();
    if (!axes.stream().sorted().toList().equals(IntStream.range(0, rank).boxed().toList())) {
      throw new Refusal(
          at ->
              new RunProblem.BadOption(
                  at,
                  "axes",
                  axes.stream().map(k -> k + 1).toList().toString(),
                  "each axis from 1 to " + rank + " once, for " + Words.of(array.shape())));
    }
    return new Value.Array(in.tensors().permute(array, axes));
  }

  private static Tensor images(Interpreter in, Arguments a) {
    Tensor images = ArrayBuiltins.array(in, a.value("X"));
    if (images.shape().rank() < 2) {
      throw new Refusal(
          at ->
              new ShapeProblem.NotThatShape(
                  at, "an image, or several", Words.of(images.shape()), List.of()));
    }
    ArraySymbols.checkNumber(images, images.shape().rank() - 2);
    ArraySymbols.checkNumber(images, images.shape().rank() - 1);
    return images;
  }

  private static String image(Shape shape) {
    return "images of "
        + shape.dimension(shape.rank() - 2)
        + " × "
        + shape.dimension(shape.rank() - 1);
  }

  private static List<Integer> leading(Shape shape) {
    return shape.dimensions().subList(0, shape.rank() - 2);
  }

  private static List<Integer> rowMajor(Shape shape) {
    return Strides.rowMajor(shape.dimensions());
  }
}
