package gd.backend.jvm;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Known arrays rounded to 32 bits, kept as long as there is memory and somebody holds the array: a
 * descent that follows another makes no copy of its data. Nobody writes them. Safe for several
 * threads.
 */
final class RoundedArrays {
  /** Shorter ones are copied every time. */
  private static final int FEWEST = 1 << 12;

  private static final int PART = 1 << 16;

  private final Map<double[], SoftReference<double[]>> made = new WeakHashMap<>();

  synchronized double[] get(double[] values) {
    if (isRounded(values)) {
      return values;
    }
    if (values.length < FEWEST) {
      return rounded(values);
    }
    SoftReference<double[]> kept = made.get(values);
    double[] known = kept == null ? null : kept.get();
    if (known == null) {
      known = rounded(values);
      made.put(values, new SoftReference<>(known));
    }
    return known;
  }

  private static boolean isRounded(double[] values) {
    for (double value : values) {
      if ((float) value != value && !Double.isNaN(value)) {
        return false;
      }
    }
    return true;
  }

  private static double[] rounded(double[] values) {
    double[] rounded = new double[values.length];
    Parallel.parts(
        Parallel.count(values.length, PART),
        part -> {
          int end = Math.min(values.length, (part + 1) * PART);
          for (int k = part * PART; k < end; k++) {
            rounded[k] = (float) values[k];
          }
        });
    return rounded;
  }
}
