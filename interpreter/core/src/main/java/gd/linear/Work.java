package gd.linear;

import gd.formula.Formula;
import gd.formula.Formula.Rational;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.concurrent.CancellationException;

/** How much an elimination in exact numbers has computed so far: less than a second. */
final class Work {
  /** Products of words of 32 bits. */
  private static final long MOST = 500_000_000;

  /** What a number takes besides, in such products. */
  private static final int NUMBER = 40;

  /** What a fraction that was cancelled takes, and each product of its words. */
  private static final int FRACTION = 900;

  private static final int CANCELLED = 25;

  /** What a root takes that is looked through for squares: small primes, which divide each word. */
  private static final int ROOT = 10_000;

  private long products;

  /** A product of two numbers, or a quotient and what it is divided by. */
  void add(BigInteger left, BigInteger right) {
    add(NUMBER + words(left) * words(right));
  }

  /** A greatest common divisor of two numbers. */
  void addDivisor(BigInteger left, BigInteger right) {
    add(NUMBER + CANCELLED * words(left) * words(right));
  }

  private static long words(BigInteger number) {
    return (number.bitLength() + 31) / 32;
  }

  /** A fraction that was made. */
  void add(Formula element) {
    Rational number = (Rational) element;
    long words = words(number);
    add(FRACTION + CANCELLED * words * words);
  }

  private static long words(Rational number) {
    return words(number.numerator()) + words(number.denominator());
  }

  /** The root of a fraction. */
  void addRoot(Formula square) {
    add(ROOT * (1 + words((Rational) square)));
  }

  /** A fraction times the root of another, which may have divisors in common. */
  void addProductWithRoot(Formula factor) {
    add(ROOT + CANCELLED * words((Rational) factor) * words((Rational) factor));
  }

  private void add(long more) {
    products += more;
    if (products > MOST) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "steps of an exact elimination",
                  "%,d".formatted(MOST),
                  "N(A) is the matrix in decimals."));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }
}
