package gd.opencl;

import java.util.Map;

/**
 * Functions that OpenCL C lacks, as {@code gd.formula.Special} computes them on the JVM; without
 * branches, so that one text serves a number and eight lanes.
 */
final class SpecialFunctions {
  /** By spelling; {@code T} is the type, {@code ONE} and {@code ZERO} are its numbers. */
  static final Map<String, String> SOURCES =
      Map.of(
          "gd_mod",
          """
          static T gd_mod(const T x, const T y) {
            const T r = fmod(x, y);
            const T up = (r < ZERO) != (y < ZERO) ? r + y : r;
            return r != ZERO ? up : r;
          }
          """,
          "gd_digamma",
          """
          static T gd_digamma(const T x) {
            const T h = ONE / (ONE + ONE);
            const T y = x < h ? ONE - x : x;
            T steps = ZERO;
            for (int k = 0; k < 10; k++) {
              steps += ONE / (y + (R)k);
            }
            const T z = y + (R)10;
            const T w = ONE / (z * z);
            T series = w * ((R)1 / 132 - w * ((R)691 / 32760));
            series = w * ((R)1 / 252 - w * ((R)1 / 240 - series));
            series = w * ((R)1 / 12 - w * ((R)1 / 120 - series));
            const T above = log(z) - h / z - series - steps;
            const T part = (R)M_PI * (x - rint(x));
            return x < h ? above - (R)M_PI / tan(part) : above;
          }
          """,
          "gd_trigamma",
          """
          static T gd_trigamma(const T x) {
            const T h = ONE / (ONE + ONE);
            const T y = x < h ? ONE - x : x;
            T sum = ZERO;
            for (int k = 19; k >= 0; k--) {
              sum += ONE / ((y + (R)k) * (y + (R)k));
            }
            const T z = y + (R)20;
            const T w = ONE / (z * z);
            T tail = w * ((R)-1 / 30 + w * ((R)5 / 66 - w * ((R)691 / 2730)));
            tail = (R)1 / 6 + w * ((R)-1 / 30 + w * ((R)1 / 42 + tail));
            const T above = sum + ONE / z + w * h + w * tail / z;
            const T s = sin((R)M_PI * (x - rint(x)));
            return x < h ? (R)(M_PI * M_PI) / (s * s) - above : above;
          }
          """,
          "gd_polygamma",
          """
          static T gd_polygamma(const T n, const T x) {
            T sum = ZERO;
            for (int k = 19; k >= 0; k--) {
              sum += pow(x + (R)k, -n - ONE);
            }
            const T z = x + (R)20;
            const R bernoulli[8] = {(R)1 / 6, (R)-1 / 30, (R)1 / 42, (R)-1 / 30,
                (R)5 / 66, (R)-691 / 2730, (R)7 / 6, (R)-3617 / 510};
            const T power = pow(z, -n);
            T term = power * (n + ONE) / ((R)2 * z * z);
            T tail = power / n + power / ((R)2 * z);
            for (int k = 1; k <= 8; k++) {
              tail += bernoulli[k - 1] * term;
              term *= (n + (R)(2 * k)) * (n + (R)(2 * k + 1)) / ((R)((2 * k + 1) * (2 * k + 2)) * z * z);
            }
            const T size = tgamma(n + ONE) * (sum + tail);
            const T value = fmod(n, (R)2 + ZERO) == ZERO ? -size : size;
            return x > ZERO ? value : ZERO / ZERO;
          }
          """);

  static final Map<String, Integer> ARITIES =
      Map.of("gd_mod", 2, "gd_digamma", 1, "gd_trigamma", 1, "gd_polygamma", 2);

  private SpecialFunctions() {}
}
