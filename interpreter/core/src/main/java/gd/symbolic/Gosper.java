package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.ExpVector;
import edu.jas.poly.GenPolynomial;
import edu.jas.poly.GenPolynomialRing;
import edu.jas.poly.PolyUtil;
import edu.jas.ufd.FactorFactory;
import edu.jas.ufd.Quotient;
import edu.jas.ufd.QuotientRing;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gosper's algorithm: of terms t(k) whose ratio t(k + 1)/t(k) is a quotient of polynomials in k it
 * finds the S(k) = y(k)·t(k), y such a quotient, with S(k + 1) − S(k) = t(k), or says that there is
 * none (Gosper, Decision procedure for indefinite hypergeometric summation, 1978; as in Petkovšek,
 * Wilf and Zeilberger, A = B, 1996, chapter 5).
 */
final class Gosper {
  private static final int FARTHEST_SHIFT = 60;
  private static final int HIGHEST_DEGREE = 24;

  private final GenPolynomialRing<Quotient<BigRational>> ring;
  private final QuotientRing<BigRational> field;

  /** Of polynomials in k. */
  record Fraction(
      GenPolynomial<Quotient<BigRational>> above, GenPolynomial<Quotient<BigRational>> below) {

    Fraction reduced() {
      GenPolynomial<Quotient<BigRational>> common = above.gcd(below);
      Quotient<BigRational> scale = below.divide(common).leadingBaseCoefficient();
      return new Fraction(above.divide(common).divide(scale), below.divide(common).divide(scale));
    }
  }

  Gosper(QuotientRing<BigRational> field) {
    this.field = field;
    this.ring = new GenPolynomialRing<>(field, new String[] {"k"});
  }

  GenPolynomialRing<Quotient<BigRational>> ring() {
    return ring;
  }

  /** p(k + steps). */
  static GenPolynomial<Quotient<BigRational>> shifted(
      GenPolynomial<Quotient<BigRational>> p, int steps) {
    GenPolynomial<Quotient<BigRational>> k = p.ring.univariate(0);
    return steps == 0 || p.isConstant()
        ? p
        : PolyUtil.substituteUnivariate(p, k.sum(p.ring.fromInteger(steps)));
  }

  /** Irreducible ones with leading coefficient 1, as often as they occur. */
  List<GenPolynomial<Quotient<BigRational>>> factors(GenPolynomial<Quotient<BigRational>> p) {
    List<GenPolynomial<Quotient<BigRational>>> factors = new ArrayList<>();
    if (p.degree(0) > 0) {
      for (Map.Entry<GenPolynomial<Quotient<BigRational>>, Long> each :
          FactorFactory.getImplementation(field).factors(p).entrySet()) {
        for (long i = 0; i < each.getValue() && !each.getKey().isConstant(); i++) {
          factors.add(each.getKey().monic());
        }
      }
    }
    return factors;
  }

  /** The h with f(k) = g(k + h), of irreducible polynomials. */
  static Optional<Integer> shift(
      GenPolynomial<Quotient<BigRational>> f, GenPolynomial<Quotient<BigRational>> g) {
    int degree = (int) f.degree(0);
    if (degree != g.degree(0)) {
      return Optional.empty();
    }
    Quotient<BigRational> difference =
        coefficient(f, degree - 1).subtract(coefficient(g, degree - 1));
    return RationalField.whole(difference.divide(f.ring.coFac.fromInteger(degree)))
        .filter(h -> h.abs().compareTo(BigInteger.valueOf(FARTHEST_SHIFT)) <= 0)
        .map(BigInteger::intValue)
        .filter(h -> shifted(g, h).equals(f));
  }

  static Quotient<BigRational> coefficient(GenPolynomial<Quotient<BigRational>> p, int n) {
    return p.coefficient(ExpVector.create(1, 0, n));
  }

  /**
   * The y·r of terms r(k)·h(k) with h(k + 1)/h(k) = ratio, so that S = y·r·h; empty if there is
   * none.
   */
  Optional<Fraction> antidifference(Fraction r, Fraction ratio) {
    GenPolynomial<Quotient<BigRational>> above = ratio.above().multiply(r.below());
    GenPolynomial<Quotient<BigRational>> below = ratio.below().multiply(shifted(r.below(), 1));
    List<GenPolynomial<Quotient<BigRational>>> as = factors(above);
    List<GenPolynomial<Quotient<BigRational>>> bs = factors(below);
    GenPolynomial<Quotient<BigRational>> extra = ring.getONE();
    boolean changed = true;
    while (changed) { // until no a(k) and b(k + h) have a common factor
      changed = false;
      for (int i = 0; i < as.size() && !changed; i++) {
        for (int j = 0; j < bs.size() && !changed; j++) {
          GenPolynomial<Quotient<BigRational>> f = as.get(i);
          Optional<Integer> h = shift(f, bs.get(j)).filter(steps -> steps >= 0);
          if (h.isPresent()) {
            for (int step = 1; step <= h.get(); step++) {
              extra = extra.multiply(shifted(f, -step));
            }
            as.remove(i);
            bs.remove(j);
            changed = true;
          }
        }
      }
    }
    GenPolynomial<Quotient<BigRational>> a = product(as).multiply(above.leadingBaseCoefficient());
    GenPolynomial<Quotient<BigRational>> before =
        shifted(product(bs).multiply(below.leadingBaseCoefficient()), -1);
    GenPolynomial<Quotient<BigRational>> c = r.above().multiply(extra);
    GenPolynomial<Quotient<BigRational>> under = extra.multiply(r.below());
    return polynomial(a, before, c).map(x -> new Fraction(before.multiply(x), under).reduced());
  }

  private GenPolynomial<Quotient<BigRational>> product(
      List<GenPolynomial<Quotient<BigRational>>> factors) {
    return factors.stream().reduce(ring.getONE(), GenPolynomial::multiply);
  }

  /** The x with a(k)·x(k + 1) − b(k)·x(k) = c(k). */
  private Optional<GenPolynomial<Quotient<BigRational>>> polynomial(
      GenPolynomial<Quotient<BigRational>> a,
      GenPolynomial<Quotient<BigRational>> b,
      GenPolynomial<Quotient<BigRational>> c) {
    int degree = degree(a, b, c);
    if (degree < 0 || degree > HIGHEST_DEGREE) {
      return Optional.empty();
    }
    List<GenPolynomial<Quotient<BigRational>>> columns =
        new ArrayList<>(
            IntStream.rangeClosed(0, degree)
                .mapToObj(i -> ring.univariate(0, i))
                .map(power -> a.multiply(shifted(power, 1)).subtract(b.multiply(power)))
                .toList());
    columns.add(c);
    int rows = (int) columns.stream().mapToLong(p -> p.degree(0)).max().orElse(0) + 1;
    List<List<Quotient<BigRational>>> equations =
        new ArrayList<>(
            IntStream.range(0, rows)
                .mapToObj(n -> columns.stream().map(p -> coefficient(p, n)).toList())
                .toList());
    return solved(equations, degree + 1)
        .map(
            xs ->
                IntStream.rangeClosed(0, degree)
                    .mapToObj(i -> ring.univariate(0, i).multiply(xs.get(i)))
                    .reduce(ring.getZERO(), GenPolynomial::sum));
  }

  /** The highest degree that x can have; negative if there is none. */
  private static int degree(
      GenPolynomial<Quotient<BigRational>> a,
      GenPolynomial<Quotient<BigRational>> b,
      GenPolynomial<Quotient<BigRational>> c) {
    int highest = (int) Math.max(a.degree(0), b.degree(0));
    if (a.degree(0) != b.degree(0)
        || !a.leadingBaseCoefficient().equals(b.leadingBaseCoefficient())) {
      return (int) c.degree(0) - highest;
    }
    int plain = (int) c.degree(0) - highest + 1;
    if (highest == 0) {
      return plain;
    }
    Quotient<BigRational> cancelling =
        coefficient(b, highest - 1)
            .subtract(coefficient(a, highest - 1))
            .divide(a.leadingBaseCoefficient());
    return RationalField.whole(cancelling)
        .map(n -> Math.max(plain, n.bitLength() < 16 ? n.intValue() : plain))
        .orElse(plain);
  }

  /** By Gauss's elimination, the right side last; what is free is 0. */
  private Optional<List<Quotient<BigRational>>> solved(
      List<List<Quotient<BigRational>>> equations, int unknowns) {
    List<Integer> pivots = new ArrayList<>();
    for (int column = 0; column < unknowns; column++) {
      int at = pivots.size();
      int unknown = column;
      Optional<Integer> found =
          IntStream.range(at, equations.size())
              .filter(row -> !equations.get(row).get(unknown).isZERO())
              .boxed()
              .findFirst();
      if (found.isEmpty()) {
        continue;
      }
      List<Quotient<BigRational>> row = equations.get(found.get());
      Quotient<BigRational> scale = row.get(column).inverse();
      List<Quotient<BigRational>> pivot = row.stream().map(scale::multiply).toList();
      equations.set(found.get(), equations.get(at));
      equations.set(at, pivot);
      for (int other = 0; other < equations.size(); other++) {
        Quotient<BigRational> times = equations.get(other).get(column);
        if (other != at && !times.isZERO()) {
          List<Quotient<BigRational>> left = equations.get(other);
          equations.set(
              other,
              IntStream.rangeClosed(0, unknowns)
                  .mapToObj(i -> left.get(i).subtract(pivot.get(i).multiply(times)))
                  .toList());
        }
      }
      pivots.add(column);
    }
    boolean contradicts =
        equations.stream().skip(pivots.size()).anyMatch(row -> !row.get(unknowns).isZERO());
    return contradicts
        ? Optional.empty()
        : Optional.of(
            IntStream.range(0, unknowns)
                .mapToObj(
                    i ->
                        pivots.contains(i)
                            ? equations.get(pivots.indexOf(i)).get(unknowns)
                            : field.getZERO())
                .toList());
  }
}
