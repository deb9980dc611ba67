package gd.evaluate;

import gd.formula.Formula;
import gd.tensor.Elements;
import gd.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Between numbers of Java and of gd. */
final class Numbers {
  private Numbers() {}

  static Formula element(Tensor.Data data, int index) {
    return switch (data.elements()) {
      case Elements.Decimals(var values) -> new Formula.Decimal(values[index]);
      case Elements.Formulas(var values) -> values.get(index);
    };
  }

  static List<Formula> elements(Tensor.Data data) {
    List<Formula> elements = new ArrayList<>(data.elements().size());
    for (int i = 0; i < data.elements().size(); i++) {
      elements.add(element(data, i));
    }
    return elements;
  }

  static Value integer(long value) {
    return new Value.Scalar(rational(value));
  }

  static Formula rational(long value) {
    return new Formula.Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  /** The whole number that a value is, if it is one (a decimal without a fraction counts). */
  static Optional<BigInteger> whole(Value value) {
    return switch (value) {
      case Value.Scalar(Formula.Rational r) when r.isInteger() -> Optional.of(r.numerator());
      case Value.Scalar(Formula.Decimal(var d)) when d == Math.rint(d) && Math.abs(d) < 1L << 53 ->
          Optional.of(BigInteger.valueOf((long) d));
      case Value _ -> Optional.empty();
    };
  }
}
