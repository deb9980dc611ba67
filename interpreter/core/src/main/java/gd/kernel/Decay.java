package gd.kernel;

import java.util.List;

/**
 * What e^−|x| and log(1 + e^−|x|) are computed from, without branches and in every lane alike:
 * polynomials of least relative error (Remez 1934), lowest coefficient first. Both back ends use
 * them.
 */
public final class Decay {
  private Decay() {}

  /**
   * q of e^r = 1 + r + r²·q(r) for |r| ≤ log(2)/2: relative error 2^−28 in 32 bits, 2^−57 in 64.
   */
  public static List<Double> exponential(boolean single) {
    return single
        ? List.of(
            0.4999999344971312,
            0.16666520631544604,
            0.04166838740726171,
            0.008368716961335974,
            0.0013814639130251204)
        : List.of(
            0.5000000000000011,
            0.16666666666666413,
            0.041666666666530155,
            0.00833333333349447,
            0.0013888888943630361,
            0.00019841269506555356,
            2.4801493098733352e-05,
            2.755758639674158e-06,
            2.763024842243285e-07,
            2.5000053878886233e-08);
  }

  /** q of log(1 + e) = e + e²·q(e) for 0 ≤ e ≤ 1: relative error 2^−27 in 32 bits, 2^−56 in 64. */
  public static List<Double> logarithm(boolean single) {
    return single
        ? List.of(
            -0.4999993276668463,
            0.33330511370401283,
            -0.2495858769958665,
            0.19695401257733508,
            -0.15355397153730324,
            0.1068055561166599,
            -0.05766443549898514,
            0.020204576025694757,
            -0.0033184697160320267)
        : List.of(
            -0.4999999999999946,
            0.3333333333323504,
            -0.2499999999367634,
            0.19999999791316375,
            -0.16666662498383553,
            0.14285658895696646,
            -0.12499479599124431,
            0.11107505909350872,
            -0.0998101452596026,
            0.09013152331205088,
            -0.08081208294408444,
            0.07035536498927432,
            -0.057501942876245604,
            0.04230004358780886,
            -0.02674390369738064,
            0.013838549195331033,
            -0.005543087918286275,
            0.0015957335870486536,
            -0.0002917595742404204,
            2.532977412006042e-05);
  }

  /**
   * R of log(1 + f) = f − f²/2 + s·(f²/2 + s²·R(s²)), s = f/(2 + f), for √½ ≤ 1 + f < √2: Ng's
   * (fdlibm, 1993), error 2^−34 in 32 bits, 2^−58 in 64.
   */
  public static List<Double> logarithmOfMantissa(boolean single) {
    return single
        ? List.of(
            (double) 0xaaaaaa.0p-24f,
            (double) 0xccce13.0p-25f,
            (double) 0x91e9ee.0p-25f,
            (double) 0xf89e26.0p-26f)
        : List.of(
            6.666666666666735130e-01,
            3.999999999940941908e-01,
            2.857142874366239149e-01,
            2.222219843214978396e-01,
            1.818357216161805012e-01,
            1.531383769920937332e-01,
            1.479819860511658591e-01);
  }
}
