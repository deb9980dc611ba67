package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apfloat.Apcomplex;
import org.apfloat.Apfloat;

/**
 * That a number made of fractions and roots is zero, proved by its digits: one that is not zero has
 * at least a size, by the bound of Burnikel, Funke, Mehlhorn, Schirra and Schmitt ("A separation
 * bound for real algebraic expressions").
 */
final class RootBound {
  private static final int MOST_DIGITS = 2_000;

  /** Digits for the rounding of the steps. */
  private static final int GUARD = 60;

  /** Powers of ten: all conjugates of numerator and denominator, both whole, are below. */
  private record Size(double numerator, double denominator) {
    Size inverse() {
      return new Size(denominator, numerator);
    }
  }

  private record Root(Formula of, BigInteger degree) {}

  private final Map<Formula, Size> sizes = new HashMap<>();
  private final Set<Root> roots = new HashSet<>();

  private RootBound() {}

  /** Whether that is proved. */
  static boolean isZero(Formula constant) {
    double least = new RootBound().digits(constant);
    if (!(least < MOST_DIGITS)) {
      return false;
    }
    int needed = (int) least + 1;
    Optional<Apcomplex> value = new PreciseEvaluation(2 * needed + GUARD).at(constant);
    return value.isPresent()
        && isBelow(value.get().real(), needed)
        && isBelow(value.get().imag(), needed);
  }

  private static boolean isBelow(Apfloat part, int digits) {
    return part.signum() == 0 || part.scale() < -digits;
  }

  /** A value below 1 with so many zeros behind the point is 0; NaN if that is not known. */
  private double digits(Formula constant) {
    for (Formula node : Dag.postorder(List.of(constant))) {
      Optional<Size> size = size(node);
      if (size.isEmpty()) {
        return Double.NaN;
      }
      sizes.put(node, size.get());
    }
    double degree = 1;
    for (Root root : roots) {
      degree *= root.degree.doubleValue();
    }
    Size size = at(constant);
    return (degree - 1) * Math.max(0, size.numerator) + Math.max(0, size.denominator) + 1;
  }

  private Size at(Formula formula) {
    return Objects.requireNonNull(sizes.get(formula));
  }

  private Optional<Size> size(Formula node) {
    return switch (node) {
      case Rational r -> Optional.of(new Size(size(r.numerator()), size(r.denominator())));
      case Sum sum -> sum.terms().stream().map(this::at).reduce(RootBound::sum);
      case Product product -> product.factors().stream().map(this::at).reduce(RootBound::product);
      case Power power when power.exponent() instanceof Rational exponent ->
          Optional.of(power(power.base(), exponent));
      case Power _,
          Formula.Decimal _,
          Formula.Precise _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Truth _,
          Formula.Apply _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _ ->
          Optional.empty();
    };
  }

  private static double size(BigInteger value) {
    return value.bitLength() * Math.log10(2);
  }

  private static Size sum(Size a, Size b) {
    double larger = Math.max(a.numerator + b.denominator, a.denominator + b.numerator);
    return new Size(larger + Math.log10(2), a.denominator + b.denominator);
  }

  private static Size product(Size a, Size b) {
    return new Size(a.numerator + b.numerator, a.denominator + b.denominator);
  }

  private Size power(Formula base, Rational exponent) {
    Size size = at(base);
    double k = exponent.denominator().doubleValue();
    if (k > 1) {
      roots.add(new Root(base, exponent.denominator()));
      double mixed = Math.min(size.numerator, size.denominator) * (k - 1);
      double larger = (Math.max(size.numerator, size.denominator) + mixed) / k;
      size =
          size.numerator >= size.denominator
              ? new Size(larger, size.denominator)
              : new Size(size.numerator, larger);
    }
    double times = Math.abs(exponent.numerator().doubleValue());
    Size raised = new Size(size.numerator * times, size.denominator * times);
    return exponent.numerator().signum() < 0 ? raised.inverse() : raised;
  }
}
