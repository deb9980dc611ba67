package gd.opencl;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * e^−|x| and what the logistic function and softplus make of it, for vectors on processors: a
 * driver's own functions know what ours need not (numbers below the least with all digits, other
 * signs), and cost twice as much. Right to a few units in the last place, as on the JVM.
 */
final class DecayInLanes {
  private DecayInLanes() {}

  /**
   * The text of a function for several lanes; {@code T} is the type, {@code M} that of its bits.
   */
  static Map<String, String> sources(Lanes lanes) {
    boolean single = lanes == Lanes.SIXTEEN;
    return Map.of(
        "gd_decay",
        """
        static T gd_decay(const T x) {
          const T a = -fabs(x);
          const T b = a < %1$s ? %1$s : a;
          const T v = mad(b, %2$s, %3$s);
          const T k = v - %3$s;
          const T r = mad(k, %5$s, mad(k, %4$s, b));
          T p = %6$s;
        %7$s  const M h = (as_M(v) + (M)(%8$s)) << (M)(%9$d);
          return p * as_T(h);
        }
        """
            .formatted(
                number(single ? -87 : -708),
                number(1.4426950408889634),
                number(single ? 0x1.8p23 : 0x1.8p52),
                number(single ? -0.693359375 : -0.693147180369123816490),
                number(single ? 2.12194440e-4 : -1.90821492927058770002e-10),
                number(1 / factorial(single ? 7 : 13)),
                IntStream.iterate(single ? 6 : 12, n -> n >= 0, n -> n - 1)
                    .mapToObj(n -> "  p = mad(p, r, %s);\n".formatted(number(1 / factorial(n))))
                    .collect(Collectors.joining()),
                single ? "127" : "1023",
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
          const T s = e / (%s + e);
          const T q = s * s;
          T p = %s;
        %s  return mad(s + s, p, m);
        }
        """
            .formatted(
                number(2),
                number(1.0 / (single ? 13 : 33)),
                IntStream.iterate(single ? 11 : 31, n -> n >= 1, n -> n - 2)
                    .mapToObj(n -> "  p = mad(p, q, %s);\n".formatted(number(1.0 / n)))
                    .collect(Collectors.joining())));
  }

  private static double factorial(int n) {
    return IntStream.rangeClosed(2, n).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  private static String number(double value) {
    return "(T)((R)(%s))".formatted(value);
  }
}
