package gd.descent;

import gd.formula.Differentiation;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.tensor.Bodies;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a loss is the sum of the squares of: {@code sum(e.^2)}, {@code mean(e.^2)}, {@code e·e}, a
 * square, and sums of these with positive weights.
 */
final class Residuals {
  private final Tensors tensors;
  private final Formulas formulas;
  private final Differentiation differentiation;
  private final List<Tensor> parts = new ArrayList<>();

  private Residuals(Tensors tensors, Differentiation differentiation) {
    this.tensors = tensors;
    this.formulas = tensors.formulas();
    this.differentiation = differentiation;
  }

  /** Vectors whose squares sum up to the loss (but for a constant); empty if it is no such sum. */
  static Optional<List<Tensor>> of(Setting setting, Tensor loss) {
    Residuals residuals = new Residuals(setting.computing().tensors(), setting.differentiation());
    return residuals.collect(loss, 1) && !residuals.parts.isEmpty()
        ? Optional.of(residuals.parts)
        : Optional.empty();
  }

  private boolean collect(Tensor number, double weight) {
    return switch (number) {
      case Tensor.Data _ -> true;
      case Tensor.Reduce reduce
          when reduce.combine() == Tensor.Combine.SUM
              && reduce.axis().isEmpty()
              && reduce.argument() instanceof Tensor.Map map ->
          square(map, weight);
      case Tensor.Contract contract
          when contract.left() == contract.right() && contract.left().shape().rank() == 1 ->
          add(contract.left(), weight);
      case Tensor.Map map -> square(map, weight) || weighted(map, weight);
      case Tensor.Reduce _,
          Tensor.Contract _,
          Tensor.Input _,
          Tensor.View _,
          Tensor.Scatter _,
          Tensor.Stack _,
          Tensor.Square _ ->
          false;
    };
  }

  /** A number that is a weighted sum of numbers. */
  private boolean weighted(Tensor.Map map, double weight) {
    if (map.shape().rank() != 0) {
      return false;
    }
    for (int index : Bodies.slots(map.body())) {
      Formula slope = differentiation.derivative(map.body(), formulas.slot(index));
      OptionalDouble factor =
          Formula.isClosed(slope) ? Evaluation.constant(slope) : OptionalDouble.empty();
      if (factor.isEmpty()
          || factor.getAsDouble() <= 0
          || !collect(map.arguments().get(index), weight * factor.getAsDouble())) {
        return false;
      }
    }
    return true;
  }

  /** c·e², element by element. */
  private boolean square(Tensor.Map map, double weight) {
    List<Formula> factors =
        map.body() instanceof Formula.Product product ? product.factors() : List.of(map.body());
    double constant = weight;
    Formula root = formulas.integer(1);
    for (Formula factor : factors) {
      if (Formula.isClosed(factor) && Evaluation.constant(factor).isPresent()) {
        constant *= Evaluation.constant(factor).getAsDouble();
      } else if (factor instanceof Formula.Power power
          && power.exponent() instanceof Formula.Rational r
          && r.isInteger()
          && r.numerator().signum() > 0
          && !r.numerator().testBit(0)) {
        Formula half = formulas.rational(r.numerator().divide(BigInteger.TWO), BigInteger.ONE);
        root = formulas.multiply(root, formulas.power(power.base(), half));
      } else {
        return false;
      }
    }
    return constant > 0 && add(tensors.map("root", root, map.arguments()), constant);
  }

  private boolean add(Tensor root, double weight) {
    Tensor vector = tensors.reshape(root, Shape.of(root.shape().size()));
    parts.add(
        weight == 1
            ? vector
            : tensors.map(
                "weight",
                formulas.multiply(formulas.decimal(Math.sqrt(weight)), formulas.slot(0)),
                List.of(vector)));
    return true;
  }
}
