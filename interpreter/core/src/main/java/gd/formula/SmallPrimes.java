package gd.formula;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A few primes in a row whose product has less than 64 bits: a long number is divided by the
 * product once, and only the rest by each of them.
 */
record SmallPrimes(List<Integer> primes, BigInteger product) {
  static final int LARGEST = 100_000;

  /** All up to {@link #LARGEST}, ascending. */
  static final List<SmallPrimes> ALL = all();

  int first() {
    return primes.getFirst();
  }

  List<Integer> dividing(BigInteger number) {
    long rest = number.mod(product).longValue();
    return primes.stream().filter(prime -> rest % prime == 0).toList();
  }

  private static List<SmallPrimes> all() {
    BitSet composite = new BitSet(LARGEST + 1);
    List<SmallPrimes> found = new ArrayList<>();
    List<Integer> row = new ArrayList<>();
    BigInteger product = BigInteger.ONE;
    for (int p = 2; p <= LARGEST; p++) {
      if (composite.get(p)) {
        continue;
      }
      for (long multiple = (long) p * p; multiple <= LARGEST; multiple += p) {
        composite.set((int) multiple);
      }
      BigInteger longer = product.multiply(BigInteger.valueOf(p));
      if (longer.bitLength() >= Long.SIZE) {
        found.add(new SmallPrimes(List.copyOf(row), product));
        row.clear();
        longer = BigInteger.valueOf(p);
      }
      row.add(p);
      product = longer;
    }
    found.add(new SmallPrimes(List.copyOf(row), product));
    return List.copyOf(found);
  }
}
