package gd.tensor;

import gd.formula.Evaluation;
import gd.formula.Formula;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The elements of an array in row-major order: decimals, or exact numbers and symbolic formulas.
 */
public sealed interface Elements {
  int size();

  /** The element at a place, as a formula. */
  default Formula formula(int place) {
    return switch (this) {
      case Decimals(double[] values) -> new Formula.Decimal(values[place]);
      case Formulas(List<Formula> values) -> values.get(place);
    };
  }

  /** All elements as formulas. */
  default List<Formula> formulas() {
    return switch (this) {
      case Decimals(double[] values) ->
          Arrays.stream(values).<Formula>mapToObj(Formula.Decimal::new).toList();
      case Formulas(List<Formula> values) -> values;
    };
  }

  /** Those at some places, in this order. */
  default Elements at(int[] places) {
    return switch (this) {
      case Decimals(double[] values) ->
          new Decimals(Arrays.stream(places).mapToDouble(place -> values[place]).toArray());
      case Formulas(List<Formula> values) ->
          new Formulas(Arrays.stream(places).mapToObj(values::get).toList());
    };
  }

  /** Decimals if every element is one. */
  static Elements of(List<Formula> values) {
    if (!values.isEmpty() && values.stream().allMatch(Formula.Decimal.class::isInstance)) {
      return new Decimals(
          values.stream().mapToDouble(value -> ((Formula.Decimal) value).value()).toArray());
    }
    return new Formulas(List.copyOf(values));
  }

  /**
   * Decimals if all are numbers and one is a decimal: a decimal that meets an exact number makes a
   * decimal.
   */
  static Elements alike(List<Formula> values) {
    boolean numbers =
        values.stream()
            .allMatch(f -> f instanceof Formula.Rational || f instanceof Formula.Decimal);
    return numbers && values.stream().anyMatch(Formula.Decimal.class::isInstance)
        ? new Decimals(
            values.stream().mapToDouble(f -> Evaluation.constant(f).orElseThrow()).toArray())
        : new Formulas(List.copyOf(values));
  }

  /** One after the other. */
  static Elements join(List<Elements> parts) {
    if (parts.stream().allMatch(Decimals.class::isInstance)) {
      double[] values = new double[parts.stream().mapToInt(Elements::size).sum()];
      int at = 0;
      for (Elements part : parts) {
        System.arraycopy(((Decimals) part).values(), 0, values, at, part.size());
        at += part.size();
      }
      return new Decimals(values);
    }
    return alike(parts.stream().map(Elements::formulas).flatMap(Collection::stream).toList());
  }

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
