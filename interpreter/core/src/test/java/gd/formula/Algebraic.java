package gd.formula;

import gd.formula.Formula.Case;
import gd.formula.Formula.Comparator;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small library for tests: operations with their derivatives, and short ways to write formulas.
 */
public final class Algebraic implements Derivatives {
  public final Formulas formulas = new Formulas();
  public final Formula x = formulas.symbol("x");
  public final Formula y = formulas.symbol("y");
  public final Formula w = formulas.symbol("w");
  public final Formula b = formulas.symbol("b");
  public final Formula u = formulas.slot(0);
  private static final Map<String, String> HEADS =
      Map.ofEntries(
          Map.entry("sin", "Sin"),
          Map.entry("cos", "Cos"),
          Map.entry("tan", "Tan"),
          Map.entry("asin", "ArcSin"),
          Map.entry("acos", "ArcCos"),
          Map.entry("atan", "ArcTan"),
          Map.entry("sinh", "Sinh"),
          Map.entry("cosh", "Cosh"),
          Map.entry("tanh", "Tanh"),
          Map.entry("abs", "RealAbs"),
          Map.entry("sign", "Sign"),
          Map.entry("floor", "Floor"),
          Map.entry("sigmoid", "LogisticSigmoid"));

  private final FormulaPrinter printer = new FormulaPrinter(6);

  private final Map<String, Formula> table =
      Map.ofEntries(
          Map.entry("exp", op("exp", u)),
          Map.entry("log", div(n(1), u)),
          Map.entry("sin", op("cos", u)),
          Map.entry("cos", neg(op("sin", u))),
          Map.entry("tan", add(n(1), pow(op("tan", u), n(2)))),
          Map.entry("abs", op("sign", u)),
          Map.entry("sign", n(0)),
          Map.entry("asin", div(n(1), op("sqrt", sub(n(1), pow(u, n(2)))))),
          Map.entry("acos", div(n(-1), op("sqrt", sub(n(1), pow(u, n(2)))))),
          Map.entry("sinh", op("cosh", u)),
          Map.entry("cosh", op("sinh", u)),
          Map.entry("tanh", sub(n(1), pow(op("tanh", u), n(2)))),
          Map.entry("sigmoid", mul(op("sigmoid", u), sub(n(1), op("sigmoid", u)))),
          Map.entry("softplus", op("sigmoid", u)),
          Map.entry("atan", div(n(1), add(n(1), pow(u, n(2))))));

  @Override
  public Optional<Formula> derivative(Operation operation, int argument) {
    return Optional.ofNullable(table.get(operation.name()));
  }

  public Formula diff(Formula formula, Formula variable) {
    return new Differentiation(formulas, this).derivative(formula, variable);
  }

  public List<Formula> gradient(Formula formula, Formula... variables) {
    return new Differentiation(formulas, this).gradient(formula, List.of(variables));
  }

  public static Operation operation(String name) {
    return switch (name) {
      case "exp" -> Operation.EXP;
      case "log" -> Operation.LOG;
      case "sigmoid", "softplus", "sign", "erf", "gamma" ->
          named(name, "gd.formula.Special." + name);
      default -> named(name, "java.lang.Math." + name);
    };
  }

  private static Operation named(String name, String jvm) {
    return new Operation(name, 1, Optional.ofNullable(HEADS.get(name)), name, jvm, name);
  }

  public Formula op(String name, Formula argument) {
    return name.equals("sqrt")
        ? pow(argument, q(1, 2))
        : formulas.apply(operation(name), List.of(argument));
  }

  public Formula n(long value) {
    return formulas.integer(value);
  }

  public Formula q(long numerator, long denominator) {
    return formulas.rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  public Formula d(double value) {
    return formulas.decimal(value);
  }

  public Formula add(Formula... terms) {
    return formulas.sum(List.of(terms));
  }

  public Formula sub(Formula left, Formula right) {
    return formulas.subtract(left, right);
  }

  public Formula mul(Formula... factors) {
    return formulas.product(List.of(factors));
  }

  public Formula div(Formula left, Formula right) {
    return formulas.divide(left, right);
  }

  public Formula pow(Formula base, Formula exponent) {
    return formulas.power(base, exponent);
  }

  public Formula pow(Formula base, long exponent) {
    return formulas.power(base, n(exponent));
  }

  public Formula neg(Formula operand) {
    return formulas.negate(operand);
  }

  public Formula root(long number) {
    return pow(n(number), q(1, 2));
  }

  public Formula when(
      Formula left, Comparator comparator, Formula right, Formula then, Formula otherwise) {
    return formulas.piecewise(
        List.of(new Case(formulas.relation(comparator, left, right), then)), otherwise);
  }

  public String show(Formula formula) {
    return printer.print(formula);
  }
}
