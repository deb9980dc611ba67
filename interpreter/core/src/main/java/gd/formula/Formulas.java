package gd.formula;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Makes formulas in normal form and shares equal ones: one arena a session, safe for several threads. Arithmetic on
 * numbers is done at once: exact stays exact, and a {@link Formula.Decimal} that meets an exact number (or π, e) makes a
 * decimal, computed in the order written. Refuses with {@link gd.report.MathProblem}s (division by zero, a result too
 * large).
 */
public final class Formulas {
  public Formula integer(long value) {
    return rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  public Formula rational(BigInteger numerator, BigInteger denominator) {
    throw new IllegalStateException();
  }

  public Formula decimal(double value) {
    return new Formula.Decimal(value);
  }

  public Formula symbol(String name) {
    return new Formula.Symbol(name);
  }

  public Formula slot(int index) {
    return new Formula.Slot(index);
  }

  public Formula add(Formula left, Formula right) {
    return sum(List.of(left, right));
  }

  public Formula subtract(Formula left, Formula right) {
    return add(left, negate(right));
  }

  public Formula negate(Formula operand) {
    return multiply(integer(-1), operand);
  }

  public Formula multiply(Formula left, Formula right) {
    return product(List.of(left, right));
  }

  public Formula divide(Formula left, Formula right) {
    return multiply(left, power(right, integer(-1)));
  }

  public Formula sum(List<Formula> terms) {
    throw new IllegalStateException();
  }

  public Formula product(List<Formula> factors) {
    throw new IllegalStateException();
  }

  public Formula power(Formula base, Formula exponent) {
    throw new IllegalStateException();
  }

  /** Evaluated at once if an argument is a decimal and all are numbers, or if the value is exactly known (sin(π/6)). */
  public Formula apply(Operation operation, List<Formula> arguments) {
    throw new IllegalStateException();
  }

  /** Decided cases are resolved. */
  public Formula piecewise(List<Formula.Case> cases, Formula otherwise) {
    throw new IllegalStateException();
  }

  /** A {@link Formula.Truth} where it can be decided. */
  public Formula relation(Formula.Comparator comparator, Formula left, Formula right) {
    throw new IllegalStateException();
  }

  public Formula logic(Formula.Connective connective, List<Formula> operands) {
    throw new IllegalStateException();
  }

  /** Replaces symbols and slots, all at once; the result is in normal form. */
  public Formula substitute(Formula formula, Map<Formula, Formula> replacements) {
    throw new IllegalStateException();
  }
}
