package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.AlgebraicNumber;
import edu.jas.poly.AlgebraicNumberRing;
import edu.jas.poly.GenPolynomial;
import edu.jas.poly.GenPolynomialRing;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Eigenvalues and eigenvectors of a matrix of fractions: the roots of the irreducible factors of
 * its characteristic polynomial, and the null spaces over the field that a root of each makes.
 */
final class Spectrum {
  private static final Symbol UNKNOWN = new Symbol("\u0001x");

  /** Roots of quartics that are longer than this nobody reads. */
  private static final int MOST_OPERATIONS = 60;

  private final Symja symja;
  private final Formulas formulas;
  private final Request request;
  private final int size;
  private final BigRational[][] matrix;
  private final GenPolynomialRing<BigRational> ring;

  Spectrum(Symja symja, Request request, List<List<Formula>> rows) {
    Engine.prepare();
    this.symja = symja;
    this.formulas = symja.formulas();
    this.request = request;
    this.size = rows.size();
    this.ring = new GenPolynomialRing<>(new BigRational(), 1);
    this.matrix =
        rows.stream()
            .map(row -> row.stream().map(Spectrum::number).toArray(BigRational[]::new))
            .toArray(BigRational[][]::new);
  }

  private static BigRational number(Formula fraction) {
    return RationalField.number((Rational) fraction);
  }

  /** With multiplicity, in ascending order; refused if one has no closed form. */
  List<Formula> values() {
    List<Formula> values = new ArrayList<>();
    factors()
        .forEach(
            (factor, times) -> {
              List<Formula> roots = roots(factor);
              for (long k = 0; k < times; k++) {
                values.addAll(roots);
              }
            });
    return RootOrder.sorted(values);
  }

  /**
   * For each value in ascending order a basis of the vectors that are multiplied by it; fewer than
   * its multiplicity if the matrix is defective.
   */
  Map<Formula, List<List<Formula>>> spaces() {
    Map<Formula, List<List<Formula>>> found = new HashMap<>();
    for (GenPolynomial<BigRational> factor : factors().keySet()) {
      List<List<GenPolynomial<BigRational>>> basis =
          symja.compute(request, () -> nullSpace(factor));
      for (Formula root : roots(factor)) {
        found.put(
            root,
            basis.stream()
                .map(vector -> vector.stream().map(element -> at(element, root)).toList())
                .toList());
      }
    }
    Map<Formula, List<List<Formula>>> spaces = new LinkedHashMap<>();
    RootOrder.sorted(List.copyOf(found.keySet()))
        .forEach(value -> spaces.put(value, found.getOrDefault(value, List.of())));
    return spaces;
  }

  private Formula at(GenPolynomial<BigRational> polynomial, Formula root) {
    return MultipliedOut.shortest(
        formulas, symja.at(RationalFactors.formula(formulas, polynomial, UNKNOWN), UNKNOWN, root));
  }

  private Map<GenPolynomial<BigRational>, Long> factors() {
    return symja.compute(request, () -> RationalFactors.factors(characteristic()));
  }

  /** By traces of products (Faddeev and Leverrier). */
  private GenPolynomial<BigRational> characteristic() {
    GenPolynomial<BigRational> polynomial = ring.getONE();
    BigRational[][] product = matrix;
    for (int k = 1; k <= size; k++) {
      BigRational trace = new BigRational();
      for (int i = 0; i < size; i++) {
        trace = trace.sum(product[i][i]);
      }
      BigRational c = trace.divide(new BigRational(-k));
      polynomial = polynomial.multiply(ring.univariate(0)).sum(c);
      product = timesShifted(product, c);
    }
    return polynomial;
  }

  /** The matrix times (other + c·I). */
  private BigRational[][] timesShifted(BigRational[][] other, BigRational c) {
    BigRational[][] product = new BigRational[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        BigRational sum = matrix[i][j].multiply(c);
        for (int k = 0; k < size; k++) {
          sum = sum.sum(matrix[i][k].multiply(other[k][j]));
        }
        product[i][j] = sum;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException();
      }
    }
    return product;
  }

  private List<Formula> roots(GenPolynomial<BigRational> factor) {
    GenPolynomial<BigRational> monic = factor.monic();
    return monic.degree(0) == 3
        ? new Cubics(symja).roots(monic)
        : RationalFactors.shortRoots(formulas, monic).orElseGet(() -> ofHigher(monic));
  }

  private List<Formula> ofHigher(GenPolynomial<BigRational> monic) {
    Formula polynomial = RationalFactors.formula(formulas, monic, UNKNOWN);
    List<Formula> roots = List.of();
    try {
      roots = new Equations(symja).solve(polynomial, UNKNOWN, _ -> false).roots();
    } catch (Refusal none) {
      // told below, for the matrix that was asked for
    }
    if (roots.size() != monic.degree(0)
        || roots.stream().anyMatch(root -> Decimals.occurIn(root) || Cubics.isRealByRadicals(root))
        || Dag.operations(roots) > MOST_OPERATIONS * roots.size()) {
      throw request.unfinished();
    }
    return roots;
  }

  /** A basis in reduced form of the vectors that the matrix multiplies by a root. */
  private List<List<GenPolynomial<BigRational>>> nullSpace(GenPolynomial<BigRational> factor) {
    AlgebraicNumberRing<BigRational> field = new AlgebraicNumberRing<>(factor, true);
    List<List<AlgebraicNumber<BigRational>>> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<AlgebraicNumber<BigRational>> row = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        AlgebraicNumber<BigRational> element =
            new AlgebraicNumber<>(field, ring.getONE().multiply(matrix[i][j]));
        row.add(i == j ? element.subtract(field.getGenerator()) : element);
      }
      rows.add(row);
    }
    List<Integer> pivots = reduce(rows);
    List<List<GenPolynomial<BigRational>>> basis = new ArrayList<>();
    for (int free = 0; free < size; free++) {
      if (!pivots.contains(free)) {
        List<GenPolynomial<BigRational>> vector =
            new ArrayList<>(Collections.nCopies(size, ring.getZERO()));
        vector.set(free, ring.getONE());
        for (int k = 0; k < pivots.size(); k++) {
          vector.set(pivots.get(k), rows.get(k).get(free).negate().val);
        }
        basis.add(vector);
      }
    }
    return basis;
  }

  /** To reduced echelon form; the columns of the leading ones. */
  private List<Integer> reduce(List<List<AlgebraicNumber<BigRational>>> rows) {
    List<Integer> pivots = new ArrayList<>();
    for (int column = 0; column < size && pivots.size() < size; column++) {
      int top = pivots.size();
      int found = top;
      while (found < size && rows.get(found).get(column).isZERO()) {
        found++;
      }
      if (found < size) {
        Collections.swap(rows, top, found);
        AlgebraicNumber<BigRational> scale = rows.get(top).get(column).inverse();
        rows.get(top).replaceAll(element -> element.multiply(scale));
        for (int i = 0; i < size; i++) {
          AlgebraicNumber<BigRational> times = rows.get(i).get(column);
          if (i != top && !times.isZERO()) {
            for (int j = column; j < size; j++) {
              AlgebraicNumber<BigRational> less = rows.get(top).get(j).multiply(times);
              rows.get(i).set(j, rows.get(i).get(j).subtract(less));
            }
          }
        }
        pivots.add(column);
      }
    }
    return pivots;
  }
}
