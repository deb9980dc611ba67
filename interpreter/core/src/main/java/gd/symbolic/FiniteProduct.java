package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.GenPolynomial;
import edu.jas.ufd.Quotient;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import gd.symbolic.Gosper.Fraction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Products up to a symbol of quotients of polynomials: of irreducible factors f(k + m) and 1/f(k) a
 * few are left at both ends, and of k + b alone gammas.
 */
final class FiniteProduct {
  private final Symja symja;
  private final Formulas formulas;
  private final Symbol k;

  /** f(k + shift)^exponent. */
  private record Member(int shift, int exponent) {}

  /** What differs by whole numbers in place of k; the first one has shift 0. */
  private record Family(GenPolynomial<Quotient<BigRational>> first, List<Member> members) {}

  FiniteProduct(Symja symja, Symbol k) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.k = k;
  }

  /** Empty for other factors, and where one is 0, or has no value, on the way. */
  Optional<Formula> product(Formula factor, BigInteger from, Formula to) {
    Optional<Set<Formula>> letters = RationalField.letters(k, List.of(factor));
    if (letters.isEmpty() || Dag.symbols(to).stream().anyMatch(letters.get()::contains)) {
      return Optional.empty();
    }
    RationalField coefficients = new RationalField(formulas, letters.get());
    Gosper gosper = new Gosper(coefficients.ring());
    Fraction fraction = coefficients.fraction(factor, k, gosper.ring());
    List<Family> families = new ArrayList<>();
    gosper.factors(fraction.above()).forEach(f -> join(families, f, 1));
    gosper.factors(fraction.below()).forEach(f -> join(families, f, -1));
    Formula start = formulas.rational(from, BigInteger.ONE);
    Formula next = formulas.add(to, formulas.integer(1));
    Quotient<BigRational> leading =
        fraction.above().leadingBaseCoefficient().divide(fraction.below().leadingBaseCoefficient());
    List<Formula> left = new ArrayList<>();
    List<Formula> whole =
        new ArrayList<>(
            List.of(formulas.power(coefficients.write(leading), formulas.subtract(next, start))));
    try {
      for (Family family : families) {
        if (!telescopes(family, coefficients, from, start, next, left, whole)) {
          return Optional.empty();
        }
      }
      Formula quotient = formulas.product(left);
      whole.add(
          RationalField.letters(k, left)
              .map(all -> new RationalField(formulas, all))
              .map(field -> field.write(field.read(quotient)))
              .orElse(quotient));
    } catch (Refusal noValue) {
      return Optional.empty();
    }
    return Optional.of(formulas.product(whole));
  }

  private static void join(
      List<Family> families, GenPolynomial<Quotient<BigRational>> f, int exponent) {
    for (Family family : families) {
      Optional<Integer> shift = Gosper.shift(f, family.first());
      if (shift.isPresent()) {
        family.members().add(new Member(shift.get(), exponent));
        return;
      }
    }
    families.add(new Family(f, new ArrayList<>(List.of(new Member(0, exponent)))));
  }

  /** Adds what is left of f(k + m)/f(k + l), where l is the lowest shift, and of the f(k + l). */
  private boolean telescopes(
      Family family,
      RationalField coefficients,
      BigInteger from,
      Formula start,
      Formula next,
      List<Formula> left,
      List<Formula> whole) {
    int lowest = family.members().stream().mapToInt(Member::shift).min().orElse(0);
    int rest = family.members().stream().mapToInt(Member::exponent).sum();
    GenPolynomial<Quotient<BigRational>> f = Gosper.shifted(family.first(), lowest);
    boolean linear = f.degree(0) == 1;
    Quotient<BigRational> b = Gosper.coefficient(f, 0);
    Optional<BigInteger> zero = linear ? RationalField.whole(b.negate()) : Optional.empty();
    if (zero.isPresent() && zero.get().compareTo(from) >= 0) {
      return false;
    }
    Formula each = coefficients.formula(f, k);
    for (Member member : family.members()) {
      for (int j = 0; j < member.shift() - lowest; j++) {
        Formula step = formulas.integer(j);
        Formula last = symja.at(each, k, formulas.add(next, step));
        Formula first = symja.at(each, k, formulas.add(start, step));
        Formula exponent = formulas.integer(member.exponent());
        left.add(formulas.power(formulas.divide(last, first), exponent));
      }
    }
    if (rest != 0) {
      Formula begin = formulas.add(start, coefficients.write(b));
      if (!linear || !(begin instanceof Formula.Rational r) || r.numerator().signum() <= 0) {
        return false;
      }
      Formula last = symja.call("gamma", formulas.add(next, coefficients.write(b)));
      Formula quotient = formulas.divide(last, symja.call("gamma", begin));
      whole.add(formulas.power(quotient, formulas.integer(rest)));
    }
    return true;
  }
}
