package gd.tensor;

import gd.formula.Formula;
import java.util.List;
import java.util.Optional;

/** A decimal times an array of fractions, or plus it: what makes decimals of exact numbers. */
final class DecimalBody {
  private DecimalBody() {}

  /** Empty for other bodies, and if a number is too long or too large. */
  static Optional<Elements> of(Formula body, List<List<Formula>> arguments) {
    if (!(body instanceof Formula.Sum || body instanceof Formula.Product)
        || body.children().size() != 2
        || arguments.size() != 1) {
      return Optional.empty();
    }
    boolean sum = body instanceof Formula.Sum;
    Formula first = body.children().getFirst();
    Formula last = body.children().getLast();
    if (first instanceof Formula.Decimal(double decimal) && last instanceof Formula.Slot) {
      return of(sum, decimal, arguments.getFirst());
    }
    return last instanceof Formula.Decimal(double decimal) && first instanceof Formula.Slot
        ? of(sum, decimal, arguments.getFirst())
        : Optional.empty();
  }

  private static Optional<Elements> of(boolean sum, double decimal, List<Formula> argument) {
    return Fractions.of(argument)
        .flatMap(Fractions::decimals)
        .flatMap(values -> of(sum, decimal, values));
  }

  private static Optional<Elements> of(boolean sum, double decimal, double[] values) {
    double[] results = new double[values.length];
    for (int k = 0; k < results.length; k++) {
      results[k] = sum ? decimal + values[k] : decimal * values[k];
      if (!Double.isFinite(results[k])) {
        return Optional.empty();
      }
    }
    return Optional.of(new Elements.Decimals(results));
  }
}
