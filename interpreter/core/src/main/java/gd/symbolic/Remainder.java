package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apfloat.ApcomplexMath;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.hipparchus.complex.Complex;

/**
 * What a series leaves of a formula. When the distance is halved it shrinks by more than a factor
 * of 2 for every power that is there; where rounding hides that in 64 bits more digits are taken.
 *
 * @param around where the series is; infinite or not
 * @param point values of the other symbols
 */
record Remainder(
    Symja symja, Formula formula, Symbol x, Formula around, Map<Formula, Complex> point) {
  private static final double FARTHEST = 1.6;
  private static final int HALVINGS = 12;
  private static final double ROUNDING = 1e-14;
  private static final int FAR = 3;
  private static final int NEAR = 6;

  /** A part of the step to the next power; logarithms take something away. */
  private static final double MARGIN = 0.4;

  private static final int GUARD = 60;

  /** Whether it is of a power above the degree; {@code parts} is the denominator of the powers. */
  boolean isBeyond(Formula series, int degree, int parts) {
    double power = degree + MARGIN / parts;
    double factor = Math.pow(2, power);
    double before = Double.NaN;
    boolean shrank = false;
    double distance = FARTHEST;
    for (int k = 0; k < HALVINGS; k++, distance /= 2) {
      double size = size(series, distance);
      if (size == 0 && (k == 0 || shrank)) {
        return true;
      }
      boolean shrinks = size > 0 && before >= factor * size;
      if (shrinks && shrank) {
        return true;
      }
      shrank = shrinks;
      before = size;
    }
    return precisely(series, power, degree);
  }

  /** On the larger side where it has values; 0 if it is rounding. */
  private double size(Formula series, double distance) {
    double end = Evaluation.constant(around).orElse(0);
    double[] steps = Double.isInfinite(end) ? new double[] {1} : new double[] {1, -1};
    double size = Double.NaN;
    for (double side : steps) {
      Map<Formula, Complex> there = new HashMap<>(point);
      there.put(
          x,
          Double.isInfinite(end)
              ? Complex.valueOf(Math.signum(end) / distance)
              : ComplexEvaluation.at(around, point).add(side * distance));
      Complex exact = ComplexEvaluation.at(formula, there);
      List<Formula> terms = series instanceof Formula.Sum sum ? sum.terms() : List.of(series);
      double rounding = exact.norm();
      Complex rest = exact;
      for (Complex term : ComplexEvaluation.all(terms, there)) {
        rest = rest.subtract(term);
        rounding += term.norm();
      }
      if (Check.isFinite(rest)) {
        double left = rest.norm() <= ROUNDING * rounding ? 0 : rest.norm();
        size = Double.isNaN(size) ? left : Math.max(size, left);
      }
    }
    return size;
  }

  /** From above; where its digits are not known nothing speaks against it. */
  private boolean precisely(Formula series, double power, int degree) {
    int digits = GUARD + 2 * NEAR * (degree + 2);
    Request request = Request.of("series", formula, x, around);
    try {
      return symja
          .compute(
              request,
              () ->
                  digits(series, FAR, digits)
                      .flatMap(
                          far ->
                              digits(series, NEAR, digits)
                                  .map(
                                      near ->
                                          near < GUARD / 2 - digits
                                              || far - near >= (NEAR - FAR) * power)))
          .orElse(true);
    } catch (Refusal tooSlow) {
      return true;
    }
  }

  /** How many digits it has before the point. */
  private Optional<Double> digits(Formula series, int exponent, int digits) {
    Formulas formulas = symja.formulas();
    Formula distance = formulas.rational(BigInteger.ONE, BigInteger.TEN.pow(exponent));
    Formula place =
        Double.isInfinite(Evaluation.constant(around).orElse(0))
            ? formulas.divide(sign(), distance)
            : formulas.add(around, distance);
    Map<Formula, Formula> values = new HashMap<>();
    point.forEach(
        (symbol, value) -> values.put(symbol, formulas.rational(new BigDecimal(value.getReal()))));
    try {
      Formula there =
          formulas.substitute(
              formulas.substitute(formulas.subtract(formula, series), Map.of(x, place)), values);
      return new PreciseEvaluation(digits)
          .at(there)
          .map(ApcomplexMath::abs)
          .map(size -> size.signum() == 0 ? -Double.MAX_VALUE : digitsOf(size));
    } catch (Refusal noValue) {
      return Optional.empty();
    }
  }

  private Formula sign() {
    return symja.formulas().integer((int) Math.signum(Evaluation.constant(around).orElseThrow()));
  }

  private static double digitsOf(Apfloat size) {
    Apfloat mantissa = ApfloatMath.scale(size, -size.scale()).precision(20);
    return size.scale() + Math.log10(mantissa.doubleValue());
  }
}
