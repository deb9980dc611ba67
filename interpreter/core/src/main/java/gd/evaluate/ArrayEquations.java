package gd.evaluate;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.matrix.MatrixFormula;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.report.Span;
import gd.syntax.Printer;
import gd.syntax.Syntax;
import gd.tensor.Dimensions;
import gd.tensor.Shape;
import gd.tensor.Tensor;
import gd.tensor.Tensors;
import java.util.List;
import java.util.Optional;

/**
 * Equations of declared arrays that are linear in the unknown, {@code A*x == b} and the normal
 * equations {@code ∇L(w) == 0}: with J the Jacobian of the residual r, x is -J⁻¹·r(0).
 */
final class ArrayEquations {
  private final Interpreter in;
  private final Span at;

  ArrayEquations(Interpreter in, Span at) {
    this.in = in;
    this.at = at;
  }

  /** Empty if this is no equation of declared arrays. */
  Optional<Value> solved(Value equation, String unknown) {
    return residual(equation)
        .filter(residual -> ArraySymbols.areAll(in, residual))
        .map(residual -> solved(residual, unknown));
  }

  /**
   * An equation of arrays whose elements are known to be formulas, as the equations it stands for.
   */
  Value oneByOne(Value equation) {
    return equation instanceof Value.Condition
        ? residual(equation)
            .filter(residual -> !residual.isTraced())
            .<Value>map(residual -> new Value.Array(in.computing().data(residual)))
            .orElse(equation)
        : equation;
  }

  private Optional<Tensor> residual(Value equation) {
    return switch (equation) {
      case Value.Condition(Formula.Relation relation, var sides)
          when relation.comparator() == Formula.Comparator.EQUAL ->
          Optional.of(
              in.tensors()
                  .map(
                      "Subtraction",
                      in.formulas().subtract(relation.left(), relation.right()),
                      sides));
      case Value.Array(var tensor, _) -> Optional.of(tensor);
      case Value _ -> Optional.empty();
    };
  }

  private Value solved(Tensor residual, String unknown) {
    Optional<Tensor.Input> array = ArraySymbols.named(in.globals(), unknown);
    Shape shape = array.map(Tensor.Input::shape).orElse(Shape.SCALAR);
    if (shape.rank() != residual.shape().rank() || shape.rank() > 1) {
      throw refusal(
          "One vector is found from an equation of vectors, one number from one of numbers.");
    }
    ExpressionGradients byUnknown =
        new ExpressionGradients(in, List.of(unknown), Arithmetic.of(residual));
    Value slope =
        byUnknown.of(
            shape.rank() == 0 ? new Value.Derivation.Gradient() : new Value.Derivation.Jacobian());
    if (Symbols.of(slope).contains(unknown)) {
      throw refusal("Equations of arrays are solved if they are linear in the unknown.");
    }
    Tensor jacobian = in.arithmetic().tensor(slope);
    if (shape.rank() == 1 && jacobian.shape().dimension(0) != jacobian.shape().dimension(1)) {
      throw refusal(
          "There are not as many equations as unknowns. Least squares: A.T*A*x == A.T*b.");
    }
    noted(jacobian);
    Tensor constant = in.arithmetic().tensor(byUnknown.at(List.of(zero(array))));
    return in.computing().force(Arithmetic.of(quotient(constant, jacobian)));
  }

  /** -J⁻¹·c. */
  private Tensor quotient(Tensor constant, Tensor jacobian) {
    Tensors tensors = in.tensors();
    Formulas formulas = in.formulas();
    Formula minus = formulas.negate(formulas.slot(0));
    return jacobian.shape().rank() == 0
        ? tensors.map(
            "Division", formulas.divide(minus, formulas.slot(1)), List.of(constant, jacobian))
        : tensors.map(
            "Negation",
            minus,
            List.of(tensors.multiply(LinearBuiltins.inverse(in, jacobian), constant)));
  }

  private Value zero(Optional<Tensor.Input> array) {
    if (array.isEmpty()) {
      return new Value.Scalar(in.formulas().integer(0));
    }
    Tensor.Input zero = new Tensor.Input("0", Shape.SCALAR, Dimensions.of(array.get()).letters());
    return new Value.Array(in.tensors().fill(zero, array.get().shape()));
  }

  private void noted(Tensor jacobian) {
    String condition = jacobian.shape().rank() == 0 ? " is not 0." : " has an inverse.";
    MatrixFormula.of(jacobian, in.formulas())
        .filter(formula -> !(formula instanceof Syntax.Number))
        .ifPresent(
            formula ->
                in.listener()
                    .noted(
                        new RunProblem.Remark(
                            at, "This holds where " + Printer.print(formula) + condition)));
  }

  private static Refusal refusal(String why) {
    return new Refusal(at -> new MathProblem.NoAnswer(at, "solve(…)", why));
  }
}
