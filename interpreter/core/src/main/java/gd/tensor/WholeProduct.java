package gd.tensor;

import gd.formula.Formula;
import gd.formula.Formulas;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Matrix products of whole numbers so small that no sum overflows 64 bits. */
final class WholeProduct {
  private WholeProduct() {}

  /** The product's elements by rows, if both are of such numbers. */
  static Optional<List<Formula>> of(
      Formulas formulas, List<Formula> left, List<Formula> right, int inner) {
    int bits = 62 - Integer.SIZE + Integer.numberOfLeadingZeros(inner);
    Optional<long[]> a = whole(left, bits / 2);
    Optional<long[]> b = a.flatMap(_ -> whole(right, bits / 2));
    return b.map(other -> product(formulas, a.orElseThrow(), other, inner));
  }

  private static Optional<long[]> whole(List<Formula> elements, int bits) {
    long[] values = new long[elements.size()];
    for (int k = 0; k < values.length; k++) {
      if (!(elements.get(k) instanceof Formula.Rational number)
          || !number.isInteger()
          || number.numerator().bitLength() > bits) {
        return Optional.empty();
      }
      values[k] = number.numerator().longValue();
    }
    return Optional.of(values);
  }

  private static List<Formula> product(Formulas formulas, long[] left, long[] right, int inner) {
    int rows = left.length / inner;
    int columns = right.length / inner;
    Formula[] product = new Formula[rows * columns];
    long[] sums = new long[columns];
    for (int row = 0; row < rows; row++) {
      if (Thread.interrupted()) {
        throw new CancellationException();
      }
      Arrays.fill(sums, 0);
      for (int k = 0; k < inner; k++) {
        long factor = left[row * inner + k];
        for (int column = 0; factor != 0 && column < columns; column++) {
          sums[column] += factor * right[k * columns + column];
        }
      }
      for (int column = 0; column < columns; column++) {
        product[row * columns + column] = formulas.integer(sums[column]);
      }
    }
    return Arrays.asList(product);
  }
}
