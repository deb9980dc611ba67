package gd.opencl;

import gd.kernel.Decay;
import java.util.List;
import java.util.Map;

/**
 * e^−|x| and what the logistic function and softplus make of it, for vectors on processors: a
 * driver's own functions know what ours need not (numbers below the least with all digits, other
 * signs), and cost twice as much. Right to a few units in the last place, as on the JVM.
 */
final class DecayInLanes {
  private DecayInLanes() {}

  /**
   * The text of a function for several lanes; {@code T} is the type, {@code M} that of its bits.
   * What rounds x/log 2 to a whole number k leaves k + bias in the lowest bits.
   */
  static Map<String, String> sources(Lanes lanes) {
    boolean single = lanes == Lanes.SIXTEEN;
    return Map.of(
        "gd_decay",
        """
        static T gd_decay(const T x) {
          const T a = -fabs(x);
          const T b = a < %1$s ? %1$s : a;
          const T v = fma(b, %2$s, %3$s);
          const T k = v - %3$s;
          const T r = fma(k, %5$s, fma(k, %4$s, b));
        %6$s  const T s = fma(r * r, p, r);
          const T h = as_T(as_M(v) << (M)(%7$d));
          return fma(s, h, h);
        }
        """
            .formatted(
                number(single ? -87 : -708),
                number(1.4426950408889634),
                number(single ? 0x1.8p23 + 127 : 0x1.8p52 + 1023),
                number(single ? -0.693359375 : -0.693147180369123816490),
                number(single ? 2.12194440e-4 : -1.90821492927058770002e-10),
                polynomial(Decay.exponential(single), "r"),
                single ? 23 : 52),
        "gd_sigmoid_of",
        """
        static T gd_sigmoid_of(const T x, const T e) {
          const T d = ONE + e;
          const T n = x >= ZERO ? ONE : e;
          return n / d;
        }
        """,
        "gd_softplus_of",
        """
        static T gd_softplus_of(const T x, const T e) {
          const T m = x > ZERO ? x : ZERO;
        %s  return m + fma(e * e, p, e);
        }
        """
            .formatted(polynomial(Decay.logarithm(single), "e")));
  }

  /** Lines that leave a polynomial in p (Horner). */
  private static String polynomial(List<Double> coefficients, String x) {
    StringBuilder lines = new StringBuilder();
    lines.append("  T p = %s;\n".formatted(number(coefficients.getLast())));
    coefficients.reversed().stream()
        .skip(1)
        .forEach(c -> lines.append("  p = fma(p, %s, %s);\n".formatted(x, number(c))));
    return lines.toString();
  }

  private static String number(double value) {
    return "(T)((R)(%s))".formatted(value);
  }
}
