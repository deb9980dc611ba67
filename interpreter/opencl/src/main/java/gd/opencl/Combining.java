package gd.opencl;

import gd.tensor.Tensor.Combine;

/** How an accumulator takes an element, in C. */
final class Combining {
  private Combining() {}

  static String identity(Combine combine) {
    return switch (combine) {
      case SUM -> "(R)0";
      case PRODUCT -> "(R)1";
      case MAX -> "(R)-INFINITY";
      case MIN -> "(R)INFINITY";
    };
  }

  /** {@code acc = acc ∘ x}; NaN, once met, stays. */
  static String step(Combine combine, String acc, String x) {
    return switch (combine) {
      case SUM -> "%s = %s + %s;".formatted(acc, acc, x);
      case PRODUCT -> "%s = %s * %s;".formatted(acc, acc, x);
      case MAX -> "%s = %s <= %s || isnan(%s) ? %s : %s;".formatted(acc, acc, x, x, x, acc);
      case MIN -> "%s = %s >= %s || isnan(%s) ? %s : %s;".formatted(acc, acc, x, x, x, acc);
    };
  }
}
