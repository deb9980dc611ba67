package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums over k from 0 to infinity of p(k)·z^k and of p(k)·z^k/k!, p a polynomial: p(z·d/dz) of 1/(1
 * − z) and of exp(z). With 1/(k + m) for p, that of a polynomial, it is an integral (Graham, Knuth
 * and Patashnik, Concrete Mathematics, section 7.2).
 */
final class GeneratingFunctions {
  private static final int HIGHEST_DEGREE = 8;
  private static final Symbol Z = new Symbol("\u0001z");

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol k;
  private final List<Formula> polynomial = new ArrayList<>();
  private final List<Formula> bases = new ArrayList<>();
  private boolean factorial;

  /** m of a factor 1/(k + m); 0 if there is none. */
  private int below;

  GeneratingFunctions(Symja symja, Symbol k) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.k = k;
  }

  /** Of a term; empty for terms of other kinds. It need not hold everywhere. */
  Optional<Formula> sum(Formula term) {
    List<Formula> factors = term instanceof Product product ? product.factors() : List.of(term);
    try {
      if (!factors.stream().allMatch(this::isTaken)) {
        return Optional.empty();
      }
      Formula base = formulas.product(bases);
      return coefficients(formulas.product(polynomial)).flatMap(p -> sum(p, base));
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  private boolean isTaken(Formula factor) {
    if (factor instanceof Power power && !Dag.symbols(power.base()).contains(k)) {
      Formula slope = symja.differentiation().derivative(power.exponent(), k);
      bases.add(formulas.power(power.base(), slope));
      polynomial.add(
          formulas.power(power.base(), symja.at(power.exponent(), k, formulas.integer(0))));
      return !Dag.symbols(slope).contains(k);
    }
    if (factor instanceof Power power
        && power.exponent().equals(formulas.integer(-1))
        && power.base() instanceof Apply apply
        && apply.operation().name().equals("gamma")
        && !factorial) {
      factorial = true;
      Formula shift = formulas.subtract(apply.arguments().getFirst(), k);
      // 1/(k + m)! is (k + m + 1)·…, which other sums are; only k! is taken here
      return shift.equals(formulas.integer(1));
    }
    if (factor instanceof Power power
        && power.exponent().equals(formulas.integer(-1))
        && Dag.symbols(factor).contains(k)
        && below == 0) {
      Formula m = formulas.subtract(power.base(), k);
      boolean whole = m instanceof Rational r && r.isInteger() && r.numerator().signum() > 0;
      below = whole ? ((Rational) m).numerator().intValueExact() : 0;
      return whole && below <= HIGHEST_DEGREE;
    }
    polynomial.add(factor);
    return true;
  }

  /** Of a polynomial in k, the lowest power first. */
  private Optional<List<Formula>> coefficients(Formula p) {
    List<Formula> coefficients = new ArrayList<>();
    Formula derivative = p;
    BigInteger below = BigInteger.ONE;
    for (int j = 0; j <= HIGHEST_DEGREE; j++) {
      Formula share = formulas.rational(BigInteger.ONE, below);
      coefficients.add(formulas.multiply(share, symja.at(derivative, k, formulas.integer(0))));
      derivative = symja.differentiation().derivative(derivative, k);
      if (!Dag.symbols(derivative).contains(k)) {
        Formula last = formulas.rational(BigInteger.ONE, below.multiply(BigInteger.valueOf(j + 1)));
        coefficients.add(formulas.multiply(last, derivative));
        return Optional.of(coefficients);
      }
      below = below.multiply(BigInteger.valueOf(j + 1));
    }
    return Optional.empty();
  }

  private Optional<Formula> sum(List<Formula> coefficients, Formula base) {
    if (below > 0) {
      boolean constant = coefficients.stream().skip(1).allMatch(c -> c.equals(formulas.integer(0)));
      return constant && !factorial
          ? Optional.of(formulas.multiply(coefficients.getFirst(), logarithmic(base)))
          : Optional.empty();
    }
    Formula generated =
        factorial
            ? symja.call("exp", Z)
            : formulas.power(formulas.subtract(formulas.integer(1), Z), formulas.integer(-1));
    List<Formula> parts = new ArrayList<>();
    for (Formula coefficient : coefficients) {
      parts.add(formulas.multiply(coefficient, generated));
      generated = formulas.multiply(Z, symja.differentiation().derivative(generated, Z));
    }
    return Optional.of(formulas.substitute(formulas.sum(parts), Map.of(Z, base)));
  }

  /** The sum of z^k/(k + m): −log(1 − z) without its first terms, over z^m. */
  private Formula logarithmic(Formula z) {
    Formula rest = formulas.negate(symja.call("log", formulas.subtract(formulas.integer(1), z)));
    for (int j = 1; j < below; j++) {
      Formula power = formulas.power(z, formulas.integer(j));
      rest = formulas.subtract(rest, formulas.divide(power, formulas.integer(j)));
    }
    return formulas.divide(rest, formulas.power(z, formulas.integer(below)));
  }
}
