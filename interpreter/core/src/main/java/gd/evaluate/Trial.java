package gd.evaluate;

import gd.tensor.Elements;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Arguments at which a declared derivative is compared with differences: numbers, or arrays of one
 * shape, of which one element may be moved.
 */
final class Trial {
  /** On both sides of 0, and off the whole numbers, where kinks like to be. */
  private static final List<Double> POINTS = List.of(-1.7, -0.6, 0.8, 2.3);

  private static final int COUNT = 2 * POINTS.size();

  /** Far enough from singular, and with a positive determinant. */
  private static final double DIAGONAL = 6;

  private final Shape shape;
  private final List<double[]> arguments;

  private Trial(Shape shape, List<double[]> arguments) {
    this.shape = shape;
    this.arguments = arguments;
  }

  /** Elements of either sign; and the same without their signs, which a logarithm needs. */
  static List<List<Trial>> at(Shape shape, int arguments) {
    List<Trial> all =
        IntStream.range(0, COUNT)
            .mapToObj(k -> new Trial(shape, points(shape, arguments, k)))
            .toList();
    return List.of(all.subList(0, POINTS.size()), all.subList(POINTS.size(), COUNT));
  }

  private static List<double[]> points(Shape shape, int arguments, int first) {
    boolean positive = first >= POINTS.size();
    List<double[]> point = new ArrayList<>();
    for (int argument = 0; argument < arguments; argument++) {
      double[] elements = new double[shape.size()];
      for (int k = 0; k < elements.length; k++) {
        double element = POINTS.get((first + argument + k) % POINTS.size()) + k / POINTS.size();
        elements[k] = positive ? Math.abs(element) : element;
      }
      if (shape.rank() == 2) {
        int columns = shape.dimension(1);
        for (int k = 0; k < Math.min(shape.dimension(0), columns); k++) {
          elements[k * (columns + 1)] += DIAGONAL;
        }
      }
      point.add(elements);
    }
    return point;
  }

  /** The number of elements that one of the arguments has. */
  int size() {
    return shape.size();
  }

  /** The same with one element of one argument moved. */
  Trial moved(int argument, int element, double by) {
    List<double[]> all = new ArrayList<>(arguments);
    double[] elements = all.get(argument).clone();
    elements[element] += by;
    all.set(argument, elements);
    return new Trial(shape, all);
  }

  List<Value> values(Interpreter in) {
    return arguments.stream()
        .map(
            elements ->
                shape.rank() == 0
                    ? in.decimals(elements).getFirst()
                    : new Value.Array(new Tensor.Data(shape, new Elements.Decimals(elements))))
        .toList();
  }

  String text(List<String> names, Interpreter in) {
    return names.size() == 1
        ? text(arguments.getFirst(), in)
        : IntStream.range(0, names.size())
            .mapToObj(k -> names.get(k) + " = " + text(arguments.get(k), in))
            .collect(Collectors.joining(", "));
  }

  /** Numbers of the shape of an argument. */
  String text(double[] elements, Interpreter in) {
    if (shape.rank() == 0) {
      return in.text(in.decimals(elements).getFirst());
    }
    if (shape.rank() == 1) {
      return vector(elements, in);
    }
    int columns = shape.dimension(1);
    return IntStream.range(0, shape.dimension(0))
        .mapToObj(row -> Arrays.copyOfRange(elements, row * columns, (row + 1) * columns))
        .map(row -> joined(row, in))
        .collect(Collectors.joining("; ", "[", "]"));
  }

  static String vector(double[] elements, Interpreter in) {
    return elements.length == 1 ? joined(elements, in) : "[" + joined(elements, in) + "]";
  }

  private static String joined(double[] elements, Interpreter in) {
    return in.decimals(elements).stream().map(in::text).collect(Collectors.joining(", "));
  }
}
