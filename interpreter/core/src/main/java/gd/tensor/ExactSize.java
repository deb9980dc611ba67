package gd.tensor;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;

/** How much the exact elements of one array take together, which has limits. */
public final class ExactSize {
  /** Of letters: each takes some microseconds and a kilobyte. */
  private static final int MOST_OF_LETTERS = 30_000;

  /** Like √2 and sin(3), which are smaller. */
  private static final int MOST_CLOSED = 100_000;

  /** 1^1, 2^2, 3^3, … have ever more. */
  private static final long MOST_BITS = 250_000_000;

  private static final int BITS_OF_A_TERM = 64;

  private static final String DECIMALS =
      "Take decimals, as 1.0..1000 and N(t) are, or fewer elements.";

  private final int size;
  private int formulas;
  private long bits;

  /** Of an array of so many elements. */
  public ExactSize(int size) {
    this.size = size;
  }

  /**
   * One more. An array is of letters if one element is.
   *
   * @throws Refusal if all together are too large
   */
  public void add(Formula element) {
    switch (element) {
      case Formula.Rational number -> {
        bits += number.numerator().bitLength() + number.denominator().bitLength();
        check(bits, MOST_BITS, "bits of one array of exact numbers", DECIMALS);
      }
      case Formula.Number _, Formula.Truth _ -> {}
      case Formula.Constant _,
          Formula.Symbol _,
          Formula.Slot _,
          Formula.Sum _,
          Formula.Product _,
          Formula.Power _,
          Formula.Apply _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _ ->
          addFormula(element);
    }
  }

  private void addFormula(Formula formula) {
    String formulasOfArray = "formulas in one array";
    if (Formula.isClosed(formula)) {
      check(++formulas, MOST_CLOSED, formulasOfArray, DECIMALS);
    } else {
      String hint = "Give the letters values first, or take fewer elements.";
      check(size, MOST_OF_LETTERS, formulasOfArray, hint);
    }
    if (formula instanceof Formula.Sum sum) {
      bits += (long) BITS_OF_A_TERM * sum.terms().size();
      check(bits, MOST_BITS, "bits of one array of exact numbers", DECIMALS);
    }
  }

  private static void check(long count, long most, String what, String hint) {
    if (count > most) {
      throw new Refusal(at -> new MathProblem.LimitReached(at, what, "%,d".formatted(most), hint));
    }
  }
}
