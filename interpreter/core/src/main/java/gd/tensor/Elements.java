package gd.tensor;

import gd.formula.Evaluation;
import gd.formula.Formula;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.ToDoubleFunction;

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
      case Formulas(Repeated all) -> new Formulas(new Repeated(all.value(), places.length));
      case Formulas(Fractions all) -> new Formulas(all.at(places));
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
        return new Formulas(isCompact(values) ? values : List.copyOf(values));
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
    if (isCompact(values)) {
      return new Formulas(values);
    }
    Optional<Fractions> fractions = Fractions.of(values);
    if (fractions.isPresent()) {
      return new Formulas(fractions.get());
    }
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

  /** The same element many times. */
  static Elements repeated(Formula element, int size) {
    return element instanceof Formula.Decimal
        ? of(Collections.nCopies(size, element))
        : new Formulas(new Repeated(element, size));
  }

  /** first, first + step, first + 2·step, …, if they are fractions that fit 64 bits. */
  static Optional<Elements> counting(Formula first, Formula step, int size) {
    return Fractions.one(first)
        .flatMap(from -> Fractions.one(step).flatMap(by -> Fractions.counting(from, by, size)))
        .map(Formulas::new);
  }

  /** Whole numbers by their places, which are counted from zero. */
  static Elements whole(int size, IntToLongFunction element) {
    Fractions elements = new Fractions(size);
    for (int k = 0; k < size; k++) {
      elements.set(k, element.applyAsLong(k), 1);
    }
    return new Formulas(elements);
  }

  /** The identity matrix of n rows, by rows. */
  static Elements identity(int n) {
    return whole(n * n, k -> k % (n + 1) == 0 ? 1 : 0);
  }

  /**
   * The sums of the first 1, 2, … of every {@code length} elements, which are {@code stride} apart,
   * if all are fractions that fit 64 bits.
   */
  default Optional<Elements> sums(int length, int stride) {
    return this instanceof Formulas(var all)
        ? Fractions.of(all)
            .flatMap(some -> FractionFold.sums(some, length, stride))
            .map(Formulas::new)
        : Optional.empty();
  }

  private static boolean isCompact(List<Formula> values) {
    return values instanceof Repeated || values instanceof Fractions;
  }

  /** Whether it is at hand that all are numbers. */
  default boolean areNumbers() {
    return switch (this) {
      case Decimals _ -> true;
      case Formulas(Repeated all) -> all.value() instanceof Formula.Number;
      case Formulas(Fractions _) -> true;
      case Formulas _ -> false;
    };
  }

  /** All as decimals: what {@code decimal} makes of each. Not to be written to. */
  default double[] decimals(ToDoubleFunction<Formula> decimal) {
    return switch (this) {
      case Decimals(double[] values) -> values;
      case Formulas(Repeated all) -> {
        double[] values = new double[all.size()];
        Arrays.fill(values, all.isEmpty() ? 0 : decimal.applyAsDouble(all.value()));
        yield values;
      }
      case Formulas(Fractions all) ->
          all.decimals().orElseGet(() -> all.stream().mapToDouble(decimal).toArray());
      case Formulas(List<Formula> all) -> all.stream().mapToDouble(decimal).toArray();
    };
  }

  /** One after the other. */
  static Elements join(List<Elements> parts) {
    if (!parts.isEmpty()
        && parts.getFirst() instanceof Formulas(Repeated first)
        && parts.stream()
            .allMatch(
                part ->
                    part instanceof Formulas(Repeated next)
                        && next.value().equals(first.value()))) {
      int size = parts.stream().mapToInt(Elements::size).sum();
      return new Formulas(new Repeated(first.value(), size));
    }
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
