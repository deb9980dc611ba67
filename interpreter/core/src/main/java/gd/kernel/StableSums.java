package gd.kernel;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.List;
import java.util.Optional;

/** Logarithms of sums of exponentials, and of softmax, that neither overflow nor reach log(0). */
final class StableSums {
  private final Tensors tensors;
  private final Formulas formulas;
  private final Formula logarithm;
  private final Formula exponential;
  private final Formula quotient;
  private final Formula difference;

  StableSums(Tensors tensors) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    Formula x = formulas.slot(0);
    Formula y = formulas.slot(1);
    this.logarithm = formulas.apply(Operation.LOG, List.of(x));
    this.exponential = formulas.apply(Operation.EXP, List.of(x));
    this.quotient = formulas.divide(x, y);
    this.difference = formulas.subtract(x, y);
  }

  List<Rewrite.Rule> rules() {
    return List.of(
        new Rewrite.Rule("log of a sum of exponentials", this::logSumExp),
        new Rewrite.Rule("log of a softmax", this::logSoftmax));
  }

  /** log Σ exp z = m + log Σ exp(z − m), with m = max z. */
  private Optional<Tensor> logSumExp(Tensor tensor) {
    if (!(tensor instanceof Tensor.Map outer)
        || outer.body() != logarithm
        || !(outer.arguments().getFirst() instanceof Tensor.Reduce sum)
        || sum.combine() != Tensor.Combine.SUM
        || !(sum.argument() instanceof Tensor.Map inner)
        || inner.body() != exponential) {
      return Optional.empty();
    }
    Tensor z = inner.arguments().getFirst();
    if (isShifted(z) || z.shape().size() == 0) {
      return Optional.empty();
    }
    Tensor largest = tensors.reduce(Tensor.Combine.MAX, sum.axis(), z);
    Tensor everywhere =
        sum.axis().isPresent()
            ? tensors.spread(
                largest, sum.axis().getAsInt(), z.shape().dimension(sum.axis().getAsInt()))
            : tensors.fill(largest, z.shape());
    Tensor shifted = tensors.map("Subtraction", difference, List.of(z, everywhere));
    Tensor exponentials = tensors.map("exp", exponential, List.of(shifted));
    Tensor rest =
        tensors.map(
            "log",
            logarithm,
            List.of(tensors.reduce(Tensor.Combine.SUM, sum.axis(), exponentials)));
    Formula together = formulas.add(formulas.slot(0), formulas.slot(1));
    return Optional.of(tensors.map("Addition", together, List.of(largest, rest)));
  }

  /** Whether a maximum was taken off already. */
  private boolean isShifted(Tensor tensor) {
    return tensor instanceof Tensor.Map map
        && map.body() == difference
        && viewed(map.arguments().getLast()) instanceof Tensor.Reduce reduce
        && reduce.combine() == Tensor.Combine.MAX;
  }

  private static Tensor viewed(Tensor tensor) {
    return tensor instanceof Tensor.View view ? view.argument() : tensor;
  }

  /** log(exp(z)/s) = z − log s, also if the quotient was transposed or reshaped. */
  private Optional<Tensor> logSoftmax(Tensor tensor) {
    if (!(tensor instanceof Tensor.Map outer) || outer.body() != logarithm) {
      return Optional.empty();
    }
    Tensor argument = outer.arguments().getFirst();
    Tensor divided = viewed(argument);
    if (!(divided instanceof Tensor.Map ratio)
        || ratio.body() != quotient
        || !(ratio.arguments().getFirst() instanceof Tensor.Map above)
        || above.body() != exponential) {
      return Optional.empty();
    }
    Tensor log = tensors.map("log", logarithm, List.of(ratio.arguments().getLast()));
    Tensor stable =
        tensors.map("Subtraction", difference, List.of(above.arguments().getFirst(), log));
    return Optional.of(
        argument instanceof Tensor.View view
            ? tensors.view(stable, view.shape(), view.offset(), view.strides())
            : stable);
  }
}
