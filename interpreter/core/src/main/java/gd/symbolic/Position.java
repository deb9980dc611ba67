package gd.symbolic;

import gd.formula.Evaluation;
import gd.formula.Formula;
import java.math.BigDecimal;
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

  BigDecimal middle(Position other) {
    return value.add(other.value).multiply(HALF);
  }

  boolean isSame(Position other) {
    return value.compareTo(other.value) == 0;
  }

  @Override
  public int compareTo(Position other) {
    return value.compareTo(other.value);
  }
}
