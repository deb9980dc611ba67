package gd.tensor;

import gd.formula.Evaluation;
import gd.formula.Formula;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
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
      case Formulas(List<Formula> values) -> {
        // many reads of a list cost more than one copy of it
        Formula[] from =
            places.length < values.size() ? new Formula[0] : values.toArray(new Formula[0]);
        Formula[] found = new Formula[places.length];
        for (int k = 0; k < places.length; k++) {
          found[k] = from.length == 0 ? values.get(places[k]) : from[places[k]];
        }
        yield new Formulas(Arrays.asList(found));
      }
    };
  }

  /** Decimals if every element is one. */
  static Elements of(List<Formula> values) {
    double[] decimals = new double[values.size()];
    for (int k = 0; k < decimals.length; k++) {
      if (!(values.get(k) instanceof Formula.Decimal(double value))) {
        return new Formulas(List.copyOf(values));
      }
      decimals[k] = value;
    }
    return decimals.length == 0 ? new Formulas(List.of()) : new Decimals(decimals);
  }

  /**
   * Decimals if all are numbers and one is a decimal: a decimal that meets an exact number makes a
   * decimal. The list is handed over: nobody writes to it afterwards.
   */
  static Elements alike(List<Formula> values) {
    boolean decimals = false;
    for (Formula value : values) {
      if (!(value instanceof Formula.Rational || value instanceof Formula.Decimal)) {
        return new Formulas(Collections.unmodifiableList(values));
      }
      decimals |= value instanceof Formula.Decimal;
    }
    return decimals
        ? new Decimals(
            values.stream().mapToDouble(f -> Evaluation.constant(f).orElseThrow()).toArray())
        : new Formulas(Collections.unmodifiableList(values));
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
