package gd.formula;

import gd.formula.Formula.Decimal;
import gd.formula.Formula.Number;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Operations at decimals. */
final class DecimalValues {
  /** What is infinite at a pole rather than too large. */
  private static final Set<String> WITH_POLES =
      Set.of("log", "log2", "log10", "log1p", "atanh", "lgamma");

  private DecimalValues() {}

  /** The value if an argument is a decimal and all are constants. */
  static Optional<Formula> of(Formulas formulas, Operation operation, List<Formula> arguments) {
    boolean anyDecimal = false;
    for (Formula argument : arguments) {
      if (!Formula.isReal(argument)) {
        return ComplexValues.of(formulas, operation, arguments);
      }
      anyDecimal |= argument instanceof Decimal;
    }
    if (!anyDecimal) {
      return Optional.empty();
    }
    double[] values = new double[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      OptionalDouble value = Evaluation.constant(arguments.get(i));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values[i] = value.getAsDouble();
    }
    if (operation.name().equals("mod") && values[1] == 0) {
      throw Refusals.divisionByZero();
    }
    double result = operation.value(values);
    if (operation.name().equals("gamma") && values[0] > 1 && !Double.isFinite(result)) {
      return Optional.of(Arithmetic.decimal(Double.POSITIVE_INFINITY)); // above the largest decimal
    }
    if (Double.isNaN(result) && Formulas.mayBeComplex()) {
      Optional<Formula> complex = ComplexValues.of(formulas, operation, arguments);
      if (complex.isPresent()) {
        return complex;
      }
    }
    if (Double.isNaN(result)
        || (Double.isInfinite(result) && WITH_POLES.contains(operation.name()))) {
      String where = arguments.stream().map(DecimalValues::text).collect(Collectors.joining(", "));
      throw Refusals.outsideDomain(
          operation.name(),
          where,
          "`" + operation.name() + "` has no real value at " + where + ".");
    }
    return Optional.of(Arithmetic.decimal(result));
  }

  private static String text(Formula argument) {
    return argument instanceof Number number
        ? DecimalText.shortest(Arithmetic.toDouble(number))
        : argument.toString();
  }
}
