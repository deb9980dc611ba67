package gd.formula;

/**
 * Functions of decimals that {@link Math} lacks, in forms that lose no digits; spelled in the
 * library's rows.
 */
public final class Special {
  private Special() {}

  /** 1/(1 + e^-x), without overflow on either side. */
  public static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /** log(1 + e^x): for large x it is x, for very negative x it is e^x. */
  public static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** -1, 0 or 1. */
  public static double sign(double x) {
    return x == 0 ? 0.0 : Math.signum(x);
  }

  public static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  public static double asinh(double x) {
    double magnitude = Math.abs(x);
    double root = Math.sqrt(magnitude * magnitude + 1);
    double value =
        magnitude > 1e8
            ? Math.log(magnitude) + Math.log(2)
            : Math.log1p(magnitude + magnitude * magnitude / (1 + root));
    return Math.copySign(value, x);
  }

  public static double acosh(double x) {
    return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log(x + Math.sqrt((x - 1) * (x + 1)));
  }

  public static double atanh(double x) {
    return 0.5 * Math.log1p(2 * x / (1 - x));
  }

  /** To the nearest integer, halves away from zero. */
  public static double round(double x) {
    double floor = Math.floor(Math.abs(x));
    double up = Math.abs(x) - floor >= 0.5 ? floor + 1 : floor;
    return Math.copySign(up, x);
  }

  /** x − y⌊x/y⌋: the sign of y. */
  public static double mod(double x, double y) {
    double remainder = x % y;
    return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder;
  }

  /**
   * The error function to about 1e-15: its series near 0, otherwise the continued fraction of its
   * complement (Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.5 and 7.1.14).
   */
  public static double erf(double x) {
    double magnitude = Math.abs(x);
    if (magnitude > 6) {
      return Math.signum(x);
    }
    if (magnitude < 2.5) {
      double term = x;
      double sum = x;
      for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
        term *= -x * x / n;
        sum += term / (2 * n + 1);
      }
      return 2 / Math.sqrt(Math.PI) * sum;
    }
    double fraction = 0;
    for (int k = 60; k >= 1; k--) {
      fraction = k / 2.0 / (magnitude + fraction);
    }
    double complement = Math.exp(-x * x) / (Math.sqrt(Math.PI) * (magnitude + fraction));
    return Math.copySign(1 - complement, x);
  }

  /** Γ(x), after Lanczos (1964) with g = 7 and nine coefficients; NaN at 0, -1, -2, … */
  public static double gamma(double x) {
    if (x < 0.5) {
      return x == Math.rint(x) ? Double.NaN : Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
    }
    if (x == Math.rint(x) && x <= 20) {
      long product = 1;
      for (int k = 2; k < x; k++) {
        product *= k;
      }
      return product;
    }
    double[] coefficients = {
      0.99999999999980993,
      676.5203681218851,
      -1259.1392167224028,
      771.32342877765313,
      -176.61502916214059,
      12.507343278686905,
      -0.13857109526572012,
      9.9843695780195716e-6,
      1.5056327351493116e-7
    };
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum += coefficients[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    // in two halves, so that the power does not overflow before the exponential brings it down
    double half = Math.pow(t, (x - 0.5) / 2);
    return Math.sqrt(2 * Math.PI) * half * Math.exp(-t) * half * sum;
  }

  /** x! = Γ(x + 1). */
  public static double factorial(double x) {
    return gamma(x + 1);
  }
}
