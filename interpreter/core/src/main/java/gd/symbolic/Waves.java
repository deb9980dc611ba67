package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.formula.Operation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums of c·xⁿ·exp(p)·exp(i·q), p and q linear in x: whatever polynomials, exponentials, sines and
 * cosines make by adding and multiplying. Every one has an antiderivative of the same kind.
 *
 * <p>Real functions only: with exp(i·q) there is always its conjugate.
 */
final class Waves {
  private static final int MOST_TERMS = 400;
  private static final int HIGHEST = 60;

  /** xⁿ·exp(real)·exp(i·phase). */
  private record Wave(int n, Formula real, Formula phase) {}

  private record Complex(Formula re, Formula im) {}

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;
  private final Map<Wave, Complex> terms;

  private Waves(Symja symja, Symbol x, Map<Wave, Complex> terms) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
    this.terms = terms;
  }

  /** Empty if the formula is of another kind, or has too many terms. */
  static Optional<Waves> of(Symja symja, Formula formula, Symbol x) {
    return Optional.ofNullable(new Waves(symja, x, Map.of()).read(formula));
  }

  /** Whether there is nothing but powers of x. */
  boolean isPolynomial() {
    Formula none = formulas.integer(0);
    return terms.keySet().stream()
        .allMatch(wave -> wave.real().equals(none) && wave.phase().equals(none));
  }

  Formula antiderivative() {
    Waves integral = new Waves(symja, x, new LinkedHashMap<>());
    terms.forEach((wave, c) -> integral.addIntegral(wave, c));
    return integral.formula();
  }

  /** ∫ xⁿ·exp(λx) = exp(λx)·Σ (-1)ᵏ·n!/(n-k)!·xⁿ⁻ᵏ/λᵏ⁺¹. */
  private void addIntegral(Wave wave, Complex c) {
    Formula alpha = slope(wave.real());
    Formula beta = slope(wave.phase());
    Formula norm = formulas.add(square(alpha), square(beta));
    if (norm.equals(formulas.integer(0))) {
      Formula share = formulas.rational(BigInteger.ONE, BigInteger.valueOf(wave.n() + 1L));
      add(new Wave(wave.n() + 1, wave.real(), wave.phase()), times(c, real(share)));
      return;
    }
    Complex inverse =
        new Complex(formulas.divide(alpha, norm), formulas.negate(formulas.divide(beta, norm)));
    Complex factor = times(c, inverse);
    for (int k = 0; k <= wave.n(); k++) {
      add(new Wave(wave.n() - k, wave.real(), wave.phase()), factor);
      factor = times(times(factor, inverse), real(formulas.integer(k - wave.n())));
    }
  }

  Formula formula() {
    List<Formula> sum = new ArrayList<>();
    Formula none = formulas.integer(0);
    terms.forEach(
        (wave, c) -> {
          Formula size =
              formulas.multiply(
                  formulas.power(x, formulas.integer(wave.n())),
                  formulas.apply(operation("exp"), List.of(wave.real())));
          if (wave.phase().equals(none)) {
            sum.add(formulas.multiply(c.re(), size));
          } else if (!isTurned(wave.phase())) {
            Formula two = formulas.multiply(formulas.integer(2), size);
            sum.add(formulas.product(List.of(two, c.re(), symja.call("cos", wave.phase()))));
            sum.add(
                formulas.negate(
                    formulas.product(List.of(two, c.im(), symja.call("sin", wave.phase())))));
          }
        });
    return formulas.sum(sum);
  }

  private Operation operation(String name) {
    return ((Apply) symja.call(name, x)).operation();
  }

  /** Of a phase and its opposite, one is. */
  private static boolean isTurned(Formula phase) {
    Formula first = phase instanceof Sum sum ? sum.terms().getFirst() : phase;
    return first instanceof Product product
        && product.factors().getFirst() instanceof Rational r
        && r.numerator().signum() < 0;
  }

  private @Nullable Waves read(Formula formula) {
    if (!Dag.contains(formula, x)) {
      return constant(formula);
    }
    return switch (formula) {
      case Symbol _ -> single(new Wave(1, none(), none()), real(formulas.integer(1)));
      case Sum sum -> {
        Waves all = new Waves(symja, x, new LinkedHashMap<>());
        for (Formula term : sum.terms()) {
          Waves read = read(term);
          if (read == null || all.terms.size() > MOST_TERMS) {
            yield null;
          }
          read.terms.forEach(all::add);
        }
        yield all;
      }
      case Product product -> {
        Waves all = constant(formulas.integer(1));
        for (Formula factor : product.factors()) {
          Waves read = read(factor);
          Waves next = read == null ? null : all.times(read);
          if (next == null) {
            yield null;
          }
          all = next;
        }
        yield all;
      }
      case Power power -> power(power);
      case Apply apply -> applied(apply);
      case Formula.Number _,
          Formula.Constant _,
          Formula.Slot _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          null;
    };
  }

  private @Nullable Waves power(Power power) {
    if (!(power.exponent() instanceof Rational n && n.isInteger() && n.numerator().signum() > 0)
        || n.numerator().bitLength() > 6
        || n.numerator().intValue() > HIGHEST) {
      return null;
    }
    Waves base = read(power.base());
    Waves all = base;
    for (int k = 1; k < n.numerator().intValue() && base != null && all != null; k++) {
      all = all.times(base);
    }
    return all;
  }

  private @Nullable Waves applied(Apply apply) {
    if (apply.arguments().size() != 1 || !isLinear(apply.arguments().getFirst())) {
      return null;
    }
    Formula u = apply.arguments().getFirst();
    Formula half = formulas.rational(BigInteger.ONE, BigInteger.TWO);
    Formula minus = formulas.negate(half);
    Formula zero = none();
    String name = apply.operation().name();
    return switch (name) {
      case "exp" -> single(new Wave(0, u, zero), real(formulas.integer(1)));
      case "cosh", "sinh" ->
          two(
              new Wave(0, u, zero),
              real(half),
              new Wave(0, formulas.negate(u), zero),
              real(name.equals("cosh") ? half : minus));
      case "cos" ->
          two(new Wave(0, zero, u), real(half), new Wave(0, zero, formulas.negate(u)), real(half));
      case "sin" ->
          two(
              new Wave(0, zero, u),
              new Complex(zero, minus),
              new Wave(0, zero, formulas.negate(u)),
              new Complex(zero, half));
      default -> null;
    };
  }

  private Waves two(Wave first, Complex a, Wave second, Complex b) {
    Waves both = single(first, a);
    both.add(second, b);
    return both;
  }

  private Waves single(Wave wave, Complex c) {
    Waves one = new Waves(symja, x, new LinkedHashMap<>());
    one.add(wave, c);
    return one;
  }

  private Waves constant(Formula c) {
    return single(new Wave(0, none(), none()), real(c));
  }

  private @Nullable Waves times(Waves other) {
    Waves product = new Waves(symja, x, new LinkedHashMap<>());
    if ((long) terms.size() * other.terms.size() > 20L * MOST_TERMS) {
      return null;
    }
    terms.forEach(
        (a, c) ->
            other.terms.forEach(
                (b, d) ->
                    product.add(
                        new Wave(
                            a.n() + b.n(),
                            formulas.add(a.real(), b.real()),
                            formulas.add(a.phase(), b.phase())),
                        times(c, d))));
    return product.terms.size() > MOST_TERMS ? null : product;
  }

  private void add(Wave wave, Complex c) {
    Complex sum =
        terms.merge(
            wave,
            c,
            (a, b) -> new Complex(formulas.add(a.re(), b.re()), formulas.add(a.im(), b.im())));
    if (sum.re().equals(none()) && sum.im().equals(none())) {
      terms.remove(wave);
    }
  }

  private Complex times(Complex a, Complex b) {
    return new Complex(
        formulas.subtract(formulas.multiply(a.re(), b.re()), formulas.multiply(a.im(), b.im())),
        formulas.add(formulas.multiply(a.re(), b.im()), formulas.multiply(a.im(), b.re())));
  }

  private Complex real(Formula value) {
    return new Complex(value, none());
  }

  private Formula none() {
    return formulas.integer(0);
  }

  private Formula square(Formula value) {
    return formulas.power(value, formulas.integer(2));
  }

  private boolean isLinear(Formula u) {
    return !Dag.contains(slope(u), x);
  }

  private Formula slope(Formula u) {
    return symja.differentiation().derivative(u, x);
  }
}
