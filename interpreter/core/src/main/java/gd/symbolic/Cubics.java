package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.ExpVector;
import edu.jas.poly.GenPolynomial;
import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hipparchus.complex.Complex;

/**
 * The roots of cubics without a rational one. Three real roots are written with cosines (Viète, De
 * aequationum recognitione, 1615): by radicals they could only be written with i. One real root is
 * written with real cube roots (Cardano, Ars magna, 1545).
 */
final class Cubics {
  private static final double SAME = 1e-9;
  private static final BigRational THREE = new BigRational(3);

  private final Symja symja;
  private final Formulas formulas;
  private final Formula half;
  private final Formula third;

  Cubics(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.half = formulas.rational(BigInteger.ONE, BigInteger.TWO);
    this.third = formulas.rational(BigInteger.ONE, BigInteger.valueOf(3));
  }

  /** The roots of a formula in x, those of cubic factors as here if that is plainer. */
  List<Formula> plain(List<Formula> roots, Formula formula, Symbol x) {
    if (roots.stream().noneMatch(Cubics::isComplex)) {
      return roots;
    }
    List<Formula> plain = new ArrayList<>(roots);
    ofFactors(formula, x).forEach(ours -> replace(plain, ours));
    return plain;
  }

  /** All three, or none. */
  private static void replace(List<Formula> roots, List<Formula> ours) {
    Map<Integer, Formula> places = new HashMap<>();
    List<Formula> theirs = new ArrayList<>();
    for (int k = 0; k < roots.size(); k++) {
      Formula root = roots.get(k);
      if (Formula.isClosed(root)) {
        Complex value = ComplexEvaluation.at(root, Map.of());
        for (Formula each : ours) {
          if (isNear(ComplexEvaluation.at(each, Map.of()), value)) {
            places.put(k, each);
            theirs.add(root);
          }
        }
      }
    }
    if (theirs.stream().anyMatch(Cubics::isRealByRadicals)
        || Dag.operations(ours) < Dag.operations(theirs)) {
      places.forEach(roots::set);
    }
  }

  private static boolean isNear(Complex a, Complex b) {
    return a.subtract(b).norm() <= SAME * Math.max(1, b.norm());
  }

  private List<List<Formula>> ofFactors(Formula formula, Symbol x) {
    return RationalFactors.monic(formulas, formula, x).stream()
        .filter(factor -> factor.degree(0) == 3)
        .map(this::roots)
        .toList();
  }

  /** Of x³ + b·x² + c·x + d without a rational root. */
  List<Formula> roots(GenPolynomial<BigRational> monic) {
    BigRational b = coefficient(monic, 2);
    BigRational c = coefficient(monic, 1);
    BigRational d = coefficient(monic, 0);
    BigRational shift = b.divide(THREE).negate();
    // y³ + 3p·y + 2q for x = y + shift
    BigRational p = c.sum(b.multiply(shift)).divide(THREE);
    BigRational cube = shift.multiply(shift).multiply(shift);
    BigRational q = d.sum(c.multiply(shift)).subtract(cube.sum(cube)).divide(new BigRational(2));
    BigRational discriminant = q.multiply(q).sum(p.multiply(p).multiply(p));
    List<Formula> roots = discriminant.signum() < 0 ? cosines(p, q) : radicals(p, q, discriminant);
    return roots.stream().map(root -> formulas.add(root, formula(shift))).toList();
  }

  /** 2r·cos((φ + 2kπ)/3) where r² = -p and cos φ = -q/r³. */
  private List<Formula> cosines(BigRational p, BigRational q) {
    Formula r = formulas.power(formula(p.negate()), half);
    Formula angle = symja.call("acos", formulas.divide(formula(q.divide(p)), r));
    return IntStream.of(0, 1, -1)
        .mapToObj(k -> formulas.multiply(formulas.integer(2L * k), Constant.PI))
        .map(turns -> symja.call("cos", formulas.multiply(third, formulas.add(angle, turns))))
        .map(cosine -> formulas.product(List.of(formulas.integer(2), r, cosine)))
        .toList();
  }

  /** u + v, and -(u + v)/2 ± i·√3/2·(u - v), where u·v = -p and u³ = -q ± √(q² + p³). */
  private List<Formula> radicals(BigRational p, BigRational q, BigRational discriminant) {
    Formula size =
        formulas.power(
            formulas.add(formula(q.abs()), formulas.power(formula(discriminant), half)), third);
    Formula u = q.signum() > 0 ? formulas.negate(size) : size;
    Formula v = formulas.divide(formula(p.negate()), u);
    Formula sum = formulas.add(u, v);
    Formula across =
        formulas.product(
            List.of(
                Constant.I,
                half,
                formulas.power(formulas.integer(3), half),
                formulas.subtract(u, v)));
    Formula middle = formulas.negate(formulas.multiply(half, sum));
    return List.of(sum, formulas.add(middle, across), formulas.subtract(middle, across));
  }

  /** Whether a real root is written with i. */
  static boolean isRealByRadicals(Formula root) {
    Complex value = ComplexEvaluation.at(root, Map.of());
    return isComplex(root) && Math.abs(value.getImaginary()) <= SAME * value.norm();
  }

  private static boolean isComplex(Formula root) {
    return Formula.isClosed(root) && Dag.postorder(List.of(root)).contains(Constant.I);
  }

  private static BigRational coefficient(GenPolynomial<BigRational> polynomial, long power) {
    return polynomial.coefficient(ExpVector.create(1, 0, power));
  }

  private Formula formula(BigRational number) {
    return formulas.rational(number.numerator(), number.denominator());
  }
}
