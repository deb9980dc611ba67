package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.formula.Operation;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Power series with finitely many negative powers, computed from those of the parts: sums, products
 * and quotients of series, and functions of them by their Taylor polynomials (Knuth, The Art of
 * Computer Programming, volume 2, section 4.7).
 */
final class Laurent {
  /** A derivative with more parts than this is left alone. */
  private static final int MAX_PARTS = 1_000;

  /** 2k(2k - 1)/B(2k), the Bernoulli numbers below, for k = 1, 2, …. */
  private static final int[] STIRLING = {12, -360, 1260, -1680, 1188};

  /** The power of the first term that is left out. */
  private static final int FAR = 2 * STIRLING.length + 1;

  private static final Symbol INNER = new Symbol("\u0001u");
  private static final Terms NOTHING = new Terms(0, List.of());

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;
  private final Formula around;

  /** Powers from this one on are not known. */
  private final int end;

  private final Formula logarithm;
  private final boolean onlyAbove;
  private boolean essential;

  /** The sum of coefficients.get(k)·t^(first + k), t = x − around. */
  private record Terms(int first, List<Formula> coefficients) {
    int end() {
      return first + coefficients.size();
    }
  }

  /** What has no such series, or too many terms cancel in. */
  private static final class None extends RuntimeException {
    private static final long serialVersionUID = 1;

    None() {
      this("no series");
    }

    None(String why) {
      super(why, null, false, false);
    }
  }

  private static final String ESSENTIAL = "essential singularity";

  /**
   * {@code logarithm} is that of x − around, which coefficients may contain. Where only values
   * above {@code around} matter, functions of what has a pole there may tend to a limit faster than
   * every power.
   */
  Laurent(Symja symja, Symbol x, Formula around, int end, Formula logarithm, boolean onlyAbove) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
    this.around = around;
    this.end = end;
    this.logarithm = logarithm;
    this.onlyAbove = onlyAbove;
  }

  /** Whether the last formula has an essential singularity, as exp(1/x) at 0. */
  boolean isEssential() {
    return essential;
  }

  /** Up to a power of x − around; empty if there is no such series. */
  Optional<Formula> sum(Formula formula, int degree) {
    try {
      Terms result = composed(formula, x, add(constant(around), step()));
      if (result.end() <= degree) {
        return Optional.empty();
      }
      Formula step = formulas.subtract(x, around);
      return Optional.of(
          formulas.sum(
              IntStream.rangeClosed(result.first(), degree)
                  .mapToObj(
                      k ->
                          formulas.multiply(
                              result.coefficients().get(k - result.first()),
                              formulas.power(step, formulas.integer(k))))
                  .toList()));
    } catch (None none) {
      essential = ESSENTIAL.equals(none.getMessage());
      return Optional.empty();
    } catch (Refusal noValue) {
      return Optional.empty();
    }
  }

  /** Of a formula in which a symbol stands for what has a series. */
  private Terms composed(Formula formula, Symbol inner, Terms of) {
    Map<Formula, Terms> known = new HashMap<>(Map.of(inner, of));
    for (Formula node : Dag.postorder(List.of(formula))) {
      if (!node.equals(inner)) {
        known.put(node, Dag.contains(node, inner) ? of(node, known) : constant(node));
      }
    }
    return known.getOrDefault(formula, NOTHING);
  }

  private Terms of(Formula node, Map<Formula, Terms> known) {
    List<Terms> parts =
        node.children().stream().map(child -> known.getOrDefault(child, NOTHING)).toList();
    return switch (node) {
      case Symbol _ -> throw new None();
      case Sum _ -> parts.stream().reduce(this::add).orElse(NOTHING);
      case Product _ -> parts.stream().reduce(this::multiply).orElse(NOTHING);
      case Power power when power.exponent() instanceof Rational r -> power(parts.getFirst(), r);
      case Power _ -> exponential(multiply(logarithm(parts.get(0)), parts.get(1)));
      case Apply apply when parts.size() == 1 -> function(apply.operation(), parts.getFirst());
      case Apply _,
          Formula.Number _,
          Constant _,
          Formula.Slot _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          throw new None();
    };
  }

  // ---- arithmetic

  private Terms constant(Formula value) {
    return cut(0, k -> k == 0 ? value : formulas.integer(0), end);
  }

  private Terms step() {
    return cut(1, k -> formulas.integer(k == 0 ? 1 : 0), end);
  }

  /** Coefficients from a power on, up to one that is known and needed. */
  private Terms cut(int first, IntFunction<Formula> coefficient, int known) {
    int count = Math.max(0, Math.min(known, end) - first);
    return new Terms(first, IntStream.range(0, count).mapToObj(coefficient).toList());
  }

  private Formula coefficient(Terms terms, int power) {
    int k = power - terms.first();
    return k < 0 ? formulas.integer(0) : terms.coefficients().get(k);
  }

  private Terms add(Terms a, Terms b) {
    int first = Math.min(a.first(), b.first());
    return cut(
        first,
        k -> formulas.add(coefficient(a, first + k), coefficient(b, first + k)),
        Math.min(a.end(), b.end()));
  }

  private Terms multiply(Terms a, Terms b) {
    return cut(
        a.first() + b.first(),
        k ->
            formulas.sum(
                IntStream.rangeClosed(0, k)
                    .mapToObj(
                        j ->
                            formulas.multiply(a.coefficients().get(j), b.coefficients().get(k - j)))
                    .toList()),
        Math.min(a.end() + b.first(), b.end() + a.first()));
  }

  /** Without coefficients that are zero at its beginning. */
  private Terms trimmed(Terms terms) {
    int zeros = 0;
    while (zeros < terms.coefficients().size() && isZero(terms.coefficients().get(zeros))) {
      zeros++;
    }
    if (zeros == terms.coefficients().size()) {
      throw new None();
    }
    return new Terms(
        terms.first() + zeros, terms.coefficients().subList(zeros, terms.coefficients().size()));
  }

  private boolean isZero(Formula coefficient) {
    Formula zero = formulas.integer(0);
    return coefficient.equals(zero) || Check.same(coefficient, zero);
  }

  /** (c·tᵛ·(1 + w))^r: the coefficients of (1 + w)^r from those before them. */
  private Terms power(Terms terms, Rational exponent) {
    Terms base = trimmed(terms);
    Formula lead = base.coefficients().getFirst();
    if (!(formulas.multiply(formulas.integer(base.first()), exponent) instanceof Rational power)
        || !power.isInteger()) {
      throw new None();
    }
    List<Formula> found = new ArrayList<>(List.of(formulas.power(lead, exponent)));
    for (int k = 1; k < base.coefficients().size(); k++) {
      List<Formula> sum = new ArrayList<>();
      for (int j = 1; j <= k; j++) {
        Formula weight =
            formulas.subtract(
                formulas.multiply(exponent, formulas.integer(j)), formulas.integer(k - j));
        sum.add(formulas.product(List.of(weight, base.coefficients().get(j), found.get(k - j))));
      }
      Formula below = formulas.multiply(formulas.integer(k), lead);
      found.add(formulas.divide(formulas.sum(sum), below));
    }
    return cut(
        power.numerator().intValueExact(),
        found::get,
        power.numerator().intValueExact() + found.size());
  }

  // ---- functions

  private Terms exponential(Terms of) {
    return hasPole(of) ? beyond("exp", of) : taylor(u -> symja.call("exp", u), of);
  }

  /** log(c·tᵛ·(1 + w)) = v·log(t) + log(c·(1 + w)). */
  private Terms logarithm(Terms of) {
    Terms base = trimmed(of);
    Terms rest = new Terms(0, base.coefficients());
    return add(
        constant(formulas.multiply(formulas.integer(base.first()), logarithm)),
        taylor(u -> symja.call("log", u), rest));
  }

  private boolean hasPole(Terms of) {
    return of.first() < 0 && trimmed(of).first() < 0;
  }

  /** A function of what grows beyond all bounds. */
  private Terms beyond(String name, Terms of) {
    Terms pole = trimmed(of);
    double lead = Evaluation.constant(pole.coefficients().getFirst()).orElse(0);
    int side = onlyAbove ? (int) Math.signum(lead) : 0;
    if (side != 0 && name.equals("atan")) {
      Formula half = formulas.rational(BigInteger.valueOf(side), BigInteger.TWO);
      Terms inverse = power(pole, (Rational) formulas.integer(-1));
      Terms angle = taylor(u -> symja.call("atan", u), inverse);
      return add(
          constant(formulas.multiply(half, Constant.PI)),
          multiply(constant(formulas.integer(-1)), angle));
    }
    boolean gone = side < 0 && List.of("exp", "sigmoid", "softplus").contains(name);
    boolean one = side > 0 && name.equals("sigmoid");
    boolean sign = side != 0 && List.of("tanh", "erf").contains(name);
    if (gone || one || sign) {
      return constant(formulas.integer(gone ? 0 : side));
    }
    if (side > 0 && name.equals("softplus")) {
      return of;
    }
    if (side > 0 && List.of("lgamma", "digamma").contains(name)) {
      return stirling(name.equals("digamma"), of);
    }
    throw new None(
        List.of("exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sigmoid", "erf", "softplus")
                .contains(name)
            ? ESSENTIAL
            : "no series");
  }

  /**
   * log Γ(u), or its derivative, of large u: (u - 1/2)·log(u) - u + log(2π)/2 + 1/(12u) - 1/(360u³)
   * + … (Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41).
   */
  private Terms stirling(boolean derived, Terms of) {
    Formula half = formulas.rational(BigInteger.ONE, BigInteger.TWO);
    Formula last =
        formulas.multiply(
            half, symja.call("log", formulas.multiply(formulas.integer(2), Constant.PI)));
    List<Formula> parts =
        new ArrayList<>(
            List.of(
                formulas.multiply(formulas.subtract(INNER, half), symja.call("log", INNER)),
                formulas.negate(INNER),
                last));
    for (int k = 0; k < STIRLING.length; k++) {
      Formula share = formulas.rational(BigInteger.ONE, BigInteger.valueOf(STIRLING[k]));
      parts.add(formulas.multiply(share, formulas.power(INNER, formulas.integer(-2 * k - 1))));
    }
    Formula series = formulas.sum(parts);
    Terms result =
        composed(derived ? symja.differentiation().derivative(series, INNER) : series, INNER, of);
    return cut(result.first(), result.coefficients()::get, Math.min(result.end(), FAR));
  }

  /** Of what has a value where the series begins, or a pole. */
  private Terms function(Operation operation, Terms of) {
    if (operation.name().equals("log")) {
      return logarithm(of);
    }
    if (hasPole(of)) {
      return beyond(operation.name(), of);
    }
    if (of.end() < 1 || Series.CORNERED.contains(operation.name()) && !isAway(coefficient(of, 0))) {
      throw new None();
    }
    Optional<Formula> shifted =
        new Gammas(symja).awayFromPole(operation.name(), coefficient(of, 0), INNER);
    if (shifted.isPresent()) {
      return composed(shifted.get(), INNER, of);
    }
    try {
      return taylor(u -> formulas.apply(operation, List.of(u)), of);
    } catch (Refusal noDerivative) {
      return integrated(operation, of);
    }
  }

  /** Whether |x| and the like have no corner there: they have one at 0, or at whole numbers. */
  private static boolean isAway(Formula middle) {
    double value = Evaluation.constant(middle).orElse(0);
    return Math.rint(2 * value) != 2 * value;
  }

  /** ∫ f'(u)·u', where f has a branch point, as asin has one at 1. */
  private Terms integrated(Operation operation, Terms of) {
    Formula value = formulas.apply(operation, List.of(coefficient(of, 0)));
    Formula slope =
        symja.differentiation().derivative(formulas.apply(operation, List.of(INNER)), INNER);
    Terms moved =
        new Terms(
            of.first() - 1,
            IntStream.range(0, of.coefficients().size())
                .mapToObj(
                    k ->
                        formulas.multiply(
                            formulas.integer((long) of.first() + k), of.coefficients().get(k)))
                .toList());
    Terms derivative = multiply(composed(slope, INNER, of), trimmed(moved));
    if (derivative.first() < 0) {
      throw new None();
    }
    return add(
        constant(value),
        cut(
            derivative.first() + 1,
            k ->
                formulas.divide(
                    derivative.coefficients().get(k),
                    formulas.integer((long) derivative.first() + k + 1)),
            derivative.end() + 1));
  }

  /** By the Taylor polynomial of the function where the series begins. */
  private Terms taylor(UnaryOperator<Formula> function, Terms of) {
    if (of.end() < 1 || hasPole(of)) {
      throw new None();
    }
    Formula middle = coefficient(of, 0);
    Terms rest = cut(1, k -> coefficient(of, k + 1), of.end());
    List<Formula> taylor = new ArrayList<>();
    Formula derivative = function.apply(INNER);
    Formula factorial = formulas.integer(1);
    for (int k = 0; k < end; k++) {
      if (k > 0) {
        derivative = symja.differentiation().derivative(derivative, INNER);
        factorial = formulas.multiply(factorial, formulas.integer(k));
      }
      if (Dag.size(derivative) > MAX_PARTS) {
        throw new None();
      }
      taylor.add(formulas.divide(symja.at(derivative, INNER, middle), factorial));
    }
    Terms result = constant(taylor.getLast());
    for (int k = end - 2; k >= 0; k--) {
      result = add(multiply(result, rest), constant(taylor.get(k)));
    }
    return result;
  }
}
