package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.ExpVector;
import edu.jas.poly.GenPolynomial;
import edu.jas.ufd.FactorFactory;
import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.complex.Complex;

/**
 * Three real roots of a cubic that has no rational one: by radicals they can only be written with i
 * (casus irreducibilis), by cosines without (Viète, De aequationum recognitione, 1615).
 */
final class Cubics {
  private static final double SAME = 1e-9;

  private final Symja symja;
  private final Formulas formulas;

  Cubics(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
  }

  /** The roots of a formula in x, real ones that are written with i by cosines. */
  List<Formula> plain(List<Formula> roots, Formula formula, Symbol x) {
    if (roots.stream().noneMatch(Cubics::isComplex)) {
      return roots;
    }
    List<Formula> cosines = ofFactors(formula, x);
    return roots.stream().map(root -> plain(root, cosines)).toList();
  }

  private static Formula plain(Formula root, List<Formula> cosines) {
    if (!isComplex(root)) {
      return root;
    }
    Complex value = ComplexEvaluation.at(root, Map.of());
    return cosines.stream()
        .filter(each -> isNear(ComplexEvaluation.at(each, Map.of()), value))
        .findFirst()
        .orElse(root);
  }

  private static boolean isNear(Complex a, Complex b) {
    return a.subtract(b).norm() <= SAME * Math.max(1, b.norm());
  }

  private List<Formula> ofFactors(Formula formula, Symbol x) {
    if (!RationalField.letters(x, List.of(formula)).equals(Optional.of(Set.of()))) {
      return List.of();
    }
    GenPolynomial<BigRational> polynomial =
        new RationalField(formulas, List.of(x)).read(formula).num;
    List<Formula> roots = new ArrayList<>();
    for (GenPolynomial<BigRational> factor :
        FactorFactory.getImplementation(new BigRational()).factors(polynomial).keySet()) {
      if (factor.degree(0) == 3) {
        roots.addAll(roots(factor.monic()));
      }
    }
    return roots;
  }

  /** Of x³ + b·x² + c·x + d, if all three are real. */
  List<Formula> roots(GenPolynomial<BigRational> monic) {
    Formula b = coefficient(formulas, monic, 2);
    Formula c = coefficient(formulas, monic, 1);
    Formula d = coefficient(formulas, monic, 0);
    Formula shift = formulas.divide(b, formulas.integer(-3));
    // y³ + p·y + q for x = y + shift
    Formula p = formulas.add(c, formulas.multiply(b, shift));
    Formula q =
        formulas.sum(
            List.of(
                formulas.multiply(formulas.integer(-2), formulas.power(shift, formulas.integer(3))),
                formulas.multiply(c, shift),
                d));
    Formula discriminant =
        formulas.add(
            formulas.multiply(formulas.integer(4), formulas.power(p, formulas.integer(3))),
            formulas.multiply(formulas.integer(27), formulas.power(q, formulas.integer(2))));
    if (!(discriminant instanceof Rational r && r.numerator().signum() < 0)) {
      return List.of();
    }
    Formula third = formulas.rational(BigInteger.ONE, BigInteger.valueOf(3));
    Formula radius =
        formulas.multiply(
            formulas.integer(2),
            formulas.power(formulas.negate(formulas.multiply(p, third)), formulas.rational(BigInteger.ONE, BigInteger.TWO)));
    Formula angle =
        symja.call(
            "acos",
            formulas.divide(formulas.multiply(formulas.integer(3), q), formulas.multiply(p, radius)));
    return IntStream.of(0, 1, -1)
        .mapToObj(
            k ->
                formulas.multiply(
                    third,
                    formulas.add(
                        angle, formulas.multiply(formulas.integer(2L * k), Constant.PI))))
        .map(part -> formulas.multiply(radius, symja.call("cos", part)))
        .map(root -> formulas.add(root, shift))
        .toList();
  }

  /** Whether a real root is written with i. */
  static boolean isRealByRadicals(Formula root) {
    Complex value = ComplexEvaluation.at(root, Map.of());
    return isComplex(root) && Math.abs(value.getImaginary()) <= SAME * value.norm();
  }

  private static boolean isComplex(Formula root) {
    return Formula.isClosed(root) && Dag.postorder(List.of(root)).contains(Constant.I);
  }

  static Formula coefficient(
      Formulas formulas, GenPolynomial<BigRational> polynomial, long power) {
    BigRational c = polynomial.coefficient(ExpVector.create(1, 0, power));
    return formulas.rational(c.numerator(), c.denominator());
  }

  static Formula formula(Formulas formulas, GenPolynomial<BigRational> polynomial, Symbol x) {
    List<Formula> terms = new ArrayList<>();
    for (int k = 0; k <= polynomial.degree(0); k++) {
      terms.add(
          formulas.multiply(
              coefficient(formulas, polynomial, k), formulas.power(x, formulas.integer(k))));
    }
    return formulas.sum(terms);
  }
}
