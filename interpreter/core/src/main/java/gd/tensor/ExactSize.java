package gd.tensor;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.List;

/** How much the exact elements of one array take together, which has limits. */
public final class ExactSize {
  /** Of letters, of roots, and of what is put together: each takes tens of microseconds. */
  private static final int MOST_FORMULAS = 30_000;

  /** Like sin(3), which are smaller. */
  private static final int MOST_OF_NUMBERS = 100_000;

  /** 1!, 2!, 3!, … have ever more. */
  private static final long MOST_BITS = 250_000_000;

  private static final int BITS_OF_A_TERM = 64;

  /** A long number with a root is made from nothing, as (n/2)! is. */
  private static final int TIMES_A_ROOT = 8;

  /** Each takes a microsecond, where {@link Fractions} take some billionths of a second. */
  private static final int MOST_ONE_BY_ONE = 500_000;

  /** Each takes a tenth of a microsecond to bring to lowest terms, ten times a whole number. */
  private static final int MOST_FRACTIONS = 2_000_000;

  /** Of numbers of 64 bits: less than a second. */
  private static final double MOST_PRODUCTS = 1e9;

  /** Of long numbers, in products of their words of 32 bits. */
  private static final double MOST_PRODUCTS_OF_WORDS = 3e8;

  /** What a product of two numbers takes besides. */
  private static final int WORDS_OF_A_PRODUCT = 40;

  /** A sum over a common denominator, which grows: of less it passes other limits. */
  private static final int MOST_FRACTIONS_OF_A_SUM = 150_000;

  /** Of formulas. */
  private static final double MOST_PRODUCTS_OF_FORMULAS = 5e5;

  private static final String DECIMALS =
      "Take decimals, as 1.0..1000 and N(t) are, or fewer elements.";

  private final int size;
  private int ofNumbers;
  private int closed;
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
        bits += bitsOf(number);
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

  private static int bitsOf(Formula.Rational number) {
    return number.numerator().bitLength() + number.denominator().bitLength();
  }

  /** As many as the array has, all the same. */
  void addAll(Formula element) {
    boolean small =
        element instanceof Formula.Number
            || element instanceof Formula.Truth
            || ElementBody.isRefused(element);
    if (!small) {
      check(size, MOST_FORMULAS, "formulas in one array", DECIMALS);
    }
  }

  private void addFormula(Formula formula) {
    if (isOfNumber(formula)) {
      check(++ofNumbers, MOST_OF_NUMBERS, "formulas in one array", DECIMALS);
    } else if (Formula.isClosed(formula)) {
      check(++closed, MOST_FORMULAS, "roots and larger formulas in one array", DECIMALS);
    } else {
      String hint = "Give the letters values first, or take fewer elements.";
      check(size, MOST_FORMULAS, "formulas in one array", hint);
    }
    if (formula instanceof Formula.Sum sum) {
      bits += (long) BITS_OF_A_TERM * sum.terms().size();
    }
    if (formula instanceof Formula.Product product
        && product.factors().getFirst() instanceof Formula.Rational number) {
      bits += (long) TIMES_A_ROOT * bitsOf(number);
    }
    check(bits, MOST_BITS, "bits of one array of exact numbers", DECIMALS);
  }

  /** Of the numbers of an array that do not fit 64 bits, or are not made by arithmetic. */
  static void checkOneByOne(int numbers) {
    check(numbers, MOST_ONE_BY_ONE, "exact elements beyond fractions of 64 bits", DECIMALS);
  }

  /** Of the elements of an array that is not of whole numbers. */
  static void checkFractions(int elements) {
    check(elements, MOST_FRACTIONS, "exact fractions in one array", DECIMALS);
  }

  /** Of any matrix product, at least. */
  static void checkProducts(double products) {
    check(products, MOST_PRODUCTS, DECIMALS);
  }

  /** Of a matrix product of numbers of at most so many bits. */
  static void checkLongProducts(double products, int leftBits, int rightBits) {
    double words = (1.0 + leftBits / Integer.SIZE) * (1.0 + rightBits / Integer.SIZE);
    double most = Math.floor(MOST_PRODUCTS_OF_WORDS / (WORDS_OF_A_PRODUCT + words));
    check(products, most, DECIMALS);
  }

  /** Of the terms of a sum whose common denominator has more than 64 bits. */
  static void checkSum(List<Formula> terms) {
    long fractions =
        terms.stream()
            .filter(term -> term instanceof Formula.Rational number && !number.isInteger())
            .count();
    check(fractions, MOST_FRACTIONS_OF_A_SUM, "fractions in one exact sum", DECIMALS);
  }

  /** Of a matrix product of formulas. */
  static void checkFormulaProducts(double products) {
    check(products, MOST_PRODUCTS_OF_FORMULAS, "Give the letters values first, or take decimals.");
  }

  private static boolean isOfNumber(Formula formula) {
    return formula instanceof Formula.Apply apply
        && apply.arguments().stream().allMatch(Formula.Number.class::isInstance);
  }

  private static void check(double products, double most, String hint) {
    if (products > most) {
      check((long) products, (long) most, "products in one exact matrix product", hint);
    }
  }

  private static void check(long count, long most, String what, String hint) {
    if (count > most) {
      throw new Refusal(at -> new MathProblem.LimitReached(at, what, "%,d".formatted(most), hint));
    }
  }
}
