package gd.formula;

import gd.formula.Formula.Decimal;
import gd.formula.Formula.Precise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.hipparchus.complex.Complex;

/** Powers and operations at complex numbers of which a part is a decimal. */
final class ComplexValues {
  private ComplexValues() {}

  static Optional<Formula> power(Formulas formulas, Formula base, Formula exponent) {
    return value(
        formulas, List.of(base, exponent), z -> ComplexEvaluation.power(z.get(0), z.get(1)));
  }

  static Optional<Formula> of(Formulas formulas, Operation operation, List<Formula> arguments) {
    return value(formulas, arguments, z -> ComplexEvaluation.apply(operation, z));
  }

  /** Empty if no part is a decimal, or if there is no value. */
  private static Optional<Formula> value(
      Formulas formulas, List<Formula> arguments, Function<List<Complex>, Complex> function) {
    boolean inexact = false;
    List<Complex> numbers = new ArrayList<>();
    for (Formula argument : arguments) {
      Optional<Gaussian> number = Gaussian.of(argument);
      OptionalDouble constant = number.isPresent() ? OptionalDouble.empty() : constant(argument);
      if (number.isPresent()) {
        Formula real = number.get().real();
        Formula imaginary = number.get().imaginary();
        if (real instanceof Precise || imaginary instanceof Precise) {
          return Optional.empty();
        }
        inexact |= real instanceof Decimal || imaginary instanceof Decimal;
        numbers.add(
            Complex.valueOf(
                Arithmetic.toDouble(number.get().real()),
                Arithmetic.toDouble(number.get().imaginary())));
      } else if (constant.isPresent()) {
        numbers.add(Complex.valueOf(constant.getAsDouble()));
      } else {
        return Optional.empty();
      }
    }
    if (!inexact) {
      return Optional.empty();
    }
    Complex value = function.apply(numbers);
    return Double.isFinite(value.getReal()) && Double.isFinite(value.getImaginary())
        ? Optional.of(formulas.complex(value.getReal(), value.getImaginary()))
        : Optional.empty();
  }

  private static OptionalDouble constant(Formula formula) {
    return Formula.isClosed(formula) ? Evaluation.constant(formula) : OptionalDouble.empty();
  }
}
