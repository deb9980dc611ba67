package gd.linear;

import gd.formula.Formula;
import gd.formula.Formula.Rational;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gauss and Jordan's elimination in whole numbers: what stands in a row is a minor of the matrix,
 * so that dividing by an earlier pivot leaves no rest (Bareiss, Sylvester's Identity and Multistep
 * Integer-Preserving Gaussian Elimination, 1968). A row without anything in the column of a pivot
 * is left as it is and remembers what it was divided by last: sparse matrices stay cheap.
 */
final class FractionFree {
  private final BigInteger[][] rows;

  /** The pivot that each row was made with; the row over it is a row of the echelon form. */
  private final BigInteger[] divisors;

  private final List<Integer> pivots = new ArrayList<>();
  private final Work work = new Work();
  private boolean swapped;

  /** What the rows were multiplied by, to be without fractions. */
  private final List<BigInteger> denominators = new ArrayList<>();

  /**
   * In the first columns; the others follow.
   *
   * @param above whether rows above a pivot lose its column, too
   */
  FractionFree(List<List<Formula>> fractions, int columns, boolean above) {
    this.rows = fractions.stream().map(this::whole).toArray(BigInteger[][]::new);
    this.divisors = new BigInteger[rows.length];
    Arrays.fill(divisors, BigInteger.ONE);
    for (int column = 0; column < columns && pivots.size() < rows.length; column++) {
      if (bringUp(column)) {
        int top = pivots.size();
        for (int i = above ? 0 : top + 1; i < rows.length; i++) {
          if (i != top) {
            eliminate(i, top, column);
          }
        }
        divisors[top] = rows[top][column];
        pivots.add(column);
      }
    }
  }

  /** A row times its least common denominator. */
  private BigInteger[] whole(List<Formula> fractions) {
    BigInteger common = BigInteger.ONE;
    for (Formula element : fractions) {
      BigInteger denominator = ((Rational) element).denominator();
      common = common.divide(common.gcd(denominator)).multiply(denominator);
      work.addDivisor(common, denominator);
    }
    denominators.add(common);
    BigInteger[] row = new BigInteger[fractions.size()];
    for (int j = 0; j < row.length; j++) {
      Rational element = (Rational) fractions.get(j);
      work.add(common, element.denominator());
      row[j] = element.numerator().multiply(common.divide(element.denominator()));
    }
    return row;
  }

  /** A row that has something in the column becomes the next one with a pivot. */
  private boolean bringUp(int column) {
    int top = pivots.size();
    int found = top;
    while (found < rows.length && rows[found][column].signum() == 0) {
      found++;
    }
    if (found == rows.length) {
      return false;
    }
    if (found != top) {
      BigInteger[] row = rows[top];
      rows[top] = rows[found];
      rows[found] = row;
      BigInteger divisor = divisors[top];
      divisors[top] = divisors[found];
      divisors[found] = divisor;
      swapped ^= true;
    }
    BigInteger last = top == 0 ? BigInteger.ONE : divisors[top - 1];
    if (!last.equals(divisors[top])) {
      for (int j = 0; j < rows[top].length; j++) {
        work.add(rows[top][j], last);
        rows[top][j] = rows[top][j].multiply(last).divide(divisors[top]);
      }
    }
    return true;
  }

  /** row i := (pivot·row i - factor·row top) over what row i was divided by last. */
  private void eliminate(int i, int top, int column) {
    BigInteger factor = rows[i][column];
    if (factor.signum() == 0) {
      return;
    }
    BigInteger pivot = rows[top][column];
    for (int j = 0; j < rows[i].length; j++) {
      work.add(pivot, rows[i][j]);
      work.add(factor, rows[top][j]);
      BigInteger product = pivot.multiply(rows[i][j]).subtract(factor.multiply(rows[top][j]));
      rows[i][j] = product.divide(divisors[i]);
      work.add(rows[i][j], divisors[i]);
    }
    divisors[i] = pivot;
  }

  /** The columns that the leading ones stand in. */
  List<Integer> pivots() {
    return pivots;
  }

  /** An element of the reduced echelon form. */
  Formula value(Formulas formulas, int row, int column) {
    BigInteger element = rows[row][column];
    work.addDivisor(element, divisors[row]);
    return formulas.rational(element, divisors[row]);
  }

  List<Formula> row(Formulas formulas, int row, int from, int to) {
    List<Formula> values = new ArrayList<>();
    for (int column = from; column < to; column++) {
      values.add(value(formulas, row, column));
    }
    return values;
  }

  /** Of a square matrix. */
  Formula determinant(Formulas formulas) {
    if (pivots.size() < rows.length) {
      return formulas.integer(0);
    }
    BigInteger last = divisors[rows.length - 1];
    BigInteger below = BigInteger.ONE;
    for (BigInteger denominator : denominators) {
      work.addDivisor(below, denominator);
      below = below.multiply(denominator);
    }
    return formulas.rational(swapped ? last.negate() : last, below);
  }
}
