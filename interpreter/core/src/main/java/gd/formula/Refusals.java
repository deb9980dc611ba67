package gd.formula;

import gd.report.MathProblem;
import gd.report.Refusal;

/** The problems that formulas have, before they have a place in a text. */
final class Refusals {
  private Refusals() {}

  static Refusal divisionByZero() {
    return new Refusal(MathProblem.DivisionByZero::new);
  }

  static Refusal tooManyBits(long bits) {
    String asked =
        bits == Long.MAX_VALUE ? "more than 2,000,000,000 bits" : "%,d bits".formatted(bits);
    return limit(
        "size of an exact number",
        "%,d bits (asked for: %s)".formatted(Arithmetic.MAX_BITS, asked),
        "Write a decimal point to compute with 64-bit decimals.");
  }

  static Refusal overflow() {
    return limit(
        "largest decimal", "1.79769e308", "Rescale the numbers, or compute with logarithms.");
  }

  static Refusal limit(String limit, String value, String instead) {
    return new Refusal(at -> new MathProblem.LimitReached(at, limit, value, instead));
  }

  static Refusal notANumber() {
    return outsideDomain("This operation", "these values", "The result is not a number.");
  }

  static Refusal outsideDomain(String function, String argument, String why) {
    return new Refusal(at -> new MathProblem.OutsideDomain(at, function, argument, why));
  }
}
