package gd.evaluate;

import java.util.Arrays;

/** Eigenvalues of small symmetric matrices by Jacobi's rotations (C. G. J. Jacobi, 1846). */
final class SymmetricEigenvalues {
  private static final int MOST_SWEEPS = 50;

  private SymmetricEigenvalues() {}

  /** In ascending order; the upper triangle is what counts. */
  static double[] of(double[][] symmetric) {
    int n = symmetric.length;
    double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[i][j] = a[j][i];
      }
    }
    for (int sweep = 0; sweep < MOST_SWEEPS && off(a) > 1e-30 * total(a); sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            rotate(a, p, q);
          }
        }
      }
    }
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    Arrays.sort(values);
    return values;
  }

  private static void rotate(double[][] a, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
    }
  }

  private static double off(double[][] a) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        sum += i == j ? 0 : a[i][j] * a[i][j];
      }
    }
    return sum;
  }

  private static double total(double[][] a) {
    double sum = 0;
    for (double[] row : a) {
      for (double each : row) {
        sum += each * each;
      }
    }
    return sum;
  }
}
