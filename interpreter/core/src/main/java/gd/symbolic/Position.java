package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * A real constant as a place on the line, with so many digits that only constants that are equal
 * share one.
 */
record Position(Formula formula, BigDecimal value) implements Comparable<Position> {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Powers of ten beyond this are no places. */
  private static final int LARGEST_SCALE = 10_000;

  /** Empty of what is not real, and far too large. */
  static Optional<Position> of(Formula constant) {
    Optional<BigDecimal> value =
        Signs.isZero(constant, Map.of()).isPresent()
            ? Signs.value(constant).filter(exact -> Math.abs(exact.scale()) < LARGEST_SCALE)
            : Evaluation.constant(constant).stream()
                .filter(Double::isFinite)
                .mapToObj(BigDecimal::valueOf)
                .findFirst();
    return value.map(exact -> new Position(constant, exact));
  }

  /** About the middle, with as few digits as there are. */
  BigDecimal between(Position other) {
    BigDecimal middle = value.add(other.value).multiply(HALF);
    BigDecimal below = value.min(other.value);
    BigDecimal above = value.max(other.value);
    for (int digits = 1; digits < middle.precision(); digits++) {
      BigDecimal rounded = middle.round(new MathContext(digits));
      if (rounded.compareTo(below) > 0 && rounded.compareTo(above) < 0) {
        return rounded;
      }
    }
    return middle;
  }

  /** A whole number about 1 below. */
  BigDecimal below() {
    return value.setScale(0, RoundingMode.FLOOR).subtract(BigDecimal.ONE);
  }

  /** A whole number about 1 above. */
  BigDecimal above() {
    return value.setScale(0, RoundingMode.CEILING).add(BigDecimal.ONE);
  }

  boolean isSame(Position other) {
    return value.compareTo(other.value) == 0;
  }

  @Override
  public int compareTo(Position other) {
    return value.compareTo(other.value);
  }
}
