package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class GcdTest {
  /** Of all sizes, far apart and alike, as Java's own. */
  @RepeatedTest(300)
  void isTheGreatestCommonDivisor(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    BigInteger common = new BigInteger(random.nextInt(6_000), random);
    BigInteger left = new BigInteger(random.nextInt(9_000), random).multiply(common);
    BigInteger right = new BigInteger(random.nextInt(9_000), random).multiply(common).negate();
    assertEquals(left.gcd(right), Gcd.of(left, right));
    assertEquals(left.gcd(right), Gcd.of(right, left));
  }

  /** Cancelled crosswise, products and quotients are what a single greatest divisor leaves. */
  @RepeatedTest(200)
  void fractionsAreInLowestTerms(RepetitionInfo round) {
    Random random = new Random(round.getCurrentRepetition());
    int bits = 2 + random.nextInt(round.getCurrentRepetition() % 2 == 0 ? 12 : 3_000);
    Formula.Rational left = fraction(random, bits);
    Formula.Rational right = fraction(random, 12);
    assertEquals(
        Arithmetic.rational(
            left.numerator().multiply(right.numerator()),
            left.denominator().multiply(right.denominator())),
        Arithmetic.multiply(left, right));
    if (right.numerator().signum() != 0) {
      assertEquals(
          Arithmetic.rational(
              left.numerator().multiply(right.denominator()),
              left.denominator().multiply(right.numerator())),
          Arithmetic.divide(left, right));
    }
  }

  private static Formula.Rational fraction(Random random, int bits) {
    BigInteger numerator =
        new BigInteger(bits, random).subtract(BigInteger.ONE.shiftLeft(bits - 1));
    return Arithmetic.rational(numerator, new BigInteger(bits, random).add(BigInteger.ONE));
  }

  /**
   * Neighbours of Fibonacci's: every quotient is 1, the longest way Euclid's algorithm can take.
   */
  @Test
  void takesTheLongestWay() {
    BigInteger a = BigInteger.ONE;
    BigInteger b = BigInteger.ONE;
    for (int k = 0; k < 20_000; k++) {
      BigInteger next = a.add(b);
      a = b;
      b = next;
    }
    assertEquals(BigInteger.ONE, Gcd.of(a, b));
    BigInteger twice = b.shiftLeft(1);
    assertEquals(b, Gcd.of(twice, b));
    assertEquals(b, Gcd.of(b, BigInteger.ZERO));
    assertEquals(
        b.subtract(BigInteger.ONE), Gcd.of(b.subtract(BigInteger.ONE), b.subtract(BigInteger.ONE)));
  }
}
