package gd.tensor;

import gd.formula.Formula;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.util.List;

/** How much the exact elements of one array take together, which has limits. */
public final class ExactSize {
  /** What is made, and how many of it take a second (measured): more are refused. */
  private enum Work {
    LETTERS(
        30_000, "formulas in one array", "Give the letters values first, or take fewer elements."),

    /** Roots, and what is put together of numbers. */
    ROOTS(30_000, "roots and larger formulas in one array", DECIMALS),

    /** {@code sin(3)}. */
    OF_NUMBERS(100_000, "formulas in one array", DECIMALS),

    /** Fractions that do not fit 64 bits: {@link Fractions} take the others together. */
    ONE_BY_ONE(500_000, "exact elements beyond fractions of 64 bits", DECIMALS),

    /** Each is brought to lowest terms. */
    FRACTIONS(2_000_000, "exact fractions in one array", DECIMALS),

    /** Over a common denominator, which grows. */
    SUMMED(150_000, "fractions in one exact sum", DECIMALS),

    PRODUCTS(1_000_000_000, "products in one exact matrix product", DECIMALS),

    /** Of 32 bits with 32 bits. */
    PRODUCTS_OF_WORDS(300_000_000, "products in one exact matrix product", DECIMALS),

    PRODUCTS_OF_FORMULAS(
        500_000,
        "products in one exact matrix product",
        "Give the letters values first, or take decimals.");

    private final long inASecond;
    private final String what;
    private final String hint;

    Work(long inASecond, String what, String hint) {
      this.inASecond = inASecond;
      this.what = what;
      this.hint = hint;
    }

    void check(double count) {
      check(count, 1);
    }

    /** Each takes as long as so many. */
    void check(double count, double times) {
      long most = (long) (inASecond / times);
      if (count > most) {
        throw tooMuch(what, most, hint);
      }
    }
  }

  /** What takes memory rather than time: 1!, 2!, 3!, … have ever more. */
  private static final long MOST_BITS = 250_000_000;

  private static final int BITS_OF_A_TERM = 64;

  /** A long number with a root is made from nothing, as (n/2)! is. */
  private static final int TIMES_A_ROOT = 8;

  /** What a product of two long numbers takes besides, in products of words. */
  private static final int WORDS_OF_A_PRODUCT = 40;

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
      case Formula.Rational number -> addBits(bitsOf(number));
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
      (Formula.isClosed(element) ? Work.ROOTS : Work.LETTERS).check(size);
    }
  }

  private void addFormula(Formula formula) {
    if (isOfNumber(formula)) {
      Work.OF_NUMBERS.check(++ofNumbers);
    } else if (Formula.isClosed(formula)) {
      Work.ROOTS.check(++closed);
    } else {
      Work.LETTERS.check(size);
    }
    if (formula instanceof Formula.Sum sum) {
      addBits((long) BITS_OF_A_TERM * sum.terms().size());
    }
    if (formula instanceof Formula.Product product
        && product.factors().getFirst() instanceof Formula.Rational number) {
      addBits((long) TIMES_A_ROOT * bitsOf(number));
    }
  }

  private void addBits(long more) {
    bits += more;
    if (bits > MOST_BITS) {
      throw tooMuch("bits of one array of exact numbers", MOST_BITS, DECIMALS);
    }
  }

  /** Of the numbers of an array that do not fit 64 bits, or are not made by arithmetic. */
  static void checkOneByOne(int numbers) {
    Work.ONE_BY_ONE.check(numbers);
  }

  /** Of the elements of an array that is not of whole numbers. */
  static void checkFractions(int elements) {
    Work.FRACTIONS.check(elements);
  }

  /** Of any matrix product, at least. */
  static void checkProducts(double products) {
    Work.PRODUCTS.check(products);
  }

  /** Of a matrix product of numbers of at most so many bits. */
  static void checkLongProducts(double products, int leftBits, int rightBits) {
    double words = (1.0 + leftBits / Integer.SIZE) * (1.0 + rightBits / Integer.SIZE);
    Work.PRODUCTS_OF_WORDS.check(products, WORDS_OF_A_PRODUCT + words);
  }

  /** Of the terms of a sum whose common denominator has more than 64 bits. */
  static void checkSum(List<Formula> terms) {
    Work.SUMMED.check(
        terms.stream()
            .filter(term -> term instanceof Formula.Rational number && !number.isInteger())
            .count());
  }

  /** Of a matrix product of formulas. */
  static void checkFormulaProducts(double products) {
    Work.PRODUCTS_OF_FORMULAS.check(products);
  }

  private static boolean isOfNumber(Formula formula) {
    return formula instanceof Formula.Apply apply
        && apply.arguments().stream().allMatch(Formula.Number.class::isInstance);
  }

  private static Refusal tooMuch(String what, long most, String hint) {
    return new Refusal(at -> new MathProblem.LimitReached(at, what, "%,d".formatted(most), hint));
  }
}
