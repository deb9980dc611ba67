package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Evaluation;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formula.Symbol;
import gd.formula.Formulas;
import gd.report.Refusal;
import gd.symbolic.WhereItHolds.Agreement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apfloat.Apcomplex;
import org.apfloat.ApcomplexMath;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.hipparchus.complex.Complex;

/**
 * Whether the values of a formula tend to an answer on the way to a place: at distances of 10⁻¹,
 * 10⁻², … in 64 bits, and where rounding or slowness hides it down to 10⁻⁶⁰ with many digits. No
 * place far out is a whole number, at which sin(πx) would be 0.
 *
 * @param point values of the other symbols
 */
record Approach(Symja symja, Formula formula, Symbol x, Formula to, Map<Formula, Complex> point) {
  private static final double[] NEAR = {1e-3, 1e-2, 1e-1};
  private static final int NEAREST = 7;

  /** Sizes far out, and nearer ones for where no number of digits is enough there. */
  private static final List<BigDecimal> FAR =
      sizes("1e1", "1e2", "1e3", "1e6", "1e12", "1e30", "1e60");

  /** So many of these are enough. */
  private static final int ENOUGH = 5;

  private static final List<BigDecimal> NEARER = sizes("1", "3", "10", "30", "100", "300", "800");

  private static final List<BigDecimal> FACTORS = sizes("1.17", "2.71");

  /** Of what oscillates, so that not all values are near 0 at one distance. */
  private static final List<BigDecimal> MANY_FACTORS =
      sizes("1.17", "1.39", "1.83", "2.29", "2.71", "3.37", "3.91", "4.57");

  /** So many at least are looked at, and the last of them have to be as it goes on. */
  private static final int FEWEST_FAR = 4;

  private static final int LAST_FAR = 2;

  /** Distances at which values in 64 bits are looked at too, and how far off they may be there. */
  private static final double[] VERY_NEAR = {1e-12, 1e-30, 1e-60, 1e-100};

  private static final double OFF = 1e-3;

  /** Digits, one number after the other where terms cancel. */
  private static final List<Integer> DIGITS = List.of(40, 120, 200, 420);

  private static final List<Integer> MANY_DIGITS = List.of(120, 400, 1_200);

  /** Digits of the place that have to be there so often, and some more. */
  private static final int SEEN = 2;

  private static final int GUARD = 20;

  private static final int EXACT = 120;

  /** So many digits at least are right. */
  private static final int COARSE = 20;

  private static List<BigDecimal> sizes(String... texts) {
    return Stream.of(texts).map(BigDecimal::new).toList();
  }

  /** Errors below this are rounding, in 64 bits and with many digits. */
  private static final double ROUNDING = 1e-6;

  private static final double TINY = 1e-9;
  private static final double PART = 1e-3;

  /** From step to step errors shrink at least to this part, and steps to infinity no further. */
  private static final double SHRINKS = 0.8;

  private static final double SHRINKS_FAR = 0.9;
  private static final double LASTS = 0.5;

  /** What errors that shrink have to come down to in 64 bits. */
  private static final double SMALL = 1e-5;

  private static final double FIRST_HALVED = 0.19;
  private static final double LAST_HALVED = 1e-8;

  /** Values at halved distances that are needed to see where they go. */
  private static final int FEWEST = 4;

  /** With more of them there is no need to extrapolate. */
  private static final int MOST = 20;

  private static final double EXTRAPOLATED = 3e-4;
  private static final double OUTGROWN = 1e20;

  /** The place itself; infinite or not. */
  double target() {
    return Evaluation.constant(to).orElseGet(() -> ComplexEvaluation.at(to, point).getReal());
  }

  /** Whether a limit that is the same from both sides, where there are values, agrees. */
  Agreement agreement(Formula answer) {
    double target = target();
    if (Double.isInfinite(target)) {
      return tendsTo(answer, 1) ? Agreement.AGREES : Agreement.DIFFERS;
    }
    boolean above = isDefined(1);
    boolean below = isDefined(-1);
    if (!above && !below) {
      return Agreement.OPEN;
    }
    return (!above || tendsTo(answer, 1)) && (!below || tendsTo(answer, -1))
        ? Agreement.AGREES
        : Agreement.DIFFERS;
  }

  /** Whether there are real values on one side. */
  boolean isDefined(int side) {
    for (double distance : NEAR) {
      Complex value = value(side * distance);
      if (Check.isFinite(value)) { // exp(1/x) is beyond every decimal near 0
        return Math.abs(value.getImaginary()) <= 1e-9 * Math.max(1, value.norm());
      }
    }
    return false;
  }

  /** On one side, 1 above and -1 below. */
  boolean tendsTo(Formula answer, int side) {
    if (Dag.postorder(List.of(answer)).contains(Constant.INFINITY)) {
      int sign = answer == Constant.INFINITY ? 1 : -1;
      return outgrows(side, sign)
          || precisely(side, value -> growth(value, -sign), FACTORS)
              .filter(Approach::isGrowing)
              .isPresent();
    }
    Complex goal = ComplexEvaluation.at(answer, point);
    List<Complex> values =
        IntStream.rangeClosed(1, NEAREST)
            .mapToObj(k -> value(side * Math.pow(10, -k) * (1 + 0.1 / k)))
            .toList();
    double size = size(goal, values);
    List<Double> errors = values.stream().map(value -> value.subtract(goal).norm() / size).toList();
    return isVanishing(errors) && !isOff(goal, size, side)
        || nears(goal, size, side)
        || exact(answer)
            .filter(
                limit ->
                    isVanishingFar(side, limit, size, FACTORS)
                        || isWave() && isVanishingFar(side, limit, size, MANY_FACTORS))
            .isPresent();
  }

  private boolean isVanishingFar(int side, Apcomplex limit, double size, List<BigDecimal> factors) {
    return precisely(side, value -> error(value, limit, size), factors)
        .filter(Approach::isVanishingFar)
        .isPresent();
  }

  /** Whether it goes elsewhere in the end, or rounding hides that it does not. */
  private boolean isOff(Complex goal, double size, int side) {
    return DoubleStream.of(VERY_NEAR)
        .filter(distance -> Double.isInfinite(target()) || target() + distance != target())
        .mapToObj(distance -> value(side * distance))
        .filter(Check::isFinite)
        .anyMatch(value -> value.subtract(goal).norm() > OFF * size);
  }

  private boolean isWave() {
    return Dag.postorder(List.of(formula)).stream()
        .anyMatch(
            node ->
                node instanceof Formula.Apply apply
                    && switch (apply.operation().name()) {
                      case "sin", "cos", "floor", "ceil", "round", "mod" -> true;
                      default -> false;
                    });
  }

  /** The values at distances that are halved, as long as they are decimals. */
  private List<Double> halving(int side) {
    List<Double> values = new ArrayList<>();
    for (double distance = FIRST_HALVED; distance > LAST_HALVED; distance /= 2) {
      Complex value = value(side * distance);
      boolean real = Math.abs(value.getImaginary()) <= TINY * value.norm();
      if (!Check.isFinite(value) || value.isZero() || !real) {
        return values;
      }
      values.add(value.getReal());
    }
    return values;
  }

  /**
   * Whether the values come nearer until their parts are beyond every decimal, as those of n!/nⁿ
   * soon are, and the limit that the last three show (Aitken, 1926) is the answer.
   */
  private boolean nears(Complex goal, double size, int side) {
    List<Double> values = halving(side);
    int n = values.size();
    if (n < FEWEST || !isFinite(goal) || n > MOST) {
      return false;
    }
    double step = values.get(n - 1) - values.get(n - 2);
    double before = values.get(n - 2) - values.get(n - 3);
    double limit = values.get(n - 1) - step * step / (step - before);
    return Math.abs(step) < SHRINKS * Math.abs(before)
        && Math.abs(limit - goal.getReal()) <= EXTRAPOLATED * size;
  }

  private static boolean isFinite(Complex goal) {
    return Check.isFinite(goal) && goal.isReal();
  }

  /** Whether the values grow until they are beyond every decimal. */
  private boolean outgrows(int side, int sign) {
    List<Double> values = halving(side);
    for (int k = 1; k < values.size(); k++) {
      if (sign * values.get(k) <= sign * values.get(k - 1)) {
        return false;
      }
    }
    return values.size() >= FEWEST && values.size() < MOST && sign * values.getLast() > OUTGROWN;
  }

  /** What errors are compared with: the limit, or a part of the values if it is small. */
  private static double size(Complex goal, List<Complex> values) {
    double largest =
        values.stream().filter(Check::isFinite).mapToDouble(Complex::norm).max().orElse(1);
    double part = PART * Math.min(1, largest);
    return Math.max(goal.norm(), part > 0 ? part : PART);
  }

  /** At a distance; if the place is infinite at one over it. */
  Complex value(double distance) {
    double target = target();
    Map<Formula, Complex> moved = new HashMap<>(point);
    moved.put(
        x,
        Complex.valueOf(
            Double.isInfinite(target)
                ? Math.signum(target) / Math.abs(distance)
                : target + distance));
    return ComplexEvaluation.at(formula, moved);
  }

  private static boolean isVanishing(List<Double> errors) {
    boolean shrinks = true;
    for (int k = 1; k < errors.size(); k++) {
      if (errors.get(k) <= ROUNDING && errors.get(k - 1) <= ROUNDING) {
        return true;
      }
      shrinks &= k < 3 || errors.get(k) <= SHRINKS * errors.get(k - 1);
    }
    return shrinks && errors.getLast() <= SMALL;
  }

  /**
   * Of the values far out, with many digits, what speaks most against a limit at a few places of
   * every size; if there are too few values, because all digits cancel, of those less far out.
   * Empty if that takes too long.
   */
  private Optional<List<Double>> precisely(
      int side, ToDoubleFunction<Apcomplex> doubt, List<BigDecimal> factors) {
    Request request = Request.of("limit", formula, x, to);
    try {
      return Optional.of(
          symja.compute(
              request,
              () -> {
                List<Double> far = doubts(FAR, DIGITS, side, doubt, factors);
                return far.size() < ENOUGH
                    ? doubts(NEARER, MANY_DIGITS, side, doubt, factors)
                    : far;
              }));
    } catch (Refusal tooSlow) {
      return Optional.empty();
    }
  }

  /** Up to the size where no digit is left. */
  private List<Double> doubts(
      List<BigDecimal> sizes,
      List<Integer> digits,
      int side,
      ToDoubleFunction<Apcomplex> doubt,
      List<BigDecimal> factors) {
    List<Double> doubts = new ArrayList<>();
    for (BigDecimal size : sizes) {
      OptionalDouble largest =
          factors.stream()
              .flatMap(factor -> far(side, size.multiply(factor), factor, digits).stream())
              .mapToDouble(doubt)
              .max();
      if (largest.isEmpty()) {
        return doubts;
      }
      doubts.add(largest.getAsDouble());
      if (sizes == NEARER && isGone(doubts)) {
        return doubts;
      }
    }
    return doubts;
  }

  /** Whether nothing is left of the errors. */
  private static boolean isGone(List<Double> errors) {
    int n = errors.size();
    return n >= FEWEST_FAR
        && errors.subList(n - 2, n).stream().allMatch(error -> Math.abs(error) <= TINY);
  }

  /** Its logarithm, since it may be beyond every decimal. */
  private static double growth(Apcomplex value, int sign) {
    Apfloat above = ApfloatMath.abs(value.real().precision(COARSE)).add(Apfloat.ONE);
    // 1 + 10^-12000 has 12,000 digits otherwise
    return sign * value.real().signum() * ApfloatMath.log(above.precision(COARSE)).doubleValue();
  }

  private static double error(Apcomplex value, Apcomplex limit, double size) {
    return ApcomplexMath.abs(value.subtract(limit)).doubleValue() / size;
  }

  /** Below 0, by steps that do not fade away. */
  private static boolean isGrowing(List<Double> doubts) {
    for (int k = FEWEST_FAR - 1; k < doubts.size(); k++) {
      double step = doubts.get(k - 1) - doubts.get(k);
      double before = doubts.get(k - 2) - doubts.get(k - 1);
      if (!(step > 0 && step >= LASTS * before)) {
        return false;
      }
    }
    return doubts.size() >= FEWEST_FAR;
  }

  /** Each is tiny or smaller than the one before, however slowly. */
  private static boolean isVanishingFar(List<Double> errors) {
    for (int k = Math.max(1, errors.size() - LAST_FAR); k < errors.size(); k++) {
      double before = errors.get(k - 1);
      boolean shrinks = errors.get(k) < before && errors.get(k) <= SHRINKS_FAR * before;
      if (!shrinks && !(errors.get(k) <= TINY)) {
        return false;
      }
    }
    return errors.size() >= FEWEST_FAR;
  }

  private Optional<Apcomplex> far(
      int side, BigDecimal size, BigDecimal beyond, List<Integer> precisions) {
    Formulas formulas = symja.formulas();
    Formula distance = formulas.rational(size);
    double target = target();
    Formula sign = formulas.integer(Double.isInfinite(target) ? (int) Math.signum(target) : side);
    Formula place =
        Double.isInfinite(target)
            ? formulas.multiply(
                sign, formulas.add(distance, formulas.rational(beyond))) // and no whole number
            : formulas.add(to, formulas.divide(sign, distance));
    Map<Formula, Formula> moved = new HashMap<>(values());
    moved.put(x, formulas.substitute(place, moved));
    // 1 + 1/x has to be more than 1
    int fewest = GUARD + SEEN * Math.max(0, size.precision() - size.scale());
    for (int digits : precisions) {
      if (digits < fewest) {
        continue;
      }
      PreciseEvaluation evaluation = new PreciseEvaluation(digits, moved);
      Optional<Apcomplex> value = evaluation.at(formula);
      if (value.isEmpty() || !evaluation.hasLost() && value.get().precision() >= COARSE) {
        return value;
      }
    }
    return Optional.empty();
  }

  private Optional<Apcomplex> exact(Formula formula) {
    return new PreciseEvaluation(EXACT, values()).at(formula);
  }

  /** Those of the other symbols. */
  private Map<Formula, Formula> values() {
    Map<Formula, Formula> values = new HashMap<>();
    point.forEach(
        (symbol, value) ->
            values.put(symbol, symja.formulas().rational(new BigDecimal(value.getReal()))));
    return values;
  }
}
