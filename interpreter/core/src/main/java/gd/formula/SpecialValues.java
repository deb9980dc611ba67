package gd.formula;

import gd.formula.Formula.Constant;
import gd.formula.Formula.Number;
import gd.formula.Formula.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Exact values of the gamma and error functions and of logarithms to a base; poles are refused. */
final class SpecialValues {
  /** 16,000! has about 200,000 bits. */
  private static final int MAX_FACTORIAL = 16_000;

  /** So many numbers up to twice that have a product of less than 63 bits. */
  private static final int FACTORS_OF_A_LONG = 4;

  private SpecialValues() {}

  static Optional<Formula> of(Formulas formulas, Operation operation, Formula x) {
    return switch (operation.name()) {
      case "gamma" -> gamma(formulas, x);
      case "lgamma" -> logGamma(x);
      case "digamma" -> {
        pole("digamma", x);
        yield Optional.empty();
      }
      case "trigamma" -> trigamma(formulas, x);
      case "erfc" -> complement(formulas, operation, x);
      case "log2" -> logarithm(operation, 2, x);
      case "log10" -> logarithm(operation, 10, x);
      case "log1p" -> shifted(x, Operation.LOG, formulas, formulas.add(x, Arithmetic.ONE));
      case "expm1" ->
          shifted(x, Operation.EXP, formulas, x)
              .map(power -> formulas.subtract(power, Arithmetic.ONE));
      default -> Optional.empty();
    };
  }

  /** Γ at whole numbers and halves. */
  private static Optional<Formula> gamma(Formulas formulas, Formula x) {
    pole("gamma", x);
    if (x == Constant.INFINITY) {
      return Optional.of(x);
    }
    if (!(x instanceof Rational r) || r.denominator().bitLength() > 2) {
      return Optional.empty();
    }
    BigInteger whole = checkFactorial(r);
    if (r.isInteger()) {
      return Optional.of(new Rational(range(1, whole.intValue() - 1), BigInteger.ONE));
    }
    if (!r.denominator().equals(BigInteger.TWO)) {
      return Optional.empty();
    }
    Formula root = formulas.power(Constant.PI, Arithmetic.HALF);
    int n = whole.intValue();
    if (r.numerator().signum() > 0) {
      return Optional.of(formulas.multiply(halves(n), root));
    }
    // Γ(1/2 - m) = π/(Γ(1/2 + m)·cos(πm)), with x = -n - 1/2, so m = n + 1
    Number sign = n % 2 == 0 ? Arithmetic.MINUS_ONE : Arithmetic.ONE;
    return Optional.of(formulas.multiply(Arithmetic.divide(sign, halves(n + 1)), root));
  }

  /** The whole part without its sign, unless it is too large. */
  static BigInteger checkFactorial(Rational x) {
    BigInteger whole = x.numerator().divide(x.denominator()).abs();
    if (whole.compareTo(BigInteger.valueOf(MAX_FACTORIAL)) > 0) {
      throw Refusals.limit(
          "argument of a factorial",
          "16,000",
          "Write a decimal point, or take the logarithm: lgamma(n + 1).");
    }
    return whole;
  }

  /** Γ(n + 1/2)/√π = 1·3·5·…·(2n - 1)/2^n, in lowest terms. */
  private static Rational halves(int n) {
    BigInteger numerator = odd(1, n);
    Arithmetic.checkBits(numerator.bitLength());
    return new Rational(numerator, BigInteger.ONE.shiftLeft(n));
  }

  /** The product of the odd numbers from the one to the other place, by halves. */
  private static BigInteger odd(int first, int last) {
    if (last < first) {
      return BigInteger.ONE;
    }
    if (first == last) {
      return BigInteger.valueOf(2L * first - 1);
    }
    int middle = (first + last) >>> 1;
    return odd(first, middle).multiply(odd(middle + 1, last));
  }

  private static Optional<Formula> logGamma(Formula x) {
    pole("lgamma", x);
    boolean zero = Arithmetic.isOne(x) || x.equals(Arithmetic.integer(2));
    return zero ? Optional.of(Arithmetic.ZERO) : Optional.empty();
  }

  /** ψ'(1) = π²/6 and ψ'(1/2) = π²/2. */
  private static Optional<Formula> trigamma(Formulas formulas, Formula x) {
    pole("trigamma", x);
    boolean half = x.equals(Arithmetic.HALF);
    if (!half && !x.equals(Arithmetic.ONE)) {
      return Optional.empty();
    }
    Formula square = formulas.power(Constant.PI, Arithmetic.integer(2));
    return Optional.of(formulas.divide(square, Arithmetic.integer(half ? 2 : 6)));
  }

  static void pole(String function, Formula x) {
    if (x instanceof Rational r && r.isInteger() && r.numerator().signum() <= 0) {
      throw Refusals.outsideDomain(
          function,
          r.numerator().toString(),
          "The gamma function and its relatives have poles at 0, -1, -2, …");
    }
  }

  /** erfc(-c) = 2 - erfc(c); not of symbols: where c turns out to be negative the digits cancel. */
  private static Optional<Formula> complement(Formulas formulas, Operation operation, Formula x) {
    if (Arithmetic.isZero(x)) {
      return Optional.of(Arithmetic.ONE);
    }
    if (x == Constant.INFINITY) {
      return Optional.of(Arithmetic.ZERO);
    }
    return Formula.isClosed(x) && KnownValues.isNegative(x)
        ? Optional.of(
            formulas.subtract(
                Arithmetic.integer(2), formulas.apply(operation, List.of(formulas.negate(x)))))
        : Optional.empty();
  }

  private static Optional<Formula> logarithm(Operation operation, int base, Formula x) {
    if (Arithmetic.isZero(x)) {
      throw Refusals.outsideDomain(operation.name(), "0", "The logarithm of 0 does not exist.");
    }
    return x instanceof Rational r && r.numerator().signum() > 0
        ? LogarithmRatio.of(r, Arithmetic.integer(base)).map(ratio -> ratio)
        : Optional.empty();
  }

  /** Of exact constants these are log(1 + x) and exp(x) - 1: they only keep digits of decimals. */
  private static Optional<Formula> shifted(
      Formula x, Operation operation, Formulas formulas, Formula argument) {
    return Formula.isClosed(x) && !(x instanceof Formula.Decimal)
        ? Optional.of(formulas.apply(operation, List.of(argument)))
        : Optional.empty();
  }

  /** from·(from+1)·…·to, by halves so that the factors stay of similar size. */
  static BigInteger range(int from, int to) {
    if (to - from < FACTORS_OF_A_LONG) {
      long product = 1;
      for (int k = from; k <= to; k++) {
        product *= k;
      }
      return BigInteger.valueOf(product);
    }
    int middle = (from + to) >>> 1;
    return range(from, middle).multiply(range(middle + 1, to));
  }
}
