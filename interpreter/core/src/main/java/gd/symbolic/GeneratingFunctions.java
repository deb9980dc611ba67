package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.util.CombinatoricsUtils;

/**
 * Sums over k from 0 to infinity of p(k)·z^k and of p(k)·z^k/k!, or up to n of
 * p(k)·a^k·b^(n−k)/(k!·(n−k)!), p a polynomial: in falling powers k(k−1)…(k−j+1) each is the j-th
 * derivative of 1/(1 − z), exp(z) or (a + b)^n, times z^j. With 1/(k + m) for p it is an integral
 * (Graham, Knuth and Patashnik, Concrete Mathematics, sections 2.6, 6.1 and 7.2).
 */
final class GeneratingFunctions {
  private static final int HIGHEST_DEGREE = 8;

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol k;
  private final List<Formula> polynomial = new ArrayList<>();
  private final List<Formula> bases = new ArrayList<>();

  /** The end n; ∞ where there is none. */
  private final Formula end;

  /** Raised to n − k. */
  private final List<Formula> down = new ArrayList<>();

  private boolean factorial;

  /** Whether 1/(n − k)! is a factor. */
  private boolean fromEnd;

  /** m of a factor 1/(k + m); 0 if there is none. */
  private int below;

  GeneratingFunctions(Symja symja, Symbol k, Formula end) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.k = k;
    this.end = end;
  }

  /** The z of an endless sum of p(k)·z^k; empty where terms are of other kinds. */
  Optional<Formula> ratio(Formula term) {
    return isTaken(term) && !factorial && !bases.isEmpty()
        ? Optional.of(formulas.product(bases))
        : Optional.empty();
  }

  /** Whether the terms fall as z^k/k!, so that the sum converges for every z. */
  boolean isEntire(Formula term) {
    return isTaken(term) && factorial;
  }

  private boolean isTaken(Formula term) {
    return factors(term).stream().allMatch(this::isFactor);
  }

  private static List<Formula> factors(Formula term) {
    return term instanceof Product product ? product.factors() : List.of(term);
  }

  /** Of a term; empty for terms of other kinds. It need not hold everywhere. */
  Optional<Formula> sum(Formula term) {
    try {
      boolean finite = !end.equals(Constant.INFINITY);
      if (!isTaken(term) || finite != (factorial && fromEnd)) {
        return Optional.empty();
      }
      Formula base = formulas.product(bases);
      return coefficients(formulas.product(polynomial)).flatMap(p -> sum(p, base));
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  private boolean isFactor(Formula factor) {
    if (factor instanceof Power power
        && !Dag.contains(power.base(), k)
        && formulas.subtract(end, k).equals(power.exponent())) {
      down.add(power.base());
      return true;
    }
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
        && apply.operation().name().equals("gamma")) {
      Formula left = formulas.add(formulas.subtract(end, k), formulas.integer(1));
      if (!fromEnd && apply.arguments().getFirst().equals(left)) {
        fromEnd = true;
        return true;
      }
      if (factorial) {
        return false;
      }
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
    Formula zero = formulas.integer(0);
    List<Formula> parts = new ArrayList<>();
    for (int j = 0; j < coefficients.size(); j++) {
      Formula share = zero;
      for (int m = j; m < coefficients.size(); m++) {
        Formula times = formulas.integer(CombinatoricsUtils.stirlingS2(m, j));
        share = formulas.add(share, formulas.multiply(times, coefficients.get(m)));
      }
      if (!share.equals(zero)) {
        Formula power = formulas.power(base, formulas.integer(j));
        parts.add(formulas.product(List.of(share, power, derivative(j, base))));
      }
    }
    return Optional.of(formulas.sum(parts));
  }

  /** The j-th derivative at z. */
  private Formula derivative(int j, Formula z) {
    Formula one = formulas.integer(1);
    if (fromEnd) {
      Formula steps = formulas.subtract(end, formulas.integer(j));
      Formula falling =
          formulas.product(
              IntStream.range(0, j)
                  .mapToObj(i -> formulas.subtract(end, formulas.integer(i)))
                  .toList());
      Formula all = symja.call("gamma", formulas.add(end, one));
      Formula whole = formulas.power(formulas.add(z, formulas.product(down)), steps);
      return formulas.divide(formulas.multiply(falling, whole), all);
    }
    return factorial
        ? symja.call("exp", z)
        : formulas.multiply(
            formulas.integer(CombinatoricsUtils.factorial(j)),
            formulas.power(formulas.subtract(one, z), formulas.integer(-j - 1)));
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
