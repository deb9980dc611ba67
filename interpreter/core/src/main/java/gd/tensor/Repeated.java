package gd.tensor;

import gd.formula.Formula;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The same formula many times, as in zeros(n): it takes room for one. */
final class Repeated extends AbstractList<Formula> implements RandomAccess {
  private final Formula value;
  private final int size;

  Repeated(Formula value, int size) {
    this.value = value;
    this.size = size;
  }

  Formula value() {
    return value;
  }

  boolean isZero() {
    return value instanceof Formula.Rational zero && zero.numerator().signum() == 0;
  }

  @Override
  public Formula get(int index) {
    Objects.checkIndex(index, size);
    return value;
  }

  @Override
  public int size() {
    return size;
  }
}
