package gd.matrix;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A softmax as a textbook writes it: {@code exp(z - max(z))/sum(exp(z - max(z)))} is {@code
 * exp(z)/sum(exp(z))}, which overflows but need not be computed.
 */
public final class SoftmaxShift {
  private SoftmaxShift() {}

  /** The graph of the same value with the shifts taken out of its softmaxes. */
  public static Tensor removed(Tensor root, Tensors tensors) {
    Formulas formulas = tensors.formulas();
    Formula quotient = formulas.divide(formulas.slot(0), formulas.slot(1));
    Formula difference = formulas.subtract(formulas.slot(0), formulas.slot(1));
    Formula exponential = formulas.apply(Operation.EXP, List.of(formulas.slot(0)));
    List<Tensor> order = Graph.order(List.of(root));
    Set<Tensor> shifted = new HashSet<>();
    for (Tensor tensor : order) {
      if (tensor instanceof Tensor.Map ratio
          && ratio.body() == quotient
          && ratio.arguments().getFirst() instanceof Tensor.Map exp
          && exp.body() == exponential
          && viewed(ratio.arguments().getLast()) instanceof Tensor.Reduce sum
          && sum.combine() == Tensor.Combine.SUM
          && sum.argument() == exp
          && exp.arguments().getFirst() instanceof Tensor.Map shift
          && shift.body() == difference
          && viewed(shift.arguments().getLast()) instanceof Tensor.Reduce max
          && max.combine() == Tensor.Combine.MAX) {
        shifted.add(shift);
      }
    }
    Map<Tensor, Tensor> made = new IdentityHashMap<>();
    for (Tensor tensor : order) {
      List<Tensor> arguments = new ArrayList<>();
      Graph.arguments(tensor).forEach(a -> arguments.add(made.getOrDefault(a, a)));
      boolean same = arguments.equals(Graph.arguments(tensor));
      made.put(
          tensor,
          shifted.contains(tensor)
              ? arguments.getFirst()
              : same ? tensor : tensors.with(tensor, arguments));
    }
    return made.getOrDefault(root, root);
  }

  private static Tensor viewed(Tensor tensor) {
    return tensor instanceof Tensor.View view ? view.argument() : tensor;
  }
}
