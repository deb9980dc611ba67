package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.ExpVector;
import edu.jas.poly.GenPolynomial;
import edu.jas.ufd.FactorFactory;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The irreducible factors of a polynomial with fractions as coefficients, or of the numerator of a
 * quotient of such: the roots of those of degree 1 and 2, and the others.
 */
record RationalFactors(List<Formula> rootsOfShort, List<Formula> others) {
  /** Of anything else the only factor is itself. */
  static RationalFactors of(Symja symja, Formula formula, Symbol x) {
    if (!RationalField.letters(x, List.of(formula)).equals(Optional.of(Set.of()))) {
      return new RationalFactors(List.of(), List.of(formula));
    }
    Formulas formulas = symja.formulas();
    List<Formula> roots = new ArrayList<>();
    List<Formula> others = new ArrayList<>();
    for (GenPolynomial<BigRational> monic : monic(formulas, formula, x)) {
      shortRoots(formulas, monic)
          .ifPresentOrElse(roots::addAll, () -> others.add(formula(formulas, monic, x)));
    }
    return new RationalFactors(roots, others);
  }

  /** The irreducible factors of a polynomial, and how often each occurs. */
  static SortedMap<GenPolynomial<BigRational>, Long> factors(
      GenPolynomial<BigRational> polynomial) {
    return FactorFactory.getImplementation(new BigRational()).factors(polynomial);
  }

  /**
   * The irreducible polynomials whose product a formula in x is, or its numerator; none of others.
   */
  static List<GenPolynomial<BigRational>> monic(Formulas formulas, Formula formula, Symbol x) {
    if (!RationalField.letters(x, List.of(formula)).equals(Optional.of(Set.of()))) {
      return List.of();
    }
    GenPolynomial<BigRational> polynomial =
        new RationalField(formulas, List.of(x)).read(formula).num;
    return polynomial.isConstant() || polynomial.isZERO()
        ? List.of()
        : factors(polynomial).keySet().stream().map(GenPolynomial::monic).toList();
  }

  /** Of an irreducible polynomial that begins with x or x²; empty of others. */
  static Optional<List<Formula>> shortRoots(Formulas formulas, GenPolynomial<BigRational> monic) {
    Formula last = coefficient(formulas, monic, 0);
    return switch ((int) monic.degree(0)) {
      case 0 -> Optional.of(List.of());
      case 1 -> Optional.of(List.of(formulas.negate(last)));
      case 2 -> Optional.of(ofQuadratic(formulas, coefficient(formulas, monic, 1), last));
      default -> Optional.empty();
    };
  }

  private static List<Formula> ofQuadratic(Formulas formulas, Formula b, Formula c) {
    Formula middle = formulas.divide(b, formulas.integer(-2));
    Formula distance =
        formulas.power(
            formulas.subtract(formulas.multiply(middle, middle), c),
            formulas.rational(BigInteger.ONE, BigInteger.TWO));
    return List.of(formulas.subtract(middle, distance), formulas.add(middle, distance));
  }

  private static Formula coefficient(
      Formulas formulas, GenPolynomial<BigRational> polynomial, long power) {
    BigRational c = polynomial.coefficient(ExpVector.create(1, 0, power));
    return formulas.rational(c.numerator(), c.denominator());
  }

  static Formula formula(Formulas formulas, GenPolynomial<BigRational> polynomial, Symbol x) {
    List<Formula> terms = new ArrayList<>();
    for (int k = 0; k <= polynomial.degree(0); k++) {
      Formula power = formulas.power(x, formulas.integer(k));
      terms.add(formulas.multiply(coefficient(formulas, polynomial, k), power));
    }
    return formulas.sum(terms);
  }
}
