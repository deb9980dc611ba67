package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import gd.formula.Operation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A number made of arrays that brings its gradient along: {@code declared(value, s)} is the value,
 * and its derivative is that of s = Σ held(g)·w, whose gradient by w is g, because what is held has
 * the derivative zero. A gradient that is taken of it has g no longer held, so that it can be
 * differentiated in turn. Once differentiated, s is dropped.
 */
public final class DeclaredGradient {
  private static final Operation DECLARED = new Operation("declared", 2, new Formula.Slot(0));
  private static final Operation HELD = new Operation("held", 1, new Formula.Slot(0));

  private DeclaredGradient() {}

  /** The number with gradients by some tensors that it is made of, each of its tensor's shape. */
  public static Tensor of(Tensor number, List<Tensor> by, List<Tensor> gradients, Tensors tensors) {
    Formulas formulas = tensors.formulas();
    List<Tensor> parts = new ArrayList<>(List.of(number));
    List<Formula> sum = new ArrayList<>();
    for (int k = 0; k < by.size(); k++) {
      Shape flat = Shape.of(by.get(k).shape().size());
      Tensor gradient = tensors.reshape(gradients.get(k), flat);
      Tensor held =
          tensors.map(
              "Holding", formulas.apply(HELD, List.of(formulas.slot(0))), List.of(gradient));
      sum.add(formulas.slot(parts.size()));
      parts.add(tensors.contract(held, tensors.reshape(by.get(k), flat)));
    }
    return tensors.map(
        "Declaration",
        formulas.apply(DECLARED, List.of(formulas.slot(0), formulas.sum(sum))),
        parts);
  }

  /** The derivative of the operations that are used here, 0 or 1; empty for all others. */
  public static Optional<Formula> derivative(Operation operation, int argument) {
    return operation.equals(HELD)
        ? Optional.of(whole(0))
        : operation.equals(DECLARED) ? Optional.of(whole(argument)) : Optional.empty();
  }

  private static Formula whole(int number) {
    return new Formula.Rational(BigInteger.valueOf(number), BigInteger.ONE);
  }

  /** Whether a node has the value of its first argument, and is one of those made here. */
  public static boolean isItsFirstArgument(Tensor.Map map) {
    return map.body() instanceof Formula.Apply apply
        && (apply.operation().equals(HELD) || apply.operation().equals(DECLARED));
  }

  /** What is held, or the tensor itself. */
  static Tensor released(Tensor tensor) {
    return tensor instanceof Tensor.Map map
            && map.body() instanceof Formula.Apply apply
            && apply.operation().equals(HELD)
        ? map.arguments().getFirst()
        : tensor;
  }
}
