package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The antiderivatives to know by heart, of functions of a·x + b and of x² under a root or an exp.
 */
final class IntegralTable {
  private final Symja symja;
  private final Formulas formulas;
  private final List<Symbol> letters;
  private final Positive positive;

  /** Where these letters are positive; if there are none, for all values of letters. */
  IntegralTable(Symja symja, List<Symbol> letters) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.letters = letters;
    this.positive = new Positive(symja, letters);
  }

  /** ∫ f = known + ∫ rest. */
  record Reduction(Formula known, Formula rest) {}

  Optional<Formula> find(Formula formula, Symbol x) {
    return switch (formula) {
      case Apply apply when apply.arguments().size() == 1 ->
          ofFunction(apply.operation().name(), apply.arguments().getFirst(), x);
      case Power power -> ofPower(power, x);
      case Apply _,
          Formula.Number _,
          Formula.Constant _,
          Symbol _,
          Formula.Slot _,
          Formula.Sum _,
          Formula.Product _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          gaussian(formula, x);
    };
  }

  /** Functions that are simpler once derived: logarithms, inverse functions, error functions. */
  static boolean isSimplerDerived(Formula factor) {
    Formula base = factor instanceof Power p && isNatural(p.exponent()) ? p.base() : factor;
    return base instanceof Apply apply
        && switch (apply.operation().name()) {
          case "log", "atan", "asin", "acos", "asinh", "atanh", "erf", "erfc" -> true;
          default -> false;
        };
  }

  private static boolean isNatural(Formula exponent) {
    return exponent instanceof Rational r && r.isInteger() && r.numerator().signum() > 0;
  }

  private Optional<Formula> ofFunction(String name, Formula u, Symbol x) {
    Formula slope = slope(u, x);
    if (Dag.contains(slope, x)) {
      return name.equals("exp") ? gaussian(symja.call(name, u), x) : Optional.empty();
    }
    Formula square = formulas.power(u, number(2, 1));
    Formula one = number(1, 1);
    Optional<Formula> integral =
        switch (name) {
          case "exp", "sinh" -> Optional.of(symja.call(name.equals("exp") ? "exp" : "cosh", u));
          case "cosh" -> Optional.of(symja.call("sinh", u));
          case "sin" -> Optional.of(formulas.negate(symja.call("cos", u)));
          case "cos" -> Optional.of(symja.call("sin", u));
          case "tan" -> Optional.of(formulas.negate(log(symja.call("cos", u))));
          case "tanh" -> Optional.of(log(symja.call("cosh", u)));
          case "sigmoid" -> Optional.of(symja.call("softplus", u));
          case "log" -> Optional.of(formulas.subtract(formulas.multiply(u, log(u)), u));
          case "atan" ->
              Optional.of(
                  formulas.subtract(
                      times(u, symja.call("atan", u)),
                      times(number(1, 2), log(formulas.add(square, one)))));
          case "asin" ->
              Optional.of(
                  formulas.add(
                      times(u, symja.call("asin", u)), root(formulas.subtract(one, square))));
          case "acos" ->
              Optional.of(
                  formulas.subtract(
                      times(u, symja.call("acos", u)), root(formulas.subtract(one, square))));
          case "asinh" ->
              Optional.of(
                  formulas.subtract(
                      times(u, symja.call("asinh", u)), root(formulas.add(square, one))));
          case "erf" -> Optional.of(formulas.add(times(u, symja.call("erf", u)), bell(square)));
          case "erfc" ->
              Optional.of(formulas.subtract(times(u, symja.call("erfc", u)), bell(square)));
          default -> Optional.empty();
        };
    return integral.map(each -> formulas.divide(each, slope));
  }

  /** exp(-u²)/√π. */
  private Formula bell(Formula square) {
    return formulas.divide(symja.call("exp", formulas.negate(square)), root(Constant.PI));
  }

  private Optional<Formula> ofPower(Power power, Symbol x) {
    Formula base = power.base();
    Formula n = power.exponent();
    if (!Dag.contains(base, x)) {
      Formula slope = slope(n, x);
      return Dag.contains(slope, x)
          ? Optional.empty()
          : Optional.of(formulas.divide(power, formulas.multiply(log(base), slope)));
    }
    if (Dag.contains(n, x)) {
      return Optional.empty();
    }
    Formula slope = slope(base, x);
    if (!Dag.contains(slope, x)) {
      Formula next = formulas.add(n, number(1, 1));
      return Optional.of(
          formulas.divide(
              next.equals(number(0, 1))
                  ? log(base)
                  : formulas.divide(formulas.power(base, next), next),
              slope));
    }
    if (base instanceof Apply apply && apply.arguments().size() == 1) {
      return ofPowerOfFunction(apply, n, x);
    }
    return n instanceof Rational r && r.denominator().equals(BigInteger.TWO)
        ? underRoot(base, r, x)
        : Optional.empty();
  }

  private Optional<Formula> ofPowerOfFunction(Apply apply, Formula n, Symbol x) {
    Formula u = apply.arguments().getFirst();
    Formula slope = slope(u, x);
    if (Dag.contains(slope, x) || !(n instanceof Rational r) || !r.isInteger()) {
      return Optional.empty();
    }
    String name = apply.operation().name() + " " + r.numerator();
    Optional<Formula> integral =
        switch (name) {
          case "cos -1" -> Optional.of(symja.call("atanh", symja.call("sin", u)));
          case "sin -1" -> Optional.of(formulas.negate(symja.call("atanh", symja.call("cos", u))));
          case "cos -2" -> Optional.of(symja.call("tan", u));
          case "sin -2" ->
              Optional.of(
                  formulas.negate(formulas.divide(symja.call("cos", u), symja.call("sin", u))));
          case "cosh -2" -> Optional.of(symja.call("tanh", u));
          case "cosh -1" -> Optional.of(symja.call("atan", symja.call("sinh", u)));
          default -> Optional.empty();
        };
    return integral.map(each -> formulas.divide(each, slope));
  }

  /** tanⁿ, tanhⁿ and sigmoidⁿ of a·x + b have the same with a smaller n inside their integrals. */
  Optional<Reduction> reduced(Formula formula, Symbol x) {
    if (!(formula instanceof Power power && power.base() instanceof Apply apply)
        || !isNatural(power.exponent())
        || apply.arguments().size() != 1) {
      return Optional.empty();
    }
    Formula slope = slope(apply.arguments().getFirst(), x);
    if (Dag.contains(slope, x)) {
      return Optional.empty();
    }
    int down =
        switch (apply.operation().name()) {
          case "tan", "tanh" -> 2;
          case "sigmoid" -> 1;
          default -> 0;
        };
    if (down == 0) {
      return Optional.empty();
    }
    boolean turned = apply.operation().name().equals("tan");
    Formula before = formulas.subtract(power.exponent(), number(1, 1));
    Formula known =
        formulas.divide(formulas.power(apply, before), formulas.multiply(before, slope));
    Formula rest = formulas.power(apply, formulas.subtract(power.exponent(), number(down, 1)));
    return Optional.of(
        turned
            ? new Reduction(known, formulas.negate(rest))
            : new Reduction(formulas.negate(known), rest));
  }

  /** a·x² + b·x + c = a·(x + h)² + d; empty if it is something else. */
  Optional<Quadratic> quadratic(Formula formula, Symbol x) {
    Formula first = slope(formula, x);
    Formula second = slope(first, x);
    if (Dag.contains(second, x) || second.equals(number(0, 1))) {
      return Optional.empty();
    }
    Formula zero = number(0, 1);
    Formula h = formulas.divide(symja.at(first, x, zero), second);
    Formula a = times(number(1, 2), second);
    Formula d = symja.at(formula, x, formulas.negate(h));
    return Optional.of(new Quadratic(a, h, d));
  }

  record Quadratic(Formula a, Formula h, Formula d) {}

  /** 1/√q and √q. */
  private Optional<Formula> underRoot(Formula q, Rational n, Symbol x) {
    Optional<Quadratic> form = quadratic(q, x);
    if (form.isEmpty() || n.numerator().abs().intValue() != 1) {
      return Optional.empty();
    }
    Quadratic is = form.get();
    double a = sign(is.a());
    double d = sign(is.d());
    Formula moved = formulas.add(x, is.h());
    Formula scale = root(a < 0 ? formulas.negate(is.a()) : is.a());
    Optional<Formula> inverse =
        a < 0 && d > 0
            ? Optional.of(
                symja.call(
                    "asin", times(root(formulas.divide(formulas.negate(is.a()), is.d())), moved)))
            : a > 0 && d > 0
                ? Optional.of(
                    symja.call("asinh", times(root(formulas.divide(is.a(), is.d())), moved)))
                : a > 0 && d < 0
                    ? Optional.of(log(formulas.add(times(scale, moved), root(q))))
                    : Optional.empty();
    Optional<Formula> reciprocal = inverse.map(each -> formulas.divide(each, scale));
    return n.numerator().signum() < 0
        ? reciprocal
        : reciprocal.map(
            each ->
                formulas.add(
                    times(number(1, 2), moved, root(q)), times(number(1, 2), is.d(), each)));
  }

  private double sign(Formula formula) {
    if (Formula.isClosed(formula) || letters.isEmpty()) {
      return Evaluation.constant(formula).orElse(Double.NaN);
    }
    return positive.is(formula) ? 1 : positive.is(formulas.negate(formula)) ? -1 : Double.NaN;
  }

  /** Whether a factor is the exponential of a quadratic polynomial. */
  boolean hasBell(Formula formula, Symbol x) {
    return Antiderivatives.factors(formula).stream()
        .anyMatch(
            factor ->
                factor instanceof Apply apply
                    && apply.operation().name().equals("exp")
                    && quadratic(apply.arguments().getFirst(), x).isPresent());
  }

  /** xⁿ·exp(-a·x² + …), by parts down to the error function. */
  private Optional<Formula> gaussian(Formula formula, Symbol x) {
    int n = 0;
    Formula exponent = null;
    for (Formula factor : Antiderivatives.factors(formula)) {
      if (factor instanceof Apply apply
          && apply.operation().name().equals("exp")
          && exponent == null) {
        exponent = apply.arguments().getFirst();
      } else if (factor.equals(x)) {
        n = 1;
      } else if (factor instanceof Power p
          && p.base().equals(x)
          && isNatural(p.exponent())
          && p.exponent() instanceof Rational r
          && r.numerator().bitLength() < 7) {
        n = r.numerator().intValue();
      } else {
        return Optional.empty();
      }
    }
    if (exponent == null) {
      return Optional.empty();
    }
    Optional<Quadratic> form = quadratic(exponent, x);
    if (form.isEmpty() || Evaluation.constant(form.get().a()).orElse(-1) > 0) {
      return Optional.empty();
    }
    return Optional.of(moment(n, form.get(), symja.call("exp", exponent), x));
  }

  private Formula moment(int n, Quadratic is, Formula bell, Symbol x) {
    Formula minus = formulas.negate(is.a());
    if (n == 0) {
      Formula scaled = times(root(minus), formulas.add(x, is.h()));
      return formulas.product(
          List.of(
              number(1, 2),
              symja.call("exp", is.d()),
              root(formulas.divide(Constant.PI, minus)),
              symja.call("erf", scaled)));
    }
    // (xⁿ⁻¹·e^q)' = (n-1)·xⁿ⁻²·e^q + 2a(x + h)·xⁿ⁻¹·e^q
    Formula edge =
        formulas.divide(
            formulas.multiply(formulas.power(x, number(n - 1, 1)), bell),
            times(number(2, 1), is.a()));
    Formula moved = formulas.negate(times(is.h(), moment(n - 1, is, bell, x)));
    Formula lower =
        n < 2
            ? number(0, 1)
            : formulas.divide(
                times(number(1 - n, 1), moment(n - 2, is, bell, x)), times(number(2, 1), is.a()));
    return formulas.sum(List.of(edge, moved, lower));
  }

  private Formula slope(Formula formula, Symbol x) {
    return symja.differentiation().derivative(formula, x);
  }

  private Formula log(Formula of) {
    return symja.call("log", of);
  }

  private Formula root(Formula of) {
    return formulas.power(of, number(1, 2));
  }

  private Formula times(Formula... factors) {
    return formulas.product(List.of(factors));
  }

  private Formula number(long above, long below) {
    return formulas.rational(BigInteger.valueOf(above), BigInteger.valueOf(below));
  }
}
