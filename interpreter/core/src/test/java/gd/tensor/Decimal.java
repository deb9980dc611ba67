package gd.tensor;

import gd.formula.Evaluation;
import gd.formula.Formula;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Walks a graph in 64-bit decimals, node by node, without kernels: the oracle of the numeric tests.
 */
public final class Decimal {
  private Decimal() {}

  public static double[] evaluate(Tensor tensor, Map<Tensor.Input, Tensor.Data> inputs) {
    Map<Tensor, double[]> known = new IdentityHashMap<>();
    for (Tensor node : Graph.order(List.of(tensor))) {
      List<double[]> arguments = Graph.arguments(node).stream().map(known::get).toList();
      known.put(node, elements(node, arguments, inputs));
    }
    return known.get(tensor);
  }

  private static double[] elements(
      Tensor node, List<double[]> arguments, Map<Tensor.Input, Tensor.Data> inputs) {
    return switch (node) {
      case Tensor.Input input -> decimals(inputs.get(input));
      case Tensor.Data data -> decimals(data);
      case Tensor.Map map -> {
        List<Formula> slots = new ArrayList<>();
        IntStream.range(0, arguments.size()).forEach(slot -> slots.add(new Formula.Slot(slot)));
        Evaluation body = new Evaluation(List.of(map.body()), slots);
        yield IntStream.range(0, map.shape().size())
            .mapToDouble(place -> body.at(at(map, arguments, place)))
            .toArray();
      }
      case Tensor.Reduce reduce -> {
        Shape shape = reduce.argument().shape();
        int axis = reduce.axis().orElse(-1);
        int length = axis < 0 ? shape.size() : shape.dimension(axis);
        int stride = axis < 0 ? 1 : Strides.rowMajor(shape.dimensions()).get(axis);
        yield IntStream.range(0, reduce.shape().size())
            .mapToDouble(
                result ->
                    IntStream.range(0, length)
                        .mapToDouble(
                            k ->
                                arguments
                                    .getFirst()[
                                    result / stride * stride * length
                                        + result % stride
                                        + k * stride])
                        .reduce((left, right) -> combine(reduce.combine(), left, right))
                        .orElse(0))
            .toArray();
      }
      case Tensor.Contract contract -> {
        int inner = contract.right().shape().dimension(0);
        int columns = arguments.getLast().length / inner;
        yield IntStream.range(0, contract.shape().size())
            .mapToDouble(
                place ->
                    IntStream.range(0, inner)
                        .mapToDouble(
                            k ->
                                arguments.getFirst()[place / columns * inner + k]
                                    * arguments.getLast()[k * columns + place % columns])
                        .reduce(Double::sum)
                        .orElse(0))
            .toArray();
      }
      case Tensor.View view -> {
        int[] places = Strides.places(view.shape(), view.offset(), view.strides());
        yield IntStream.of(places).mapToDouble(place -> arguments.getFirst()[place]).toArray();
      }
      case Tensor.Scatter scatter -> {
        double[] elements = new double[scatter.shape().size()];
        int[] places =
            Strides.places(scatter.argument().shape(), scatter.offset(), scatter.strides());
        for (int k = 0; k < places.length; k++) {
          elements[places[k]] += arguments.getFirst()[k];
        }
        yield elements;
      }
      case Tensor.Stack _ -> arguments.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
      case Tensor.Square _ -> throw new IllegalStateException("never computed");
    };
  }

  private static double[] at(Tensor.Map map, List<double[]> arguments, int place) {
    return IntStream.range(0, arguments.size())
        .mapToDouble(k -> arguments.get(k)[map.arguments().get(k).shape().rank() == 0 ? 0 : place])
        .toArray();
  }

  private static double combine(Tensor.Combine combine, double left, double right) {
    return switch (combine) {
      case SUM -> left + right;
      case PRODUCT -> left * right;
      case MAX -> Math.max(left, right);
      case MIN -> Math.min(left, right);
    };
  }

  public static double[] decimals(Tensor.Data data) {
    return data.elements().formulas().stream()
        .mapToDouble(
            element ->
                element instanceof Formula.Decimal(double value)
                    ? value
                    : Evaluation.constant(element).orElseThrow())
        .toArray();
  }
}
