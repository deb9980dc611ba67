package gd.tensor;

import gd.formula.Formula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Elements of an array by their places along one axis, in any order and any number of times. */
final class Gathering {
  private final Tensors tensors;

  Gathering(Tensors tensors) {
    this.tensors = tensors;
  }

  /** Equal distances are a view, known elements are copied, and of a graph slices are stacked. */
  Tensor gather(Tensor argument, int axis, int[] places) {
    boolean even =
        places.length > 0
            && IntStream.range(2, places.length)
                .allMatch(k -> places[k] - places[k - 1] == places[1] - places[0]);
    if (even) {
      int step = places.length == 1 ? 1 : places[1] - places[0];
      return tensors.slice(argument, axis, places[0], places.length, step);
    }
    if (argument instanceof Tensor.Data data) {
      return known(data, axis, places);
    }
    if (places.length == 0) {
      return tensors.slice(argument, axis, 0, 0, 1);
    }
    Tensor stacked =
        tensors.stack(
            Arrays.stream(places).mapToObj(p -> tensors.pick(argument, axis, p)).toList());
    return tensors.permute(stacked, firstTo(axis, argument.shape().rank()));
  }

  /** Each part at its place in zeros, and the sum of all. */
  Tensor concatenate(List<Tensor> parts, int axis) {
    List<Integer> dimensions = new ArrayList<>(parts.getFirst().shape().dimensions());
    List<Integer> others = without(axis, parts.getFirst());
    int length = 0;
    for (Tensor part : parts) {
      if (part.shape().rank() != dimensions.size() || !without(axis, part).equals(others)) {
        throw ShapeRules.doNotFit(
            "Concatenation",
            "Arrays are joined along one axis, so all their other axes must be equally long.",
            parts.getFirst(),
            part);
      }
      length = Math.addExact(length, part.shape().dimension(axis));
    }
    dimensions.set(axis, length);
    Shape shape = new Shape(dimensions);
    List<Integer> strides = Strides.rowMajor(dimensions);
    Formula sum = tensors.formulas().integer(0);
    List<Tensor> placed = new ArrayList<>();
    int offset = 0;
    for (Tensor part : parts) {
      sum = tensors.formulas().add(sum, tensors.formulas().slot(placed.size()));
      placed.add(tensors.scatter(part, shape, offset, strides));
      offset += part.shape().dimension(axis) * strides.get(axis);
    }
    return tensors.map("Concatenation", sum, placed);
  }

  private static List<Integer> without(int axis, Tensor part) {
    List<Integer> dimensions = new ArrayList<>(part.shape().dimensions());
    if (axis < dimensions.size()) {
      dimensions.remove(axis);
    }
    return dimensions;
  }

  /** The order of the axes that moves the first one to {@code axis}. */
  private static List<Integer> firstTo(int axis, int rank) {
    List<Integer> axes = new ArrayList<>(IntStream.range(1, rank).boxed().toList());
    axes.add(axis, 0);
    return axes;
  }

  private static Tensor known(Tensor.Data data, int axis, int[] places) {
    List<Integer> dimensions = new ArrayList<>(data.shape().dimensions());
    int length = dimensions.set(axis, places.length);
    int inner = dimensions.subList(axis + 1, dimensions.size()).stream().reduce(1, (a, b) -> a * b);
    int outer = dimensions.subList(0, axis).stream().reduce(1, (a, b) -> a * b);
    int[] from = new int[Math.multiplyExact(Math.multiplyExact(outer, places.length), inner)];
    int at = 0;
    for (int o = 0; o < outer; o++) {
      for (int place : places) {
        for (int i = 0; i < inner; i++) {
          from[at++] = (o * length + place) * inner + i;
        }
      }
    }
    return new Tensor.Data(
        new Shape(dimensions),
        switch (data.elements()) {
          case Elements.Decimals(var values) ->
              new Elements.Decimals(Arrays.stream(from).mapToDouble(k -> values[k]).toArray());
          case Elements.Formulas(var values) ->
              new Elements.Formulas(Arrays.stream(from).<Formula>mapToObj(values::get).toList());
        });
  }
}
