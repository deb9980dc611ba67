package gd.symbolic;

import gd.formula.ComplexEvaluation;
import gd.formula.Dag;
import gd.formula.Formula;
import gd.formula.Formula.Constant;
import gd.formula.Formulas;
import gd.formula.RoundingError;
import gd.report.MathProblem;
import gd.report.Refusal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apfloat.Apcomplex;
import org.apfloat.Apfloat;
import org.hipparchus.complex.Complex;

/** Formulas as decimals, of 64 bits or of many digits. */
final class Numerals {
  /** Powers of ten beyond this are not written. */
  private static final int LARGEST_SCALE = 100_000_000;

  /** Digits computed beyond those asked for, one after the other. */
  private static final int[] GUARDS = {10, 30, 100, 300, 1000};

  /** More than a decimal of 64 bits has. */
  private static final int DIGITS = 20;

  /** Relative error of a 64-bit value that is good enough. */
  private static final double SAFE = 1e-13;

  /** Parts of a formula that is computed in 64 bits only. */
  private static final int LARGEST = 3_000;

  private static final String IN_DOUBT =
      "However many digits are computed, its terms cancel, so that its value is not known.";

  private final Symja symja;
  private final Formulas formulas;

  Numerals(Symja symja) {
    this.symja = symja;
    this.formulas = symja.formulas();
  }

  Formula decimal(Formula formula) {
    if (!Formula.isClosed(formula)) {
      return new Decimals(formulas).inexact(formula);
    }
    if (!isSafe(formula)) {
      Request request = Request.of("N", formula);
      switch (symja.compute(request, () -> Nearest.of(formula))) {
        case Nearest.Known known
            when Double.isFinite(known.real()) && Double.isFinite(known.imaginary()) -> {
          return known.imaginary() == 0
              ? formulas.decimal(known.real())
              : formulas.complex(known.real(), known.imaginary());
        }
        case Nearest.Known _, Nearest.NotComputed _ -> {}
        case Nearest.InDoubt _ -> throw noValue(request, formula);
      }
    }
    return rounded(formula);
  }

  /** Empty if the digits do not tell, or if there is no order. */
  Optional<Boolean> holds(Formula.Relation relation) {
    Formula.Comparator comparator = relation.comparator();
    Formula difference = formulas.subtract(relation.left(), relation.right());
    if (!Formula.isClosed(difference)
        || Decimals.occurIn(difference)
        || Dag.size(difference) > LARGEST) {
      return Optional.empty();
    }
    Request request = Request.of("sign", difference);
    return switch (symja.compute(request, () -> Nearest.of(difference))) {
      case Nearest.Known known when known.sign().isPresent() ->
          Optional.of(comparator.holds(known.sign().getAsInt()));
      case Nearest.Known _ ->
          switch (comparator) {
            case EQUAL -> Optional.of(false);
            case NOT_EQUAL -> Optional.of(true);
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> Optional.empty();
          };
      case Nearest.NotComputed _, Nearest.InDoubt _ -> Optional.empty();
    };
  }

  /** Whether 64 bits are enough, or all that there is. */
  private static boolean isSafe(Formula formula) {
    return formula instanceof Formula.Number
        || formula instanceof Constant
        || Formula.isReal(formula) && RoundingError.isWithin(SAFE, formula)
        || Dag.size(formula) > LARGEST
        || Decimals.occurIn(formula);
  }

  private Refusal noValue(Request request, Formula formula) {
    return symja.compute(request, () -> dividesByZero(formula))
        ? new Refusal(MathProblem.DivisionByZero::new)
        : request.noAnswer(IN_DOUBT);
  }

  private static boolean dividesByZero(Formula formula) {
    return Dag.postorder(List.of(formula)).stream()
        .anyMatch(
            node ->
                node instanceof Formula.Power power
                    && power.exponent() instanceof Formula.Rational exponent
                    && exponent.numerator().signum() < 0
                    && RootBound.isZero(power.base()));
  }

  private Formula rounded(Formula formula) {
    OptionalDouble value = gd.formula.Evaluation.constant(formula);
    if (value.isPresent()) {
      return formulas.decimal(value.getAsDouble());
    }
    Complex complex = ComplexEvaluation.at(formula, Map.of());
    if (!Check.isFinite(complex)) {
      if (decimal(formula, DIGITS) instanceof Formula.Number number) { // too large for a decimal
        return formulas.decimal(rounded(number, DIGITS).doubleValue());
      }
      throw Request.of("N", formula).unfinished();
    }
    return formulas.complex(complex.getReal(), complex.getImaginary());
  }

  /** Computed with more and more digits until two results agree, for terms may cancel. */
  Formula decimal(Formula formula, int digits) {
    Request request = Request.of("N", formula, formulas.integer(digits));
    if (!Formula.isClosed(formula)) {
      throw request.noAnswer("It has symbols in it: give them values first.");
    }
    if (formula instanceof Formula.Decimal d && !Double.isFinite(d.value())) {
      throw request.noAnswer("It is no number.");
    }
    if (formula instanceof Formula.Number) {
      return formulas.precise(rounded((Formula.Number) formula, digits));
    }
    Optional<Parts> last = parts(request, formula, digits + GUARDS[0]);
    for (int i = 1; i < GUARDS.length; i++) {
      Optional<Parts> next = parts(request, formula, digits + GUARDS[i]);
      if (next.isPresent() && last.isPresent() && next.get().agreesWith(last.get(), digits)) {
        return next.get().formula(formulas, digits);
      }
      last = next;
    }
    throw noValue(request, formula);
  }

  private static BigDecimal rounded(Formula.Number number, int digits) {
    MathContext context = new MathContext(digits);
    return switch (number) {
      case Formula.Rational r ->
          new BigDecimal(r.numerator()).divide(new BigDecimal(r.denominator()), context);
      case Formula.Decimal d -> new BigDecimal(d.value()).round(context);
      case Formula.Precise p -> p.value().round(context);
    };
  }

  /** Empty where more digits may help. */
  private Optional<Parts> parts(Request request, Formula formula, int digits) {
    PreciseEvaluation evaluation = new PreciseEvaluation(digits);
    Optional<Apcomplex> value = symja.compute(request, () -> evaluation.at(formula));
    if (value.isEmpty() && !evaluation.hasRefused()) {
      throw request.unfinished();
    }
    return evaluation.isDoubtful()
        ? Optional.empty()
        : value.map(z -> new Parts(big(request, z.real()), big(request, z.imag())));
  }

  private static BigDecimal big(Request request, Apfloat value) {
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (Math.abs(value.scale()) > LARGEST_SCALE) {
      throw request.noAnswer("It is beyond 10^100,000,000, or its inverse is.");
    }
    return new BigDecimal(value.toString());
  }

  private record Parts(BigDecimal real, BigDecimal imaginary) {
    boolean agreesWith(Parts that, int digits) {
      BigDecimal size = real.abs().max(imaginary.abs());
      BigDecimal allowed = size.scaleByPowerOfTen(-digits);
      return real.subtract(that.real).abs().compareTo(allowed) <= 0
          && imaginary.subtract(that.imaginary).abs().compareTo(allowed) <= 0;
    }

    /** A part far below the other is rounding. */
    Formula formula(Formulas formulas, int digits) {
      MathContext context = new MathContext(digits);
      BigDecimal size = real.abs().max(imaginary.abs());
      BigDecimal rounding = size.scaleByPowerOfTen(-digits);
      Formula first = formulas.precise(real.round(context));
      if (imaginary.abs().compareTo(rounding) <= 0) {
        return first;
      }
      Formula second = formulas.multiply(formulas.precise(imaginary.round(context)), Constant.I);
      return real.abs().compareTo(rounding) <= 0 ? second : formulas.add(first, second);
    }
  }
}
