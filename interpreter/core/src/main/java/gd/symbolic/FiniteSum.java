package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.GenPolynomial;
import edu.jas.ufd.Quotient;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.FormulaPrinter;
import gd.formula.Formulas;
import gd.report.Refusal;
import gd.symbolic.Gosper.Fraction;
import gd.symbolic.Hypergeometric.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sums whose end is a symbol: S(end + 1) − S(start) with Gosper's S, a part of each kind. */
final class FiniteSum {
  private final Symja symja;
  private final Formulas formulas;
  private final Symbol k;
  private final Hypergeometric hypergeometric;

  /** S(k) = y(k)·h(k). */
  private record Part(Kind kind, Formula y) {}

  FiniteSum(Symja symja, Symbol k) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.k = k;
    this.hypergeometric = new Hypergeometric(symja, k);
  }

  /** Empty where there is no S, or it has a pole on the way. */
  Optional<Formula> sum(Formula term, BigInteger from, Formula to) {
    Optional<Map<Kind, Formula>> kinds = hypergeometric.parts(term);
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<Kind, Formula> each : kinds.get().entrySet()) {
      Optional<Formula> y =
          each.getValue().equals(formulas.integer(0))
              ? Optional.of(each.getValue())
              : antidifference(each.getKey(), each.getValue(), from, Dag.symbols(to));
      if (y.isEmpty()) {
        return Optional.empty();
      }
      parts.add(new Part(each.getKey(), y.get()));
    }
    try {
      return difference(parts, formulas.rational(from, BigInteger.ONE), to);
    } catch (Refusal noValue) {
      return Optional.empty();
    }
  }

  private Optional<Formula> antidifference(
      Kind kind, Formula r, BigInteger from, Collection<Symbol> end) {
    List<Formula> ratio = hypergeometric.ratio(kind);
    Optional<Set<Formula>> letters =
        RationalField.letters(k, List.of(r, ratio.getFirst(), ratio.getLast()));
    if (letters.isEmpty()) {
      return Optional.empty();
    }
    RationalField coefficients = new RationalField(formulas, letters.get());
    Gosper gosper = new Gosper(coefficients.ring());
    Formula step = formulas.divide(ratio.getFirst(), ratio.getLast());
    Fraction factor = coefficients.fraction(r, k, gosper.ring());
    if (factor.above().isZERO()) {
      return Optional.of(formulas.integer(0));
    }
    return gosper
        .antidifference(factor, coefficients.fraction(step, k, gosper.ring()))
        .filter(
            y ->
                gosper.factors(y.below()).stream()
                    .noneMatch(each -> vanishes(each, from, coefficients, end)))
        .map(
            y ->
                formulas.divide(
                    coefficients.formula(y.above(), k), coefficients.formula(y.below(), k)));
  }

  /**
   * Whether an irreducible factor is 0 at a whole number that is summed over, or may be at ends.
   */
  private static boolean vanishes(
      GenPolynomial<Quotient<BigRational>> factor,
      BigInteger from,
      RationalField coefficients,
      Collection<Symbol> end) {
    if (factor.degree(0) == 1) {
      Quotient<BigRational> root = Gosper.coefficient(factor, 0).negate();
      Optional<BigInteger> whole = RationalField.whole(root);
      if (whole.isPresent()) {
        return whole.get().compareTo(from) >= 0;
      }
    }
    for (int n = 0; n < factor.degree(0); n++) {
      Formula c = coefficients.write(Gosper.coefficient(factor, n));
      if (Dag.symbols(c).stream().anyMatch(end::contains)) {
        return true;
      }
    }
    return false;
  }

  /** S(to + 1) − S(from), in the shortest of several forms. */
  private Optional<Formula> difference(List<Part> parts, Formula from, Formula to) {
    Formula start = formulas.integer(0);
    for (Part part : parts) {
      Formula s =
          formulas.multiply(symja.at(part.y(), k, from), hypergeometric.value(part.kind(), from));
      start = formulas.add(start, s);
    }
    Formula next = formulas.add(to, formulas.integer(1));
    List<Formula> forms = new ArrayList<>();
    for (int back : new int[] {1, 0, -1}) {
      for (int powersBack : new int[] {1, 0, 2}) {
        List<Formula> shares = new ArrayList<>(List.of(formulas.negate(start)));
        List<Formula> heads = new ArrayList<>(List.of(formulas.integer(1)));
        for (Part part : parts) {
          Formula y = symja.at(part.y(), k, next);
          Kind gammas = new Kind(formulas.integer(1), part.kind().gammas());
          Kind powers = new Kind(part.kind().ratio(), Map.of());
          Formula between = hypergeometric.between(gammas, next, back);
          shares.add(
              formulas.product(
                  List.of(y, between, hypergeometric.between(powers, next, powersBack))));
          heads.add(
              formulas.multiply(
                  hypergeometric.value(gammas, formulas.subtract(next, formulas.integer(back))),
                  hypergeometric.value(
                      powers, formulas.subtract(next, formulas.integer(powersBack)))));
        }
        forms(shares, heads, forms);
      }
    }
    FormulaPrinter printer = new FormulaPrinter(6);
    return forms.stream().min(Comparator.comparing(form -> printer.print(form).length()));
  }

  /** The sum of share·head, as it is and over one denominator. */
  private void forms(List<Formula> shares, List<Formula> heads, List<Formula> forms) {
    Optional<Set<Formula>> letters = RationalField.letters(k, shares);
    if (letters.isEmpty()) {
      return;
    }
    RationalField field = new RationalField(formulas, letters.get());
    List<Formula> distinct = heads.stream().distinct().toList();
    List<Quotient<BigRational>> sums = new ArrayList<>();
    for (Formula head : distinct) {
      Quotient<BigRational> sum = field.ring().getZERO();
      for (int i = 0; i < heads.size(); i++) {
        sum = heads.get(i).equals(head) ? sum.sum(field.read(shares.get(i))) : sum;
      }
      sums.add(sum);
    }
    forms.addAll(combined(field, sums, distinct));
    GenPolynomial<BigRational> below =
        sums.stream().map(q -> q.den).reduce(field.ring().ring.getONE(), field::lcm);
    GenPolynomial<BigRational> above =
        sums.stream()
            .map(q -> q.num.multiply(below.divide(q.den)))
            .reduce(field.ring().ring.getZERO(), field::gcd);
    if (!above.isZERO()) {
      Quotient<BigRational> common = field.ring().create(above, below);
      for (Quotient<BigRational> scale : List.of(common, common.negate())) {
        List<Quotient<BigRational>> rest = sums.stream().map(q -> q.divide(scale)).toList();
        for (Formula form : combined(field, rest, distinct)) {
          forms.add(formulas.multiply(field.write(scale), form));
        }
      }
    }
  }

  /** With shares as products, and in the shortest form. */
  private List<Formula> combined(
      RationalField field, List<Quotient<BigRational>> shares, List<Formula> heads) {
    List<Formula> terms = new ArrayList<>();
    List<Formula> shortest = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      Formula share = field.write(shares.get(i));
      terms.add(formulas.multiply(share, heads.get(i)));
      shortest.add(formulas.multiply(MultipliedOut.shortest(formulas, share), heads.get(i)));
    }
    return List.of(formulas.sum(terms), formulas.sum(shortest));
  }
}
