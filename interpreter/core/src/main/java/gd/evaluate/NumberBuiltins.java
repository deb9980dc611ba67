package gd.evaluate;

import gd.formula.ComplexParts;
import gd.formula.Formula;
import gd.formula.Formulas;
import gd.report.MathProblem;
import gd.report.Refusal;
import gd.report.RunProblem;
import gd.tensor.Tensor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Whole numbers, rounding to places, logarithms to a base, and parts of complex numbers. */
final class NumberBuiltins {
  private static final int MOST_PLACES = 1000;
  private static final int MOST_BITS = 200_000;

  /** A prime of 4,000 bits takes about a second. */
  private static final int MOST_BITS_OF_A_PRIME = 4000;

  /** A composite number passes as a prime with a probability below 2^-100. */
  private static final int CERTAINTY = 100;

  private NumberBuiltins() {}

  static Map<String, Builtins.Implementation> all() {
    return Map.of(
        "log", NumberBuiltins::logarithm,
        "round", NumberBuiltins::round,
        "gcd", (in, a) -> integer(whole(a, "a").gcd(whole(a, "b"))),
        "binomial", NumberBuiltins::binomial,
        "isprime", NumberBuiltins::isPrime,
        "re", (in, a) -> part(in, a, ComplexParts::real),
        "im", (in, a) -> part(in, a, ComplexParts::imaginary),
        "conj", NumberBuiltins::conjugate,
        "arg", NumberBuiltins::angle);
  }

  private static Value logarithm(Interpreter in, Arguments a) {
    Value log = in.operation("log", List.of(a.value("x")));
    return a.given("base")
        ? in.arithmetic().eachDivide(log, in.operation("log", List.of(a.value("base"))))
        : log;
  }

  private static Value round(Interpreter in, Arguments a) {
    Value x = a.value("x");
    if (!a.given("digits")) {
      return in.operation("round", List.of(x));
    }
    int places = a.integer("digits", -MOST_PLACES, MOST_PLACES);
    return CalculusBuiltins.eachFormula(in, x, f -> round(in, f, places));
  }

  private static Formula round(Interpreter in, Formula x, int places) {
    Formulas formulas = in.formulas();
    return switch (x) {
      case Formula.Decimal(var value) ->
          formulas.decimal(
              BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue());
      case Formula.Precise(var value) ->
          formulas.precise(value.setScale(places, RoundingMode.HALF_EVEN));
      case Formula _ -> {
        Formula scale = formulas.power(formulas.integer(10), formulas.integer(places));
        Formula scaled = formulas.multiply(x, scale);
        yield formulas.divide(
            formulas.apply(in.operation("round").orElseThrow(), List.of(scaled)), scale);
      }
    };
  }

  private static Value binomial(Interpreter in, Arguments a) {
    if (!(a.value("n") instanceof Value.Scalar(Formula.Rational n) && n.isInteger())
        || !(a.value("k") instanceof Value.Scalar(Formula.Rational k) && k.isInteger())) {
      return byGamma(in, a.value("n"), a.value("k"));
    }
    BigInteger top = n.numerator();
    if (top.signum() < 0) { // (-1)^k·binomial(k - n - 1, k)
      BigInteger opposite = k.numerator().subtract(top).subtract(BigInteger.ONE);
      BigInteger size = binomial(opposite, k.numerator());
      return integer(k.numerator().testBit(0) ? size.negate() : size);
    }
    return integer(binomial(top, k.numerator()));
  }

  private static BigInteger binomial(BigInteger n, BigInteger k) {
    BigInteger few = k.min(n.subtract(k));
    if (few.signum() < 0) {
      return BigInteger.ZERO;
    }
    // each of the factors (n - j)/(j + 1) is at most n, and above 2 while j < n/3
    double bits = Math.min(few.doubleValue() * n.bitLength(), n.doubleValue());
    if (bits > MOST_BITS) {
      throw tooLarge(bits);
    }
    int count = few.intValueExact();
    BigInteger result = BigInteger.ONE;
    for (int j = 0; j < count; j++) {
      result =
          result.multiply(n.subtract(BigInteger.valueOf(j))).divide(BigInteger.valueOf(j + 1L));
    }
    return result;
  }

  /** Γ(n+1)/(Γ(k+1)·Γ(n-k+1)). */
  private static Value byGamma(Interpreter in, Value n, Value k) {
    Arithmetic arithmetic = in.arithmetic();
    Value one = Numbers.integer(1);
    Function<Value, Value> factorial = x -> in.operation("gamma", List.of(arithmetic.add(x, one)));
    return arithmetic.eachDivide(
        factorial.apply(n),
        arithmetic.eachMultiply(factorial.apply(k), factorial.apply(arithmetic.subtract(n, k))));
  }

  private static Value isPrime(Interpreter in, Arguments a) {
    BigInteger n = whole(a, "n");
    if (n.bitLength() > MOST_BITS_OF_A_PRIME) {
      throw new Refusal(
          at ->
              new MathProblem.LimitReached(
                  at,
                  "the size of a number that is tested",
                  "%,d bits (this one has %,d)".formatted(MOST_BITS_OF_A_PRIME, n.bitLength()),
                  "Take a smaller number."));
    }
    return new Value.Truth(n.signum() > 0 && n.isProbablePrime(CERTAINTY));
  }

  private static Value part(Interpreter in, Arguments a, Function<ComplexParts, Formula> part) {
    return CalculusBuiltins.eachFormula(in, a.value("z"), z -> part.apply(parts(in, z)));
  }

  private static Value conjugate(Interpreter in, Arguments a) {
    Formulas formulas = in.formulas();
    Value given = a.value("z");
    if (given instanceof Value.Array(var tensor, _)
        && (tensor.isTraced()
            || tensor instanceof Tensor.Data data && data.elements().areNumbers())) {
      return given; // real
    }
    return CalculusBuiltins.eachFormula(
        in,
        given,
        z -> {
          ComplexParts parts = parts(in, z);
          return formulas.subtract(
              parts.real(), formulas.multiply(parts.imaginary(), Formula.Constant.I));
        });
  }

  private static Value angle(Interpreter in, Arguments a) {
    return CalculusBuiltins.eachFormula(
        in,
        a.value("z"),
        z ->
            parts(in, z)
                .angle(in.formulas())
                .orElseThrow(() -> unknown(in, z, "The signs of its parts are not known.")));
  }

  private static ComplexParts parts(Interpreter in, Formula z) {
    return ComplexParts.of(in.formulas(), z)
        .orElseThrow(
            () ->
                unknown(in, z, "Its real and imaginary parts are not known; try them of N of it."));
  }

  private static Refusal unknown(Interpreter in, Formula z, String why) {
    return new Refusal(at -> new MathProblem.NoAnswer(at, in.text(new Value.Scalar(z)), why));
  }

  private static BigInteger whole(Arguments a, String name) {
    Value value = a.value(name);
    return Numbers.whole(value)
        .orElseThrow(
            () ->
                new Refusal(
                    at ->
                        new RunProblem.WrongKind(
                            at, "a whole number", Words.of(value), List.of())));
  }

  private static Value integer(BigInteger value) {
    return new Value.Scalar(new Formula.Rational(value, BigInteger.ONE));
  }

  private static Refusal tooLarge(double bits) {
    return new Refusal(
        at ->
            new MathProblem.LimitReached(
                at,
                "size of an exact number",
                "%,d bits (asked for: up to %,.0f bits)".formatted(MOST_BITS, bits),
                "Write a decimal point, or take logarithms: lgamma."));
  }
}
