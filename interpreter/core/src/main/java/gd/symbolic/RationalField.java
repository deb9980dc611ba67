package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.ExpVector;
import edu.jas.poly.GenPolynomial;
import edu.jas.poly.GenPolynomialRing;
import edu.jas.structure.Power;
import edu.jas.ufd.Quotient;
import edu.jas.ufd.QuotientRing;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.symbolic.Gosper.Fraction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Quotients of polynomials in letters, with fractions as coefficients. What is no such quotient
 * itself, as exp(a), counts as a letter.
 */
final class RationalField {
  private static final int HIGHEST_POWER = 20;
  private static final int MOST_LETTERS = 5;

  private final Formulas formulas;
  private final List<Formula> letters;
  private final GenPolynomialRing<BigRational> polynomials;
  private final QuotientRing<BigRational> ring;

  RationalField(Formulas formulas, Collection<? extends Formula> letters) {
    Engine.prepare();
    this.formulas = formulas;
    this.letters = List.copyOf(letters);
    this.polynomials = new GenPolynomialRing<>(new BigRational(), Math.max(1, letters.size()));
    this.ring = new QuotientRing<>(polynomials);
  }

  /** What counts as a letter, k aside; empty if there are too many, or k is in one of them. */
  static Optional<Set<Formula>> letters(Symbol k, Collection<Formula> formulas) {
    Set<Formula> found = new LinkedHashSet<>();
    List<Formula> open = new ArrayList<>(formulas);
    while (!open.isEmpty()) {
      Formula next = open.removeLast();
      switch (next) {
        case Rational _ -> {}
        case Sum sum -> open.addAll(sum.terms());
        case Product product -> open.addAll(product.factors());
        case Formula.Power power when isSmall(power.exponent()) -> open.add(power.base());
        case Formula.Decimal _,
            Formula.Precise _,
            Formula.Constant _,
            Formula.Symbol _,
            Formula.Slot _,
            Formula.Power _,
            Formula.Apply _,
            Formula.Piecewise _,
            Formula.Relation _,
            Formula.Logic _,
            Formula.Truth _ -> {
          if (!next.equals(k)) {
            found.add(next);
          }
        }
      }
    }
    return found.size() > MOST_LETTERS || found.stream().anyMatch(letter -> Dag.contains(letter, k))
        ? Optional.empty()
        : Optional.of(found);
  }

  private static boolean isSmall(Formula exponent) {
    return exponent instanceof Rational n
        && n.isInteger()
        && n.numerator().abs().compareTo(BigInteger.valueOf(HIGHEST_POWER)) <= 0;
  }

  QuotientRing<BigRational> ring() {
    return ring;
  }

  /** Of a formula of these letters; it has to be one. */
  Quotient<BigRational> read(Formula formula) {
    int letter = letters.indexOf(formula);
    if (letter >= 0) {
      return ring.create(polynomials.univariate(letter));
    }
    return switch (formula) {
      case Rational r -> ring.create(polynomials.getONE().multiply(number(r)));
      case Sum sum -> sum.terms().stream().map(this::read).reduce(ring.getZERO(), Quotient::sum);
      case Product product ->
          product.factors().stream().map(this::read).reduce(ring.getONE(), Quotient::multiply);
      case Formula.Power power when power.exponent() instanceof Rational n ->
          raised(read(power.base()), n.numerator().intValueExact());
      case Formula.Decimal _,
          Formula.Precise _,
          Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Power _,
          Formula.Apply _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          throw new IllegalArgumentException("no letter: " + formula);
    };
  }

  private Quotient<BigRational> raised(Quotient<BigRational> base, int times) {
    Quotient<BigRational> power = Power.positivePower(base, Math.max(1, Math.abs(times)));
    return times == 0 ? ring.getONE() : times < 0 ? power.inverse() : power;
  }

  static BigRational number(Rational r) {
    return new BigRational(
        new edu.jas.arith.BigInteger(r.numerator()), new edu.jas.arith.BigInteger(r.denominator()));
  }

  /** The whole number that it is, if it is one. */
  static Optional<BigInteger> whole(Quotient<BigRational> value) {
    if (value.isZERO()) { // which JAS does not call constant
      return Optional.of(BigInteger.ZERO);
    }
    if (!value.num.isConstant() || !value.den.isConstant()) {
      return Optional.empty();
    }
    BigRational number =
        value.num.leadingBaseCoefficient().divide(value.den.leadingBaseCoefficient());
    return number.denominator().equals(BigInteger.ONE)
        ? Optional.of(number.numerator())
        : Optional.empty();
  }

  /** Above and below the line as products. */
  Formula write(Quotient<BigRational> value) {
    if (value.isZERO()) {
      return formulas.integer(0);
    }
    return formulas.divide(product(value.num), product(value.den));
  }

  /** As factors whose coefficients are whole numbers without a common divisor. */
  private Formula product(GenPolynomial<BigRational> polynomial) {
    List<Formula> factors = new ArrayList<>();
    Map<GenPolynomial<BigRational>, Long> found =
        polynomial.isConstant() ? Map.of(polynomial, 1L) : RationalFactors.factors(polynomial);
    found.forEach(
        (factor, times) -> {
          BigRational content = content(factor);
          Formula scale = formulas.rational(content.numerator(), content.denominator());
          Formula rest = formula(factor.divide(content));
          factors.add(formulas.power(scale, formulas.integer(times)));
          factors.add(formulas.power(rest, formulas.integer(times)));
        });
    return formulas.product(factors);
  }

  private static BigRational content(GenPolynomial<BigRational> polynomial) {
    BigInteger above = BigInteger.ZERO;
    BigInteger below = BigInteger.ONE;
    for (BigRational c : polynomial.getMap().values()) {
      above = above.gcd(c.numerator());
      below = below.multiply(c.denominator()).divide(below.gcd(c.denominator()));
    }
    BigInteger sign = BigInteger.valueOf(polynomial.leadingBaseCoefficient().signum());
    return new BigRational(
        new edu.jas.arith.BigInteger(above.multiply(sign)), new edu.jas.arith.BigInteger(below));
  }

  private Formula formula(GenPolynomial<BigRational> polynomial) {
    List<Formula> terms = new ArrayList<>();
    polynomial
        .getMap()
        .forEach(
            (exponents, c) -> {
              List<Formula> factors = new ArrayList<>();
              factors.add(formulas.rational(c.numerator(), c.denominator()));
              for (int i = 0; i < letters.size(); i++) {
                Formula power = formulas.integer(exponents.getVal(i));
                factors.add(formulas.power(letters.get(i), power));
              }
              terms.add(formulas.product(factors));
            });
    return formulas.sum(terms);
  }

  /** A quotient of polynomials in k, with coefficients from here. */
  Fraction fraction(
      Formula formula, Symbol k, GenPolynomialRing<Quotient<BigRational>> polynomialsInK) {
    List<Formula> all = new ArrayList<>(letters);
    all.add(k);
    Quotient<BigRational> value = new RationalField(formulas, all).read(formula);
    return new Fraction(inK(value.num, polynomialsInK), inK(value.den, polynomialsInK));
  }

  /** Of a polynomial whose last letter is k. */
  private GenPolynomial<Quotient<BigRational>> inK(
      GenPolynomial<BigRational> polynomial,
      GenPolynomialRing<Quotient<BigRational>> polynomialsInK) {
    int last = letters.size();
    GenPolynomial<Quotient<BigRational>> all = polynomialsInK.getZERO();
    for (Map.Entry<ExpVector, BigRational> term : polynomial.getMap().entrySet()) {
      ExpVector rest = ExpVector.create(polynomials.nvar);
      for (int i = 0; i < last; i++) {
        rest = rest.subst(i, term.getKey().getVal(i));
      }
      Quotient<BigRational> c = ring.create(polynomials.valueOf(term.getValue(), rest));
      all = all.sum(c, ExpVector.create(1, 0, term.getKey().getVal(last)));
    }
    return all;
  }

  Formula formula(GenPolynomial<Quotient<BigRational>> p, Symbol k) {
    List<Formula> terms = new ArrayList<>();
    for (int n = 0; n <= p.degree(0); n++) {
      Formula c = write(Gosper.coefficient(p, n));
      terms.add(formulas.multiply(c, formulas.power(k, formulas.integer(n))));
    }
    return formulas.sum(terms);
  }

  GenPolynomial<BigRational> gcd(GenPolynomial<BigRational> a, GenPolynomial<BigRational> b) {
    return ring.engine.gcd(a, b);
  }

  GenPolynomial<BigRational> lcm(GenPolynomial<BigRational> a, GenPolynomial<BigRational> b) {
    return ring.engine.lcm(a, b);
  }
}
