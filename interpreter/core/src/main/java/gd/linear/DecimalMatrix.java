package gd.linear;

import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionNonSymmetric;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.FieldVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * A matrix of decimals, by rows. Decompositions are Hipparchus's; signs are chosen so that they are
 * unique where mathematics leaves them open. Refuses with {@link MathProblem.SingularMatrix} and
 * {@link MathProblem.NotPositiveDefinite}.
 */
public final class DecimalMatrix {
  /** How far a matrix may be from its transpose and still count as symmetric, relatively. */
  private static final double SYMMETRY = 1e-12;

  private final RealMatrix matrix;

  /** {@code rows} has at least one row and one column. */
  public DecimalMatrix(double[][] rows) {
    this(new Array2DRowRealMatrix(rows));
  }

  private DecimalMatrix(RealMatrix matrix) {
    this.matrix = matrix;
  }

  /** The symmetric matrix whose upper triangle {@code rows} has. */
  public static DecimalMatrix symmetric(double[][] rows) {
    double[][] all = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < i; j++) {
        all[i][j] = all[j][i];
      }
    }
    return new DecimalMatrix(all);
  }

  public double[][] rows() {
    return matrix.getData();
  }

  public double determinant() {
    return new LUDecomposition(matrix, 0).getDeterminant();
  }

  public DecimalMatrix inverse() {
    return new DecimalMatrix(solver("inv").getInverse());
  }

  /** X such that this·X = right. */
  public DecimalMatrix solve(DecimalMatrix right) {
    return new DecimalMatrix(solver("solve").solve(right.matrix));
  }

  /** A pivot below the roundings of the elimination is a zero. */
  private org.hipparchus.linear.DecompositionSolver solver(String function) {
    double rounding = Math.ulp(matrix.getNorm1()) * matrix.getRowDimension();
    LUDecomposition lu = new LUDecomposition(matrix, rounding);
    if (!lu.getSolver().isNonSingular()) {
      throw singular(function, rank());
    }
    return lu.getSolver();
  }

  Refusal singular(String function, int rank) {
    return ExactMatrix.singular(function, matrix.getRowDimension(), rank);
  }

  public int rank() {
    return new SingularValueDecomposition(matrix).getRank();
  }

  /** L·U = P·A. */
  public record Lu(DecimalMatrix p, DecimalMatrix l, DecimalMatrix u) {}

  public Lu lu() {
    LUDecomposition lu = new LUDecomposition(matrix, 0);
    if (lu.getP() == null) {
      throw singular("lu", rank());
    }
    return new Lu(
        new DecimalMatrix(lu.getP()), new DecimalMatrix(lu.getL()), new DecimalMatrix(lu.getU()));
  }

  /** Q·R = A; Q's columns are orthonormal, R is upper triangular with a diagonal ≥ 0. */
  public record Qr(DecimalMatrix q, DecimalMatrix r) {}

  /** The reduced form: as many columns of Q as A has, if it has no fewer rows. */
  public Qr qr() {
    QRDecomposition qr = new QRDecomposition(matrix);
    int size = Math.min(matrix.getRowDimension(), matrix.getColumnDimension());
    RealMatrix q = qr.getQ().getSubMatrix(0, matrix.getRowDimension() - 1, 0, size - 1);
    RealMatrix r = qr.getR().getSubMatrix(0, size - 1, 0, matrix.getColumnDimension() - 1);
    for (int k = 0; k < size; k++) {
      if (r.getEntry(k, k) < 0) {
        q.setColumnVector(k, q.getColumnVector(k).mapMultiply(-1));
        r.setRowVector(k, r.getRowVector(k).mapMultiply(-1));
      }
    }
    return new Qr(new DecimalMatrix(q), new DecimalMatrix(r));
  }

  /** U·diag(S)·Vᵀ = A, in reduced form; S descends. */
  public record Svd(DecimalMatrix u, double[] s, DecimalMatrix v) {}

  public Svd svd() {
    SingularValueDecomposition svd = new SingularValueDecomposition(matrix);
    return new Svd(
        new DecimalMatrix(svd.getU()), svd.getSingularValues(), new DecimalMatrix(svd.getV()));
  }

  public DecimalMatrix pseudoInverse() {
    return new DecimalMatrix(new SingularValueDecomposition(matrix).getSolver().getInverse());
  }

  /** The lower triangular L with L·Lᵀ = A. */
  public DecimalMatrix cholesky() {
    if (!isSymmetric()) {
      throw ExactMatrix.notPositiveDefinite("It is not symmetric.");
    }
    try {
      return new DecimalMatrix(new CholeskyDecomposition(matrix, SYMMETRY, 0).getL());
    } catch (MathRuntimeException e) {
      throw ExactMatrix.notPositiveDefinite("One of its eigenvalues is not positive.");
    }
  }

  private boolean isSymmetric() {
    return MatrixUtils.isSymmetric(matrix, SYMMETRY);
  }

  /** An orthonormal basis of the vectors that the matrix maps to 0, as columns. */
  public double[][] nullSpace() {
    int columns = matrix.getColumnDimension();
    // The library's V is reduced: a wide matrix is filled up with rows of zeros.
    RealMatrix square =
        MatrixUtils.createRealMatrix(Math.max(columns, matrix.getRowDimension()), columns);
    square.setSubMatrix(matrix.getData(), 0, 0);
    SingularValueDecomposition svd = new SingularValueDecomposition(square);
    int rank = svd.getRank();
    double[][] basis = new double[columns][columns - rank];
    for (int k = rank; k < columns; k++) {
      double[] vector = signed(svd.getV().getColumn(k));
      for (int i = 0; i < columns; i++) {
        basis[i][k - rank] = vector[i];
      }
    }
    return basis;
  }

  /** A complex number; real if its imaginary part is 0. */
  public record Complex(double real, double imaginary) {
    private static Complex of(org.hipparchus.complex.Complex value) {
      return new Complex(value.getReal(), value.getImaginary());
    }
  }

  /** An eigenvalue and the elements of its vector of length 1. */
  public record Eigenpair(Complex value, List<Complex> vector) {}

  /** In the order of the eigenvalues: real ones ascending, then complex ones by real part. */
  public List<Eigenpair> eigenpairs() {
    return (isSymmetric() ? symmetric() : general())
        .stream()
            .sorted(
                Comparator.comparing((Eigenpair p) -> p.value().imaginary() != 0)
                    .thenComparing(p -> p.value().real())
                    .thenComparing(p -> p.value().imaginary()))
            .toList();
  }

  /** Those of a symmetric matrix, ascending; not numbers if one of its elements is none. */
  public double[] eigenvalues() {
    if (!Double.isFinite(matrix.getNorm1())) {
      double[] none = new double[matrix.getRowDimension()];
      Arrays.fill(none, Double.NaN);
      return none;
    }
    double[] values = new EigenDecompositionSymmetric(matrix).getEigenvalues();
    Arrays.sort(values);
    return values;
  }

  private List<Eigenpair> symmetric() {
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(matrix);
    return IntStream.range(0, matrix.getRowDimension())
        .mapToObj(
            k ->
                new Eigenpair(
                    new Complex(eigen.getEigenvalue(k), 0),
                    Arrays.stream(signed(eigen.getEigenvector(k).toArray()))
                        .mapToObj(d -> new Complex(d, 0))
                        .toList()))
        .toList();
  }

  private List<Eigenpair> general() {
    EigenDecompositionNonSymmetric eigen = new EigenDecompositionNonSymmetric(matrix);
    return IntStream.range(0, matrix.getRowDimension())
        .mapToObj(
            k -> new Eigenpair(Complex.of(eigen.getEigenvalue(k)), unit(eigen.getEigenvector(k))))
        .toList();
  }

  /** Length 1, the first of its largest elements positive. */
  private static List<Complex> unit(FieldVector<org.hipparchus.complex.Complex> vector) {
    List<org.hipparchus.complex.Complex> elements = Arrays.asList(vector.toArray());
    double length = Math.sqrt(elements.stream().mapToDouble(c -> c.norm() * c.norm()).sum());
    org.hipparchus.complex.Complex largest = elements.getFirst();
    for (org.hipparchus.complex.Complex element : elements) {
      if (element.norm() > largest.norm() * (1 + SYMMETRY)) {
        largest = element;
      }
    }
    org.hipparchus.complex.Complex turn = largest.conjugate().divide(largest.norm() * length);
    return elements.stream().map(c -> Complex.of(c.multiply(turn))).toList();
  }

  /** The vector or its opposite, so that the first of its largest elements is positive. */
  private static double[] signed(double[] vector) {
    double largest = 0;
    for (double element : vector) {
      if (Math.abs(element) > Math.abs(largest) * (1 + SYMMETRY)) {
        largest = element;
      }
    }
    double sign = largest < 0 ? -1 : 1;
    return Arrays.stream(vector).map(d -> sign * d + 0.0).toArray();
  }
}
