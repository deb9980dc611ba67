package gd.formula;

import java.util.Locale;

/** Decimals for sentences: as a short fraction where one is meant, else with a few digits. */
public final class Near {
  private static final int LARGEST_DENOMINATOR = 60;

  private Near() {}

  /** {@code -1/2}, {@code 0.98}, {@code 1.2e6}. */
  public static String text(double value) {
    for (int d = 1; d <= LARGEST_DENOMINATOR; d++) {
      double n = Math.rint(value * d);
      if (Math.abs(n) < 1e6 && Math.abs(value * d - n) <= 1e-9 * Math.abs(value * d)) {
        long whole = (long) n;
        boolean decimal = 1000 % d == 0 && d > 2;
        return d == 1 ? String.valueOf(whole) : decimal ? plain(value) : whole + "/" + d;
      }
    }
    return plain(value);
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.4g", value);
    if (text.contains("e")) {
      return text.replaceFirst("\\.?0*e", "e").replaceFirst("e([+-])0*", "e$1").replace("e+", "e");
    }
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
