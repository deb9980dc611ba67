package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Definite integrals of what probability is made of: polynomials, powers and logarithms beside
 * exp(-a·xⁿ), exp(-a·x² + b·x + c), (a·xⁿ + d)^-p, x^s·(1 - x)^r and the logistic density, over the
 * range where each has its gamma function (Gradshteyn and Ryzhik, Table of Integrals, 3.194, 3.323,
 * 3.326, 3.381, 4.253, 4.352). Symbols are taken to be positive where that matters; what else has
 * to be positive is collected. Whoever asks compares the answer with quadrature.
 */
final class Densities {
  private static final int HIGHEST = 40;

  private final Symja symja;
  private final Formulas formulas;
  private final Gammas gammas;
  private final IntegralTable table;
  private final Positive positive;
  private final Symbol x;
  private final Set<Formula> assumed;

  private Densities(Symja symja, Symbol x, Positive positive, Set<Formula> assumed) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.gammas = new Gammas(symja);
    this.table = new IntegralTable(symja, List.of());
    this.positive = positive;
    this.x = x;
    this.assumed = assumed;
  }

  /**
   * Empty if a term is of another kind, or the range is not ℝ, a half line or from 0 to 1. What has
   * to be positive besides single symbols goes to {@code assumed}.
   */
  static Optional<Formula> of(
      Symja symja,
      Formula formula,
      Symbol x,
      Formula from,
      Formula to,
      Positive positive,
      Set<Formula> assumed) {
    Formulas formulas = symja.formulas();
    Set<Formula> needed = new HashSet<>();
    Densities work = new Densities(symja, x, positive, needed);
    Formula start = formulas.negate(Constant.INFINITY);
    boolean endless = to.equals(Constant.INFINITY);
    Optional<Formula> found;
    if (from.equals(start) && endless) {
      found = work.termwise(formula, work::overLine).or(() -> work.overBoth(formula));
    } else if (endless) {
      found = work.overHalf(symja.at(formula, x, formulas.add(x, from)));
    } else if (from.equals(start)) {
      found = work.overHalf(symja.at(formula, x, formulas.subtract(to, x)));
    } else if (from.equals(formulas.integer(0)) && to.equals(formulas.integer(1))) {
      found = work.expanded(formula).flatMap(terms -> work.sum(terms, work::overUnit));
    } else {
      found = work.overLength(formula, from, to);
    }
    found.ifPresent(_ -> assumed.addAll(needed));
    return found.map(answer -> MultipliedOut.shortest(formulas, positive.written(answer)));
  }

  private Optional<Formula> termwise(
      Formula formula, Function<List<Formula>, Optional<Formula>> rule) {
    List<Formula> terms = formula instanceof Sum sum ? sum.terms() : List.of(formula);
    return sum(terms.stream().map(Antiderivatives::factors).toList(), rule);
  }

  private Optional<Formula> overHalf(Formula formula) {
    return expanded(formula).flatMap(terms -> sum(terms, this::overHalf));
  }

  private Optional<Formula> sum(
      List<List<Formula>> terms, Function<List<Formula>, Optional<Formula>> rule) {
    List<Formula> values = new ArrayList<>();
    for (List<Formula> term : terms) {
      List<Formula> constant = new ArrayList<>();
      List<Formula> moving = new ArrayList<>();
      term.forEach(factor -> (Dag.contains(factor, x) ? moving : constant).add(factor));
      Optional<Formula> value = rule.apply(moving);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      Formula scale = formulas.product(constant);
      for (Formula part : value.get() instanceof Sum sum ? sum.terms() : List.of(value.get())) {
        values.add(gammas.cancelled(positive.written(formulas.multiply(scale, part))));
      }
    }
    return Optional.of(formulas.sum(values));
  }

  // ---- terms

  /** The factors of every term, sums multiplied out. */
  private Optional<List<List<Formula>>> expanded(Formula formula) {
    return MultipliedOut.terms(formulas, formula, this::isOpened);
  }

  private boolean isOpened(Formula factor) {
    return Dag.contains(factor, x) && MultipliedOut.isOfSum(factor);
  }

  /** The coefficients of a polynomial; empty if it is none. */
  private Optional<List<Formula>> coefficients(Formula formula) {
    if (Waves.of(symja, formula, x).filter(Waves::isPolynomial).isEmpty()) {
      return Optional.empty();
    }
    List<Formula> found = new ArrayList<>();
    Formula derivative = formula;
    Formula factorial = formulas.integer(1);
    for (int k = 0; Dag.contains(derivative, x) && k < HIGHEST; k++) {
      found.add(formulas.divide(symja.at(derivative, x, formulas.integer(0)), factorial));
      factorial = formulas.multiply(factorial, formulas.integer(k + 1L));
      derivative = symja.differentiation().derivative(derivative, x);
    }
    found.add(formulas.divide(derivative, factorial));
    return Dag.contains(derivative, x) ? Optional.empty() : Optional.of(found);
  }

  /** Remembers that something has to be positive; false if it plainly is not. */
  private boolean assume(Formula value) {
    if (positive.is(value)) {
      if (value instanceof Sum && !isAlwaysPositive(value)) {
        assumed.add(value);
      }
      return true;
    }
    if (Formula.isClosed(value) || positive.is(formulas.negate(value))) {
      return false;
    }
    assumed.add(value);
    return true;
  }

  private static boolean isAlwaysPositive(Formula value) {
    return Check.negative(Check.symbols(value)).stream()
        .allMatch(point -> ComplexEvaluation.at(value, point).getReal() > 0);
  }

  // ---- from -∞ to ∞

  /** Over both halves alike, where the parts are of no kind with a rule for the whole line. */
  private Optional<Formula> overBoth(Formula formula) {
    return Check.same(formula, symja.at(formula, x, formulas.negate(x)))
        ? overHalf(formula).map(half -> formulas.multiply(formulas.integer(2), half))
        : Optional.empty();
  }

  private Optional<Formula> overLine(List<Formula> factors) {
    List<Formula> exponents = new ArrayList<>();
    List<Formula> others = new ArrayList<>();
    for (Formula factor : factors) {
      if (Positive.isExp(factor)) {
        exponents.add(factor.children().getFirst());
      } else {
        others.add(factor);
      }
    }
    Optional<IntegralTable.Quadratic> bell = table.quadratic(formulas.sum(exponents), x);
    return bell.isPresent()
        ? gaussian(bell.get(), formulas.product(others))
        : exponents.isEmpty()
            ? ofQuadraticPower(others).or(() -> logistic(factors))
            : logistic(factors);
  }

  /** With the centre at 0 the even powers are left. */
  private Optional<Formula> gaussian(IntegralTable.Quadratic is, Formula rest) {
    Formula a = positive.written(formulas.negate(is.a()));
    if (!assume(a)) {
      return Optional.empty();
    }
    Formula centred = symja.at(rest, x, formulas.subtract(x, is.h()));
    Formula size = symja.call("exp", MultipliedOut.shortest(formulas, positive.written(is.d())));
    return ofWave(rest, is.h(), a, size)
        .or(
            () ->
                coefficients(centred)
                    .map(
                        c ->
                            even(
                                c,
                                k -> {
                                  Formula z =
                                      formulas.divide(
                                          formulas.integer(k + 1L), formulas.integer(2));
                                  return formulas.product(
                                      List.of(
                                          size,
                                          gammas.gamma(z),
                                          formulas.power(a, formulas.negate(z))));
                                })));
  }

  /** ∫ cos(b·x + c)·exp(-a·(x + h)²) = √(π/a)·exp(-b²/(4a))·cos(c - b·h). */
  private Optional<Formula> ofWave(Formula rest, Formula h, Formula a, Formula size) {
    if (!(rest instanceof Apply wave) || !List.of("sin", "cos").contains(wave.operation().name())) {
      return Optional.empty();
    }
    Formula u = wave.arguments().getFirst();
    Formula b = symja.differentiation().derivative(u, x);
    Formula square = formulas.power(b, formulas.integer(2));
    Formula damped = formulas.divide(square, formulas.multiply(formulas.integer(-4), a));
    Formula half = formulas.rational(BigInteger.ONE, BigInteger.TWO);
    return Dag.contains(b, x)
        ? Optional.empty()
        : Optional.of(
            formulas.product(
                List.of(
                    size,
                    formulas.power(formulas.divide(Constant.PI, a), half),
                    symja.call("exp", damped),
                    symja.at(wave, x, formulas.negate(h)))));
  }

  private Formula even(List<Formula> coefficients, IntFunction<Formula> moment) {
    List<Formula> terms = new ArrayList<>();
    for (int k = 0; k < coefficients.size(); k += 2) {
      if (!coefficients.get(k).equals(formulas.integer(0))) {
        Formula value = moment.apply(k);
        Formula c = coefficients.get(k);
        for (Formula part : c instanceof Sum sum ? sum.terms() : List.of(c)) {
          terms.add(formulas.multiply(part, value));
        }
      }
    }
    return formulas.sum(terms);
  }

  /** P(x)·(a·x² + b·x + c)^-p, as Cauchy's density and Student's. */
  private Optional<Formula> ofQuadraticPower(List<Formula> factors) {
    for (Formula factor : factors) {
      if (factor instanceof Power power && !Dag.contains(power.exponent(), x)) {
        Optional<IntegralTable.Quadratic> form = table.quadratic(power.base(), x);
        if (form.isPresent() && MultipliedOut.natural(power.exponent()) == 0) {
          List<Formula> rest = new ArrayList<>(factors);
          rest.remove(factor);
          return ofQuadraticPower(
              form.get(), formulas.negate(power.exponent()), formulas.product(rest));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Formula> ofQuadraticPower(IntegralTable.Quadratic is, Formula p, Formula rest) {
    Optional<List<Formula>> polynomial =
        coefficients(symja.at(rest, x, formulas.subtract(x, is.h())));
    if (polynomial.isEmpty()) {
      return Optional.empty();
    }
    Formula half = formulas.rational(BigInteger.ONE, BigInteger.TWO);
    Formula highest =
        formulas.divide(
            formulas.integer(polynomial.get().size() / 2 * 2L + 1), formulas.integer(2));
    Formula last = formulas.subtract(formulas.add(highest, half), formulas.integer(1));
    boolean even = polynomial.get().size() % 2 == 1;
    Formula least = even ? formulas.subtract(last, half) : last;
    if (!assume(is.a()) || !assume(is.d()) || !assume(formulas.subtract(p, least))) {
      return Optional.empty();
    }
    return Optional.of(
        even(
            polynomial.get(),
            k -> {
              Formula z = formulas.divide(formulas.integer(k + 1L), formulas.integer(2));
              Formula left = formulas.subtract(p, z);
              return formulas.product(
                  List.of(
                      gammas.beta(z, left),
                      formulas.power(is.a(), formulas.negate(z)),
                      formulas.power(is.d(), formulas.negate(left))));
            }));
  }

  /** P(x)·e^u/(1 + e^u)², u = a·x + b, however it is written. */
  private Optional<Formula> logistic(List<Formula> factors) {
    List<Formula> kernel = new ArrayList<>();
    List<Formula> rest = new ArrayList<>();
    factors.forEach(f -> (coefficients(f).isPresent() ? rest : kernel).add(f));
    Formula density = formulas.product(kernel);
    for (Formula node : Dag.postorder(List.of(density))) {
      boolean named =
          node instanceof Apply apply
              && List.of("exp", "sigmoid", "tanh", "cosh").contains(apply.operation().name());
      if (!named) {
        continue;
      }
      Formula u = node.children().getFirst();
      Formula slope = symja.differentiation().derivative(u, x);
      Formula one = formulas.integer(1);
      Formula exp = symja.call("exp", u);
      Formula known =
          formulas.divide(exp, formulas.power(formulas.add(one, exp), formulas.integer(2)));
      if (Dag.contains(slope, x) || !Check.same(known, density)) {
        continue;
      }
      boolean falls = positive.is(formulas.negate(slope));
      Formula scale = falls ? formulas.negate(slope) : slope;
      Formula b = symja.at(u, x, formulas.integer(0));
      Formula moved = formulas.divide(formulas.subtract(x, b), slope);
      return assume(scale)
          ? coefficients(symja.at(formulas.product(rest), x, moved))
              .filter(c -> c.size() <= 8)
              .map(c -> formulas.divide(even(c, this::logisticMoment), scale))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** (2^n − 2)·|B_n|·πⁿ. */
  private Formula logisticMoment(int n) {
    Formula share =
        switch (n) {
          case 0 -> formulas.integer(1);
          case 2 -> formulas.rational(BigInteger.ONE, BigInteger.valueOf(3));
          case 4 -> formulas.rational(BigInteger.valueOf(7), BigInteger.valueOf(15));
          case 6 -> formulas.rational(BigInteger.valueOf(31), BigInteger.valueOf(21));
          default -> throw new IllegalStateException("moment " + n);
        };
    return formulas.multiply(share, formulas.power(Constant.PI, formulas.integer(n)));
  }

  /** A polynomial divided by a power of the length of the range, about its middle. */
  private Optional<Formula> overLength(Formula formula, Formula from, Formula to) {
    Formula length = formulas.subtract(to, from);
    boolean divided =
        Dag.operations(List.of(formulas.multiply(formula, length)))
            < Dag.operations(List.of(formula));
    if (Formula.isClosed(length) || !divided) {
      return Optional.empty();
    }
    Formula half = formulas.rational(BigInteger.ONE, BigInteger.TWO);
    Formula middle = formulas.multiply(half, formulas.add(from, to));
    return coefficients(symja.at(formulas.multiply(formula, length), x, formulas.add(x, middle)))
        .map(c -> even(c, k -> overMiddle(length, k)));
  }

  /** ∫ xᵏ from -l/2 to l/2, divided by l. */
  private Formula overMiddle(Formula length, int k) {
    Formula share = formulas.rational(BigInteger.ONE, BigInteger.valueOf((k + 1L) << k));
    return formulas.multiply(share, formulas.power(length, formulas.integer(k)));
  }

  // ---- from 0 to ∞, and to 1

  /** x^s·log(x)^k and what stands beside them. */
  private record Powers(Formula s, int logs, List<Formula> others) {}

  private Powers powers(List<Formula> factors) {
    Formula s = formulas.integer(0);
    int logs = 0;
    List<Formula> others = new ArrayList<>();
    Formula log = symja.call("log", x);
    for (Formula factor : factors) {
      Formula base = Antiderivatives.base(factor);
      Formula exponent = factor instanceof Power p ? p.exponent() : formulas.integer(1);
      if (base.equals(x) && !Dag.contains(exponent, x)) {
        s = formulas.add(s, exponent);
      } else if (base.equals(log) && MultipliedOut.natural(exponent) > 0) {
        logs += MultipliedOut.natural(exponent);
      } else {
        others.add(factor);
      }
    }
    return new Powers(s, logs, others);
  }

  private Optional<Formula> overHalf(List<Formula> factors) {
    Powers powers = powers(factors);
    if (powers.logs() > 1) {
      return Optional.empty();
    }
    List<Formula> exponents = new ArrayList<>();
    for (Formula factor : powers.others()) {
      if (Positive.isExp(factor)) {
        exponents.add(factor.children().getFirst());
      }
    }
    if (!exponents.isEmpty() && exponents.size() == powers.others().size()) {
      return underExponential(powers, formulas.negate(formulas.sum(exponents)));
    }
    return exponents.isEmpty() && powers.others().size() == 1
        ? underPower(powers, powers.others().getFirst())
        : Optional.empty();
  }

  /** a·xᵐ. */
  private record Monomial(Formula a, Formula m) {}

  private Optional<Monomial> monomial(Formula formula) {
    Formula slope = symja.differentiation().derivative(formula, x);
    Formula m = formulas.integer(1);
    Formula a = slope;
    if (Dag.contains(slope, x)) {
      Formula exponent = formulas.integer(0);
      List<Formula> constant = new ArrayList<>();
      for (Formula factor : Antiderivatives.factors(positive.written(formula))) {
        if (!Dag.contains(factor, x)) {
          constant.add(factor);
        } else if (Antiderivatives.base(factor).equals(x)) {
          Formula own = factor instanceof Power p ? p.exponent() : formulas.integer(1);
          exponent = formulas.add(exponent, own);
        } else {
          return Optional.empty();
        }
      }
      m = exponent;
      a = formulas.product(constant);
    }
    return Dag.contains(m, x) || Dag.contains(a, x)
        ? Optional.empty()
        : Optional.of(new Monomial(a, m));
  }

  /** ∫ x^s·log(x)^k·exp(-a·xᵐ - c). */
  private Optional<Formula> underExponential(Powers powers, Formula exponent) {
    Formula c = constantOf(exponent);
    Optional<Monomial> form = monomial(formulas.subtract(exponent, c));
    if (form.isEmpty()) {
      return Optional.empty();
    }
    Formula a = form.get().a();
    Formula m = form.get().m();
    Formula next = formulas.add(powers.s(), formulas.integer(1));
    Formula z = times(formulas.power(m, formulas.integer(-1)), List.of(next));
    if (!assume(a) || !assume(m) || !assume(next)) {
      return Optional.empty();
    }
    Formula value =
        formulas.product(
            List.of(
                symja.call("exp", formulas.negate(c)),
                gammas.gamma(z),
                formulas.power(a, formulas.negate(z)),
                formulas.power(m, formulas.integer(-1))));
    return Optional.of(
        powers.logs() == 0
            ? value
            : times(
                formulas.divide(value, m),
                List.of(gammas.digamma(z), formulas.negate(symja.call("log", a)))));
  }

  private Formula constantOf(Formula exponent) {
    return exponent instanceof Sum sum
        ? formulas.sum(sum.terms().stream().filter(t -> !Dag.contains(t, x)).toList())
        : formulas.integer(0);
  }

  private Formula times(Formula factor, List<Formula> sums) {
    List<Formula> terms = new ArrayList<>();
    for (Formula each : sums) {
      for (Formula term : each instanceof Sum sum ? sum.terms() : List.of(each)) {
        terms.add(formulas.multiply(factor, term));
      }
    }
    return formulas.sum(terms);
  }

  /** ∫ x^s·log(x)^k·(a·xᵐ + d)^-p. */
  private Optional<Formula> underPower(Powers powers, Formula factor) {
    if (!(factor instanceof Power power && power.base() instanceof Sum sum)
        || Dag.contains(power.exponent(), x)) {
      return Optional.empty();
    }
    Formula d = constantOf(sum);
    Optional<Monomial> form = monomial(formulas.subtract(sum, d));
    if (form.isEmpty()) {
      return Optional.empty();
    }
    Formula p = formulas.negate(power.exponent());
    Formula a = form.get().a();
    Formula m = form.get().m();
    Formula next = formulas.add(powers.s(), formulas.integer(1));
    Formula z = times(formulas.power(m, formulas.integer(-1)), List.of(next));
    Formula left = formulas.subtract(p, z);
    if (!assume(a) || !assume(d) || !assume(m) || !assume(next) || !assume(left)) {
      return Optional.empty();
    }
    Formula value =
        formulas.product(
            List.of(
                gammas.beta(z, left),
                formulas.power(a, formulas.negate(z)),
                formulas.power(d, formulas.negate(left)),
                formulas.power(m, formulas.integer(-1))));
    return Optional.of(
        powers.logs() == 0
            ? value
            : times(
                formulas.divide(value, m),
                List.of(
                    gammas.digamma(z),
                    formulas.negate(gammas.digamma(left)),
                    symja.call("log", d),
                    formulas.negate(symja.call("log", a)))));
  }

  /** ∫ x^s·(1 - x)^r, perhaps with log(x) or log(1 - x), where s or r is no number. */
  private Optional<Formula> overUnit(List<Formula> factors) {
    Powers powers = powers(factors);
    Formula other = formulas.subtract(formulas.integer(1), x);
    Formula r = formulas.integer(0);
    int logs = 0;
    for (Formula factor : powers.others()) {
      if (Antiderivatives.base(factor).equals(other)) {
        Formula own = factor instanceof Power p ? p.exponent() : formulas.integer(1);
        r = formulas.add(r, own);
      } else if (factor.equals(symja.call("log", other))) {
        logs++;
      } else {
        return Optional.empty();
      }
    }
    boolean numbers = Formula.isClosed(powers.s()) && Formula.isClosed(r);
    Formula a = formulas.add(powers.s(), formulas.integer(1));
    Formula b = formulas.add(r, formulas.integer(1));
    if (numbers || powers.logs() + logs > 1 || Dag.contains(r, x) || !assume(a) || !assume(b)) {
      return Optional.empty();
    }
    Formula value = gammas.beta(a, b);
    if (powers.logs() + logs == 0) {
      return Optional.of(value);
    }
    Formula slope = gammas.digammas(powers.logs() == 1 ? a : b, formulas.add(a, b));
    return Optional.of(times(value, List.of(slope)));
  }
}
