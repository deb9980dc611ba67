package gd.linear;

import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Rational;
import gd.formula.Formulas;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A matrix of fractions, by rows. What is found by row operations is fractions again; lengths bring
 * in square roots.
 */
public final class ExactMatrix {
  private final Formulas formulas;
  private final List<List<Formula>> rows;
  private final int width;

  /** {@code rows} has at least one row and one column, all of its elements are fractions. */
  public ExactMatrix(Formulas formulas, List<List<Formula>> rows) {
    this.formulas = formulas;
    this.rows = rows.stream().map(List::copyOf).toList();
    this.width = rows.getFirst().size();
  }

  /** Whether every element is a fraction or whole number. */
  public static boolean isExact(List<List<Formula>> rows) {
    return rows.stream().flatMap(List::stream).allMatch(Rational.class::isInstance);
  }

  public List<List<Formula>> rows() {
    return rows;
  }

  /** Rows brought to reduced echelon form in the first columns; the others follow. */
  private static FractionFree reduced(List<List<Formula>> matrix, int columns) {
    return new FractionFree(matrix, columns, true);
  }

  /** row := row - factor·other. */
  private void subtract(List<Formula> row, Formula factor, List<Formula> other, Work work) {
    if (!isZero(factor)) {
      for (int j = 0; j < row.size(); j++) {
        if (!isZero(other.get(j))) {
          row.set(j, formulas.subtract(row.get(j), formulas.multiply(factor, other.get(j))));
          work.add(row.get(j));
        }
      }
    }
  }

  private static boolean isZero(Formula fraction) {
    return fraction instanceof Rational r && r.numerator().signum() == 0;
  }

  public int rank() {
    return reduced(rows, width).pivots().size();
  }

  /** Of a square matrix. */
  public Formula determinant() {
    return new FractionFree(rows, width, false).determinant(formulas);
  }

  /** Of a square matrix. */
  public List<List<Formula>> inverse() {
    return solve("inv", identity(width));
  }

  /** X such that this·X = right, which has as many rows; this is square. */
  public List<List<Formula>> solve(List<List<Formula>> right) {
    return solve("solve", right);
  }

  private List<List<Formula>> solve(String function, List<List<Formula>> right) {
    List<List<Formula>> both = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Formula> row = new ArrayList<>(rows.get(i));
      row.addAll(right.get(i));
      both.add(row);
    }
    FractionFree reduced = reduced(both, width);
    if (reduced.pivots().size() < width) {
      throw singular(function, width, reduced.pivots().size());
    }
    int all = both.getFirst().size();
    return IntStream.range(0, width)
        .mapToObj(row -> reduced.row(formulas, row, width, all))
        .toList();
  }

  /** A basis of the vectors that the matrix maps to 0. */
  public List<List<Formula>> nullSpace() {
    FractionFree reduced = reduced(rows, width);
    List<List<Formula>> basis = new ArrayList<>();
    for (int free = 0; free < width; free++) {
      if (reduced.pivots().contains(free)) {
        continue;
      }
      List<Formula> vector = new ArrayList<>(Collections.nCopies(width, formulas.integer(0)));
      vector.set(free, formulas.integer(1));
      for (int k = 0; k < reduced.pivots().size(); k++) {
        vector.set(reduced.pivots().get(k), formulas.negate(reduced.value(formulas, k, free)));
      }
      basis.add(vector);
    }
    return basis;
  }

  /** L·U = P·A. */
  public record Lu(List<List<Formula>> p, List<List<Formula>> l, List<List<Formula>> u) {}

  /** Of a square matrix; rows change places so that the largest element of a column leads. */
  public Lu lu() {
    int n = rows.size();
    List<List<Formula>> p = identity(n);
    Work made = new Work();
    List<List<Formula>> l = new ArrayList<>();
    List<List<Formula>> u = new ArrayList<>();
    rows.forEach(row -> u.add(new ArrayList<>(row)));
    for (int i = 0; i < n; i++) {
      l.add(new ArrayList<>(Collections.nCopies(n, formulas.integer(0))));
    }
    for (int column = 0; column < n; column++) {
      int best = column;
      for (int i = column + 1; i < n; i++) {
        if (size(u.get(i).get(column)) > size(u.get(best).get(column))) {
          best = i;
        }
      }
      if (isZero(u.get(best).get(column))) {
        throw singular("lu", n, rank());
      }
      Collections.swap(u, column, best);
      Collections.swap(l, column, best);
      Collections.swap(p, column, best);
      l.get(column).set(column, formulas.integer(1));
      for (int i = column + 1; i < n; i++) {
        Formula factor = formulas.divide(u.get(i).get(column), u.get(column).get(column));
        l.get(i).set(column, factor);
        subtract(u.get(i), factor, u.get(column), made);
      }
    }
    return new Lu(p, l, u);
  }

  private List<List<Formula>> identity(int n) {
    List<List<Formula>> identity = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Formula> row = new ArrayList<>(Collections.nCopies(n, formulas.integer(0)));
      row.set(i, formulas.integer(1));
      identity.add(row);
    }
    return identity;
  }

  private static double size(Formula fraction) {
    return Math.abs(Evaluation.constant(fraction).orElse(0));
  }

  /** Q·R = A; Q's columns are orthonormal, R is upper triangular with a positive diagonal. */
  public record Qr(List<List<Formula>> q, List<List<Formula>> r) {}

  /** By Gram and Schmidt; empty if the columns depend on each other. */
  public Optional<Qr> qr() {
    List<List<Formula>> columns = transposed(rows);
    List<List<Formula>> orthogonal = new ArrayList<>();
    List<List<Formula>> r = new ArrayList<>();
    List<Formula> squares = new ArrayList<>();
    List<Formula> inverses = new ArrayList<>();
    Work made = new Work();
    for (int k = 0; k < width; k++) {
      List<Formula> rest = new ArrayList<>(columns.get(k));
      List<Formula> along = new ArrayList<>(Collections.nCopies(width, formulas.integer(0)));
      for (int j = 0; j < k; j++) {
        Formula inner = inner(orthogonal.get(j), columns.get(k), made);
        along.set(j, formulas.multiply(inner, inverses.get(j)));
        made.addProductWithRoot(inner);
        subtract(rest, formulas.divide(inner, squares.get(j)), orthogonal.get(j), made);
      }
      Formula square = inner(rest, rest, made);
      if (isZero(square)) {
        return Optional.empty();
      }
      Formula length = root(square, made);
      squares.add(square);
      inverses.add(formulas.divide(formulas.integer(1), length));
      along.set(k, length);
      orthogonal.add(rest);
      rest.forEach(made::addProductWithRoot);
      r.add(along);
    }
    List<List<Formula>> q = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      Formula inverse = inverses.get(k);
      q.add(orthogonal.get(k).stream().map(e -> formulas.multiply(e, inverse)).toList());
    }
    return Optional.of(new Qr(transposed(q), transposed(r)));
  }

  /** The lower triangular L with L·Lᵀ = A, from A = M·D·Mᵀ in fractions. */
  public List<List<Formula>> cholesky() {
    if (!rows.equals(transposed(rows))) {
      throw notPositiveDefinite("It is not symmetric.");
    }
    int n = rows.size();
    List<List<Formula>> work = new ArrayList<>();
    rows.forEach(row -> work.add(new ArrayList<>(row)));
    Work made = new Work();
    List<List<Formula>> columns = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      Formula pivot = work.get(k).get(k);
      if (!(pivot instanceof Rational(BigInteger numerator, _)) || numerator.signum() <= 0) {
        throw notPositiveDefinite("One of its eigenvalues is not positive.");
      }
      List<Formula> column = new ArrayList<>();
      Formula root = root(pivot, made);
      for (int i = 0; i < n; i++) {
        Formula factor = i < k ? formulas.integer(0) : formulas.divide(work.get(i).get(k), pivot);
        made.addProductWithRoot(factor);
        column.add(formulas.multiply(factor, root));
        if (i > k) {
          subtract(work.get(i), factor, work.get(k), made);
        }
      }
      columns.add(column);
    }
    return transposed(columns);
  }

  private Formula root(Formula square, Work work) {
    work.addRoot(square);
    return formulas.power(square, formulas.rational(BigInteger.ONE, BigInteger.TWO));
  }

  private Formula inner(List<Formula> left, List<Formula> right, Work work) {
    Formula sum = formulas.integer(0);
    for (int k = 0; k < left.size(); k++) {
      sum = formulas.add(sum, formulas.multiply(left.get(k), right.get(k)));
      work.add(sum);
    }
    return sum;
  }

  static List<List<Formula>> transposed(List<List<Formula>> rows) {
    List<List<Formula>> columns = new ArrayList<>();
    for (int j = 0; j < rows.getFirst().size(); j++) {
      int column = j;
      columns.add(rows.stream().map(row -> row.get(column)).toList());
    }
    return columns;
  }

  static Refusal singular(String function, int size, int rank) {
    return new Refusal(
        at -> new MathProblem.SingularMatrix(at, function, size, OptionalInt.of(rank)));
  }

  static Refusal notPositiveDefinite(String why) {
    return new Refusal(at -> new MathProblem.NotPositiveDefinite(at, why));
  }
}
