package gd.symbolic;

import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Power;
import gd.formula.Formula.Product;
import gd.formula.Formula.Rational;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;

/**
 * Equations of sines and cosines of multiples of one angle u, which are equations between s =
 * sin(u) and c = cos(u) on the circle s² + c² = 1: a polynomial in s or in c alone where that can
 * be had, in tan(u) if all terms have one degree, and in tan(u/2) otherwise (Weierstrass).
 */
final class Trigonometric {
  private static final Symbol TANGENT = new Symbol("\u0001t");

  /** Fractions of π with larger denominators are not looked for. */
  private static final int MOST_PARTS = 60;

  private static final int DIGITS = 40;

  private final Symja symja;
  private final Formulas formulas;
  private final Request request;

  /** What solves a polynomial in one symbol. */
  interface Polynomials {
    List<Formula> roots(Formula polynomial, Symbol symbol);
  }

  private final Polynomials polynomials;

  Trigonometric(Symja symja, Request request, Polynomials polynomials) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.request = request;
    this.polynomials = polynomials;
  }

  /**
   * The solutions of an equation in families.
   *
   * @param onlyReal whether there are others, which are complex
   */
  record Families(List<Family> families, boolean onlyReal) {}

  /** first + k·period for every whole k; a real first one is in (-period/2, period/2]. */
  record Family(Formula first, Formula period) {
    Formula member(Formula k, Formulas formulas) {
      return formulas.add(formulas.multiply(period, k), first);
    }
  }

  /** An angle with all that are whole turns (or halves of one) away. */
  private record Turning(Formula angle, boolean half) {
    OptionalDouble value() {
      return Evaluation.constant(angle);
    }
  }

  /** Every solution, and perhaps poles of the equation; empty for equations of other kinds. */
  Optional<Families> solve(Formula difference, Symbol x) {
    Optional<Angles> angles = Angles.of(difference, x, symja);
    if (angles.isEmpty()) {
      return Optional.empty();
    }
    Formula polynomial =
        symja.ask(
            request, to -> F.Factor(F.Numerator(F.Together(to.convert(angles.get().formula())))));
    List<Turning> found = new ArrayList<>();
    for (Formula factor : factors(polynomial)) {
      turnings(factor).forEach(each -> add(found, each));
    }
    return Optional.of(families(found, angles.get().speed()));
  }

  /** The factors of a product that are no numbers, each once. */
  private List<Formula> factors(Formula product) {
    if (product.equals(formulas.integer(0))) {
      throw request.endless("The equation holds for every value.");
    }
    List<Formula> factors = product instanceof Product p ? p.factors() : List.of(product);
    return factors.stream()
        .map(f -> f instanceof Power power && isNatural(power.exponent()) ? power.base() : f)
        .filter(f -> uses(f, Angles.SINE) || uses(f, Angles.COSINE))
        .distinct()
        .toList();
  }

  private static boolean isNatural(Formula exponent) {
    return exponent instanceof Rational r && r.isInteger() && r.numerator().signum() > 0;
  }

  private static boolean uses(Formula formula, Symbol symbol) {
    return Dag.symbols(formula).contains(symbol);
  }

  private static boolean isPure(Formula formula) {
    return !uses(formula, Angles.SINE) || !uses(formula, Angles.COSINE);
  }

  private List<Turning> turnings(Formula factor) {
    List<List<Formula>> forms =
        List.of(
            List.of(factor),
            factors(onCircle(factor, Angles.SINE)),
            factors(onCircle(factor, Angles.COSINE)));
    for (List<Formula> parts : forms) {
      if (parts.stream().allMatch(Trigonometric::isPure)) {
        return parts.stream().flatMap(part -> ofOne(part).stream()).toList();
      }
    }
    return isOfOneDegree(factor) ? ofTangent(factor) : ofHalf(factor);
  }

  /** Higher powers of s or c taken out by s² + c² = 1, and factors of what remains. */
  private Formula onCircle(Formula polynomial, Symbol out) {
    return symja.ask(
        request,
        to -> {
          IExpr circle =
              F.Plus(F.Sqr(to.convert(Angles.SINE)), F.Sqr(to.convert(Angles.COSINE)), F.CN1);
          return F.Factor(F.PolynomialRemainder(to.convert(polynomial), circle, to.convert(out)));
        });
  }

  private List<Turning> ofOne(Formula part) {
    boolean ofSine = uses(part, Angles.SINE);
    List<Turning> found = new ArrayList<>();
    for (Formula root : polynomials.roots(part, ofSine ? Angles.SINE : Angles.COSINE)) {
      Formula angle = symja.call(ofSine ? "asin" : "acos", root);
      found.add(turning(angle, false));
      Formula other = formulas.negate(angle);
      found.add(turning(ofSine ? formulas.add(Constant.PI, other) : other, false));
    }
    return found;
  }

  private boolean isOfOneDegree(Formula polynomial) {
    Formula scaled =
        formulas.substitute(
            polynomial,
            Map.of(
                Angles.SINE, formulas.multiply(TANGENT, Angles.SINE),
                Angles.COSINE, formulas.multiply(TANGENT, Angles.COSINE)));
    return Boolean.TRUE.equals(
        symja.ask(
            request,
            to -> F.Together(F.Divide(to.convert(scaled), to.convert(polynomial))),
            (from, answer) -> {
              Formula quotient = from.convert(answer);
              return isPure(quotient)
                  && !uses(quotient, Angles.SINE)
                  && !uses(quotient, Angles.COSINE);
            }));
  }

  private List<Turning> ofTangent(Formula polynomial) {
    Formula inTangent =
        formulas.substitute(
            polynomial, Map.of(Angles.SINE, TANGENT, Angles.COSINE, formulas.integer(1)));
    return polynomials.roots(inTangent, TANGENT).stream()
        .map(root -> turning(symja.call("atan", root), true))
        .toList();
  }

  private List<Turning> ofHalf(Formula polynomial) {
    Formula square = formulas.power(TANGENT, formulas.integer(2));
    Formula one = formulas.integer(1);
    Formula below = formulas.add(one, square);
    Formula inTangent =
        formulas.substitute(
            polynomial,
            Map.of(
                Angles.SINE,
                formulas.divide(formulas.multiply(formulas.integer(2), TANGENT), below),
                Angles.COSINE,
                formulas.divide(formulas.subtract(one, square), below)));
    Formula numerator =
        symja.ask(request, to -> F.Factor(F.Numerator(F.Together(to.convert(inTangent)))));
    List<Turning> found = new ArrayList<>();
    for (Formula root : polynomials.roots(numerator, TANGENT)) {
      found.add(turning(formulas.multiply(formulas.integer(2), symja.call("atan", root)), false));
    }
    Formula halfTurn =
        formulas.substitute(
            polynomial,
            Map.of(Angles.SINE, formulas.integer(0), Angles.COSINE, formulas.integer(-1)));
    if (halfTurn.equals(formulas.integer(0))) {
      found.add(turning(Constant.PI, false)); // where tan(u/2) has its pole
    }
    return found;
  }

  // ---- angles

  /** Within half a turn of 0 if it is real, as a fraction of π if it is one. */
  private Turning turning(Formula angle, boolean half) {
    OptionalDouble value = Evaluation.constant(angle);
    if (value.isEmpty()) {
      return new Turning(angle, half);
    }
    Formula known = fractionOfPi(angle, value.getAsDouble()).orElse(angle);
    long turns = Math.round(Math.ceil((value.getAsDouble() / Math.PI - 1) / 2 - 1e-12));
    return new Turning(
        formulas.subtract(known, formulas.multiply(formulas.integer(2 * turns), Constant.PI)),
        half);
  }

  private Optional<Formula> fractionOfPi(Formula angle, double value) {
    for (int parts = 1; parts <= MOST_PARTS; parts++) {
      double multiple = value / Math.PI * parts;
      if (Math.abs(multiple - Math.rint(multiple)) < 1e-11) {
        Formula fraction =
            formulas.multiply(
                formulas.rational(
                    BigInteger.valueOf(Math.round(multiple)), BigInteger.valueOf(parts)),
                Constant.PI);
        return angle.equals(fraction) || hasDigitsOf(angle, fraction)
            ? Optional.of(fraction)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean hasDigitsOf(Formula angle, Formula fraction) {
    try {
      Numerals numerals = new Numerals(symja);
      return numerals.decimal(angle, DIGITS).equals(numerals.decimal(fraction, DIGITS));
    } catch (Refusal unknown) {
      return false;
    }
  }

  private void add(List<Turning> found, Turning next) {
    if (found.stream().noneMatch(known -> isSame(known, next))) {
      found.add(next);
    }
    if (next.half() && next.value().isPresent()) {
      add(found, turning(formulas.add(next.angle(), Constant.PI), false));
    }
  }

  private boolean isSame(Turning one, Turning other) {
    return one.value().isPresent() && other.value().isPresent()
        ? isWholeTurn(formulas.subtract(one.angle(), other.angle()))
        : one.angle().equals(other.angle());
  }

  /** In 64 bits, and to many digits where they are known. */
  private boolean isWholeTurn(Formula angle) {
    double turns = Evaluation.constant(angle).orElse(Double.NaN) / (2 * Math.PI);
    Formula whole = formulas.multiply(formulas.integer(2 * Math.round(turns)), Constant.PI);
    return Math.abs(turns - Math.rint(turns)) < 1e-9
        && Signs.isZero(formulas.subtract(angle, whole), Map.of()).orElse(true);
  }

  // ---- families

  private Families families(List<Turning> found, Formula speed) {
    List<Turning> real = found.stream().filter(each -> each.value().isPresent()).toList();
    boolean known = found.stream().allMatch(each -> Formula.isClosed(each.angle()));
    boolean onlyReal = known && !real.isEmpty() && real.size() < found.size();
    if (known && !real.isEmpty()) {
      return new Families(ofReal(real, speed), onlyReal);
    }
    return new Families(
        found.stream().map(each -> family(each.angle(), each.half() ? 1 : 2, speed)).toList(),
        false);
  }

  private Family family(Formula angle, int halfTurns, Formula speed) {
    Formula period = formulas.multiply(formulas.integer(halfTurns), Constant.PI);
    return new Family(formulas.divide(angle, speed), formulas.divide(period, speed));
  }

  /** With the shortest period: of 0 and π the multiples of π. */
  private List<Family> ofReal(List<Turning> angles, Formula speed) {
    List<Turning> sorted =
        angles.stream()
            .sorted(java.util.Comparator.comparingDouble(a -> a.value().getAsDouble()))
            .toList();
    int parts = sorted.size();
    while (parts > 1 && !isRepeated(sorted, parts)) {
      parts--;
    }
    double half = Math.PI / parts + 1e-9;
    int count = parts;
    return sorted.stream()
        .filter(a -> a.value().getAsDouble() > -half + 2e-9 && a.value().getAsDouble() <= half)
        .map(
            a -> {
              Family whole = family(a.angle(), 2, speed);
              return new Family(
                  whole.first(), formulas.divide(whole.period(), formulas.integer(count)));
            })
        .toList();
  }

  private boolean isRepeated(List<Turning> angles, int parts) {
    return angles.size() % parts == 0
        && angles.stream()
            .allMatch(
                a -> {
                  Formula part =
                      formulas.multiply(
                          formulas.rational(BigInteger.TWO, BigInteger.valueOf(parts)),
                          Constant.PI);
                  Formula moved = formulas.add(a.angle(), part);
                  return angles.stream()
                      .anyMatch(b -> isWholeTurn(formulas.subtract(moved, b.angle())));
                });
  }
}
