package gd.tensor;

import gd.formula.Formula;
import java.util.List;

/** The elements of an array in row-major order: decimals, or exact numbers and symbolic formulas. */
public sealed interface Elements {
  int size();

  /** Decimals; the array is never written after it was handed over. */
  record Decimals(double[] values) implements Elements {
    @Override
    public int size() {
      return values.length;
    }
  }

  /** Exact or symbolic elements (a decimal among symbols is a {@link Formula.Decimal}). */
  record Formulas(List<Formula> values) implements Elements {
    @Override
    public int size() {
      return values.size();
    }
  }
}
