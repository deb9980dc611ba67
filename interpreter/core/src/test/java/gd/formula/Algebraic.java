package gd.formula;

import gd.formula.Formula.Case;
import gd.formula.Formula.Comparator;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small library for tests: operations with their derivatives, and short ways to write formulas. */
final class Algebraic implements Derivatives {
  final Formulas formulas = new Formulas();
  final Formula x = formulas.symbol("x");
  final Formula y = formulas.symbol("y");
  final Formula w = formulas.symbol("w");
  final Formula b = formulas.symbol("b");
  final Formula u = formulas.slot(0);
  private final FormulaPrinter printer = new FormulaPrinter(6);

  private final Map<String, Formula> table =
      Map.ofEntries(
          Map.entry("exp", op("exp", u)),
          Map.entry("log", div(n(1), u)),
          Map.entry("sin", op("cos", u)),
          Map.entry("cos", neg(op("sin", u))),
          Map.entry("tan", add(n(1), pow(op("tan", u), n(2)))),
          Map.entry("tanh", sub(n(1), pow(op("tanh", u), n(2)))),
          Map.entry("sigmoid", mul(op("sigmoid", u), sub(n(1), op("sigmoid", u)))),
          Map.entry("softplus", op("sigmoid", u)),
          Map.entry("atan", div(n(1), add(n(1), pow(u, n(2))))));

  @Override
  public Optional<Formula> derivative(Operation operation, int argument) {
    return Optional.ofNullable(table.get(operation.name()));
  }

  Formula diff(Formula formula, Formula variable) {
    return new Differentiation(formulas, this).derivative(formula, variable);
  }

  List<Formula> gradient(Formula formula, Formula... variables) {
    return new Differentiation(formulas, this).gradient(formula, List.of(variables));
  }

  static Operation operation(String name) {
    return switch (name) {
      case "exp" -> Operation.EXP;
      case "log" -> Operation.LOG;
      case "sigmoid", "softplus", "sign", "erf", "gamma", "factorial" -> named(name, "gd.formula.Special." + name);
      default -> named(name, "java.lang.Math." + name);
    };
  }

  private static Operation named(String name, String jvm) {
    return new Operation(name, 1, Optional.empty(), name, jvm, name);
  }

  Formula op(String name, Formula argument) {
    return name.equals("sqrt")
        ? pow(argument, q(1, 2))
        : formulas.apply(operation(name), List.of(argument));
  }

  Formula n(long value) {
    return formulas.integer(value);
  }

  Formula q(long numerator, long denominator) {
    return formulas.rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  Formula d(double value) {
    return formulas.decimal(value);
  }

  Formula add(Formula... terms) {
    return formulas.sum(List.of(terms));
  }

  Formula sub(Formula left, Formula right) {
    return formulas.subtract(left, right);
  }

  Formula mul(Formula... factors) {
    return formulas.product(List.of(factors));
  }

  Formula div(Formula left, Formula right) {
    return formulas.divide(left, right);
  }

  Formula pow(Formula base, Formula exponent) {
    return formulas.power(base, exponent);
  }

  Formula pow(Formula base, long exponent) {
    return formulas.power(base, n(exponent));
  }

  Formula neg(Formula operand) {
    return formulas.negate(operand);
  }

  Formula root(long number) {
    return pow(n(number), q(1, 2));
  }

  Formula when(Formula left, Comparator comparator, Formula right, Formula then, Formula otherwise) {
    return formulas.piecewise(List.of(new Case(formulas.relation(comparator, left, right), then)), otherwise);
  }

  String show(Formula formula) {
    return printer.print(formula);
  }
}
