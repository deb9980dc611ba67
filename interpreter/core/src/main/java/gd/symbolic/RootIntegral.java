package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Antiderivatives of a polynomial times an odd power of the root of a quadratic polynomial q, none
 * below -1: a polynomial times √q, and a multiple of that of 1/√q.
 */
final class RootIntegral {
  private static final int HIGHEST = 12;
  private static final Formula HALF = new Rational(BigInteger.ONE, BigInteger.TWO);

  private final Symja symja;
  private final Formulas formulas;
  private final IntegralTable table;
  private final Symbol x;

  RootIntegral(Symja symja, IntegralTable table, Symbol x) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.table = table;
    this.x = x;
  }

  Optional<Formula> of(Formula formula) {
    List<Formula> rest = new ArrayList<>();
    List<Power> roots = new ArrayList<>();
    for (Formula factor : Antiderivatives.factors(formula)) {
      if (factor instanceof Power power
          && power.exponent() instanceof Rational n
          && n.denominator().equals(BigInteger.TWO)
          && Dag.contains(power.base(), x)) {
        roots.add(power);
      } else {
        rest.add(factor);
      }
    }
    if (roots.size() != 1) {
      return Optional.empty();
    }
    Formula q = roots.getFirst().base();
    List<Formula> quadratic = coefficients(q);
    Formula whole = formulas.add(roots.getFirst().exponent(), HALF);
    boolean below = ((Rational) whole).numerator().signum() < 0;
    if (quadratic.size() != 3 || below) {
      return Optional.empty();
    }
    rest.add(formulas.power(q, whole));
    List<Formula> polynomial = coefficients(formulas.product(rest));
    return polynomial.size() < 2 ? Optional.empty() : reduced(polynomial, q, quadratic);
  }

  /** By (xᵏ·√q)' = ((k + 1)·a·xᵏ⁺¹ + (k + 1/2)·b·xᵏ + k·c·xᵏ⁻¹)/√q, from the highest power down. */
  private Optional<Formula> reduced(List<Formula> polynomial, Formula q, List<Formula> quadratic) {
    List<Formula> left = new ArrayList<>(polynomial);
    List<Formula> found = new ArrayList<>();
    for (int n = left.size() - 1; n > 0; n--) {
      Formula factor =
          formulas.divide(left.get(n), formulas.multiply(formulas.integer(n), quadratic.get(2)));
      found.add(formulas.multiply(factor, formulas.power(x, formulas.integer(n - 1L))));
      Formula half = formulas.subtract(formulas.integer(n), HALF);
      left.set(n - 1, less(left.get(n - 1), factor, half, quadratic.get(1)));
      if (n > 1) {
        Formula times = formulas.integer(n - 1L);
        left.set(n - 2, less(left.get(n - 2), factor, times, quadratic.get(0)));
      }
    }
    Formula known = formulas.multiply(formulas.sum(found), formulas.power(q, HALF));
    Formula last = MultipliedOut.shortest(formulas, left.getFirst());
    if (last.equals(formulas.integer(0))) {
      return Optional.of(known);
    }
    return table
        .find(formulas.power(q, formulas.negate(HALF)), x)
        .map(rest -> formulas.add(known, formulas.multiply(last, rest)));
  }

  private Formula less(Formula from, Formula... factors) {
    return MultipliedOut.shortest(
        formulas, formulas.subtract(from, formulas.product(List.of(factors))));
  }

  /** In ascending order; empty if it is no polynomial, or of too high a degree. */
  private List<Formula> coefficients(Formula formula) {
    List<Formula> coefficients = new ArrayList<>();
    boolean polynomial =
        Dag.postorder(List.of(formula)).stream()
            .filter(node -> Dag.contains(node, x) && !node.children().isEmpty())
            .allMatch(
                node ->
                    node instanceof Formula.Sum
                        || node instanceof Formula.Product
                        || node instanceof Power power
                            && MultipliedOut.natural(power.exponent()) > 0);
    Formula derivative = formula;
    Formula factorial = formulas.integer(1);
    Formula zero = formulas.integer(0);
    while (polynomial && coefficients.size() <= HIGHEST && !derivative.equals(zero)) {
      coefficients.add(formulas.divide(symja.at(derivative, x, zero), factorial));
      factorial = formulas.multiply(factorial, formulas.integer(coefficients.size()));
      derivative = symja.differentiation().derivative(derivative, x);
    }
    return coefficients.size() > HIGHEST ? List.of() : coefficients;
  }
}
