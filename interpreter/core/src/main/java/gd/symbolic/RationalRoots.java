package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hipparchus.analysis.polynomials.PolynomialFunction;
import org.hipparchus.analysis.solvers.LaguerreSolver;
import org.hipparchus.complex.Complex;
import org.hipparchus.exception.MathRuntimeException;

/** How many zeros a rational function has beside known ones, by numbers. */
final class RationalRoots {
  private static final int HIGHEST = 40;

  /** What is left of a coefficient that has cancelled. */
  private static final double ROUNDING = 1e-9;

  private static final double SHORT = 1e-3;

  private record Quotient(PolynomialFunction above, PolynomialFunction below) {
    int degree() {
      return Math.max(above.degree(), below.degree());
    }
  }

  private RationalRoots() {}

  /**
   * Whether there are more, real or complex, than the known ones, however often those count; the
   * other symbols are given. Empty for formulas of other kinds and complex coefficients.
   */
  static Optional<Boolean> hasMore(
      Formula formula, Symbol x, Map<Formula, Complex> point, List<Complex> roots) {
    Map<Formula, Quotient> known = new HashMap<>();
    for (Formula node : Dag.postorder(List.of(formula))) {
      Optional<Quotient> quotient = quotient(node, x, point, known);
      if (quotient.isEmpty() && Dag.contains(node, x)) {
        return Optional.empty();
      }
      quotient.ifPresent(found -> known.put(node, found));
    }
    return Optional.ofNullable(known.get(formula)).flatMap(all -> hasMore(all, roots));
  }

  private static Optional<Boolean> hasMore(Quotient quotient, List<Complex> roots) {
    Complex[] left = coefficients(quotient.above());
    for (Complex root : roots) {
      left = without(left, polished(left, root));
    }
    if (left.length > 1 && quotient.below().degree() > 0) {
      try { // poles that have cancelled
        double[] below = quotient.below().getCoefficients();
        for (Complex pole : new LaguerreSolver().solveAllComplex(below, 0)) {
          left = without(left, pole);
        }
      } catch (MathRuntimeException notFound) {
        return Optional.empty();
      }
    }
    return Optional.of(left.length > 1);
  }

  private static Complex[] coefficients(PolynomialFunction polynomial) {
    double[] all = polynomial.getCoefficients();
    double largest = Arrays.stream(all).map(Math::abs).max().orElse(0);
    int degree = all.length - 1;
    while (degree > 0 && Math.abs(all[degree]) <= ROUNDING * largest) {
      degree--;
    }
    return Arrays.stream(all, 0, degree + 1).mapToObj(Complex::valueOf).toArray(Complex[]::new);
  }

  /** By one step of Newton's method, if it is short: of 500 - √249999 a double has few digits. */
  private static Complex polished(Complex[] polynomial, Complex root) {
    Complex value = Complex.ZERO;
    Complex slope = Complex.ZERO;
    for (int k = polynomial.length - 1; k >= 0; k--) {
      slope = slope.multiply(root).add(value);
      value = value.multiply(root).add(polynomial[k]);
    }
    Complex step = value.divide(slope);
    return step.norm() <= SHORT * root.norm() ? root.subtract(step) : root;
  }

  /** Divided by x − root as often as nothing is left over (Horner's scheme). */
  private static Complex[] without(Complex[] polynomial, Complex root) {
    Complex[] left = polynomial;
    while (left.length > 1) {
      Complex[] quotient = new Complex[left.length - 1];
      Complex value = Complex.ZERO;
      double size = 0;
      for (int k = left.length - 1; k >= 0; k--) {
        value = value.multiply(root).add(left[k]);
        size = size * root.norm() + left[k].norm();
        if (k > 0) {
          quotient[k - 1] = value;
        }
      }
      if (!(value.norm() <= ROUNDING * size)) {
        return left;
      }
      left = quotient;
    }
    return left;
  }

  private static Optional<Quotient> quotient(
      Formula node, Symbol x, Map<Formula, Complex> point, Map<Formula, Quotient> known) {
    if (!Dag.contains(node, x)) {
      Complex value = ComplexEvaluation.at(node, point);
      return value.getImaginary() == 0 && Double.isFinite(value.getReal())
          ? Optional.of(whole(value.getReal()))
          : Optional.empty();
    }
    return switch (node) {
      case Symbol _ -> Optional.of(whole(0, 1));
      case Sum sum -> combined(sum.terms(), known, true);
      case Product product -> combined(product.factors(), known, false);
      case Power power
          when power.exponent() instanceof Rational n
              && n.isInteger()
              && n.numerator().bitLength() < 7 ->
          Optional.ofNullable(known.get(power.base()))
              .flatMap(base -> power(base, n.numerator().intValue()));
      default -> Optional.empty();
    };
  }

  private static Quotient whole(double... coefficients) {
    PolynomialFunction one = new PolynomialFunction(new double[] {1});
    return new Quotient(new PolynomialFunction(coefficients), one);
  }

  private static Optional<Quotient> combined(
      List<Formula> parts, Map<Formula, Quotient> known, boolean sum) {
    Quotient all = sum ? whole(0) : whole(1);
    for (Formula part : parts) {
      Quotient next = known.get(part);
      if (next == null || all.degree() + next.degree() > HIGHEST) {
        return Optional.empty();
      }
      boolean same =
          sum && Arrays.equals(all.below().getCoefficients(), next.below().getCoefficients());
      PolynomialFunction above =
          !sum
              ? all.above().multiply(next.above())
              : same
                  ? all.above().add(next.above())
                  : all.above().multiply(next.below()).add(next.above().multiply(all.below()));
      all = new Quotient(above, same ? all.below() : all.below().multiply(next.below()));
    }
    return Optional.of(all);
  }

  private static Optional<Quotient> power(Quotient base, int exponent) {
    if (base.degree() * Math.abs(exponent) > HIGHEST) {
      return Optional.empty();
    }
    Quotient power = whole(1);
    for (int k = 0; k < Math.abs(exponent); k++) {
      power =
          new Quotient(power.above().multiply(base.above()), power.below().multiply(base.below()));
    }
    return Optional.of(exponent < 0 ? new Quotient(power.below(), power.above()) : power);
  }
}
