package gd.formula;

import gd.formula.Formula.Apply;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Number;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Sum;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Operations whose value is known exactly, by the operation's name in the language. */
final class KnownValues {
  private static final Rational THIRD = Arithmetic.rational(BigInteger.ONE, BigInteger.valueOf(3));

  private KnownValues() {}

  static Optional<Formula> of(Formulas formulas, Operation operation, List<Formula> arguments) {
    Formula x = arguments.getFirst();
    if (arguments.size() == 2) {
      return pair(formulas, operation, x, arguments.get(1));
    }
    if (arguments.size() != 1) {
      return Optional.empty();
    }
    return switch (operation.name()) {
      case "sqrt" -> Optional.of(formulas.power(x, Arithmetic.HALF));
      case "exp" -> exponential(formulas, x);
      case "log" -> logarithm(formulas, operation, x);
      case "sin" -> sine(formulas, x).or(() -> odd(formulas, operation, x));
      case "cos" -> cosine(formulas, x).or(() -> even(formulas, operation, x));
      case "tan" -> tangent(formulas, x).or(() -> odd(formulas, operation, x));
      case "asin", "arcsin" -> inverseSine(formulas, x).or(() -> odd(formulas, operation, x));
      case "acos", "arccos" ->
          inverseSine(formulas, x)
              .map(
                  angle ->
                      formulas.subtract(formulas.multiply(Arithmetic.HALF, Constant.PI), angle));
      case "atan", "arctan" ->
          poleOfArctangent(formulas, operation, x)
              .or(() -> inverseTangent(formulas, x))
              .or(() -> atInfinity(x, formulas.multiply(Arithmetic.HALF, Constant.PI)))
              .or(() -> odd(formulas, operation, x));
      case "tanh" ->
          atZero(x, Arithmetic.ZERO)
              .or(() -> atInfinity(x, Arithmetic.ONE))
              .or(() -> odd(formulas, operation, x));
      case "erf" ->
          atZero(x, Arithmetic.ZERO)
              .or(() -> atInfinity(x, Arithmetic.ONE))
              .or(() -> odd(formulas, operation, x));
      case "atanh" ->
          poleOfInverse(operation, x)
              .or(() -> atZero(x, Arithmetic.ZERO))
              .or(() -> odd(formulas, operation, x));
      case "sinh", "asinh" -> atZero(x, Arithmetic.ZERO).or(() -> odd(formulas, operation, x));
      case "acosh" -> Arithmetic.isOne(x) ? Optional.of(Arithmetic.ZERO) : Optional.empty();
      case "cbrt" ->
          odd(formulas, operation, x)
              .or(() -> constantSign(x).map(sign -> cubeRoot(formulas, x, sign)));
      case "cosh" -> atZero(x, Arithmetic.ONE).or(() -> even(formulas, operation, x));
      case "sigmoid" -> atZero(x, Arithmetic.HALF).or(() -> atInfinity(x, Arithmetic.ONE));
      case "softplus" ->
          Arithmetic.isZero(x)
              ? Optional.of(formulas.apply(Operation.LOG, List.of(Arithmetic.integer(2))))
              : Optional.empty();
      case "abs" -> absolute(formulas, x).or(() -> even(formulas, operation, x));
      case "sign" ->
          constantSign(x).<Formula>map(Arithmetic::integer).or(() -> odd(formulas, operation, x));
      case "floor" -> rounded(x, RoundingMode.FLOOR);
      case "ceil", "ceiling" -> rounded(x, RoundingMode.CEILING);
      case "round" -> rounded(x, RoundingMode.HALF_EVEN);
      default -> SpecialValues.of(formulas, operation, x);
    };
  }

  private static Optional<Formula> pair(
      Formulas formulas, Operation operation, Formula x, Formula y) {
    if (operation.name().equals("atan2")) {
      return angle(formulas, x, y);
    }
    if (operation.name().equals("polygamma")) {
      return polygamma(x, y);
    }
    if (!(x instanceof Rational a && y instanceof Rational b)) {
      return Optional.empty();
    }
    return switch (operation.name()) {
      case "max" -> Optional.of(Arithmetic.compare(a, b) >= 0 ? a : b);
      case "min" -> Optional.of(Arithmetic.compare(a, b) <= 0 ? a : b);
      case "mod" -> Optional.of(modulo(a, b));
      case "hypot" ->
          Optional.of(
              formulas.power(
                  Arithmetic.add(Arithmetic.multiply(a, a), Arithmetic.multiply(b, b)),
                  Arithmetic.HALF));
      default -> Optional.empty();
    };
  }

  /** atan2(y, x), the angle of the point (x, y), where the arctangent of y/x is known. */
  private static Optional<Formula> angle(Formulas formulas, Formula y, Formula x) {
    Optional<Integer> up = constantSign(y);
    Optional<Integer> right = constantSign(x);
    if (up.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (up.get() == 0 && right.get() == 0) {
      throw Refusals.outsideDomain("atan2", "0, 0", "The point (0, 0) has no angle.");
    }
    Formula half = formulas.multiply(Arithmetic.HALF, Constant.PI);
    if (right.get() == 0) {
      return Optional.of(up.get() > 0 ? half : formulas.negate(half));
    }
    return Angles.ofTangent(formulas, formulas.divide(y, x))
        .map(k -> twelfthsOfPi(formulas, right.get() > 0 ? k : up.get() < 0 ? k - 12 : k + 12));
  }

  /** The first two are digamma and trigamma; the order is a whole number that is not negative. */
  private static Optional<Formula> polygamma(Formula order, Formula x) {
    if (order instanceof Rational n && (!n.isInteger() || n.numerator().signum() < 0)) {
      throw Refusals.outsideDomain(
          "polygamma", "this order", "The order counts derivatives: 0, 1, 2, …");
    }
    SpecialValues.pole("polygamma", x);
    return Optional.empty();
  }

  /** x − y·⌊x/y⌋. */
  private static Formula modulo(Rational x, Rational y) {
    Rational quotient = (Rational) Arithmetic.divide(x, y);
    Number whole = floor(quotient);
    return Arithmetic.add(x, Arithmetic.negate(Arithmetic.multiply(y, whole)));
  }

  private static Rational floor(Rational x) {
    BigInteger[] parts = x.numerator().divideAndRemainder(x.denominator());
    return Arithmetic.rational(
        parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0], BigInteger.ONE);
  }

  private static Optional<Formula> exponential(Formulas formulas, Formula x) {
    if (Arithmetic.isZero(x)) {
      return Optional.of(Arithmetic.ONE);
    }
    if (Arithmetic.isOne(x)) {
      return Optional.of(Constant.E);
    }
    if (x instanceof Apply apply && apply.operation().equals(Operation.LOG)) {
      return Optional.of(apply.arguments().getFirst());
    }
    if (Sums.unit(x) == Constant.INFINITY) {
      return Optional.of(
          Arithmetic.signum(Sums.coefficient(x)) > 0 ? Constant.INFINITY : Arithmetic.ZERO);
    }
    // e^(iφ) = cos φ + i·sin φ where both are known
    Optional<Formula> angle = Formula.isReal(x) ? Optional.empty() : imaginaryAngle(formulas, x);
    return angle.flatMap(
        phi ->
            cosine(formulas, phi)
                .flatMap(
                    c ->
                        sine(formulas, phi)
                            .map(s -> formulas.add(c, formulas.multiply(s, Constant.I)))));
  }

  /** φ of x = iφ for a real constant φ. */
  private static Optional<Formula> imaginaryAngle(Formulas formulas, Formula x) {
    Formula angle = formulas.multiply(x, formulas.negate(Constant.I));
    return Formula.isReal(angle) && Formula.isClosed(angle) ? Optional.of(angle) : Optional.empty();
  }

  private static Optional<Formula> logarithm(Formulas formulas, Operation log, Formula x) {
    if (Arithmetic.isOne(x)) {
      return Optional.of(Arithmetic.ZERO);
    }
    if (Arithmetic.isZero(x)) {
      throw Refusals.outsideDomain(
          "log",
          "0",
          "The logarithm of 0 does not exist: log(x) falls without bound as x goes to 0.");
    }
    if (x == Constant.E) {
      return Optional.of(Arithmetic.ONE);
    }
    if (x == Constant.INFINITY) {
      return Optional.of(x);
    }
    if (x instanceof Rational(var one, var n) && one.equals(BigInteger.ONE)) {
      Formula whole = Arithmetic.rational(n, BigInteger.ONE);
      return Optional.of(formulas.negate(formulas.apply(log, List.of(whole))));
    }
    return x instanceof Apply apply
            && apply.operation().equals(Operation.EXP)
            && Formula.isReal(apply)
        ? Optional.of(apply.arguments().getFirst())
        : Optional.empty();
  }

  static Optional<Formula> sine(Formulas formulas, Formula x) {
    return twelfths(x).flatMap(k -> Angles.sine(formulas, k));
  }

  static Optional<Formula> cosine(Formulas formulas, Formula x) {
    return twelfths(x).flatMap(k -> Angles.sine(formulas, k + 6));
  }

  private static Optional<Formula> tangent(Formulas formulas, Formula x) {
    Optional<Formula> sine = sine(formulas, x);
    Optional<Formula> cosine = cosine(formulas, x);
    if (sine.isEmpty() || cosine.isEmpty()) {
      return Optional.empty();
    }
    if (Arithmetic.isZero(cosine.get())) {
      throw Refusals.outsideDomain("tan", "π/2", "The tangent has a pole there.");
    }
    return Optional.of(formulas.divide(sine.get(), cosine.get()));
  }

  /** k of x = kπ/12, reduced to one turn. */
  private static Optional<Integer> twelfths(Formula x) {
    if (Arithmetic.isZero(x)) {
      return Optional.of(0);
    }
    if (Sums.unit(x) != Constant.PI || !(Sums.coefficient(x) instanceof Rational turns)) {
      return Optional.empty();
    }
    BigInteger[] parts =
        turns.numerator().multiply(BigInteger.valueOf(12)).divideAndRemainder(turns.denominator());
    return parts[1].signum() == 0
        ? Optional.of(parts[0].mod(BigInteger.valueOf(24)).intValue())
        : Optional.empty();
  }

  private static Optional<Formula> inverseSine(Formulas formulas, Formula x) {
    return Angles.ofSine(formulas, x).map(k -> twelfthsOfPi(formulas, k));
  }

  private static Optional<Formula> inverseTangent(Formulas formulas, Formula x) {
    return Angles.ofTangent(formulas, x).map(k -> twelfthsOfPi(formulas, k));
  }

  /** Refuses 1 and -1. */
  private static Optional<Formula> poleOfInverse(Operation operation, Formula x) {
    if (x instanceof Rational r
        && Arithmetic.isOne(r.numerator().signum() < 0 ? Arithmetic.negate(r) : r)) {
      throw Refusals.outsideDomain(
          operation.name(),
          new FormulaPrinter(FormulaPrinter.EXACT).print(x),
          "`atanh` has poles at 1 and -1.");
    }
    return Optional.empty();
  }

  /** Refuses i and -i. */
  private static Optional<Formula> poleOfArctangent(
      Formulas formulas, Operation operation, Formula x) {
    if (x == Constant.I || formulas.negate(x) == Constant.I) {
      throw Refusals.outsideDomain(
          operation.name(),
          new FormulaPrinter(FormulaPrinter.EXACT).print(x),
          "`atan` has poles at i and -i.");
    }
    return Optional.empty();
  }

  private static Formula twelfthsOfPi(Formulas formulas, int k) {
    return formulas.multiply(
        Arithmetic.rational(BigInteger.valueOf(k), BigInteger.valueOf(12)), Constant.PI);
  }

  /** The limit at ∞ of an increasing function that has one. */
  private static Optional<Formula> atInfinity(Formula x, Formula value) {
    return x == Constant.INFINITY ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Formula> atZero(Formula x, Formula value) {
    return Arithmetic.isZero(x) ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Formula> odd(Formulas formulas, Operation operation, Formula x) {
    return isNegative(x)
        ? Optional.of(formulas.negate(formulas.apply(operation, List.of(formulas.negate(x)))))
        : Optional.empty();
  }

  private static Optional<Formula> even(Formulas formulas, Operation operation, Formula x) {
    return isNegative(x)
        ? Optional.of(formulas.apply(operation, List.of(formulas.negate(x))))
        : Optional.empty();
  }

  /** Written with a minus sign in front. Decimals are left to the decimal function. */
  static boolean isNegative(Formula x) {
    Formula first = x instanceof Sum sum ? sum.terms().getFirst() : x;
    return Sums.coefficient(first) instanceof Rational r && r.numerator().signum() < 0;
  }

  private static Optional<Formula> absolute(Formulas formulas, Formula x) {
    if (!Formula.isReal(x) && Formula.isClosed(x)) {
      return ComplexParts.of(formulas, x).map(parts -> parts.magnitude(formulas));
    }
    return constantSign(x).map(sign -> sign < 0 ? formulas.negate(x) : x);
  }

  /** Of exact numbers, and of constants whose sign is beyond doubt. */
  private static Optional<Integer> constantSign(Formula x) {
    return x instanceof Formula.Decimal || !Formula.isClosed(x)
        ? Optional.empty()
        : Comparison.sign(x);
  }

  /** Of a real number: a power of a negative one is complex. */
  private static Formula cubeRoot(Formulas formulas, Formula x, int sign) {
    return sign < 0
        ? formulas.negate(formulas.power(formulas.negate(x), THIRD))
        : formulas.power(x, THIRD);
  }

  private static Optional<Formula> rounded(Formula x, RoundingMode mode) {
    if (x instanceof Rational r) {
      return Optional.of(whole(r, mode));
    }
    if (x instanceof Formula.Precise p) {
      return Optional.of(
          Arithmetic.rational(p.value().setScale(0, mode).toBigIntegerExact(), BigInteger.ONE));
    }
    OptionalDouble value = x instanceof Number ? OptionalDouble.empty() : Evaluation.constant(x);
    if (value.isEmpty() || Math.abs(value.getAsDouble()) > 1e9) {
      return Optional.empty();
    }
    // where it jumps, twice the value is a whole number
    double twice = 2 * value.getAsDouble();
    return Math.abs(twice - Math.rint(twice)) < 2e-6 || RoundingError.exceeds(1e-7, x)
        ? Optional.empty()
        : Optional.of(
            Arithmetic.rational(
                BigDecimal.valueOf(value.getAsDouble()).setScale(0, mode).toBigIntegerExact(),
                BigInteger.ONE));
  }

  private static Rational whole(Rational x, RoundingMode mode) {
    Rational down = floor(x);
    Rational up = x.isInteger() ? down : (Rational) Arithmetic.add(down, Arithmetic.ONE);
    if (mode == RoundingMode.HALF_EVEN) {
      Number twice = Arithmetic.multiply(Arithmetic.integer(2), x);
      int half = Arithmetic.compare(twice, Arithmetic.add(down, up));
      return half < 0 || half == 0 && !down.numerator().testBit(0) ? down : up;
    }
    return mode == RoundingMode.FLOOR ? down : up;
  }
}
