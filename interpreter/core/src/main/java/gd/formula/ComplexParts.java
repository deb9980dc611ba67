package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import java.util.List;
import java.util.Optional;

/**
 * A formula as real + imaginary·i, where rules of algebra tell them apart. Symbols count as real.
 */
public record ComplexParts(Formula real, Formula imaginary) {
  private static final int MAX_POWER = 1000;

  /** Empty if they cannot be told: of asin(2), which is complex, no rule here says the parts. */
  public static Optional<ComplexParts> of(Formulas formulas, Formula z) {
    if (Formula.isReal(z)) {
      return isKnownReal(z)
          ? Optional.of(new ComplexParts(z, Arithmetic.ZERO))
          : logarithm(formulas, z);
    }
    return switch (z) {
      case Constant _ -> Optional.of(new ComplexParts(Arithmetic.ZERO, Arithmetic.ONE));
      case Sum sum -> combined(formulas, sum.terms(), Arithmetic.ZERO, ComplexParts::plus);
      case Product product ->
          combined(formulas, product.factors(), Arithmetic.ONE, ComplexParts::times);
      case Power power
          when power.exponent() instanceof Rational n
              && n.isInteger()
              && n.numerator().bitLength() <= 31
              && Math.abs(n.numerator().intValue()) <= MAX_POWER ->
          of(formulas, power.base()).map(base -> base.power(formulas, n.numerator().intValue()));
      case Apply apply when apply.operation().equals(Operation.EXP) ->
          of(formulas, apply.arguments().getFirst()).map(x -> x.exponential(formulas));
      case Formula _ -> logarithm(formulas, z);
    };
  }

  /** Without symbols it must have a real value: asin(2) has none. */
  private static boolean isKnownReal(Formula z) {
    return !Formula.isClosed(z) || Evaluation.constant(z).isPresent();
  }

  private interface Combination {
    ComplexParts of(ComplexParts left, Formulas formulas, ComplexParts right);
  }

  private static Optional<ComplexParts> combined(
      Formulas formulas, List<Formula> all, Formula neutral, Combination combination) {
    ComplexParts result = new ComplexParts(neutral, Arithmetic.ZERO);
    for (Formula each : all) {
      Optional<ComplexParts> parts = of(formulas, each);
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      result = combination.of(result, formulas, parts.get());
    }
    return Optional.of(result);
  }

  /** log z = log|z| + i·arg z. */
  private static Optional<ComplexParts> logarithm(Formulas formulas, Formula z) {
    if (!(z instanceof Apply apply && apply.operation().equals(Operation.LOG))) {
      return Optional.empty();
    }
    return of(formulas, apply.arguments().getFirst())
        .flatMap(
            x ->
                x.angle(formulas)
                    .map(
                        angle ->
                            new ComplexParts(
                                formulas.apply(Operation.LOG, List.of(x.magnitude(formulas))),
                                angle)));
  }

  private ComplexParts plus(Formulas formulas, ComplexParts that) {
    return new ComplexParts(formulas.add(real, that.real), formulas.add(imaginary, that.imaginary));
  }

  private ComplexParts times(Formulas formulas, ComplexParts that) {
    return new ComplexParts(
        formulas.subtract(
            formulas.multiply(real, that.real), formulas.multiply(imaginary, that.imaginary)),
        formulas.add(
            formulas.multiply(real, that.imaginary), formulas.multiply(imaginary, that.real)));
  }

  private ComplexParts power(Formulas formulas, int exponent) {
    if (exponent < 0) {
      Formula norm = norm(formulas);
      return new ComplexParts(
              formulas.divide(real, norm), formulas.divide(formulas.negate(imaginary), norm))
          .power(formulas, -exponent);
    }
    ComplexParts result = new ComplexParts(Arithmetic.ONE, Arithmetic.ZERO);
    for (int bit = Integer.highestOneBit(exponent); bit > 0; bit >>= 1) {
      result = result.times(formulas, result);
      if ((exponent & bit) != 0) {
        result = result.times(formulas, this);
      }
    }
    return result;
  }

  private ComplexParts exponential(Formulas formulas) {
    Formula magnitude = formulas.apply(Operation.EXP, List.of(real));
    return new ComplexParts(
        formulas.multiply(magnitude, formulas.apply(Operation.COS, List.of(imaginary))),
        formulas.multiply(magnitude, formulas.apply(Operation.SIN, List.of(imaginary))));
  }

  private Formula norm(Formulas formulas) {
    Formula two = Arithmetic.integer(2);
    return formulas.add(formulas.power(real, two), formulas.power(imaginary, two));
  }

  /** |z|. */
  public Formula magnitude(Formulas formulas) {
    return formulas.power(norm(formulas), Arithmetic.HALF);
  }

  /** arg z in (-π, π]; empty if the sign of a part is not known. */
  public Optional<Formula> angle(Formulas formulas) {
    return Comparison.sign(real).isPresent()
            && Formula.isClosed(real)
            && Formula.isClosed(imaginary)
            && Comparison.sign(imaginary).isPresent()
        ? Optional.of(formulas.apply(Operation.ATAN2, List.of(imaginary, real)))
        : Optional.empty();
  }
}
