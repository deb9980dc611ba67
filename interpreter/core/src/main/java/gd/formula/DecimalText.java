package gd.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimals as text: trailing zeros go but one place is kept, exponents from 1e16 and below 1e-4.
 */
public final class DecimalText {
  private static final int MAX_PLAIN_EXPONENT = 16;
  private static final int MIN_PLAIN_EXPONENT = -4;

  private DecimalText() {}

  /** The shortest text that reads back as the same decimal. */
  public static String shortest(double value) {
    return format(value, 17);
  }

  /**
   * To so many significant digits, but whole digits are never rounded off (1234567.8 is 1234568.0
   * to six digits); from 17 on the shortest text that reads back exactly.
   */
  public static String format(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
    }
    if (value == 0) {
      return "0.0";
    }
    BigDecimal exact =
        digits >= 17 ? new BigDecimal(Double.toString(value)) : new BigDecimal(value);
    int whole = exact.precision() - exact.scale();
    int shown = whole <= MAX_PLAIN_EXPONENT ? Math.max(digits, whole) : digits;
    return format(exact.round(new MathContext(shown, RoundingMode.HALF_EVEN)));
  }

  /** All its digits. */
  public static String format(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (stripped.signum() != 0
        && (exponent >= MAX_PLAIN_EXPONENT || exponent < MIN_PLAIN_EXPONENT)) {
      String digits = stripped.unscaledValue().abs().toString();
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      return (stripped.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }
    String plain = stripped.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }
}
