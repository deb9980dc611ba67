package gd.symbolic;

import edu.jas.arith.BigRational;
import edu.jas.poly.ExpVector;
import edu.jas.poly.GenPolynomial;
import edu.jas.poly.GenPolynomialRing;
import edu.jas.ufd.FactorFactory;
import edu.jas.ufd.SquarefreeFactory;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
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
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Antiderivatives of quotients of polynomials in one symbol with fractions as coefficients, by
 * partial fractions over the factors of the denominator (JAS finds them), where these are linear,
 * quadratic, or x⁴ + px² + q.
 */
final class RationalIntegral {
  private static final int HIGHEST = 60;

  private final Symja symja;
  private final Formulas formulas;
  private final Symbol x;
  private final GenPolynomialRing<BigRational> ring;

  /** numerator / denominator. */
  private record Quotient(GenPolynomial<BigRational> above, GenPolynomial<BigRational> below) {}

  private RationalIntegral(Symja symja, Symbol x) {
    this.symja = symja;
    this.formulas = symja.formulas();
    this.x = x;
    Engine.prepare();
    this.ring = new GenPolynomialRing<>(new BigRational(), new String[] {"x"});
  }

  /** Empty if the formula is something else, or the denominator has other factors. */
  static Optional<Formula> of(Symja symja, Formula formula, Symbol x) {
    RationalIntegral work = new RationalIntegral(symja, x);
    Quotient quotient = work.read(formula);
    return quotient == null ? Optional.empty() : work.antiderivative(quotient);
  }

  private Optional<Formula> antiderivative(Quotient quotient) {
    GenPolynomial<BigRational> leading = quotient.below().monic();
    GenPolynomial<BigRational> scaled =
        quotient.above().divide(quotient.below().leadingBaseCoefficient());
    GenPolynomial<BigRational> common = scaled.gcd(leading).monic();
    GenPolynomial<BigRational> below = leading.divide(common);
    GenPolynomial<BigRational> numerator = scaled.divide(common);
    if (below.isONE()) {
      return Optional.of(whole(numerator));
    }
    SortedMap<GenPolynomial<BigRational>, Long> factors =
        FactorFactory.getImplementation(new BigRational()).baseFactors(below);
    factors.keySet().removeIf(GenPolynomial::isConstant);
    List<List<GenPolynomial<BigRational>>> parts =
        SquarefreeFactory.getImplementation(new BigRational())
            .basePartialFraction(numerator, factors);
    List<Formula> sum = new ArrayList<>(List.of(whole(parts.getFirst().getFirst())));
    int at = 0;
    for (GenPolynomial<BigRational> factor : factors.keySet()) {
      List<GenPolynomial<BigRational>> above = parts.get(++at); // over the powers from 0 on
      sum.add(whole(above.getFirst()));
      for (int j = 1; j < above.size(); j++) {
        Optional<Formula> part =
            above.get(j).isZERO()
                ? Optional.of(formulas.integer(0))
                : part(above.get(j), factor, j);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        sum.add(part.get());
      }
    }
    return Optional.of(formulas.sum(sum));
  }

  private Formula whole(GenPolynomial<BigRational> polynomial) {
    List<Formula> terms = new ArrayList<>();
    for (int n = 0; n <= polynomial.degree(0); n++) {
      terms.add(
          formulas.product(
              List.of(
                  coefficient(polynomial, n),
                  number(1, n + 1),
                  power(x, formulas.integer(n + 1)))));
    }
    return formulas.sum(terms);
  }

  /** ∫ above / factorʲ, the factor irreducible with leading coefficient 1. */
  private Optional<Formula> part(
      GenPolynomial<BigRational> above, GenPolynomial<BigRational> factor, int j) {
    int degree = (int) factor.degree(0);
    if (degree == 1) {
      Formula f = formula(j == 1 ? factor.multiply(denominator(factor)) : factor);
      return Optional.of(formulas.multiply(coefficient(above, 0), ofPower(f, j)));
    }
    if (degree == 2) {
      Formula p = coefficient(factor, 1);
      Formula a = coefficient(above, 1);
      Formula rest = formulas.subtract(coefficient(above, 0), times(number(1, 2), a, p));
      return Optional.of(
          formulas.add(
              times(number(1, 2), a, ofPower(formula(factor), j)),
              times(rest, ofQuadratic(p, coefficient(factor, 0), formula(factor), j))));
    }
    boolean even =
        coefficient(factor, 1).equals(formulas.integer(0))
            && coefficient(factor, 3).equals(formulas.integer(0));
    return degree == 4 && even && j == 1 ? ofBiquadratic(above, factor) : Optional.empty();
  }

  /** ∫ f'/fʲ. */
  private Formula ofPower(Formula f, int j) {
    return j == 1
        ? symja.call("log", f)
        : formulas.multiply(number(1, 1 - j), power(f, formulas.integer(1 - j)));
  }

  /** ∫ 1/(x² + px + q)ʲ: arc tangent, or a logarithm where there are real zeros; by reduction. */
  private Formula ofQuadratic(Formula p, Formula q, Formula f, int j) {
    Formula slope = formulas.add(times(number(2, 1), x), p);
    Formula d = formulas.subtract(times(number(4, 1), q), power(p, formulas.integer(2)));
    if (j > 1) {
      Formula scale = formulas.divide(number(1, j - 1), d);
      return formulas.add(
          times(slope, scale, power(f, formulas.integer(1 - j))),
          times(number(2 * (2 * j - 3), 1), scale, ofQuadratic(p, q, f, j - 1)));
    }
    if (Evaluation.constant(d).orElse(Double.NaN) > 0) {
      Formula root = power(d, number(1, 2));
      return formulas.divide(
          times(
              number(2, 1),
              symja.call(
                  "atan",
                  formulas.add(
                      formulas.divide(times(number(2, 1), x), root), formulas.divide(p, root)))),
          root);
    }
    Formula root = power(formulas.negate(d), number(1, 2));
    Formula half = times(number(1, 2), root);
    Formula middle = times(number(1, 2), slope);
    Formula logarithms =
        formulas.subtract(
            symja.call("log", formulas.subtract(middle, half)),
            symja.call("log", formulas.add(middle, half)));
    return formulas.divide(logarithms, root);
  }

  /** x⁴ + px² + q = (x² + sx + r)(x² - sx + r) with r = √q and s = √(2r - p). */
  private Optional<Formula> ofBiquadratic(
      GenPolynomial<BigRational> above, GenPolynomial<BigRational> factor) {
    Formula r = power(coefficient(factor, 0), number(1, 2));
    Formula square = formulas.subtract(times(number(2, 1), r), coefficient(factor, 2));
    if (!(Evaluation.constant(square).orElse(Double.NaN) > 0)) {
      return Optional.empty();
    }
    Formula s = power(square, number(1, 2));
    Formula a3 = coefficient(above, 3);
    Formula sum = formulas.divide(coefficient(above, 0), r);
    Formula slopes = formulas.divide(formulas.subtract(coefficient(above, 2), sum), s);
    Formula difference = formulas.divide(formulas.subtract(coefficient(above, 1), times(r, a3)), s);
    return Optional.of(
        formulas.add(
            ofLinearAbove(half(a3, slopes, -1), half(sum, difference, -1), s, r),
            ofLinearAbove(half(a3, slopes, 1), half(sum, difference, 1), formulas.negate(s), r)));
  }

  private Formula half(Formula sum, Formula difference, int sign) {
    return formulas.add(times(number(1, 2), sum), times(number(sign, 2), difference));
  }

  /** ∫ (ax + b)/(x² + px + q). */
  private Formula ofLinearAbove(Formula a, Formula b, Formula p, Formula q) {
    Formula f = formulas.sum(List.of(power(x, formulas.integer(2)), formulas.multiply(p, x), q));
    Formula rest = formulas.subtract(b, times(number(1, 2), a, p));
    return formulas.add(
        times(number(1, 2), a, symja.call("log", f)), times(rest, ofQuadratic(p, q, f, 1)));
  }

  private @Nullable Quotient read(Formula formula) {
    GenPolynomial<BigRational> one = ring.getONE();
    return switch (formula) {
      case Rational r -> new Quotient(one.multiply(fraction(r)), one);
      case Symbol symbol -> symbol.equals(x) ? new Quotient(ring.univariate(0), one) : null;
      case Sum sum -> {
        Quotient all = new Quotient(ring.getZERO(), one);
        for (Formula term : sum.terms()) {
          Quotient read = read(term);
          if (read == null || all.below().degree(0) + read.below().degree(0) > HIGHEST) {
            yield null;
          }
          all =
              all.below().equals(read.below())
                  ? new Quotient(all.above().sum(read.above()), all.below())
                  : new Quotient(
                      all.above().multiply(read.below()).sum(read.above().multiply(all.below())),
                      all.below().multiply(read.below()));
        }
        yield all;
      }
      case Product product -> {
        Quotient all = new Quotient(one, one);
        for (Formula factor : product.factors()) {
          Quotient read = read(factor);
          if (read == null) {
            yield null;
          }
          all =
              new Quotient(all.above().multiply(read.above()), all.below().multiply(read.below()));
        }
        yield all;
      }
      case Power power -> power(power);
      case Formula.Decimal _,
          Formula.Precise _,
          Formula.Constant _,
          Formula.Slot _,
          Formula.Apply _,
          Formula.Piecewise _,
          Formula.Relation _,
          Formula.Logic _,
          Formula.Truth _ ->
          null;
    };
  }

  private @Nullable Quotient power(Power power) {
    if (!(power.exponent() instanceof Rational n && n.isInteger())
        || n.numerator().bitLength() > 6
        || !Dag.contains(power.base(), x)) {
      return null;
    }
    Quotient base = read(power.base());
    int times = n.numerator().intValue();
    if (base == null
        || Math.abs(times) * Math.max(base.above().degree(0), base.below().degree(0)) > HIGHEST) {
      return null;
    }
    Quotient turned = times < 0 ? new Quotient(base.below(), base.above()) : base;
    return new Quotient(
        raised(turned.above(), Math.abs(times)), raised(turned.below(), Math.abs(times)));
  }

  private GenPolynomial<BigRational> raised(GenPolynomial<BigRational> base, int times) {
    return edu.jas.structure.Power.power(ring, base, times);
  }

  private static BigRational fraction(Rational r) {
    return new BigRational(
        new edu.jas.arith.BigInteger(r.numerator()), new edu.jas.arith.BigInteger(r.denominator()));
  }

  private Formula coefficient(GenPolynomial<BigRational> polynomial, int n) {
    BigRational c = polynomial.coefficient(ExpVector.create(new long[] {n}));
    return formulas.rational(c.numerator(), c.denominator());
  }

  private static BigRational denominator(GenPolynomial<BigRational> linear) {
    return new BigRational(linear.coefficient(ExpVector.create(new long[] {0})).denominator());
  }

  private Formula formula(GenPolynomial<BigRational> polynomial) {
    List<Formula> terms = new ArrayList<>();
    for (int n = 0; n <= polynomial.degree(0); n++) {
      terms.add(formulas.multiply(coefficient(polynomial, n), power(x, formulas.integer(n))));
    }
    return formulas.sum(terms);
  }

  private Formula times(Formula... factors) {
    return formulas.product(List.of(factors));
  }

  private Formula power(Formula base, Formula exponent) {
    return formulas.power(base, exponent);
  }

  private Formula number(long above, long below) {
    return formulas.rational(BigInteger.valueOf(above), BigInteger.valueOf(below));
  }
}
