package gd.formula;

import java.math.BigInteger;
import java.util.List;

/**
 * An exact scalar expression, or a decimal. Made only by a {@link Formulas} arena, which keeps the normal form and
 * shares equal nodes: compound nodes are compared by identity, leaves by value, so a formula is a DAG.
 */
public sealed interface Formula {

  /** A number: exact or decimal. */
  sealed interface Number extends Formula {}

  /** numerator / denominator in lowest terms, the denominator positive. */
  record Rational(BigInteger numerator, BigInteger denominator) implements Number {
    public boolean isInteger() {
      return denominator.equals(BigInteger.ONE);
    }
  }

  /** A 64-bit decimal. */
  record Decimal(double value) implements Number {}

  /** A decimal of many digits, the value of {@code N(e, 50)}. */
  record Precise(java.math.BigDecimal value) implements Number {}

  /** e, i, π, ∞. */
  enum Constant implements Formula {
    E,
    I,
    PI,
    INFINITY
  }

  /** A name that stands for itself. */
  record Symbol(String name) implements Formula {}

  /** The argument of a {@code Map} body, or of a derivative's pattern: {@code #1} is index 0. */
  record Slot(int index) implements Formula {}

  /** Two terms or more, in canonical order, like terms collected. */
  final class Sum implements Formula {
    private final List<Formula> terms;

    Sum(List<Formula> terms) {
      this.terms = terms;
    }

    public List<Formula> terms() {
      return terms;
    }
  }

  /** Two factors or more, the number (if any) first, like factors collected into powers. */
  final class Product implements Formula {
    private final List<Formula> factors;

    Product(List<Formula> factors) {
      this.factors = factors;
    }

    public List<Formula> factors() {
      return factors;
    }
  }

  /** base ^ exponent; √x is x^(1/2), 1/x is x^(-1), exp(x) is the operation, not e^x. */
  final class Power implements Formula {
    private final Formula base;
    private final Formula exponent;

    Power(Formula base, Formula exponent) {
      this.base = base;
      this.exponent = exponent;
    }

    public Formula base() {
      return base;
    }

    public Formula exponent() {
      return exponent;
    }
  }

  /** An operation of the library applied to its arguments. */
  final class Apply implements Formula {
    private final Operation operation;
    private final List<Formula> arguments;

    Apply(Operation operation, List<Formula> arguments) {
      this.operation = operation;
      this.arguments = arguments;
    }

    public Operation operation() {
      return operation;
    }

    public List<Formula> arguments() {
      return arguments;
    }
  }

  /** The value of the first case whose condition holds. Conditions are relations or logical formulas. */
  final class Piecewise implements Formula {
    private final List<Case> cases;
    private final Formula otherwise;

    Piecewise(List<Case> cases, Formula otherwise) {
      this.cases = cases;
      this.otherwise = otherwise;
    }

    public List<Case> cases() {
      return cases;
    }

    public Formula otherwise() {
      return otherwise;
    }
  }

  /** One case of a {@link Piecewise}. */
  record Case(Formula condition, Formula value) {}

  /** left ∘ right; true or false, or an equation to solve. */
  final class Relation implements Formula {
    private final Comparator comparator;
    private final Formula left;
    private final Formula right;

    Relation(Comparator comparator, Formula left, Formula right) {
      this.comparator = comparator;
      this.left = left;
      this.right = right;
    }

    public Comparator comparator() {
      return comparator;
    }

    public Formula left() {
      return left;
    }

    public Formula right() {
      return right;
    }
  }

  /** The six comparisons. */
  enum Comparator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** and, or, not over conditions. */
  final class Logic implements Formula {
    private final Connective connective;
    private final List<Formula> operands;

    Logic(Connective connective, List<Formula> operands) {
      this.connective = connective;
      this.operands = operands;
    }

    public Connective connective() {
      return connective;
    }

    public List<Formula> operands() {
      return operands;
    }
  }

  /** and, or, not. */
  enum Connective {
    AND,
    OR,
    NOT
  }

  /** A decided condition. */
  enum Truth implements Formula {
    TRUE,
    FALSE
  }
}
