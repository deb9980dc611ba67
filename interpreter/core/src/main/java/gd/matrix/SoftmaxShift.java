package gd.matrix;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.tensor.Graph;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A softmax as a textbook writes it: {@code exp(z - max(z))/sum(exp(z - max(z)))} is {@code
 * exp(z)/sum(exp(z))}, which overflows but need not be computed. So is {@code max(z) +
 * log(sum(exp(z - max(z))))}.
 */
public final class SoftmaxShift {
  private SoftmaxShift() {}

  /** The graph of the same value with the shifts taken out of its softmaxes. */
  public static Tensor removed(Tensor root, Tensors tensors) {
    Patterns patterns = new Patterns(tensors.formulas());
    List<Tensor> order = Graph.order(List.of(root));
    // What is left of a node: one of its arguments.
    Map<Tensor, Tensor> left = new IdentityHashMap<>();
    for (Tensor tensor : order) {
      if (tensor instanceof Tensor.Map map) {
        patterns.ratio(map).ifPresent(shift -> left.put(shift, shift.arguments().getFirst()));
        patterns.logarithm(map, left);
      }
    }
    Map<Tensor, Tensor> made = new IdentityHashMap<>();
    for (Tensor tensor : order) {
      List<Tensor> arguments = new ArrayList<>();
      Graph.arguments(tensor).forEach(a -> arguments.add(made.getOrDefault(a, a)));
      boolean same = arguments.equals(Graph.arguments(tensor));
      Tensor rest = left.get(tensor);
      made.put(
          tensor,
          rest != null
              ? made.getOrDefault(rest, rest)
              : same ? tensor : tensors.with(tensor, arguments));
    }
    return made.getOrDefault(root, root);
  }

  /** What a softmax and the logarithm of its denominator are made of. */
  private record Patterns(
      Formula quotient, Formula difference, Formula sum, Formula exponential, Formula logarithm) {
    Patterns(Formulas formulas) {
      this(
          formulas.divide(formulas.slot(0), formulas.slot(1)),
          formulas.subtract(formulas.slot(0), formulas.slot(1)),
          formulas.add(formulas.slot(0), formulas.slot(1)),
          formulas.apply(Operation.EXP, List.of(formulas.slot(0))),
          formulas.apply(Operation.LOG, List.of(formulas.slot(0))));
    }

    /** The difference z - max(z) of a softmax. */
    Optional<Tensor.Map> ratio(Tensor.Map ratio) {
      return ratio.body() == quotient
          ? total(ratio.arguments().getLast())
              .filter(exp -> exp == ratio.arguments().getFirst())
              .flatMap(this::shift)
          : Optional.empty();
    }

    /** max(z) + log(sum(exp(z - max(z)))) is its second term without the difference. */
    void logarithm(Tensor.Map map, Map<Tensor, Tensor> left) {
      if (map.body() != sum) {
        return;
      }
      for (int k = 0; k < 2; k++) {
        Tensor greatest = map.arguments().get(k);
        if (map.arguments().get(1 - k) instanceof Tensor.Map log && log.body() == logarithm) {
          total(log.arguments().getFirst())
              .flatMap(this::shift)
              .filter(shift -> viewed(shift.arguments().getLast()) == greatest)
              .ifPresent(
                  shift -> {
                    left.put(shift, shift.arguments().getFirst());
                    left.put(map, log);
                  });
        }
      }
    }

    /** The exponentials that are added. */
    private Optional<Tensor.Map> total(Tensor tensor) {
      return viewed(tensor) instanceof Tensor.Reduce reduce
              && reduce.combine() == Tensor.Combine.SUM
              && reduce.argument() instanceof Tensor.Map exp
              && exp.body() == exponential
          ? Optional.of(exp)
          : Optional.empty();
    }

    private Optional<Tensor.Map> shift(Tensor.Map exp) {
      return exp.arguments().getFirst() instanceof Tensor.Map shift
              && shift.body() == difference
              && viewed(shift.arguments().getLast()) instanceof Tensor.Reduce reduce
              && reduce.combine() == Tensor.Combine.MAX
          ? Optional.of(shift)
          : Optional.empty();
    }
  }

  private static Tensor viewed(Tensor tensor) {
    return tensor instanceof Tensor.View view ? view.argument() : tensor;
  }
}
