package gd.formula;

import org.hipparchus.special.Erf;
import org.hipparchus.special.Gamma;

/**
 * Functions of decimals that {@link Math} lacks, in forms that lose no digits; spelled in the
 * library's rows.
 */
public final class Special {
  private static final double LOG_2 = Math.log(2);

  /** From here on the asymptotic series of ψ is right to the last digits. */
  private static final int STEPS = 10;

  /** B₂, B₄, … */
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
  };

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

  /** Powers of two have whole logarithms. */
  public static double log2(double x) {
    if (!(x >= Double.MIN_NORMAL && x < Double.POSITIVE_INFINITY)) {
      return Math.log(x) / LOG_2;
    }
    // the rest lies around 1, so that nothing cancels there
    int exponent = Math.getExponent(x * Math.sqrt(2));
    return exponent + Math.log(Math.scalb(x, -exponent)) / LOG_2;
  }

  public static double asinh(double x) {
    double magnitude = Math.abs(x);
    double root = Math.sqrt(magnitude * magnitude + 1);
    double value =
        magnitude > 1e8
            ? Math.log(magnitude) + LOG_2
            : Math.log1p(magnitude + magnitude * magnitude / (1 + root));
    return Math.copySign(value, x);
  }

  public static double acosh(double x) {
    return x > 1e8 ? Math.log(x) + LOG_2 : Math.log1p(x - 1 + Math.sqrt((x - 1) * (x + 1)));
  }

  public static double atanh(double x) {
    return 0.5 * (Math.log1p(x) - Math.log1p(-x));
  }

  /** x − y⌊x/y⌋: the sign of y. */
  public static double mod(double x, double y) {
    double remainder = x % y;
    return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder;
  }

  public static double erf(double x) {
    return Math.abs(x) < 1e-8 ? x * (2 / Math.sqrt(Math.PI)) : Erf.erf(x);
  }

  /**
   * From 2 on by its continued fraction (Abramowitz and Stegun, 7.1.14), with e^(-x²) in two parts
   * so that the rounding of x² does no harm.
   */
  public static double erfc(double x) {
    if (!(x >= 2)) {
      return Erf.erfc(x);
    }
    if (x > 28) {
      return 0; // below every decimal; the parts of x² are infinite for large x
    }
    double fraction = x;
    for (int k = 20 + (int) (350 / (x * x)); k > 0; k--) {
      fraction = x + k / (2 * fraction);
    }
    double high = (float) x;
    return Math.exp(-high * high)
        * Math.exp((high - x) * (high + x))
        / (fraction * Math.sqrt(Math.PI));
  }

  /**
   * Γ(x): above 20 by Stirling's series (Abramowitz and Stegun, Handbook of Mathematical Functions,
   * 6.1.40), below -20 by reflection; NaN at 0, -1, -2, …
   */
  public static double gamma(double x) {
    if (x <= 0 && x == Math.rint(x)) {
      return Double.NaN;
    }
    if (x < -20) {
      return Math.PI / (sineOfPi(x) * gamma(1 - x));
    }
    if (x <= 20) {
      return Gamma.gamma(x);
    }
    double y = 1 / (x * x);
    double series =
        (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
    // in two halves, so that the power does not overflow before the exponential brings it down
    double half = Math.pow(x, (x - 0.5) / 2);
    return Math.sqrt(2 * Math.PI) * half * Math.exp(-x) * half * Math.exp(series);
  }

  /** log|Γ(x)|; ∞ at 0, -1, -2, … */
  public static double lgamma(double x) {
    if (!(x <= 0)) {
      return Gamma.logGamma(x);
    }
    return x == Math.rint(x)
        ? Double.POSITIVE_INFINITY
        : Math.log(Math.PI / Math.abs(sineOfPi(x))) - lgamma(1 - x);
  }

  /**
   * ψ(x) = Γ'(x)/Γ(x): ten steps of its recurrence, then its asymptotic series (Abramowitz and
   * Stegun, 6.3.5, 6.3.7, 6.3.18); NaN at its poles.
   */
  public static double digamma(double x) {
    if (x < 0.5) {
      double part = Math.PI * (x - Math.rint(x));
      return part == 0 ? Double.NaN : digamma(1 - x) - Math.PI / Math.tan(part);
    }
    if (Math.abs(x - DigammaRoot.PLACE) < DigammaRoot.RADIUS) {
      return DigammaRoot.digamma(x);
    }
    double steps = 0;
    for (int k = 0; k < STEPS; k++) {
      steps += 1 / (x + k);
    }
    double z = x + STEPS;
    double y = 1 / (z * z);
    double series =
        y
            * (1.0 / 12
                - y
                    * (1.0 / 120
                        - y * (1.0 / 252 - y * (1.0 / 240 - y * (1.0 / 132 - y * 691 / 32760)))));
    return Math.log(z) - 0.5 / z - series - steps;
  }

  /** ψ around its positive root, where the sum would cancel: its Taylor series there. */
  private static final class DigammaRoot {
    private static final double PLACE = 1.4616321449683622;
    private static final double VALUE = -9.241265521729427e-17;
    private static final double RADIUS = 0.3;

    /** ψ⁽ⁿ⁾/n! for n = 1, 2, … */
    private static final double[] COEFFICIENTS = new double[30];

    static {
      double factorial = 1;
      for (int n = 1; n <= COEFFICIENTS.length; n++) {
        factorial *= n;
        COEFFICIENTS[n - 1] = polygamma(n, PLACE) / factorial;
      }
    }

    private DigammaRoot() {}

    static double digamma(double x) {
      double h = x - PLACE;
      double sum = 0;
      for (int n = COEFFICIENTS.length; n > 0; n--) {
        sum = (sum + COEFFICIENTS[n - 1]) * h;
      }
      return sum + VALUE;
    }
  }

  /** ψ'(x), as {@link #digamma} (6.4.6, 6.4.7, 6.4.12). */
  public static double trigamma(double x) {
    if (x < 0.5) {
      double sine = sineOfPi(x);
      return sine == 0 ? Double.NaN : Math.PI * Math.PI / (sine * sine) - trigamma(1 - x);
    }
    return polygamma(1, x);
  }

  /** The n-th derivative of {@link #digamma} for n = 0, 1, 2, …; from n = 2 on for x > 0 only. */
  public static double polygamma(double n, double x) {
    if (n == 0) {
      return digamma(x);
    }
    if (n == 1 && x < 0.5) {
      return trigamma(x);
    }
    if (!(n >= 1 && n == Math.rint(n) && x > 0)) {
      return Double.NaN;
    }
    double z = x + 2 * STEPS;
    double sum = 0;
    for (int k = 2 * STEPS - 1; k >= 0; k--) {
      sum += Math.pow(x + k, -n - 1);
    }
    // B₂ₖ (2k+n-1)!/((2k)! n!) z^(-2k-n), each from the one before
    double power = Math.pow(z, -n);
    double term = power * (n + 1) / (2 * z * z);
    double tail = power / n + power / (2 * z);
    for (int k = 1; k <= BERNOULLI.length; k++) {
      tail += BERNOULLI[k - 1] * term;
      term *= (2 * k + n) * (2 * k + n + 1) / ((2 * k + 1.0) * (2 * k + 2) * z * z);
    }
    double factorial = gamma(n + 1);
    return (n % 2 == 0 ? -factorial : factorial) * (sum + tail);
  }

  /** sin(πx), exact in the period. */
  private static double sineOfPi(double x) {
    double whole = Math.rint(x);
    double sine = Math.sin(Math.PI * (x - whole));
    return whole % 2 == 0 ? sine : -sine;
  }
}
