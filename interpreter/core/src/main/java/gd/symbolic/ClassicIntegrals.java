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
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Integrals from 0 to ∞ that have a value but no antiderivative to find it by: Dirichlet's,
 * Fresnel's, those of Bose and Fermi, Laplace's, Euler's (Gradshteyn and Ryzhik, Table of
 * Integrals, 3.222, 3.411, 3.691, 3.723, 3.741, 4.331). Parameters are taken to be positive.
 */
final class ClassicIntegrals {
  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;

  private ClassicIntegrals(Symja symja, Symbol x) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
  }

  /** From 0 to ∞, or from -∞ to ∞ of an even function; empty if it is none of these. */
  static Optional<Formula> of(Symja symja, Formula formula, Symbol x, Formula from, Formula to) {
    ClassicIntegrals work = new ClassicIntegrals(symja, x);
    if (!to.equals(Constant.INFINITY)) {
      return Optional.empty();
    }
    if (from.equals(work.number(0, 1))) {
      return work.half(formula);
    }
    boolean even =
        from.equals(work.formulas.negate(Constant.INFINITY))
            && symja.at(formula, x, work.formulas.negate(x)).equals(formula);
    return even
        ? work.half(formula).map(half -> work.formulas.multiply(work.number(2, 1), half))
        : Optional.empty();
  }

  /** c·xˢ·(the others). */
  private Optional<Formula> half(Formula formula) {
    List<Formula> constant = new ArrayList<>();
    List<Formula> others = new ArrayList<>();
    Formula s = number(0, 1);
    for (Formula factor : Antiderivatives.factors(formula)) {
      Formula exponent = factor instanceof Power power ? power.exponent() : number(1, 1);
      if (!Dag.contains(factor, x)) {
        constant.add(factor);
      } else if (Antiderivatives.base(factor).equals(x) && !Dag.contains(exponent, x)) {
        s = exponent;
      } else {
        others.add(factor);
      }
    }
    Formula power = s;
    Optional<Formula> known =
        others.size() == 1
            ? ofOne(others.getFirst(), power)
            : others.size() == 2
                ? ofTwo(others.get(0), others.get(1), power)
                    .or(() -> ofTwo(others.get(1), others.get(0), power))
                : Optional.empty();
    return known.map(value -> formulas.multiply(formulas.product(constant), value));
  }

  private Optional<Formula> ofOne(Formula kernel, Formula s) {
    if (kernel instanceof Apply apply && apply.arguments().size() == 1) {
      Formula u = apply.arguments().getFirst();
      String name = apply.operation().name();
      Optional<Formula> a = times(u, 1);
      Optional<Formula> ofSquare = times(u, 2);
      if (name.equals("sin") && s.equals(number(-1, 1)) && a.isPresent()) {
        return Optional.of(formulas.multiply(number(1, 2), Constant.PI));
      }
      if ((name.equals("sin") || name.equals("cos"))
          && s.equals(number(0, 1))
          && ofSquare.isPresent()) {
        return Optional.of(
            root(formulas.divide(Constant.PI, formulas.multiply(number(8, 1), ofSquare.get()))));
      }
      return Optional.empty();
    }
    if (!(kernel instanceof Power power)) {
      return Optional.empty();
    }
    if (power.base() instanceof Apply sine
        && sine.operation().name().equals("sin")
        && power.exponent().equals(number(2, 1))
        && s.equals(number(-2, 1))) {
      return times(sine.arguments().getFirst(), 1)
          .map(a -> formulas.product(List.of(number(1, 2), Constant.PI, a)));
    }
    return power.exponent().equals(number(-1, 1)) && power.base() instanceof Sum sum
        ? ofReciprocal(sum, s)
        : Optional.empty();
  }

  /** xˢ/(exp(ax) ± 1) and xˢ/(xⁿ + b). */
  private Optional<Formula> ofReciprocal(Sum sum, Formula s) {
    if (sum.terms().size() != 2) {
      return Optional.empty();
    }
    Formula first = sum.terms().getFirst();
    Formula b = sum.terms().getLast();
    if (Dag.contains(b, x)) {
      return Optional.empty();
    }
    if (first instanceof Apply exp && exp.operation().name().equals("exp")) {
      return times(exp.arguments().getFirst(), 1).flatMap(a -> ofExponential(a, b, s));
    }
    if (!isPositive(b)
        || !Antiderivatives.base(first).equals(x)
        || !(first instanceof Power power && power.exponent() instanceof Rational n)) {
      return Optional.empty();
    }
    Formula share = formulas.divide(formulas.add(s, number(1, 1)), n);
    double part = Evaluation.constant(share).orElse(Double.NaN);
    return part > 0 && part < 1
        ? Optional.of(
            formulas.product(
                List.of(
                    formulas.divide(Constant.PI, n),
                    formulas.power(b, formulas.subtract(share, number(1, 1))),
                    formulas.power(
                        symja.call("sin", formulas.multiply(Constant.PI, share)), number(-1, 1)))))
        : Optional.empty();
  }

  /** s!·ζ(s + 1)/aˢ⁺¹, with alternating terms for Fermi's. */
  private Optional<Formula> ofExponential(Formula a, Formula b, Formula s) {
    boolean fermi = b.equals(number(1, 1));
    if (!fermi && !b.equals(number(-1, 1)) || !(s instanceof Rational n && n.isInteger())) {
      return Optional.empty();
    }
    int power = n.numerator().bitLength() > 5 ? -1 : n.numerator().intValue();
    if (power == 0 && fermi) {
      return Optional.of(formulas.divide(symja.call("log", number(2, 1)), a));
    }
    if (power < 1) {
      return Optional.empty();
    }
    Formula bose =
        switch (power) {
          case 1 -> evenZeta(1, 6, 2);
          case 3 -> evenZeta(1, 15, 4);
          case 5 -> evenZeta(8, 63, 6);
          default ->
              formulas.multiply(
                  number(power % 2 == 0 ? -1 : 1, 1),
                  symja.call("polygamma", number(power, 1), number(1, 1)));
        };
    Formula alternating =
        fermi
            ? formulas.subtract(number(1, 1), formulas.power(number(2, 1), number(-power, 1)))
            : number(1, 1);
    return Optional.of(
        formulas.product(List.of(alternating, bose, formulas.power(a, number(-power - 1, 1)))));
  }

  private Formula evenZeta(long above, long below, int power) {
    return formulas.multiply(number(above, below), formulas.power(Constant.PI, number(power, 1)));
  }

  /** cos(ax)/(x² + b), x·sin(ax)/(x² + b), and exp(-ax)·log(x). */
  private Optional<Formula> ofTwo(Formula wave, Formula other, Formula s) {
    if (!(wave instanceof Apply apply && apply.arguments().size() == 1)) {
      return Optional.empty();
    }
    String name = apply.operation().name();
    Formula u = apply.arguments().getFirst();
    if (name.equals("exp") && other.equals(symja.call("log", x)) && s.equals(number(0, 1))) {
      return times(formulas.negate(u), 1)
          .map(
              a ->
                  formulas.divide(
                      formulas.subtract(symja.call("digamma", number(1, 1)), symja.call("log", a)),
                      a));
    }
    boolean odd = name.equals("sin") && s.equals(number(1, 1));
    boolean even = name.equals("cos") && s.equals(number(0, 1));
    if (!odd && !even
        || !(other instanceof Power power
            && power.exponent().equals(number(-1, 1))
            && power.base() instanceof Sum sum
            && sum.terms().size() == 2)) {
      return Optional.empty();
    }
    Formula b = formulas.subtract(sum, formulas.power(x, number(2, 1)));
    return Dag.contains(b, x) || !isPositive(b)
        ? Optional.empty()
        : times(u, 1)
            .map(
                a ->
                    formulas.product(
                        List.of(
                            number(1, 2),
                            Constant.PI,
                            symja.call("exp", formulas.negate(formulas.multiply(a, root(b)))),
                            odd ? number(1, 1) : formulas.power(root(b), number(-1, 1)))));
  }

  /** a where u = a·xⁿ and a is positive. */
  private Optional<Formula> times(Formula u, int n) {
    Formula a = formulas.divide(u, formulas.power(x, number(n, 1)));
    return Dag.contains(a, x) || !isPositive(a) ? Optional.empty() : Optional.of(a);
  }

  private static boolean isPositive(Formula value) {
    boolean negated =
        value instanceof Product product
            && product.factors().getFirst() instanceof Rational r
            && r.numerator().signum() < 0;
    return Formula.isClosed(value) ? Evaluation.constant(value).orElse(-1) > 0 : !negated;
  }

  private Formula root(Formula value) {
    return formulas.power(value, number(1, 2));
  }

  private Formula number(long above, long below) {
    return formulas.rational(BigInteger.valueOf(above), BigInteger.valueOf(below));
  }
}
